// Acts upon copies that are out, or were:
//   RecallDialog   { copies, onClose }          what became of them
//   CorrectDialog  { copy, act, onClose }       takes back a wrong outcome (`reopen`) or a wrong entry (`strike`), with the reason
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CopyOutcome, copyOutcomes, type DocumentCopy } from '../../electron/api/copies.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { copyNumber } from './copy-words.tsx'

export function RecallDialog({ copies, onClose }: { copies: readonly DocumentCopy[]; onClose: () => void }) {
  const { t } = useTranslation('copies')
  const [outcome, setOutcome] = useState<CopyOutcome>('returned')
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  const [first] = copies
  const title =
    copies.length === 1 && first
      ? t('recall.title', { code: first.code, number: copyNumber(first), holder: first.holder })
      : t('recall.titleMany', { count: copies.length })
  return (
    <FormDialog
      stale={staleDocuments}
      title={title}
      confirm={t('recall.confirm')}
      done={t('recall.done', { count: copies.length })}
      act={() => api.copies.recall({ copyIds: copies.map(({ id }) => id), outcome, on, note })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field group label={t('recall.outcome')} error={errors.outcome}>
            <RadioGroup<CopyOutcome>
              options={copyOutcomes.map((value) => ({
                value,
                label: t(`outcome.${value}`),
                description: t(`outcomeText.${value}`),
              }))}
              value={outcome}
              onValueChange={setOutcome}
            />
          </Field>
          <Field label={t('recall.on')} error={errors.on} span={6} required>
            <DateInput value={on} onValueChange={setOn} />
          </Field>
          <Field
            label={outcome === 'lost' ? t('recall.reason') : t('recall.note')}
            error={errors.note}
            required={outcome === 'lost'}
          >
            <TextArea rows={2} maxLength={1_000} value={note} onValueChange={setNote} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

export interface CorrectDialogProps {
  copy: DocumentCopy
  act: 'reopen' | 'strike'
  onClose: () => void
}

export function CorrectDialog({ copy, act, onClose }: CorrectDialogProps) {
  const { t } = useTranslation('copies')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t(`correct.${act}.title`, { number: copyNumber(copy) })}
      description={t(`correct.${act}.text`)}
      confirm={t(`correct.${act}.confirm`)}
      danger={act === 'strike'}
      done={t(`correct.${act}.done`, { number: copyNumber(copy) })}
      act={() => api.copies[act]({ copyId: copy.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('recall.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
