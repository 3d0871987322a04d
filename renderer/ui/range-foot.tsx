// RangeFoot { cells, range, rows, columns }: under a table, how many cells are chosen and what their numbers come to.
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../format.ts'
import { type CellRange, sizeOf } from './cell-range.ts'

export interface CellSource<Row> {
  /** The cell as it is copied. */
  readonly text: (row: Row, column: string) => string
  /** What of it is summed. */
  readonly number?: (row: Row, column: string) => number | null
}

interface RangeFootProps<Row> {
  cells: CellSource<Row>
  range: CellRange
  rows: readonly Row[]
  columns: ReadonlyArray<{ readonly id: string }>
}

/** Of more cells nobody waits for the sum. */
const SUM_CELLS = 100_000

export function RangeFoot<Row>({ cells, range, rows, columns }: RangeFootProps<Row>) {
  const { t } = useTranslation('ui')
  const size = sizeOf(range)
  let sum = 0
  let numbers = 0
  if (cells.number && size <= SUM_CELLS) {
    for (const row of rows.slice(range.top, range.bottom + 1)) {
      for (const { id } of columns.slice(range.left, range.right + 1)) {
        const value = cells.number(row, id)
        if (value === null) continue
        sum += value
        numbers += 1
      }
    }
  }
  return (
    <div className="table-more" role="status">
      <span>{t('range.cells', { cells: formatNumber(size) })}</span>
      {numbers > 0 && <span>{t('range.sum', { sum: formatNumber(sum) })}</span>}
    </div>
  )
}
