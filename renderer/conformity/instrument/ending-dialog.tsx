// EndingDialog { kind, instrument, onClose }: suspends an instrument, lets it hold again, or takes it back, from a day on and with the reason.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instrument } from '../../../electron/api/conformity.ts'
import { api } from '../../client.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { staleConformity } from '../conformity-queries.ts'
import { today } from '../today.ts'

export type EndingKind = 'suspend' | 'resume' | 'withdraw'

export function EndingDialog({ kind, instrument, onClose }: { kind: EndingKind; instrument: Instrument; onClose: () => void }) {
  const { t } = useTranslation('conformity')
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t(`endingTitle.${kind}`, { title: instrument.title })}
      description={t(`endingText.${kind}`)}
      confirm={t(`ending.${kind}`)}
      danger={kind === 'withdraw'}
      done={t(`endingDone.${kind}`)}
      fields={['from', 'reason']}
      act={() => api.conformity[kind]({ instrumentId: instrument.id, from, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('endingFrom')} error={errors.from} span={6} required>
            <DateInput value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t('reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
