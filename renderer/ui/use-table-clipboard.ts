// What a table gives to the clipboard and takes from it. Where no text is marked the browser tells the page as a whole and not what has the
// focus, so the page is listened to, and what has the focus decides.
import { type RefObject, useEffect, useEffectEvent } from 'react'
import { defused } from '../../db/model/defused.ts'
import { type CellRange, type CellSelection, rangeOf } from './cell-range.ts'
import type { CellSource } from './range-foot.tsx'
import { readClipboard, writeClipboard } from './sheet/clipboard.ts'

interface ClipboardParts<Row> {
  scroller: RefObject<HTMLElement | null>
  rows: readonly Row[]
  columns: ReadonlyArray<{ readonly id: string }>
  selection: CellSelection
  /** None: neither copied nor pasted. */
  cells: CellSource<Row> | undefined
  onPaste: ((table: string[][], range: CellRange) => void) | undefined
}

export const isInTable = (target: EventTarget): boolean =>
  target instanceof HTMLElement && (target.dataset.row !== undefined || target.dataset.column !== undefined)

export function useTableClipboard<Row>({ scroller, rows, columns, selection, cells, onPaste }: ClipboardParts<Row>): void {
  const hasFocus = () => {
    const held = document.activeElement
    return rows.length > 0 && held !== null && scroller.current?.contains(held) === true && isInTable(held)
  }
  const copy = useEffectEvent((event: ClipboardEvent) => {
    // Text that was marked by the mouse is copied as anywhere.
    if (!cells || !hasFocus() || document.getSelection()?.isCollapsed === false || !event.clipboardData) return
    event.preventDefault()
    const { top, bottom, left, right } = rangeOf(selection, columns.length)
    const chosen = columns.slice(left, right + 1)
    writeClipboard(
      event.clipboardData,
      rows.slice(top, bottom + 1).map((row) => chosen.map(({ id }) => defused(cells.text(row, id)))),
    )
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (!onPaste || !hasFocus() || !event.clipboardData) return
    event.preventDefault()
    const table = readClipboard(event.clipboardData).map((line) => line.map(({ text }) => text))
    const range = rangeOf(selection, columns.length)
    // From a row as a whole it goes from its first cell on, and one text fills no row.
    if (table.length > 0) onPaste(table, selection.at.column === null ? { ...range, right: range.left } : range)
  })
  const isListening = cells !== undefined
  useEffect(() => {
    if (!isListening) return
    document.addEventListener('copy', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('paste', paste)
    }
  }, [isListening])
}
