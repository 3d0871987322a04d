// ScopeLinesEditor { lines, errors, onChange }: the scope of a draft as a table to type in. Cells copied in Excel or Word are pasted into the
// cell where the cursor stands and fill the table from there; Enter goes one row down and adds a row at the end. Only rows in sight exist.
import './instrument.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Plus, Trash2 } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { processGroups } from '../../../electron/api/documents.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useRootFontSize } from '../../ui/use-root-font-size.ts'
import { groupOf, type LineCells, type LineColumn, pastedLines } from '../pasted-rows.ts'

export interface ScopeLinesEditorProps {
  lines: readonly LineCells[]
  /** By row and column: what the last save complained of. */
  errors: Readonly<Record<string, string>>
  onChange: (lines: readonly LineCells[]) => void
}

const rowRem = 2.5
const emptyLine: LineCells = { group: 'leadership', text: '', field: '', processCode: '', procedureKey: '' }
const typedColumns = ['text', 'field', 'processCode', 'procedureKey'] as const satisfies readonly LineColumn[]
const widths: Readonly<Record<(typeof typedColumns)[number], number>> = {
  text: 1_000,
  field: 200,
  processCode: 60,
  procedureKey: 100,
}

export function ScopeLinesEditor({ lines, errors, onChange }: ScopeLinesEditorProps) {
  const { t } = useTranslation('conformity')
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = rowRem * useRootFontSize()
  const [focus, setFocus] = useState<{ row: number; column: LineColumn } | null>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the measured heights are stale exactly when the row height changes
  useLayoutEffect(() => virtualizer.measure(), [rowHeight])
  useLayoutEffect(() => {
    if (focus === null) return
    scroller.current?.querySelector<HTMLElement>(`[data-cell="${focus.row} ${focus.column}"]`)?.focus()
  }, [focus])

  const put = (row: number, cells: Partial<LineCells>) =>
    onChange(lines.map((line, index) => (index === row ? { ...line, ...cells } : line)))
  const goTo = (row: number, column: LineColumn) => {
    virtualizer.scrollToIndex(row)
    setFocus({ row, column })
  }
  function add() {
    const last = lines.at(-1)
    onChange([...lines, { ...emptyLine, group: last?.group ?? emptyLine.group }])
    goTo(lines.length, 'text')
  }
  function paste(event: ClipboardEvent, row: number, column: LineColumn) {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const rows = pastedLines(text, column)
    const known = lines[row]?.group ?? emptyLine.group
    const next = [...lines]
    rows.forEach((cells, index) => {
      const { group, ...rest } = cells
      const before = next[row + index] ?? { ...emptyLine, group: known }
      next[row + index] = { ...before, ...rest, ...(group !== undefined && { group: groupOf(group) ?? before.group }) }
    })
    onChange(next)
  }
  function onKeyDown(event: KeyboardEvent, row: number, column: LineColumn) {
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey) return
    event.preventDefault()
    if (row + 1 < lines.length) goTo(row + 1, column)
    else add()
  }

  const wrong = Object.entries(errors)
  return (
    <Card
      flush
      title={t('lines', { count: lines.length })}
      actions={
        <Button icon={Plus} onClick={add}>
          {t('line.add')}
        </Button>
      }
    >
      {wrong.length > 0 && (
        <ul className="lines-wrong field-error" role="alert">
          {wrong.slice(0, 5).map(([path, text]) => (
            <li key={path}>{t('ui:issueAt', { field: t('line.number', { number: Number(path.split('.')[0]) + 1 }), text })}</li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keyboard */}
      <section className="lines-scroll" ref={scroller} aria-label={t('field.lines')} tabIndex={0}>
        <div className="lines-row lines-head" aria-hidden>
          <span />
          <span>{t('field.group')}</span>
          <span>{t('field.activity')}</span>
          <span>{t('field.field')}</span>
          <span>{t('field.processCode')}</span>
          <span>{t('list.key')}</span>
          <span />
        </div>
        <div className="lines-body" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index] ?? emptyLine
            const number = index + 1
            return (
              <div key={index} className="lines-row" style={{ transform: `translateY(${start}px)` }}>
                <span className="lines-number tabular">{number}</span>
                <select
                  className="lines-cell"
                  aria-label={t('line.cell', { column: t('field.group'), number })}
                  value={line.group}
                  onChange={(event) => put(index, { group: event.currentTarget.value })}
                >
                  {processGroups.map((group) => (
                    <option key={group} value={group}>
                      {t(`group.${group}`)}
                    </option>
                  ))}
                </select>
                {typedColumns.map((column) => (
                  <input
                    key={column}
                    type="text"
                    className="lines-cell"
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={widths[column]}
                    data-cell={`${index} ${column}`}
                    aria-label={t('line.cell', { column: t(`line.${column}`), number })}
                    aria-invalid={errors[`${index}.${column}`] ? true : undefined}
                    title={errors[`${index}.${column}`]}
                    value={line[column]}
                    onChange={(event) => put(index, { [column]: event.currentTarget.value })}
                    onPaste={(event) => paste(event, index, column)}
                    onKeyDown={(event) => onKeyDown(event, index, column)}
                  />
                ))}
                <IconButton
                  label={t('line.remove', { number })}
                  icon={Trash2}
                  size="small"
                  onClick={() => onChange(lines.filter((_, other) => other !== index))}
                />
              </div>
            )
          })}
        </div>
      </section>
      <p className="lines-foot">{t('line.hint')}</p>
    </Card>
  )
}
