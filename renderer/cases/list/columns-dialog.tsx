// ColumnsDialog { chosen, onChange, onClose }: which columns the list shows and in which order. By mouse with the buttons, by keyboard
// Space and Alt+↑ ↓. Every change acts at once.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseColumn, caseColumns, defaultColumns } from '../../../db/model/case-columns.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { columnName } from './column-names.ts'

interface ColumnsDialogProps {
  chosen: readonly CaseColumn[]
  onChange: (columns: readonly CaseColumn[]) => void
  onClose: () => void
}

export function ColumnsDialog({ chosen, onChange, onClose }: ColumnsDialogProps) {
  const { t } = useTranslation('caselist')
  // A column that is taken out keeps its place until the dialog closes, so that a slip is mended by the same key.
  const [order, setOrder] = useState<readonly CaseColumn[]>(() => [
    ...chosen,
    ...caseColumns.filter((column) => !chosen.includes(column)),
  ])
  const list = useRef<HTMLUListElement>(null)
  const moved = useRef<CaseColumn>(null)
  const shown = new Set(chosen)

  // React may take an element out of the document to move it, and the focus with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new order
  useEffect(() => {
    if (moved.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-column="${moved.current}"] input`)?.focus()
    moved.current = null
  }, [order])

  function show(next: readonly CaseColumn[], visible: ReadonlySet<CaseColumn>) {
    setOrder(next)
    onChange(next.filter((column) => visible.has(column)))
  }
  function toggle(column: CaseColumn, on: boolean) {
    const visible = new Set(shown)
    if (on) visible.add(column)
    else visible.delete(column)
    show(order, visible)
  }
  function move(column: CaseColumn, by: number) {
    const from = order.indexOf(column)
    const to = from + by
    if (to < 0 || to >= order.length) return
    moved.current = column
    show(order.toSpliced(from, 1).toSpliced(to, 0, column), shown)
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const column = event.target instanceof Element && event.target.closest<HTMLElement>('[data-column]')?.dataset.column
    if (!column) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    if (event.altKey) return move(column as CaseColumn, step)
    const next = order[order.indexOf(column as CaseColumn) + step]
    list.current?.querySelector<HTMLElement>(`[data-column="${next}"] input`)?.focus()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('columns.title')}
      description={t('columns.description')}
      footer={
        <>
          <Button
            onClick={() =>
              show(
                [...defaultColumns, ...caseColumns.filter((column) => !defaultColumns.includes(column))],
                new Set(defaultColumns),
              )
            }
          >
            {t('columns.usual')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('columns.done')}
          </Button>
        </>
      }
    >
      <ul className="columns-list" ref={list} onKeyDown={onKeyDown}>
        {order.map((column, index) => (
          <li key={column} data-column={column}>
            <Checkbox
              label={columnName(t, column)}
              checked={shown.has(column)}
              disabled={shown.size === 1 && shown.has(column)}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onCheckedChange={(on) => toggle(column, on)}
            />
            <span className="columns-move">
              <IconButton
                size="small"
                icon={ArrowUp}
                label={t('columns.up', { column: columnName(t, column) })}
                disabled={index === 0}
                onClick={() => move(column, -1)}
              />
              <IconButton
                size="small"
                icon={ArrowDown}
                label={t('columns.down', { column: columnName(t, column) })}
                disabled={index === order.length - 1}
                onClick={() => move(column, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
