// VariantFields { variant, at, isOnly, onVariant, onRemove }: the sign and name of a case, and its limit.
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { limitUnits } from '../../../../electron/api/calendar.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, FormGrid } from '../../../ui/field.tsx'
import { NumberInput } from '../../../ui/number-input.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { MarkedField } from '../fields.tsx'
import type { VariantRow } from '../model/values.ts'

export interface VariantFieldsProps {
  variant: VariantRow
  /** Its path in the content. */
  at: string
  isOnly: boolean
  onVariant: (next: VariantRow) => void
  onRemove: () => void
}

export function VariantFields({ variant, at, isOnly, onVariant, onRemove }: VariantFieldsProps) {
  const { t } = useTranslation('process-editor')
  const { timeLimit } = variant
  const unit = timeLimit?.unit ?? 'none'
  return (
    <FormGrid>
      {!isOnly && (
        <>
          <MarkedField at={`${at}.key`} label={t('variant.key')} span={2}>
            <TextInput value={variant.key} maxLength={20} onValueChange={(key) => onVariant({ ...variant, key })} />
          </MarkedField>
          <MarkedField at={`${at}.name`} label={t('variant.name')} span={10}>
            <TextInput value={variant.name} maxLength={400} onValueChange={(name) => onVariant({ ...variant, name })} />
          </MarkedField>
        </>
      )}
      <MarkedField at={`${at}.timeLimit`} label={t('variant.limit')} span={3}>
        <NumberInput
          value={timeLimit && timeLimit.unit !== 'same-day' ? timeLimit.limit : null}
          disabled={unit === 'same-day'}
          min={0}
          max={10_000}
          fractionDigits={2}
          onValueChange={(limit) =>
            onVariant({ ...variant, timeLimit: limit === null ? null : { limit, unit: timeLimit?.unit ?? 'working-days' } })
          }
        />
      </MarkedField>
      <Field label={t('variant.unit')} span={4}>
        <Select
          options={[...limitUnits, 'none' as const].map((value) => ({ value, label: t(`limitUnit.${value}`) }))}
          value={unit}
          onValueChange={(next) =>
            onVariant({
              ...variant,
              timeLimit: next === 'none' ? null : { limit: next === 'same-day' ? 1 : (timeLimit?.limit ?? 1), unit: next },
            })
          }
        />
      </Field>
      {!isOnly && (
        <div className="variant-remove">
          <Button size="small" variant="quiet" icon={Trash2} onClick={onRemove}>
            {t('variant.remove')}
          </Button>
        </div>
      )}
    </FormGrid>
  )
}
