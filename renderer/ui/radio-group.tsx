// RadioGroup { options: {value, label, description?, disabled?}[], value, onValueChange, look?: 'list' | 'segmented', label?, disabled?, ref? }
// One choice of a few, all seen at once: `list` under one another, `segmented` as joined buttons for two to four short words. Native
// radio buttons, so the arrow keys work. Put it into <Field group>, or give it `label`.
import './choice.css'
import { type ReactNode, type Ref, useId } from 'react'
import { cx } from './cx.ts'
import { useFieldControl } from './field.tsx'

interface RadioGroupProps<Value extends string> {
  options: { value: Value; label: ReactNode; description?: ReactNode; disabled?: boolean }[]
  value: Value | null
  onValueChange: (value: Value) => void
  look?: 'list' | 'segmented'
  label?: string
  disabled?: boolean
  onBlur?: () => void
  /** The first radio button, for focusing the first wrong field of a form. */
  ref?: Ref<HTMLInputElement>
}

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, onValueChange, look = 'list', label, disabled, onBlur, ref } = props
  const name = useId()
  const { attributes, labelId } = useFieldControl()
  return (
    <div
      {...attributes}
      role="radiogroup"
      aria-label={label}
      aria-labelledby={label ? undefined : labelId}
      className={cx('choice-group', look === 'segmented' && 'choice-segmented')}
    >
      {options.map((option, index) => (
        <label key={option.value} className={cx('choice', look === 'segmented' && 'choice-segment')}>
          <input
            type="radio"
            ref={index === 0 ? ref : undefined}
            className={look === 'segmented' ? 'choice-hidden' : 'choice-box choice-radio'}
            name={name}
            checked={option.value === value}
            disabled={disabled || option.disabled}
            aria-describedby={option.description ? `${name}${option.value}` : undefined}
            onChange={() => onValueChange(option.value)}
            onBlur={onBlur}
          />
          <span className="choice-words">
            <span>{option.label}</span>
            {option.description && (
              <span id={`${name}${option.value}`} className="choice-description">
                {option.description}
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
