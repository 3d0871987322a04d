// What a table from Excel means on the list: which cell of which case gets which text, and what of it has no place. Pure.
import { type CaseColumn, cellText, isCellColumn, type Word } from '../../../db/model/case-columns.ts'
import type { CellEdit, ListedRow } from '../../../electron/api/cases.ts'
import type { CellRange } from '../../ui/cell-range.ts'

export interface PastedCell {
  readonly row: ListedRow
  readonly column: CaseColumn
  readonly from: string
  readonly to: string
}

export interface Pasted {
  /** Cells that would get another text, row by row. */
  readonly cells: readonly PastedCell[]
  /** Lines of the table below the last row that is there. */
  readonly linesOver: number
  /** Its columns beyond the last one that is shown. */
  readonly columnsOver: number
}

/** The table from the upper left corner of the range on; one text alone fills the whole range. */
export function readPaste(
  table: readonly (readonly string[])[],
  range: CellRange,
  rows: readonly ListedRow[],
  columns: readonly CaseColumn[],
  word: Word,
): Pasted {
  const { top, bottom, left, right } = range
  const single = table.length === 1 && table[0]?.length === 1 ? table[0][0] : undefined
  const lines =
    single === undefined ? table : Array.from({ length: bottom - top + 1 }, () => Array<string>(right - left + 1).fill(single))
  const cells = lines.flatMap((line, down) => {
    const row = rows[top + down]
    if (row === undefined) return []
    return line.flatMap((to, across) => {
      const column = columns[left + across]
      if (column === undefined) return []
      const from = cellText(row, column, word)
      return from === to.trim() ? [] : [{ row, column, from, to }]
    })
  })
  return {
    cells,
    linesOver: Math.max(0, top + lines.length - rows.length),
    columnsOver: Math.max(0, left + Math.max(0, ...lines.map(({ length }) => length)) - columns.length),
  }
}

/** Those of the cells that can be changed at all, as the office is asked to change them. */
export const editsOf = (cells: readonly PastedCell[]): CellEdit[] =>
  cells.flatMap(({ row, column, from, to }) => (isCellColumn(column) ? [{ caseId: row.id, column, from, to }] : []))
