// Sheet<Row> – a table of cells that is typed into as in a spreadsheet, for up to some hundred rows.
//   { label, columns, rows, onRows(rows, why), newRow(), onUndo, onRedo, onPreview?, onPasteTable?, mark?, tools?, hint?, ref? }
//   SheetColumn<Row> { id, header, width (rem) | grow, text, withText, lines?, suggest?, isStrict?, show? }
// One cell has the keyboard. Typing replaces its text, F2 or a double click goes into it, Enter, Tab and the arrows leave it, Esc takes back.
// Shift selects, Ctrl+C X V copy and paste as tables, Delete empties, Ctrl+Z Y undo, Ctrl+Enter begins a row, Ctrl+Delete removes the
// selected ones, Alt+↑↓ moves them. Esc, then Tab leaves the table. Below the rows stands an empty one with which the next begins.
//   onRows: the caller keeps the rows and their history (use-history.ts); `why` says what happened, so that it can offer to undo it
//   onPreview: a long text while it is being typed, so that a power cut does not take it
//   onPasteTable: a table that the caller knows by itself; true when it took it. Of others a heading row says the columns (headings)
//   mark: what is wrong in a cell, shown in it
//   ref: focus(place) gives a cell the keyboard
// biome-ignore-all lint/a11y/useSemanticElements: a grid is a table that takes keys
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that takes keys
// biome-ignore-all lint/a11y/noStaticElementInteractions: the pointer chooses cells, which keys do as well
// biome-ignore-all lint/a11y/useFocusableInteractive: the box inside the cell has the focus
// biome-ignore-all lint/suspicious/noArrayIndexKey: a row is its place; it has no identity of its own
import './sheet.css'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import {
  type ClipboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { PastedCell } from '../../../db/model/pasted-table.ts'
import { Button } from '../button.tsx'
import { cx } from '../cx.ts'
import { CellBox, type CellMark, type Choice, type Leave } from './cell-box.tsx'
import { readClipboard, writeClipboard } from './clipboard.ts'
import { type Headed, placeTable } from './headed-table.ts'
import {
  type Area,
  type Cells,
  clearTexts,
  copyTexts,
  holds,
  inside,
  keyTarget,
  only,
  type Place,
  pastePlaced,
  pasteTexts,
  type Rect,
  rectOf,
  tabTarget,
  withInserted,
  withMoved,
  withoutRows,
} from './sheet-model.ts'

export interface SheetColumn<Row> extends Cells<Row>, Headed {
  readonly id: string
  /** rem; without it the column takes a share of what is left. */
  readonly width?: number
  readonly lines?: boolean
  readonly suggest?: (rows: readonly Row[], index: number) => readonly Choice[]
  /** Nothing but the suggestions can be chosen. */
  readonly isStrict?: boolean
  /** Though strict, the column keeps what fits none of them, for the caller to mark. */
  readonly keepsOthers?: boolean
  readonly show?: (row: Row) => ReactNode
}

export type SheetChange = 'cell' | 'added' | 'removed' | 'moved' | 'pasted'

export interface SheetHandle {
  readonly focus: (place: Place) => void
}

export interface SheetProps<Row> {
  label: string
  columns: ReadonlyArray<SheetColumn<Row>>
  rows: readonly Row[]
  onRows: (rows: readonly Row[], why: SheetChange, refused: readonly string[]) => void
  /** Rows with a long text that is still being typed, from time to time; null: it was taken back. For keeping drafts. */
  onPreview?: (rows: readonly Row[] | null) => void
  newRow: () => Row
  onUndo: () => void
  onRedo: () => void
  onPasteTable?: (table: ReadonlyArray<readonly PastedCell[]>, at: Place) => boolean
  mark?: (row: number, column: string) => CellMark | undefined
  /** Further commands; they get the selected rows and what gives the keyboard back. */
  tools?: (selected: Rect, focus: () => void) => ReactNode
  hint?: ReactNode
  ref?: Ref<SheetHandle>
}

const leastRem = 8
const previewMs = 700

export function Sheet<Row>(props: SheetProps<Row>) {
  const { label, columns, rows, onRows, onPreview, newRow, onUndo, onRedo, onPasteTable, mark, tools, hint, ref } = props
  const { t } = useTranslation('ui')
  const [chosen, setChosen] = useState<Area>(() => only({ row: 0, column: 0 }))
  const root = useRef<HTMLDivElement>(null)
  /** The cell that is drawn next takes the keyboard. */
  const wantsFocus = useRef(false)
  /** Esc was pressed: the next Tab leaves the table. */
  const leaves = useRef(false)
  const isDragging = useRef(false)
  /** The rows before what is being typed, once it was shown to the caller. */
  const settled = useRef<readonly Row[] | null>(null)
  const previewTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const opener = useRef<(() => void) | null>(null)

  const height = rows.length + 1
  const area: Area = { from: inside(chosen.from, height, columns.length), at: inside(chosen.at, height, columns.length) }
  const rect = rectOf(area)
  const { at } = area

  const focus = () => {
    root.current?.querySelector<HTMLTextAreaElement>('.sheet-box')?.focus({ preventScroll: true })
  }
  const select = (next: Area) => {
    wantsFocus.current = true
    setChosen(next)
  }
  const go = (place: Place) => select(only(place))
  useImperativeHandle(ref, () => ({ focus: go }))
  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const box = root.current?.querySelector<HTMLTextAreaElement>('.sheet-box')
    box?.focus({ preventScroll: true })
    box?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  useEffect(() => {
    const stop = () => {
      isDragging.current = false
    }
    window.addEventListener('pointerup', stop)
    return () => window.removeEventListener('pointerup', stop)
  }, [])

  const addRow = () => {
    const row = Math.min(at.row + 1, rows.length)
    onRows(withInserted(rows, row, newRow()), 'added', [])
    go({ row, column: 0 })
  }
  const removeRows = () => {
    if (rect.top >= rows.length) return focus()
    onRows(withoutRows(rows, rect), 'removed', [])
    go({ row: rect.top, column: at.column })
  }
  const moveRows = (by: -1 | 1) => {
    const next = withMoved(rows, rect, by)
    if (next === rows) return focus()
    onRows(next, 'moved', [])
    const shift = ({ row, column }: Place) => ({ row: row + by, column })
    select({ from: shift(area.from), at: shift(at) })
  }

  const withCell = (before: readonly Row[], text: string): readonly Row[] | undefined => {
    const changed = columns[at.column]?.withText(before[at.row] ?? newRow(), text)
    return changed === undefined ? undefined : [...before.slice(0, at.row), changed, ...before.slice(at.row + 1)]
  }
  const onTyped = (text: string) => {
    clearTimeout(previewTimer.current)
    if (!onPreview || !columns[at.column]?.lines) return
    previewTimer.current = setTimeout(() => {
      settled.current ??= rows
      onPreview(withCell(settled.current, text) ?? settled.current)
    }, previewMs)
  }
  /** The text of the cell becomes `text`; then the keyboard goes where `leave` says. */
  const commit = (text: string | null, leave: Leave) => {
    clearTimeout(previewTimer.current)
    const before = settled.current ?? rows
    const row = before[at.row]
    const isChanged = text !== null && text !== (row === undefined ? '' : columns[at.column]?.text(row))
    if (isChanged) {
      const next = withCell(before, text)
      onRows(next ?? before, 'cell', next ? [] : [text])
    } else if (settled.current) onPreview?.(null)
    settled.current = null
    const after = text !== null && at.row === rows.length ? height + 1 : height
    if (leave === 'down') go(inside({ row: at.row + 1, column: at.column }, after, columns.length))
    else if (leave === 'next' || leave === 'back') go(tabTarget(at, leave === 'back', after, columns.length) ?? at)
    else if (leave === 'stay') focus()
    else if (leave !== 'away') go(keyTarget(leave, false, at, after, columns.length) ?? at)
  }

  const commands: Readonly<Record<string, () => void>> = {
    'Ctrl+Enter': addRow,
    'Ctrl+Delete': removeRows,
    'Alt+ArrowUp': () => moveRows(-1),
    'Alt+ArrowDown': () => moveRows(1),
    'Ctrl+KeyZ': onUndo,
    'Ctrl+KeyY': onRedo,
    'Ctrl+Shift+KeyZ': onRedo,
    'Ctrl+KeyA': () => select({ from: { row: 0, column: 0 }, at: { row: rows.length - 1, column: columns.length - 1 } }),
    'Shift+Space': () => select({ from: { row: rect.top, column: 0 }, at: { row: rect.bottom, column: columns.length - 1 } }),
    Delete: () => onRows(clearTexts(rows, columns, rect), 'cell', []),
    Backspace: () => onRows(clearTexts(rows, columns, rect), 'cell', []),
  }

  /** Keys while no text is being typed; true when the key was the table's. */
  const onKey = (event: React.KeyboardEvent): boolean => {
    const isCtrl = event.ctrlKey || event.metaKey
    const name = [isCtrl && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', event.code].filter(Boolean).join('+')
    const isLeaving = leaves.current
    leaves.current = event.key === 'Escape'
    if (event.key === 'Tab' && !isCtrl && !event.altKey) {
      const next = isLeaving ? undefined : tabTarget(at, event.shiftKey, height, columns.length)
      if (next) go(next)
      return next !== undefined
    }
    const command = commands[name]
    if (command) {
      command()
      return true
    }
    if (event.altKey) return false
    const target = keyTarget(event.key, isCtrl, at, height, columns.length)
    if (!target) return false
    select(event.shiftKey ? { from: area.from, at: target } : only(target))
    return true
  }

  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    writeClipboard(event.clipboardData, copyTexts(rows, columns, rect))
  }
  const onCut = (event: ClipboardEvent) => {
    onCopy(event)
    onRows(clearTexts(rows, columns, rect), 'cell', [])
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    const table = readClipboard(event.clipboardData)
    if (onPasteTable?.(table, at)) return
    const texts = table.map((line) => line.map(({ text }) => text))
    const placed = placeTable(texts, columns)
    if (placed) {
      const { rows: next, refused } = pastePlaced(rows, columns, at.row, placed, newRow)
      return onRows(next, 'pasted', refused)
    }
    const { rows: next, refused } = pasteTexts(rows, columns, rect, texts, newRow)
    onRows(next, texts.length > 1 || (texts[0]?.length ?? 0) > 1 ? 'pasted' : 'cell', refused)
  }

  const placeOf = (event: PointerEvent): Place | undefined => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td[data-row]') : null
    return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined
  }
  const onPointerDown = (event: PointerEvent) => {
    const place = placeOf(event)
    if (!place || event.button !== 0 || (event.target as Element).closest('.sheet-box-open, .sheet-list')) return
    // The box takes the focus by itself; the browser would give it to the page.
    event.preventDefault()
    isDragging.current = true
    select(event.shiftKey ? { from: area.from, at: place } : only(place))
  }
  const onPointerOver = (event: PointerEvent) => {
    const place = isDragging.current ? placeOf(event) : undefined
    if (place) select({ from: area.from, at: place })
  }
  const selectRow = (row: number, isMore: boolean) =>
    select({ from: { row: isMore ? area.from.row : row, column: 0 }, at: { row, column: columns.length - 1 } })

  const column = columns[at.column]
  const row = rows[at.row] ?? newRow()
  const width = columns.reduce((sum, one) => sum + (one.width ?? leastRem), 2.25)
  const boxAt = (index: number, place: number) => {
    if (index !== at.row || place !== at.column || !column) return null
    return (
      <CellBox
        key={`${index}:${place}`}
        label={t('sheet.cell', { column: column.header, row: index + 1, text: column.text(row) })}
        text={column.text(row)}
        isMany={column.lines ?? false}
        isStrict={column.isStrict ?? false}
        keepsOthers={column.keepsOthers ?? false}
        choices={column.suggest ? () => column.suggest?.(rows, index) ?? [] : undefined}
        mark={mark?.(index, column.id)}
        opener={opener}
        onKey={onKey}
        onTyped={onTyped}
        onCommit={commit}
        onCopy={onCopy}
        onCut={onCut}
        onPaste={onPaste}
      />
    )
  }

  return (
    <div className="sheet" ref={root}>
      <div className="sheet-tools">
        <Button size="small" icon={Plus} shortcut="Ctrl+Enter" onClick={addRow}>
          {t('sheet.add')}
        </Button>
        <Button size="small" variant="quiet" icon={Trash2} shortcut="Ctrl+Delete" onClick={removeRows}>
          {t('sheet.remove')}
        </Button>
        <Button size="small" variant="quiet" icon={ArrowUp} shortcut="Alt+Up" onClick={() => moveRows(-1)}>
          {t('sheet.up')}
        </Button>
        <Button size="small" variant="quiet" icon={ArrowDown} shortcut="Alt+Down" onClick={() => moveRows(1)}>
          {t('sheet.down')}
        </Button>
        {tools?.(rect, focus)}
      </div>
      <div
        className="sheet-scroll"
        onPointerDown={onPointerDown}
        onPointerOver={onPointerOver}
        onDoubleClick={() => opener.current?.()}
      >
        <table
          className="sheet-table"
          role="grid"
          aria-label={label}
          aria-multiselectable
          aria-rowcount={height + 1}
          style={{ minWidth: `${width}rem` }}
        >
          <colgroup>
            <col style={{ width: '2.25rem' }} />
            {columns.map(({ id, width: fixed }) => (
              <col key={id} style={fixed === undefined ? undefined : { width: `${fixed}rem` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th className="sheet-number" scope="col">
                <span className="visually-hidden">{t('sheet.number')}</span>
              </th>
              {columns.map(({ id, header }) => (
                <th key={id} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: height }, (_, index) => (
              <SheetRow
                key={index}
                index={index}
                row={rows[index]}
                columns={columns}
                marks={mark}
                chosen={index >= rect.top && index <= rect.bottom ? `${rect.left}-${rect.right}` : ''}
                boxAt={index === at.row ? boxAt : undefined}
                atColumn={index === at.row ? at.column : -1}
                onSelect={selectRow}
                rect={rect}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hint && <p className="sheet-hint">{hint}</p>}
    </div>
  )
}

interface SheetRowProps<Row> {
  index: number
  row: Row | undefined
  columns: ReadonlyArray<SheetColumn<Row>>
  marks: SheetProps<Row>['mark']
  /** The selected columns of this row; what tells a row that nothing changed for it. */
  chosen: string
  rect: Rect
  atColumn: number
  boxAt: ((row: number, column: number) => ReactNode) | undefined
  onSelect: (row: number, isMore: boolean) => void
}

function PlainRow<Row>({ index, row, columns, marks, chosen, rect, atColumn, boxAt, onSelect }: SheetRowProps<Row>) {
  return (
    <tr aria-rowindex={index + 2}>
      <th
        className={cx('sheet-number', chosen !== '' && 'sheet-chosen')}
        scope="row"
        onPointerDown={(event) => {
          event.preventDefault()
          onSelect(index, event.shiftKey)
        }}
      >
        {row === undefined ? '+' : index + 1}
      </th>
      {columns.map((column, place) => {
        const text = row === undefined ? '' : column.text(row)
        const found = row === undefined ? undefined : marks?.(index, column.id)
        const isChosen = chosen !== '' && holds(rect, { row: index, column: place })
        return (
          <td
            key={column.id}
            role="gridcell"
            aria-selected={isChosen}
            className={cx(isChosen && 'sheet-chosen', place === atColumn && 'sheet-at')}
            data-row={index}
            data-column={place}
          >
            {boxAt?.(index, place)}
            <div className="sheet-text">{row !== undefined && column.show ? column.show(row) : text}</div>
            {found && <CellNote mark={found} />}
          </td>
        )
      })}
    </tr>
  )
}

const CellNote = ({ mark }: { mark: CellMark }) => (
  <p className={cx('sheet-mark', `sheet-mark-${mark.tone}`)} title={mark.text}>
    {mark.text}
  </p>
)

/** Drawn anew only when something of the row itself changed: a long table stays quick while one cell of it is used. */
const SheetRow = memo(
  PlainRow,
  (before, after) =>
    before.boxAt === undefined &&
    after.boxAt === undefined &&
    before.row === after.row &&
    before.index === after.index &&
    before.columns === after.columns &&
    before.marks === after.marks &&
    before.chosen === after.chosen,
) as typeof PlainRow
