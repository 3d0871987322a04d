// What a table of cells does, apart from how it is drawn: where the keys lead, what is copied, and how rows change. Rows are values: a
// change gives new rows and leaves the old ones to undo. Below the last row there is always an empty one, with which the next row begins.

import type { PlacedTable } from './headed-table.ts'

export interface Place {
  readonly row: number
  readonly column: number
}

export interface Area {
  /** Where the selection began. */
  readonly from: Place
  /** The cell that has the keyboard. */
  readonly at: Place
}

export interface Rect {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Cells<Row> {
  /** The text of the cell, as it is edited and copied. */
  readonly text: (row: Row) => string
  /** The row with that text in the cell; undefined when the column cannot hold it. */
  readonly withText: (row: Row, text: string) => Row | undefined
}

export const only = (place: Place): Area => ({ from: place, at: place })

export const rectOf = ({ from, at }: Area): Rect => ({
  top: Math.min(from.row, at.row),
  left: Math.min(from.column, at.column),
  bottom: Math.max(from.row, at.row),
  right: Math.max(from.column, at.column),
})

export const holds = ({ top, left, bottom, right }: Rect, { row, column }: Place): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

const clamp = (value: number, most: number): number => Math.min(Math.max(0, value), Math.max(0, most))

/** A place inside a table of so many rows (the empty one included) and columns. */
export const inside = ({ row, column }: Place, rows: number, columns: number): Place => ({
  row: clamp(row, rows - 1),
  column: clamp(column, columns - 1),
})

const pageRows = 10

/** Where a key leads from a cell; undefined for keys that lead nowhere. `isFar`: with Ctrl. */
export function keyTarget(key: string, isFar: boolean, { row, column }: Place, rows: number, columns: number): Place | undefined {
  const targets: Readonly<Record<string, Place>> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? rows - 1 : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? columns - 1 : column + 1 },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? rows - 1 : row, column: columns - 1 },
    PageUp: { row: row - pageRows, column },
    PageDown: { row: row + pageRows, column },
  }
  const target = targets[key]
  return target && inside(target, rows, columns)
}

/** The cell that Tab leads to, line after line; undefined beyond the first and the last cell: there Tab leaves the table. */
export function tabTarget({ row, column }: Place, isBack: boolean, rows: number, columns: number): Place | undefined {
  const next = row * columns + column + (isBack ? -1 : 1)
  return next < 0 || next >= rows * columns ? undefined : { row: Math.floor(next / columns), column: next % columns }
}

export function copyTexts<Row>(rows: readonly Row[], columns: ReadonlyArray<Cells<Row>>, { top, left, bottom, right }: Rect) {
  const chosen = columns.slice(left, right + 1)
  return rows.slice(top, bottom + 1).map((row) => chosen.map(({ text }) => text(row)))
}

export interface Changed<Row> {
  readonly rows: readonly Row[]
  /** Texts that their columns could not hold, or for which there was no column. */
  readonly refused: readonly string[]
}

/** Puts texts into cells from the upper left corner of the selection on; one text alone fills the whole selection. New rows as needed. */
export function pasteTexts<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<Cells<Row>>,
  { top, left, bottom, right }: Rect,
  texts: ReadonlyArray<readonly string[]>,
  newRow: () => Row,
): Changed<Row> {
  const single = texts.length === 1 && texts[0]?.length === 1 ? texts[0][0] : undefined
  const width = right - left + 1
  // Filling covers the rows that exist; the empty row below becomes one only when it is the whole selection.
  const last = Math.min(bottom, Math.max(top, rows.length - 1))
  const filled = single === undefined ? texts : Array.from({ length: last - top + 1 }, () => Array<string>(width).fill(single))
  const next = [...rows]
  const refused: string[] = []
  for (const [down, line] of filled.entries()) {
    let row = next[top + down] ?? newRow()
    for (const [across, text] of line.entries()) {
      const column = columns[left + across]
      const changed = column?.withText(row, text)
      if (changed !== undefined) row = changed
      else if (text.trim() !== '') refused.push(text)
    }
    next[top + down] = row
  }
  return { rows: next, refused }
}

/** Puts a table whose columns are named into rows from `top` on; a column that it does not name stays as it is. */
export function pastePlaced<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<Cells<Row>>,
  top: number,
  { places, lines }: PlacedTable,
  newRow: () => Row,
): Changed<Row> {
  const next = [...rows]
  const refused: string[] = []
  for (const [down, line] of lines.entries()) {
    let row = next[top + down] ?? newRow()
    for (const [from, text] of line.entries()) {
      const place = places[from]
      if (place === null) continue
      const changed = place === undefined ? undefined : columns[place]?.withText(row, text)
      if (changed !== undefined) row = changed
      else if (text.trim() !== '') refused.push(text)
    }
    next[top + down] = row
  }
  return { rows: next, refused }
}

/** Empties the cells of a selection; what cannot be empty stays. */
export const clearTexts = <Row>(rows: readonly Row[], columns: ReadonlyArray<Cells<Row>>, rect: Rect): readonly Row[] =>
  rows.map((row, index) => {
    if (index < rect.top || index > rect.bottom) return row
    return columns.slice(rect.left, rect.right + 1).reduce((one, column) => column.withText(one, '') ?? one, row)
  })

export const withoutRows = <Row>(rows: readonly Row[], { top, bottom }: Rect): readonly Row[] =>
  rows.filter((_, index) => index < top || index > bottom)

/** Moves the selected rows one place up (-1) or down (1); the same rows when there is no place. */
export function withMoved<Row>(rows: readonly Row[], { top, bottom }: Rect, by: -1 | 1): readonly Row[] {
  if (top + by < 0 || bottom + by >= rows.length || bottom >= rows.length) return rows
  const moved = rows.slice(top, bottom + 1)
  const others = withoutRows(rows, { top, bottom, left: 0, right: 0 })
  return [...others.slice(0, top + by), ...moved, ...others.slice(top + by)]
}

export const withInserted = <Row>(rows: readonly Row[], at: number, row: Row): readonly Row[] => [
  ...rows.slice(0, at),
  row,
  ...rows.slice(at),
]
