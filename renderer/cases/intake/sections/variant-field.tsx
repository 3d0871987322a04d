// Which sub-case of the process this case is: asked only where the process in effect has several, since each has a limit of its own.
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/select.tsx'
import { useFormField } from '../fields.tsx'
import { useDuePreview } from '../use-due-preview.ts'

export function VariantField() {
  const { t } = useTranslation('intake')
  const { value, onValueChange, onBlur, ref, error } = useFormField('variant')
  const { due } = useDuePreview()
  const process = due?.process
  if (!process || process.variants.length <= 1) return null
  const options = process.variants.map(({ key, name }) => ({
    value: key,
    label: [t('variant.named', { key }), name].filter(Boolean).join(': '),
  }))
  const known = options.some((option) => option.value === value) ? value : null
  return (
    <div data-field="variant" className="intake-variant">
      <Field label={t('variant.label')} hint={t('variant.hint', process)} error={error} required>
        <Select
          options={options}
          value={known}
          onValueChange={onValueChange}
          placeholder={t('variant.choose')}
          onBlur={onBlur}
          ref={ref}
        />
      </Field>
    </div>
  )
}
