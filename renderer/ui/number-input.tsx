// NumberInput { value, onValueChange, min?, max?, step?, unit?, fractionDigits?, disabled?, readOnly?, ref?, onBlur? }
// A count or an amount. value is a number, or null when empty. ↑↓ change by one step, Shift+↑↓ by ten; written and read the way of
// the interface's language (1.234,5 in Vietnamese). unit: the word behind it ("bản", "ngày").
import './input.css'
import './number-input.css'
import { NumberField } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldControl } from './field.tsx'
import { Icon } from './icon.tsx'

interface NumberInputProps {
  value: number | null
  onValueChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  unit?: ReactNode
  /** Digits after the comma that are kept; 0 unless said otherwise. */
  fractionDigits?: number
  disabled?: boolean
  readOnly?: boolean
  id?: string
  'aria-label'?: string
  onBlur?: () => void
  ref?: Ref<HTMLInputElement>
}

export function NumberInput(props: NumberInputProps) {
  const { value, onValueChange, min, max, step = 1, unit, fractionDigits = 0, disabled, readOnly, onBlur, ref, ...rest } = props
  const { t, i18n } = useTranslation('ui')
  const { attributes } = useFieldControl(rest)
  return (
    <NumberField.Root
      id={attributes.id}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      min={min}
      max={max}
      step={step}
      locale={i18n.language}
      format={{ maximumFractionDigits: fractionDigits }}
      disabled={disabled}
      readOnly={readOnly}
    >
      <NumberField.Group className="input number-input">
        <NumberField.Input
          ref={ref}
          className="input-bare tabular"
          onBlur={onBlur}
          aria-label={rest['aria-label']}
          aria-describedby={attributes['aria-describedby']}
          aria-invalid={attributes['aria-invalid']}
          aria-required={attributes['aria-required']}
        />
        {unit && <span className="input-unit">{unit}</span>}
        {!readOnly && (
          <span className="number-input-steps">
            <NumberField.Decrement className="number-input-step" aria-label={t('decrease')}>
              <Icon of={Minus} />
            </NumberField.Decrement>
            <NumberField.Increment className="number-input-step" aria-label={t('increase')}>
              <Icon of={Plus} />
            </NumberField.Increment>
          </span>
        )}
      </NumberField.Group>
    </NumberField.Root>
  )
}
