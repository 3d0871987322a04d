// Tabs { label, items: {value, label, count?, content}[], value, onValueChange, actions? }
// Views of one thing. Arrow keys move between them; the content of a tab is mounted while it is shown.
import './tabs.css'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface TabsProps<Value extends string> {
  label: string
  items: { value: Value; label: ReactNode; count?: number; content: ReactNode; disabled?: boolean }[]
  value: Value
  onValueChange: (value: Value) => void
  /** Stands at the end of the row of tabs. */
  actions?: ReactNode
}

export function Tabs<Value extends string>({ label, items, value, onValueChange, actions }: TabsProps<Value>) {
  return (
    <Base.Root className="tabs" value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <div className="tabs-head">
        <Base.List className="tabs-list" aria-label={label} activateOnFocus>
          {items.map((item) => (
            <Base.Tab key={item.value} value={item.value} disabled={item.disabled} className="tabs-tab">
              {item.label}
              {item.count !== undefined && <span className="tabs-count tabular">{item.count}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {actions}
      </div>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="tabs-panel">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
