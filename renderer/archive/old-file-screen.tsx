// The index of old paper files: typed without marks, found by any word; who has a file that is out, and which should be back. Enter lends
// the chosen file or takes it back.
import '../papers/papers.css'
import { useQuery } from '@tanstack/react-query'
import { Archive, Ellipsis, FileSpreadsheet, HandHelping, History, Plus, Search, SquarePen, Trash2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OldFile, type OldFileShow, oldFileShows } from '../../electron/api/archive.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { useDebounced } from '../cases/intake/use-debounced.ts'
import { formatDate, formatNumber } from '../format.ts'
import { oldFilesQuery } from '../papers/paper-queries.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ImportListDialog, useSaveTemplate } from './import-list-dialog.tsx'
import { LendDialog, LoansDialog, OldFileDialog, StrikeDialog, TakeBackDialog } from './old-file-dialogs.tsx'

/** Rows at once; whoever needs another types one more word. */
const rowLimit = 200

type Open =
  | { readonly act: 'add' | 'import' }
  | { readonly act: 'change' | 'lend' | 'takeBack' | 'loans' | 'strike'; readonly file: OldFile }

export function OldFileScreen() {
  const { t } = useTranslation('archive')
  const mayWrite = usePermission('oldFile.write')
  const search = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [show, setShow] = useState<OldFileShow>('all')
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const settled = useDebounced(query)
  const list = useQuery(oldFilesQuery(settled, show, rowLimit))
  const saveTemplate = useSaveTemplate()
  const { rows = [], total = 0, overdueCount = 0 } = list.data ?? {}
  const close = () => setOpen(null)
  useShortcut('archive.add', 'Ctrl+Insert', () => setOpen({ act: 'add' }), { labelKey: 'archive:act.add', enabled: mayWrite })
  useShortcut('archive.search', 'Ctrl+F', () => search.current?.focus(), { labelKey: 'archive:search' })

  const actsOn = (file: OldFile): (MenuItem | 'separator')[] => [
    file.loan === null
      ? { id: 'lend', label: t('act.lend'), icon: HandHelping, onSelect: () => setOpen({ act: 'lend', file }) }
      : { id: 'takeBack', label: t('act.takeBack'), icon: Undo2, onSelect: () => setOpen({ act: 'takeBack', file }) },
    { id: 'loans', label: t('act.loans'), icon: History, onSelect: () => setOpen({ act: 'loans', file }) },
    { id: 'change', label: t('act.change'), icon: SquarePen, onSelect: () => setOpen({ act: 'change', file }) },
    'separator',
    { id: 'strike', label: t('act.strike'), icon: Trash2, danger: true, onSelect: () => setOpen({ act: 'strike', file }) },
  ]
  const columns: Column<OldFile>[] = [
    { id: 'title', header: t('field.title'), grow: 3, minWidth: 12, render: ({ title }) => title },
    { id: 'person', header: t('field.person'), grow: 2, minWidth: 8, render: ({ person }) => person },
    { id: 'year', header: t('field.year'), width: 4, numeric: true, render: ({ year }) => year },
    { id: 'book', header: t('field.book'), width: 5, render: ({ book }) => book },
    { id: 'page', header: t('field.page'), width: 4, render: ({ page }) => page },
    { id: 'shelf', header: t('field.shelf'), width: 4, render: ({ shelf }) => shelf },
    { id: 'box', header: t('field.box'), width: 4, render: ({ box }) => box },
    { id: 'borrower', header: t('field.loan'), grow: 2, minWidth: 8, render: ({ loan }) => loan?.borrower },
    { id: 'due', header: t('field.dueOn'), width: 10.5, render: ({ loan }) => loan && <DueBadge loan={loan} /> },
    ...(mayWrite
      ? [
          {
            id: 'acts',
            header: t('field.acts'),
            width: 4,
            render: (file: OldFile) => (
              <Menu
                align="end"
                trigger={<IconButton size="small" icon={Ellipsis} label={t('act.of', { title: file.title })} />}
                items={actsOn(file)}
              />
            ),
          },
        ]
      : []),
  ]
  const importItems: MenuItem[] = [
    { id: 'import', label: t('act.import'), icon: FileSpreadsheet, onSelect: () => setOpen({ act: 'import' }) },
    { id: 'template', label: t('act.template'), icon: FileSpreadsheet, onSelect: saveTemplate },
  ]
  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        mayWrite && (
          <>
            <Menu align="end" trigger={<Button icon={FileSpreadsheet}>{t('act.excel')}</Button>} items={importItems} />
            <Button variant="primary" icon={Plus} shortcut="Ctrl+Insert" onClick={() => setOpen({ act: 'add' })}>
              {t('act.add')}
            </Button>
          </>
        )
      }
    >
      <div className="archive-fill">
        <Toolbar label={t('search')}>
          <div className="archive-query">
            <TextInput
              ref={search}
              autoFocus
              icon={Search}
              aria-label={t('search')}
              placeholder={t('searchHint')}
              maxLength={200}
              value={query}
              onValueChange={setQuery}
              onClear={() => setQuery('')}
            />
          </div>
          <RadioGroup
            look="segmented"
            label={t('show.label')}
            value={show}
            onValueChange={setShow}
            options={oldFileShows.map((value) => ({ value, label: t(`show.${value}`, { count: overdueCount }) }))}
          />
          <ToolbarSpace />
          <span className="paper-faint" role="status">
            {list.data && t('found', { shown: formatNumber(rows.length), count: total, total: formatNumber(total) })}
          </span>
        </Toolbar>
        {list.isError ? (
          <QueryFailure error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <Card flush>
            <DataTable
              key={`${settled} ${show}`}
              label={t('title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selectedKey={selected}
              onSelect={({ id }) => setSelected(id)}
              onOpen={(file) => mayWrite && setOpen({ act: file.loan === null ? 'lend' : 'takeBack', file })}
              loading={list.isPending}
              lines={2}
              empty={
                <EmptyState icon={Archive} title={t(settled === '' && show === 'all' ? 'none' : 'noneFound')}>
                  {settled === '' && show === 'all' ? t('noneText') : t('noneFoundText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
      {open?.act === 'add' && <OldFileDialog onClose={close} />}
      {open?.act === 'import' && <ImportListDialog onClose={close} />}
      {open?.act === 'change' && <OldFileDialog file={open.file} onClose={close} />}
      {open?.act === 'lend' && <LendDialog file={open.file} onClose={close} />}
      {open?.act === 'takeBack' && <TakeBackDialog file={open.file} onClose={close} />}
      {open?.act === 'loans' && <LoansDialog file={open.file} onClose={close} />}
      {open?.act === 'strike' && <StrikeDialog file={open.file} onClose={close} />}
    </Page>
  )
}

function DueBadge({ loan: { dueOn, isOverdue } }: { loan: NonNullable<OldFile['loan']> }) {
  const { t } = useTranslation('archive')
  return <Badge tone={isOverdue ? 'error' : 'info'}>{t(isOverdue ? 'overdue' : 'due', { date: formatDate(dueOn) })}</Badge>
}
