// Select { options: {value, label, description?, disabled?}[], value, onValueChange, placeholder?, disabled?, readOnly?, ref?, onBlur?, aria-label? }
// One choice of a known list of up to some twenty entries (more: Combobox; two to five: RadioGroup). value null shows the placeholder.
import './input.css'
import './popup.css'
import './select.css'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useFieldControl } from './field.tsx'
import { Icon } from './icon.tsx'

export interface SelectOption<Value extends string> {
  value: Value
  label: ReactNode
  description?: ReactNode
  disabled?: boolean
}

interface SelectProps<Value extends string> {
  options: SelectOption<Value>[]
  value: Value | null
  onValueChange: (value: Value) => void
  placeholder?: string
  disabled?: boolean
  readOnly?: boolean
  id?: string
  'aria-label'?: string
  onBlur?: () => void
  ref?: Ref<HTMLButtonElement>
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder, disabled, readOnly, onBlur, ref, ...rest } = props
  const { attributes } = useFieldControl(rest)
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      disabled={disabled}
      readOnly={readOnly}
    >
      <Base.Trigger {...rest} {...attributes} ref={ref} onBlur={onBlur} className="input select">
        <Base.Value className="select-value" placeholder={placeholder} />
        <Icon of={ChevronDown} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="popup-place" align="start" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="popup">
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} disabled={option.disabled} className="popup-item">
                <span className="popup-words">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.description && <span className="popup-description">{option.description}</span>}
                </span>
                <Base.ItemIndicator>
                  <Icon of={Check} className="popup-check" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
