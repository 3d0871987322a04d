// The parts of DataTable that need no window: widths, where a key moves the focus, which rows exist.
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

/** The index a key moves the focus to, or undefined when the key is not for moving or there is nothing to move to. */
export function moveFocus(key: string, index: number, count: number, pageRows: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    PageUp: index - pageRows,
    PageDown: index + pageRows,
    Home: 0,
    End: count - 1,
  }
  const wanted = steps[key]
  if (wanted === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, wanted))
}

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
