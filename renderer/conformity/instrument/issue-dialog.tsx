// IssueDialog   { instrument, onClose }               issues a saved draft; what the law misses asks for a reason that is kept
// DiscardDialog { instrument, onClose, onDiscarded }   gives a draft up
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instrument } from '../../../electron/api/conformity.ts'
import { api } from '../../client.ts'
import { Banner } from '../../ui/banner.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { staleConformity } from '../conformity-queries.ts'
import { useFieldName } from '../field-name.ts'
import { LegalSteps } from './legal-steps.tsx'

export function IssueDialog({ instrument, onClose }: { instrument: Instrument; onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const fieldName = useFieldName()
  const [reason, setReason] = useState('')
  const { check } = instrument
  const isOpen = check !== null && check.open > 0
  return (
    <FormDialog
      stale={staleConformity}
      title={t(`issue.title.${instrument.kind}`, { title: instrument.title })}
      description={t('issue.text', { count: instrument.lineCount })}
      confirm={t(`issue.confirm.${instrument.kind}`)}
      done={t(`issue.done.${instrument.kind}`)}
      fields={['reason']}
      fieldName={fieldName}
      act={() => api.conformity.issue({ instrumentId: instrument.id, reason })}
      onClose={onClose}
    >
      {(errors) =>
        isOpen && (
          <>
            <Banner tone="warn" title={t('issue.missing', { count: check.open })}>
              {t('issue.missingText')}
            </Banner>
            <LegalSteps check={check} />
            <Field label={t('reason')} error={errors.reason} required>
              <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
            </Field>
          </>
        )
      }
    </FormDialog>
  )
}

export interface DiscardDialogProps {
  instrument: Instrument
  onClose: () => void
  onDiscarded: () => void
}

export function DiscardDialog({ instrument, onClose, onDiscarded }: DiscardDialogProps) {
  const { t } = useTranslation('conformity')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('discard.title', { title: instrument.title })}
      description={t('discard.text')}
      confirm={t('discard.open')}
      danger
      done={t('discard.done')}
      act={() => api.conformity.discard({ instrumentId: instrument.id, reason })}
      onDone={onDiscarded}
      onClose={onClose}
    >
      {() => (
        <Field label={t('reason')}>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
