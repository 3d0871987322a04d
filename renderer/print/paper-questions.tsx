// Above the screen after a power cut: papers of which nobody knows whether they came out of the printer. The question comes by itself
// once, unless somebody is typing, and stays as a line until every paper has its answer.
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintJobsDialog } from '../app/further-screens.ts'
import { usePermission } from '../app/session.tsx'
import { whenQuiet } from '../app/when-quiet.ts'
import { api } from '../client.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

const isBusy = (): boolean => document.activeElement?.matches('input, textarea, .dialog *') ?? false

export function PaperQuestions() {
  const { t } = useTranslation('print-queue')
  const mayPrint = usePermission('case.print')
  const [isQuiet, setQuiet] = useState(false)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => whenQuiet(() => setQuiet(true)), [])
  const jobs = useQuery({
    queryKey: ['printing'],
    queryFn: () => api.printing.list({}),
    enabled: mayPrint && isQuiet,
  })
  const count = jobs.data?.rows.length ?? 0
  const hasJobs = count > 0
  useEffect(() => {
    if (hasJobs && !isBusy()) setOpen(true)
  }, [hasJobs])
  if (!hasJobs) return null
  return (
    <>
      <Banner
        tone="warn"
        title={t('banner', { count })}
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            {t('answer')}
          </Button>
        }
      />
      {isOpen && (
        <Suspense fallback={null}>
          <PrintJobsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
