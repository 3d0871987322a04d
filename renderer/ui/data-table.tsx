// DataTable<Row> – a register of any length: only the rows in sight exist.
//   { label, columns, rows, rowKey, total?, selectedKey?, onSelect?, onOpen?, sort?, onSortChange?, hasMore?, onEndReached?,
//     loading?, empty?, lines?: 1 | 2 | 'all', fit?, cells?, onPaste?, filters?, resetKey? }
//   Column<Row> { id, header, render(row), width? (rem) | grow? + minWidth? (rem), align?, numeric?, sortable? }
// onSelect: a click, or moving with the keys (↑ ↓ PgUp PgDn Home End), chooses a row. onOpen: Enter or a double click. loading with no
// rows shows bars, with rows a line at the end. empty: an EmptyState. lines: how many lines of text a row holds; longer text ends in …
// and is shown whole on hover. With 'all' a row is as high as its text: for lists of some hundred rows whose text must be read. The table fills its parent, which must have a height; fit: it is as high as its rows (short lists). Give it another
// `key` or `resetKey` when the filter changes, so that it begins at the top again. cells { text(row, column), number?(row, column) }: → goes
// from the row into its cells, Shift with the arrows spans a range, Ctrl+C copies it for Excel, the foot counts and sums it. onPaste: a
// table from Excel and the range that it was pasted onto. filters: a control for some columns, under their heads.
// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are positioned one by one, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus moves by rows, not by cells
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all rows
import './data-table.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { type CellPlace, type CellRange, moveCell, rangeOf, sizeOf } from './cell-range.ts'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { type CellSource, RangeFoot } from './range-foot.tsx'
import { Spinner } from './spinner.tsx'
import { gridTemplate, sortAfterClick, visibleWith } from './table-model.ts'
import { useRootFontSize } from './use-root-font-size.ts'
import { isInTable, useTableClipboard } from './use-table-clipboard.ts'

export interface Column<Row> {
  id: string
  header: string
  render: (row: Row) => ReactNode
  /** Fixed width in rem. */
  width?: number
  /** Share of the free width; 1 where neither width nor grow is given. */
  grow?: number
  /** Least width of a growing column in rem. */
  minWidth?: number
  align?: 'start' | 'end' | 'center'
  /** Even-width figures: codes, dates, counts. */
  numeric?: boolean
  sortable?: boolean
}

export interface Sort {
  column: string
  direction: 'ascending' | 'descending'
}

interface DataTableProps<Row> {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Number of all rows, when more exist than are loaded and the number is known. */
  total?: number
  selectedKey?: string | null
  onSelect?: (row: Row) => void
  onOpen?: (row: Row) => void
  sort?: Sort | null
  onSortChange?: (sort: Sort) => void
  hasMore?: boolean
  onEndReached?: () => void
  loading?: boolean
  empty?: ReactNode
  lines?: Lines
  fit?: boolean
  cells?: CellSource<Row>
  onPaste?: (table: string[][], range: CellRange) => void
  filters?: Readonly<Record<string, ReactNode>> | null
  resetKey?: string
}

type Lines = 1 | 2 | 'all'
/** With 'all' the least. */
const ROW_REM = { 1: 2.125, 2: 3.125, all: 2.125 } as const
/** Drawn beyond what is in sight. */
const OVERSCAN_ROWS = 4
/** Rows before the end at which more are asked for. */
const ROWS_AHEAD = 8
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f']

/** Text that does not fit is shown whole by the system's own tooltip. */
function showWholeText(event: MouseEvent<HTMLElement>) {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.table-clip') : null
  if (!cell) return
  const cut = cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight
  cell.title = cut ? (cell.textContent ?? '') : ''
}

const cellClass = ({ align = 'start', numeric }: Pick<Column<never>, 'align' | 'numeric'>) =>
  cx('table-cell', `table-${align}`, numeric && 'tabular')

interface TableRowProps<Row> {
  row: Row
  index: number
  columns: Column<Row>[]
  template: string
  lines: Lines
  /** Tells the table how high the row came out. */
  measure: ((row: HTMLElement | null) => void) | undefined
  top: number
  height: number
  isInTabOrder: boolean
  isSelected: boolean
  isChoosable: boolean
  /** The cell that has the focus; -1: the row. */
  cursor: number
  /** The cells of the range; -1: none. */
  from: number
  to: number
}

/** Drawn anew only when it changes itself, so that moving the focus does not draw the whole table. */
const TableRow = memo(function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, columns, template, lines, measure, top, height, isInTabOrder, isSelected, isChoosable, cursor, from, to } =
    props
  return (
    <div
      role="row"
      ref={measure}
      data-row={index}
      data-index={index}
      className={cx(
        'table-row',
        lines === 2 && 'table-two-lines',
        lines === 'all' && 'table-all-lines',
        isSelected && 'table-selected',
      )}
      tabIndex={isInTabOrder && cursor < 0 ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isChoosable ? isSelected : undefined}
      style={{
        gridTemplateColumns: template,
        [lines === 'all' ? 'minHeight' : 'height']: height,
        transform: `translateY(${top}px)`,
      }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          data-column={at}
          className={cx(cellClass(column), at >= from && at <= to && 'table-chosen')}
          tabIndex={at === cursor ? 0 : undefined}
        >
          <div className="table-clip">{column.render(row)}</div>
        </div>
      ))}
    </div>
  )
}) as <Row>(props: TableRowProps<Row>) => ReactNode

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, total, selectedKey, onSelect, onOpen, sort, onSortChange } = props
  const {
    hasMore = false,
    onEndReached,
    loading = false,
    empty,
    lines = 1,
    fit = false,
    cells,
    onPaste,
    filters,
    resetKey,
  } = props
  const { t } = useTranslation('ui')
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = ROW_REM[lines] * useRootFontSize()
  const [focusedKey, setFocusedKey] = useState<string>()
  const takeFocus = useRef(false)
  const [column, setColumn] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<CellPlace | null>(null)

  const indexOf = (key: string | null | undefined) => (key == null ? -1 : rows.findIndex((row) => rowKey(row) === key))
  const focusedIndex = indexOf(focusedKey)
  // The one row in the tab order: where the focus was, else the selected row, else the first.
  const tabIndex = focusedIndex >= 0 ? focusedIndex : Math.max(0, indexOf(selectedKey))

  const keyOf = useRef(rowKey)
  keyOf.current = rowKey
  // A measured height belongs to its row, wherever a newer one above has moved it.
  const getItemKey = useCallback(
    (index: number) => {
      const row = rows[index]
      return row === undefined ? index : keyOf.current(row)
    },
    [rows],
  )
  const virtualizer = useVirtualizer({
    count: rows.length,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // Rounded down, the next row would lie over the line below this one.
    measureElement: (row) => Math.ceil(row.getBoundingClientRect().height),
    overscan: OVERSCAN_ROWS,
    rangeExtractor: (range) => visibleWith(range, tabIndex),
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the measured heights are stale exactly when the row height changes
  useLayoutEffect(() => virtualizer.measure(), [rowHeight])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell of the same row takes the focus too
  useLayoutEffect(() => {
    if (!takeFocus.current) return
    takeFocus.current = false
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${tabIndex}"]`)
    const cell = row?.querySelector<HTMLElement>('[data-column][tabindex="0"]')
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    ;(cell ?? row)?.focus({ preventScroll: true })
  }, [tabIndex, column])

  const resetFor = useRef(resetKey)
  useLayoutEffect(() => {
    if (resetFor.current === resetKey) return
    resetFor.current = resetKey
    setFocusedKey(undefined)
    setColumn(null)
    setAnchor(null)
    virtualizer.scrollToOffset(0)
  }, [resetKey, virtualizer])

  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && !loading && lastShown >= rows.length - ROWS_AHEAD) onEndReached?.()
  }, [hasMore, loading, lastShown, rows.length, onEndReached])

  function rowOf(target: EventTarget): Row | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
    return element ? rows[Number(element.dataset.row)] : undefined
  }

  const selection = { at: { row: tabIndex, column }, anchor }
  const range = cells && rows.length > 0 && (anchor !== null || column !== null) ? rangeOf(selection, columns.length) : null

  function focusCell({ row: index, column: next }: CellPlace, from: CellPlace | null) {
    const row = rows[index]
    if (row === undefined) return
    takeFocus.current = index !== tabIndex || next !== column
    setFocusedKey(rowKey(row))
    setColumn(next)
    setAnchor(from)
    virtualizer.scrollToIndex(index)
    onSelect?.(row)
  }

  useTableClipboard({ scroller, rows, columns, selection, cells, onPaste })

  function changeSort(column: string) {
    virtualizer.scrollToOffset(0)
    onSortChange?.(sortAfterClick(sort, column))
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!isInTable(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[tabIndex]
    if (event.key === 'Enter' && row !== undefined && onOpen) {
      event.preventDefault()
      onOpen(row)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const extent = { rows: rows.length, columns: cells ? columns.length : 0, pageRows: page }
    const stroke = cells ? event : { key: event.key, shiftKey: false }
    const next = !cells && event.key.startsWith('ArrowR') ? undefined : moveCell(selection, stroke, extent)
    if (next === undefined) return
    event.preventDefault()
    if (event.key === 'Escape') event.stopPropagation()
    focusCell(next.at, next.anchor)
  }

  const template = gridTemplate(columns)

  return (
    <div className={cx('table-frame', fit && 'table-fit')}>
      <div
        className="table-scroll"
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={hasMore && total === undefined ? -1 : (total ?? rows.length) + 1}
        aria-busy={loading}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const row = rowOf(event.target)
          if (row === undefined) return
          const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null
          if (cells && cell && document.getSelection()?.isCollapsed !== false) {
            const at = { row: rows.indexOf(row), column: Number(cell.dataset.column) }
            return focusCell(at, event.shiftKey ? (anchor ?? selection.at) : null)
          }
          setFocusedKey(rowKey(row))
          onSelect?.(row)
        }}
        onMouseDown={(event) => {
          // Else Shift would mark the text between.
          if (cells && event.shiftKey && rowOf(event.target) !== undefined) event.preventDefault()
        }}
        onDoubleClick={(event) => {
          const row = rowOf(event.target)
          if (row !== undefined) onOpen?.(row)
        }}
        onMouseOver={showWholeText}
        onFocus={(event) => {
          const index = Number(event.target.dataset.row ?? Number.NaN)
          const row = rows[index]
          if (row === undefined) return
          if (rowKey(row) !== focusedKey) setFocusedKey(rowKey(row))
          if (column !== null) setColumn(null) // the row itself, not a cell of it
        }}
        tabIndex={-1}
      >
        <div className="table-head table-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => {
            const sorted = sort?.column === column.id ? sort.direction : undefined
            return (
              <div
                key={column.id}
                role="columnheader"
                className={cellClass(column)}
                aria-sort={column.sortable ? (sorted ?? 'none') : undefined}
              >
                {column.sortable && onSortChange ? (
                  <button type="button" className="table-sort" onClick={() => changeSort(column.id)}>
                    <span>{column.header}</span>
                    <Icon of={sorted === 'ascending' ? ArrowUp : sorted === 'descending' ? ArrowDown : ChevronsUpDown} />
                  </button>
                ) : (
                  <span className="table-clip">{column.header}</span>
                )}
              </div>
            )
          })}
        </div>
        {filters && (
          <div className="table-filters table-row" role="row" style={{ gridTemplateColumns: template }}>
            {columns.map(({ id, header }) => (
              <div key={id} role="gridcell" className="table-cell" aria-label={filters[id] ? undefined : header}>
                {filters[id]}
              </div>
            ))}
          </div>
        )}
        <div className="table-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const key = rowKey(row)
            return (
              <TableRow
                key={key}
                row={row}
                index={item.index}
                columns={columns}
                template={template}
                lines={lines}
                measure={lines === 'all' ? virtualizer.measureElement : undefined}
                top={item.start}
                height={lines === 'all' ? rowHeight : item.size}
                isInTabOrder={item.index === tabIndex}
                isSelected={key === selectedKey}
                isChoosable={onSelect !== undefined}
                cursor={item.index === tabIndex && column !== null ? column : -1}
                from={range && item.index >= range.top && item.index <= range.bottom ? range.left : -1}
                to={range && item.index >= range.top && item.index <= range.bottom ? range.right : -1}
              />
            )
          })}
        </div>
        {rows.length === 0 && loading && (
          <div className="table-skeleton" aria-hidden>
            {SKELETON_ROWS.map((id) => (
              <span key={id} />
            ))}
          </div>
        )}
      </div>
      {rows.length === 0 && !loading && <div className="table-empty">{empty}</div>}
      {cells && range && sizeOf(range) > 1 && <RangeFoot {...{ cells, range, rows, columns }} />}
      {rows.length > 0 && loading && (
        <div className="table-more">
          <Spinner /> {t('loading')}
        </div>
      )}
    </div>
  )
}
