// PaperFields { fields, errors, onChange }: what paper a scan is, when it was issued and how long it holds.
import { useTranslation } from 'react-i18next'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import type { FieldErrors } from '../ui/form-dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'

export interface PaperDescription {
  readonly title: string
  /** '' when not typed. */
  readonly issuedOn: string
  readonly validUntil: string
}

interface PaperFieldsProps {
  fields: PaperDescription
  errors: FieldErrors
  onChange: (fields: PaperDescription) => void
}

export function PaperFields({ fields, errors, onChange }: PaperFieldsProps) {
  const { t } = useTranslation('papers')
  return (
    <FormGrid>
      <Field label={t('field.title')} hint={t('field.titleHint')} error={errors.title} required>
        <TextInput maxLength={400} value={fields.title} onValueChange={(title) => onChange({ ...fields, title })} />
      </Field>
      <Field label={t('field.issuedOn')} error={errors.issuedOn} span={6}>
        <DateInput value={fields.issuedOn} onValueChange={(issuedOn) => onChange({ ...fields, issuedOn })} />
      </Field>
      <Field label={t('field.validUntil')} hint={t('field.validUntilHint')} error={errors.validUntil} span={6}>
        <DateInput value={fields.validUntil} onValueChange={(validUntil) => onChange({ ...fields, validUntil })} />
      </Field>
    </FormGrid>
  )
}
