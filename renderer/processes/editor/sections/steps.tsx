// The cases of the process (trường hợp), each with its limit, its steps and their flow. One history for all of them, so that undo takes
// back whatever was done last: a cell, a pasted table, shared times, new labels.
import { Group, ListOrdered, Plus } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { readPastedSteps } from '../../../../db/model/pasted-steps.ts'
import type { PastedCell } from '../../../../db/model/pasted-table.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Sheet, type SheetChange, type SheetHandle } from '../../../ui/sheet/sheet.tsx'
import type { Place, Rect } from '../../../ui/sheet/sheet-model.ts'
import { useHistory } from '../../../ui/sheet/use-history.ts'
import { Tabs } from '../../../ui/tabs.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { isNewTarget, useEditor } from '../editor-context.ts'
import { grouped, newStep, renumbered, withFollowedLabel, withoutVariant, withPasted, withUsedGroups } from '../model/steps.ts'
import type { EditorValues, StepRow, VariantRow } from '../model/values.ts'
import { useSheetNotes } from '../use-sheet-notes.ts'
import { GroupDialog, GroupList } from './group-times.tsx'
import { useStepColumns } from './step-columns.tsx'
import { StepFlow } from './step-flow.tsx'
import { TimeSum } from './time-sum.tsx'
import { VariantFields } from './variant-fields.tsx'

export function StepsSection() {
  const { t } = useTranslation('process-editor')
  const toast = useToast()
  const { field } = useController<EditorValues, 'variants'>({ name: 'variants' })
  const variants = field.value
  const { change, preview, undo, redo } = useHistory<VariantRow[]>(variants, field.onChange)
  const [shown, setShown] = useState(0)
  const index = Math.min(shown, variants.length - 1)
  const { target } = useEditor()
  useEffect(() => {
    const [part, place] = target?.path.split('.') ?? []
    if (part === 'variants') setShown(Number(place))
  }, [target])

  const withVariant = (next: VariantRow) => variants.map((variant, at) => (at === index ? next : variant))
  const put = (next: VariantRow) => change(withVariant(next))
  const add = () => {
    const key = String.fromCharCode(97 + variants.length)
    const named = variants.map((variant, at) =>
      variant.key === '' ? { ...variant, key: String.fromCharCode(97 + at) } : variant,
    )
    change([...named, { key, name: '', timeLimit: null, groups: [], steps: [] }])
    setShown(variants.length)
  }
  const remove = () => {
    change(withoutVariant(variants, index))
    setShown(Math.max(0, index - 1))
    toast.show({ tone: 'info', title: t('variant.removed'), action: { label: t('undo'), onAction: undo } })
  }
  const variant = variants[index]
  if (!variant) return null
  const editor = (
    <VariantEditor
      key={index}
      variant={variant}
      at={`variants.${index}`}
      isOnly={variants.length === 1}
      onVariant={put}
      onPreview={(next) => preview(next && withVariant(next))}
      onRemove={remove}
      undo={undo}
      redo={redo}
    />
  )
  const addButton = (
    <Button size="small" variant="quiet" icon={Plus} onClick={add}>
      {t('variant.add')}
    </Button>
  )
  if (variants.length === 1) {
    return (
      <>
        {editor}
        <div>{addButton}</div>
      </>
    )
  }
  return (
    <Tabs
      label={t('variant.tabs')}
      items={variants.map((one, at) => ({
        value: String(at),
        label: t('variant.tab', { key: one.key || String(at + 1) }),
        content: at === index ? editor : null,
      }))}
      value={String(index)}
      onValueChange={(value) => setShown(Number(value))}
      actions={addButton}
    />
  )
}

interface VariantEditorProps {
  variant: VariantRow
  at: string
  isOnly: boolean
  onVariant: (next: VariantRow) => void
  onPreview: (next: VariantRow | null) => void
  onRemove: () => void
  undo: () => void
  redo: () => void
}

const prefixes = ['B', 'Bước ', ''] as const

function VariantEditor({ variant, at, isOnly, onVariant, onPreview, onRemove, undo, redo }: VariantEditorProps) {
  const { t } = useTranslation('process-editor')
  const { getValues } = useFormContext<EditorValues>()
  const { marks, target } = useEditor()
  const columns = useStepColumns(variant.groups)
  const notes = useSheetNotes(undo)
  const sheet = useRef<SheetHandle>(null)
  const [view, setView] = useState<'table' | 'flow'>('table')
  const [grouping, setGrouping] = useState<Rect | null>(null)
  const mark = useCallback((row: number, column: string) => marks.get(`${at}.steps.${row}.${column}`), [marks, at])

  useEffect(() => {
    const [, , part, row, column] = target?.path.split('.') ?? []
    if (!target?.path.startsWith(`${at}.steps`) || part !== 'steps' || !isNewTarget(target)) return
    setView('table')
    const place = {
      row: Number(row ?? 0),
      column: Math.max(
        0,
        columns.findIndex(({ id }) => id === column),
      ),
    }
    requestAnimationFrame(() => sheet.current?.focus(place))
  }, [target, at, columns])

  const onRows = (rows: readonly StepRow[], why: SheetChange, refused: readonly string[]) => {
    if (rows !== variant.steps) onVariant(withUsedGroups({ ...variant, steps: withFollowedLabel(variant.steps, rows) }))
    notes.changed(why, refused)
  }
  const onPasteTable = (table: ReadonlyArray<readonly PastedCell[]>, { row }: Place): boolean => {
    const pasted = readPastedSteps(table)
    if (!pasted) return false
    const codes = getValues('forms').map(({ code }) => code)
    const next = withPasted(variant, pasted, Math.min(row, variant.steps.length), codes)
    onVariant(next)
    const unread = next.steps.filter((step) => step.unread !== undefined).length
    const told = [
      pasted.totals > 0 && t('paste.totals', { count: pasted.totals }),
      pasted.shared.length > 0 && t('paste.shared', { count: pasted.shared.length }),
      unread > 0 && t('paste.unread', { count: unread }),
      variant.steps.length === 0 && t('paste.acts'),
    ]
    notes.tell({
      tone: unread > 0 ? 'warn' : 'success',
      title: t('paste.steps', { count: pasted.steps.length }),
      description: told.filter(Boolean).join(' '),
    })
    return true
  }
  const renumber = (prefix: string) => onVariant({ ...variant, steps: renumbered(variant.steps, prefix) })

  const table = (
    <>
      <Sheet
        ref={sheet}
        label={t('step.table')}
        columns={columns}
        rows={variant.steps}
        onRows={onRows}
        onPreview={(rows) => onPreview(rows && { ...variant, steps: rows })}
        newRow={() => newStep(variant.steps)}
        onUndo={undo}
        onRedo={redo}
        onPasteTable={onPasteTable}
        mark={mark}
        hint={t('step.hint')}
        tools={(rect) => (
          <>
            <Button
              size="small"
              variant="quiet"
              icon={Group}
              disabled={rect.bottom - rect.top < 1 || rect.bottom >= variant.steps.length}
              onClick={() => setGrouping(rect)}
            >
              {t('group.button')}
            </Button>
            <Menu
              trigger={
                <Button size="small" variant="quiet" icon={ListOrdered} disabled={variant.steps.length === 0}>
                  {t('renumber')}
                </Button>
              }
              items={prefixes.map((prefix) => ({
                id: prefix,
                label: `${prefix}1, ${prefix}2, ${prefix}3…`,
                onSelect: () => renumber(prefix),
              }))}
            />
          </>
        )}
      />
      <GroupList variant={variant} onVariant={onVariant} />
    </>
  )
  return (
    <div className="variant">
      <VariantFields variant={variant} at={at} isOnly={isOnly} onVariant={onVariant} onRemove={onRemove} />
      <TimeSum variant={variant} />
      <Tabs
        label={t('step.views')}
        items={[
          { value: 'table', label: t('step.viewTable'), count: variant.steps.length, content: table },
          { value: 'flow', label: t('step.viewFlow'), content: <StepFlow variant={variant} /> },
        ]}
        value={view}
        onValueChange={setView}
      />
      {grouping && (
        <GroupDialog
          first={grouping.top + 1}
          last={grouping.bottom + 1}
          onClose={() => setGrouping(null)}
          onGroup={(label, amount) => {
            onVariant(grouped(variant, grouping, label, amount))
            setGrouping(null)
          }}
        />
      )}
    </div>
  )
}
