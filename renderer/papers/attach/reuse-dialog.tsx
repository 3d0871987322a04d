// ReuseDialog { place, scan, onDone, onClose }: uses a paper of an earlier case again. One that has expired needs a reason.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarlierScan } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import { formatDate } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { PaperForm } from '../paper-form.tsx'
import type { PaperPlace } from '../papers-card.tsx'

interface ReuseDialogProps {
  place: PaperPlace
  scan: EarlierScan
  onDone: () => void
  onClose: () => void
}

export function ReuseDialog({ place, scan, onDone, onClose }: ReuseDialogProps) {
  const { t } = useTranslation('papers')
  const isDone = useRef(false)
  const [reason, setReason] = useState('')
  return (
    <PaperForm
      title={t('reuse.title', { title: scan.title })}
      description={t('reuse.text', { code: scan.caseCode, name: place.name })}
      confirm={t('attach.reuse')}
      done={t('reuse.done')}
      act={() => api.papers.reuse({ caseId: place.caseId, component: place.component, scanId: scan.id, reason })}
      onDone={() => {
        isDone.current = true
      }}
      onClose={() => (isDone.current ? onDone() : onClose())}
    >
      {(errors) => (
        <>
          {scan.isExpired && <Banner tone="warn">{t('reuse.expired', { date: formatDate(scan.validUntil ?? '') })}</Banner>}
          <Field label={t('reuse.reason')} error={errors.reason} required={scan.isExpired}>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </>
      )}
    </PaperForm>
  )
}
