// Everything that can be posted, with what hangs of it: choose, print, record.
import { useQuery } from '@tanstack/react-query'
import { FileSearch, Pin, Printer } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { postingsQuery, sheetsQuery } from './disclosure-queries.ts'
import { PostDialog, type PrintedHow } from './posting-dialogs.tsx'
import { countSheets, filterSheets, placesOf, type SheetShow, type ShownSheet, sheetShows, withHanging } from './sheet-filter.ts'
import { SheetPrintDialog } from './sheet-print-dialog.tsx'
import { useSheetSettings } from './use-sheet-settings.ts'

export function SheetsTab() {
  const { t } = useTranslation('disclosure')
  const [, navigate] = useLocation()
  const toast = useToast()
  const mayManage = usePermission('disclosure.manage')
  const sheets = useQuery(sheetsQuery)
  const postings = useQuery(postingsQuery)
  const [show, setShow] = useState<SheetShow>('all')
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'print' | 'post' | null>(null)
  const [printed, setPrinted] = useState<{ readonly how: PrintedHow; readonly sheets: readonly ShownSheet[] }>()
  const { settings, remember } = useSheetSettings()
  const note = useRef<string>(undefined)
  const searchBox = useRef<HTMLInputElement>(null)
  const query = useDeferredValue(typed)
  const all = useMemo(() => withHanging(sheets.data?.rows ?? [], postings.data?.rows ?? []), [sheets.data, postings.data])
  const rows = useMemo(() => filterSheets(all, show, query), [all, show, query])
  const choice = useChoice(useMemo(() => rows.map(({ key }) => key), [rows]))
  const places = placesOf(postings.data?.rows ?? [])
  // Without a choice the row that has the focus is meant.
  const meant = choice.chosen.length > 0 ? choice.chosen : selected === null ? [] : [selected]
  const chosen = rows.filter(({ key }) => meant.includes(key))

  const openPrint = () => chosen.length > 0 && setDialog('print')
  const openPost = () => {
    if (chosen.length === 0) return
    setPrinted(undefined)
    setDialog('post')
  }
  const focusSearch = () => searchBox.current?.select()
  useShortcut('disclosure.search', 'Ctrl+F', focusSearch, { labelKey: 'disclosure:shortcut.search' })
  useShortcut('disclosure.print', 'Ctrl+P', openPrint, { labelKey: 'disclosure:shortcut.print' })
  useShortcut('disclosure.post', 'Ctrl+Shift+N', openPost, { labelKey: 'disclosure:shortcut.post', enabled: mayManage })

  // Its button belongs to this tab.
  const { close } = toast
  useEffect(() => () => (note.current === undefined ? undefined : close(note.current)), [close])

  function afterPrint(text: string, how: PrintedHow) {
    remember(how)
    note.current = toast.show({
      title: text,
      ...(mayManage && {
        action: {
          label: t('post.open'),
          onAction: () => {
            setPrinted({ how, sheets: chosen })
            setDialog('post')
          },
        },
      }),
    })
  }

  const columns: Column<ShownSheet>[] = [
    choiceColumn<ShownSheet>(
      choice,
      t('column.choice'),
      ({ key }) => key,
      ({ name }) => t('choose', { name }),
    ),
    { id: 'code', header: t('column.code'), width: 9, numeric: true, render: (row) => row.procedureCode || row.code },
    { id: 'name', header: t('column.name'), grow: 4, minWidth: 16, render: (row) => row.name },
    { id: 'field', header: t('column.field'), grow: 1.5, minWidth: 8, render: (row) => row.field || '—' },
    {
      id: 'version',
      header: t('column.version'),
      grow: 1.4,
      minWidth: 9,
      render: (row) =>
        row.versionId === null ? (
          <span className="disclosure-soft">{t('catalogueOnly')}</span>
        ) : (
          t('processVersion', { code: row.code, version: row.version })
        ),
    },
    {
      id: 'hanging',
      header: t('column.hanging'),
      width: 10,
      render: ({ hanging: { right, outdated } }) =>
        right + outdated === 0 ? (
          <span className="disclosure-soft">{t('notPosted')}</span>
        ) : (
          <span className="disclosure-badges">
            {right > 0 && <Badge tone="success">{t('hangingAt', { count: right })}</Badge>}
            {outdated > 0 && <Badge tone="error">{t('toTakeDown', { count: outdated })}</Badge>}
          </span>
        ),
    },
  ]

  if (sheets.isError) return <QueryFailure error={sheets.error} onRetry={() => sheets.refetch()} />
  return (
    <div className="disclosure-tab">
      <Toolbar label={t('filter')}>
        <TextInput
          ref={searchBox}
          type="search"
          className="disclosure-search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={typed}
          onValueChange={setTyped}
          onClear={() => setTyped('')}
        />
        <span className="disclosure-select">
          <Select<SheetShow>
            aria-label={t('show')}
            options={sheetShows.map((value) => ({
              value,
              label: t('option', { what: t(`shows.${value}`), number: formatNumber(countSheets(all, value)) }),
            }))}
            value={show}
            onValueChange={setShow}
          />
        </span>
        <Checkbox
          label={t('chooseShown', { number: formatNumber(rows.length) })}
          checked={choice.all}
          indeterminate={!choice.all && choice.chosen.length > 0}
          disabled={rows.length === 0}
          onCheckedChange={choice.setAll}
        />
        <ToolbarSpace />
        <span role="status" className="disclosure-soft">
          {t('chosen', { count: choice.chosen.length })}
        </span>
        <Button icon={Printer} shortcut="Ctrl+P" aria-disabled={chosen.length === 0} onClick={openPrint}>
          {t('print.open')}
        </Button>
        {mayManage && (
          <Button variant="primary" icon={Pin} aria-disabled={chosen.length === 0} onClick={openPost}>
            {t('post.open')}
          </Button>
        )}
      </Toolbar>
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="disclosure-sheet">
          <DataTable
            key={show}
            label={t('tab.sheets')}
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            selectedKey={selected}
            onSelect={({ key }) => setSelected(key)}
            onOpen={({ documentId, procedureId }) =>
              navigate(documentId ? routes.process(documentId) : routes.procedure(procedureId ?? ''))
            }
            loading={sheets.isPending}
            lines="all"
            empty={
              all.length === 0 ? (
                <EmptyState icon={Pin} title={t('empty.title')}>
                  {t('empty.text')}
                </EmptyState>
              ) : (
                <EmptyState icon={FileSearch} title={t('nothingFound')}>
                  {t('nothingFoundText')}
                </EmptyState>
              )
            }
          />
        </Card>
      </ChoiceKeys>
      {dialog === 'print' && settings && (
        <SheetPrintDialog
          sheets={chosen}
          places={places}
          start={settings}
          onPrinted={afterPrint}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'post' && settings && (
        <PostDialog
          sheets={printed?.sheets ?? chosen}
          places={places}
          // What was printed last is what hangs now.
          start={printed?.how ?? { size: settings.size, place: settings.places[settings.size] }}
          onPosted={remember}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}
