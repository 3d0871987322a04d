// Typed text. Native props pass through (so react-hook-form's register() can be spread); `onValueChange` gives the text alone.
//   TextInput  { icon?, unit?, code?, onValueChange?, onClear?, …<input> }   unit: words behind the text; code: even-width figures;
//              onClear: shows a clear button while there is text
//   TextArea   { rows? (least lines, default 3), onValueChange?, …<textarea> }   grows with its text
import './input.css'
import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { useFieldControl } from './field.tsx'
import { Icon, type IconType } from './icon.tsx'

interface TextInputProps extends ComponentProps<'input'> {
  icon?: IconType
  unit?: ReactNode
  code?: boolean
  onValueChange?: (value: string) => void
  onClear?: () => void
}

export function TextInput({ icon, unit, code, onValueChange, onClear, className, onChange, ...rest }: TextInputProps) {
  const { t } = useTranslation('ui')
  const { attributes } = useFieldControl(rest)
  return (
    <div className={cx('input', className)}>
      {icon && <Icon of={icon} />}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        {...attributes}
        className={cx('input-bare', code && 'tabular')}
        onChange={(event) => {
          onChange?.(event)
          onValueChange?.(event.currentTarget.value)
        }}
      />
      {unit && <span className="input-unit">{unit}</span>}
      {onClear && rest.value && !rest.disabled ? <IconButton size="small" label={t('clear')} icon={X} onClick={onClear} /> : null}
    </div>
  )
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  onValueChange?: (value: string) => void
}

export function TextArea({ rows = 3, onValueChange, className, onChange, ...rest }: TextAreaProps) {
  const { attributes } = useFieldControl(rest)
  return (
    <div className={cx('input', className)}>
      <textarea
        spellCheck={false}
        {...rest}
        {...attributes}
        className="input-bare input-area"
        // field-sizing ignores rows; lh is the height of one line.
        style={{ minHeight: `calc(${rows}lh + 0.75rem)`, ...rest.style }}
        onChange={(event) => {
          onChange?.(event)
          onValueChange?.(event.currentTarget.value)
        }}
      />
    </div>
  )
}
