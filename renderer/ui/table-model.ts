// The parts of DataTable that need no window: widths, order, which rows exist.
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'

interface Width {
  width?: number
  grow?: number
  minWidth?: number
}

const LEAST_GROWING_REM = 8

/** The value of grid-template-columns. */
export const gridTemplate = (columns: Width[]): string =>
  columns
    .map(({ width, grow = 1, minWidth = LEAST_GROWING_REM }) =>
      width === undefined ? `minmax(${minWidth}rem, ${grow}fr)` : `${width}rem`,
    )
    .join(' ')

/** A click on a column's header: ascending first, then the other way. */
export function sortAfterClick(sort: { column: string; direction: string } | null | undefined, column: string) {
  const descending = sort?.column === column && sort.direction === 'ascending'
  return { column, direction: descending ? ('descending' as const) : ('ascending' as const) }
}

/** The rows in sight and the focused one, wherever it is: if it were taken away, the keyboard focus would fall out of the table. */
export function visibleWith(range: Range, index: number): number[] {
  const visible = defaultRangeExtractor(range)
  if (index < 0 || index >= range.count || visible.includes(index)) return visible
  return [...visible, index].sort((a, b) => a - b)
}
