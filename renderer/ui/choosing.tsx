// Choosing several rows of a list.
//   useChoice(keys)     { chosen, isChosen, toggle, choose, all, setAll }   only what the list shows counts as chosen
//   ChoiceKeys          { rowKey, onToggle, children }   the space bar chooses the row that has the focus
//   choiceColumn(...)   the column with the check boxes, for the mouse: the keyboard has the space bar
import './choosing.css'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Checkbox } from './checkbox.tsx'
import type { Column } from './data-table.tsx'

export function useChoice(keys: readonly string[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = keys.filter((key) => picked.has(key))
  const toggle = (key: string) =>
    setPicked((known) => {
      const next = new Set(known)
      if (!next.delete(key)) next.add(key)
      return next
    })
  return {
    chosen,
    isChosen: (key: string) => picked.has(key),
    toggle,
    choose: (wanted: readonly string[]) => setPicked(new Set(wanted)),
    all: keys.length > 0 && chosen.length === keys.length,
    setAll: (isOn: boolean) => setPicked(new Set(isOn ? keys : [])),
  }
}
export type Choice = ReturnType<typeof useChoice>

interface ChoiceKeysProps {
  /** Of the row with the focus. */
  rowKey: string | null
  onToggle: (key: string) => void
  children: ReactNode
}

export function ChoiceKeys({ rowKey, onToggle, children }: ChoiceKeysProps) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const isRow = event.target instanceof HTMLElement && event.target.dataset.row !== undefined
    if (event.key !== ' ' || !isRow || rowKey === null) return
    event.preventDefault()
    onToggle(rowKey)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus; this only hears their keys
    <div className="choice-rows" onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}

export const choiceColumn = <Row,>(
  choice: Choice,
  header: string,
  keyOf: (row: Row) => string,
  labelOf: (row: Row) => string,
): Column<Row> => ({
  id: 'choice',
  header,
  width: 3.5,
  render: (row) => (
    <Checkbox
      hideLabel
      label={labelOf(row)}
      tabIndex={-1}
      checked={choice.isChosen(keyOf(row))}
      onCheckedChange={() => choice.toggle(keyOf(row))}
    />
  ),
})
