// FacetChips { label, options: {value, label, count}[], value, onChange }: the values of one facet with how many entries each has. Pressing one
// shows only those, pressing it again all.
import { formatNumber } from '../../format.ts'
import { cx } from '../../ui/cx.ts'

export interface FacetChipsProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string; count: number }[]
  value: Value | null
  onChange: (value: Value | null) => void
}

export function FacetChips<Value extends string>({ label, options, value, onChange }: FacetChipsProps<Value>) {
  return (
    <fieldset className="chips">
      <legend className="visually-hidden">{label}</legend>
      <span className="chips-label" aria-hidden>
        {label}
      </span>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={cx('chip', option.count === 0 && 'chip-empty')}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value === value ? null : option.value)}
        >
          {option.label} <span className="chip-count tabular">{formatNumber(option.count)}</span>
        </button>
      ))}
    </fieldset>
  )
}
