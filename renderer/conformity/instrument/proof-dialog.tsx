// ProofDialog { instrumentId, proof, onClose }: when the declaration was sent, posted or published, and by which paper or address.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProofKind } from '../../../electron/api/conformity.ts'
import { api } from '../../client.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { staleConformity } from '../conformity-queries.ts'
import { today } from '../today.ts'

export interface ProofDialogProps {
  instrumentId: string
  proof: ProofKind
  onClose: () => void
}

export function ProofDialog({ instrumentId, proof, onClose }: ProofDialogProps) {
  const { t } = useTranslation('conformity')
  const [on, setOn] = useState(today)
  const [note, setNote] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t(`proof.of.${proof}`)}
      confirm={t('save')}
      done={t('proof.done')}
      fields={['on']}
      act={() => api.conformity.prove({ instrumentId, proof, on, note })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('proof.on')} error={errors.on} required>
            <DateInput value={on} onValueChange={setOn} />
          </Field>
          <Field label={t('field.note')} hint={t(`proof.hint.${proof}`)}>
            <TextInput maxLength={1_000} value={note} onValueChange={setNote} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
