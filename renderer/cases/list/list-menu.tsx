// ListMenu: how the list of cases is looked at, behind one button: columns, filters under the heads, named views.
import { Check, Columns3, FileDown, Printer, Settings2, Sheet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseColumn } from '../../../db/model/case-columns.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { usePreference } from '../../use-preference.ts'
import { type CaseView, currentView, mostViews, parseViews, withView, writeViews } from './case-views.ts'
import { ColumnsDialog } from './columns-dialog.tsx'
import { ManageViewsDialog, SaveViewDialog } from './views-dialogs.tsx'

interface ListMenuProps {
  columns: readonly CaseColumn[]
  search: string
  isRowShown: boolean
  onColumns: (columns: readonly CaseColumn[]) => void
  onToggleRow: () => void
  onOpenView: (view: CaseView) => void
  onSave: (format: 'xlsx' | 'csv') => void
  onPrint: () => void
}

export function ListMenu({ columns, search, isRowShown, onColumns, onToggleRow, onOpenView, onSave, onPrint }: ListMenuProps) {
  const { t } = useTranslation('caselist')
  const toast = useToast()
  const [remembered, remember] = usePreference('cases.views')
  const [open, setOpen] = useState<'columns' | 'save' | 'manage'>()
  const views = parseViews(remembered)
  const current = currentView(views, columns, search)
  const change = (next: readonly CaseView[]) => remember(writeViews(next))
  const close = () => setOpen(undefined)
  useShortcut('cases.printList', 'Ctrl+P', onPrint, { labelKey: 'caselist:paper.title' })
  useShortcut('cases.filterRow', 'Ctrl+Shift+L', onToggleRow, { labelKey: 'caselist:menu.filterRow' })

  function save(name: string) {
    change(withView(views, { name, columns, search }))
    close()
    toast.show({ title: t('views.saved', { name }), tone: 'success' })
  }
  function drop(view: CaseView) {
    change(views.filter((other) => other !== view))
    toast.show({
      title: t('views.deleted', { name: view.name }),
      action: { label: t('views.undo'), onAction: () => change(views) },
    })
  }

  return (
    <>
      <Menu
        align="end"
        trigger={<Button icon={Columns3}>{current?.name ?? t('menu.label')}</Button>}
        items={[
          { id: 'columns', label: t('menu.columns'), icon: Settings2, onSelect: () => setOpen('columns') },
          {
            id: 'row',
            label: t('menu.filterRow'),
            shortcut: 'Ctrl+Shift+L',
            icon: isRowShown ? Check : undefined,
            onSelect: onToggleRow,
          },
          'separator',
          ...views.map((view) => ({
            id: `view ${view.name}`,
            label: view.name,
            icon: view === current ? Check : undefined,
            onSelect: () => onOpenView(view),
          })),
          ...(views.length > 0 ? (['separator'] as const) : []),
          {
            id: 'save',
            label: t('menu.save'),
            disabled: views.length >= mostViews,
            onSelect: () => setOpen('save'),
          },
          { id: 'manage', label: t('menu.manage'), disabled: views.length === 0, onSelect: () => setOpen('manage') },
          'separator',
          { id: 'print', label: t('paper.open'), icon: Printer, shortcut: 'Ctrl+P', onSelect: onPrint },
          { id: 'xlsx', label: t('file.xlsx'), icon: Sheet, onSelect: () => onSave('xlsx') },
          { id: 'csv', label: t('file.csv'), icon: FileDown, onSelect: () => onSave('csv') },
        ]}
      />
      {open === 'columns' && <ColumnsDialog chosen={columns} onChange={onColumns} onClose={close} />}
      {open === 'save' && (
        <SaveViewDialog names={views.map(({ name }) => name)} first={current?.name ?? ''} onSave={save} onClose={close} />
      )}
      {open === 'manage' && <ManageViewsDialog views={views} onChange={change} onDelete={drop} onClose={close} />}
    </>
  )
}
