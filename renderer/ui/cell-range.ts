// The cell cursor of a table and the range that it spans. Pure. In a row as a whole `column` is null.
import { moveFocus } from './move-focus.ts'

export interface CellPlace {
  readonly row: number
  readonly column: number | null
}

export interface CellSelection {
  readonly at: CellPlace
  /** Where the range began; null: nothing but the cursor is chosen. */
  readonly anchor: CellPlace | null
}

export interface CellRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

interface Extent {
  readonly rows: number
  readonly columns: number
  readonly pageRows: number
}

interface Stroke {
  readonly key: string
  readonly shiftKey: boolean
}

/** Where a key takes the cursor; undefined when it is not for moving. → goes from the row into its cells, ← out of the first one. */
export function moveCell({ at, anchor }: CellSelection, { key, shiftKey }: Stroke, extent: Extent): CellSelection | undefined {
  const { rows, columns, pageRows } = extent
  if (key === 'Escape') return anchor === null ? undefined : { at, anchor: null }
  const moved = (place: CellPlace): CellSelection => ({ at: place, anchor: shiftKey ? (anchor ?? at) : null })
  const last = columns - 1
  if (key === 'ArrowRight') return moved({ ...at, column: at.column === null ? 0 : Math.min(last, at.column + 1) })
  if (at.column !== null) {
    if (key === 'ArrowLeft') {
      if (at.column === 0) return shiftKey ? { at, anchor: anchor ?? at } : { at: { ...at, column: null }, anchor: null }
      return moved({ ...at, column: at.column - 1 })
    }
    if (key === 'Home') return moved({ ...at, column: 0 })
    if (key === 'End') return moved({ ...at, column: last })
  }
  const row = moveFocus(key, at.row, rows, pageRows)
  return row === undefined ? undefined : moved({ ...at, row })
}

/** What is copied and summed: the range, else the cell, else the row. */
export function rangeOf({ at, anchor }: CellSelection, columns: number): CellRange {
  const other = anchor ?? at
  const isWhole = at.column === null || other.column === null
  return {
    top: Math.min(at.row, other.row),
    bottom: Math.max(at.row, other.row),
    left: isWhole ? 0 : Math.min(at.column ?? 0, other.column ?? 0),
    right: isWhole ? columns - 1 : Math.max(at.column ?? 0, other.column ?? 0),
  }
}

/** How many cells a range has. */
export const sizeOf = ({ top, bottom, left, right }: CellRange): number => (bottom - top + 1) * (right - left + 1)
