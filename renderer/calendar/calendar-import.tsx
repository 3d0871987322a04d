// CalendarImport: bringing in a calendar file. What was promised to citizens stands: no due date of an existing case moves.
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { FileImport } from '../procedures/file-import.tsx'
import { Banner } from '../ui/banner.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { useToast } from '../ui/toast.tsx'

type Picked = NonNullable<OutputOf<'calendar.pickImport'>>

/** What was asked under the calendar before. */
const outdated = ['calendar.getCurrent', 'calendar.compute', 'cases.previewDeadline']

export function CalendarImport() {
  const { t } = useTranslation('calendar')
  const queryClient = useQueryClient()
  const toast = useToast()
  return (
    <FileImport
      label={t('screen.import.open')}
      title={t('screen.import.title')}
      pick={() => api.calendar.pickImport({})}
      describe={(picked) => <NewCalendar picked={picked} />}
      publishLabel={t('screen.import.publish')}
      publish={({ token }) => api.calendar.import({ token })}
      onPublished={() => {
        for (const name of outdated) void queryClient.invalidateQueries({ queryKey: [name] })
        toast.show({ title: t('screen.import.published') })
      }}
    />
  )
}

function NewCalendar({ picked }: { picked: Picked }) {
  const { t } = useTranslation('calendar')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('screen.import.file'), value: picked.fileName },
          { label: t('screen.import.name'), value: picked.name },
          { label: t('screen.import.version'), value: formatDate(picked.version) },
          { label: t('screen.import.years'), value: picked.years.join(', ') },
        ]}
      />
      <Banner tone="info">{t('screen.import.keepsDates')}</Banner>
    </>
  )
}
