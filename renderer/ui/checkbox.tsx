// Checkbox { label, description?, indeterminate?, onCheckedChange?, hideLabel?, …<input> }: a native check box, so register() of
// react-hook-form can be spread and Space works everywhere. `label` belongs to it: no Field is needed around it.
import './choice.css'
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './cx.ts'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  description?: ReactNode
  indeterminate?: boolean
  hideLabel?: boolean
  onCheckedChange?: (checked: boolean) => void
}

export function Checkbox(props: CheckboxProps) {
  const { label, description, indeterminate = false, hideLabel, onCheckedChange, onChange, className, ref, ...rest } = props
  const id = useId()
  const own = useRef<HTMLInputElement | null>(null)
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate
  }, [indeterminate])
  return (
    <label className={cx('choice', className)}>
      <input
        {...rest}
        type="checkbox"
        className="choice-box choice-check"
        aria-describedby={cx(rest['aria-describedby'], description ? id : undefined) || undefined}
        ref={(node) => {
          own.current = node
          if (typeof ref === 'function') return ref(node)
          if (ref) ref.current = node
        }}
        onChange={(event) => {
          onChange?.(event)
          onCheckedChange?.(event.currentTarget.checked)
        }}
      />
      <span className={cx('choice-words', hideLabel && 'visually-hidden')}>
        <span>{label}</span>
        {description && (
          <span id={id} className="choice-description">
            {description}
          </span>
        )}
      </span>
    </label>
  )
}
