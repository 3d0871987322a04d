// RevealDialog { personId, onShown, onClose }: asks what the whole numbers are wanted for; purpose, person, viewer and hour are recorded.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonNumbers } from '../../electron/api/personal.ts'
import { api } from '../client.ts'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'

interface RevealDialogProps {
  personId: string
  onShown: (numbers: PersonNumbers) => void
  onClose: () => void
}

export function RevealDialog({ personId, onShown, onClose }: RevealDialogProps) {
  const { t } = useTranslation('personal')
  const [purpose, setPurpose] = useState('')
  return (
    <FormDialog
      title={t('reveal.title')}
      description={t('reveal.text')}
      confirm={t('reveal.confirm')}
      stale={[['personal.listLooks']]}
      act={() => api.personal.showNumbers({ personId, purpose })}
      onDone={onShown}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('reveal.purpose')} hint={t('reveal.purposeHint')} error={errors.purpose} required>
            <TextInput maxLength={300} value={purpose} onValueChange={setPurpose} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
