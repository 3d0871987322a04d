// The catalogue: every procedure of the office, found by its short code, its national code or words of its name without marks.
import './procedure-list-screen.css'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { BookOpen, FileSearch, Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ProcedureSummary } from '../../electron/api/procedures.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useCatalogueColumns } from './catalogue-columns.tsx'
import { CatalogueImport } from './catalogue-import.tsx'
import { type CataloguePlace, forgetPlace, getPlace, rememberPlace } from './catalogue-place.ts'

/** The contract's limits of a query and of an answer: a catalogue has hundreds of procedures. */
const queryMaxLength = 200
const rowLimit = 2_000

const catalogueQuery = (query: string, field: string | null) => {
  const input = { query, field, limit: rowLimit }
  return queryOptions({ queryKey: ['procedures.list', input], queryFn: () => api.procedures.list(input) })
}

export function ProcedureListScreen() {
  const { t } = useTranslation('procedures')
  const [, navigate] = useLocation()
  const queryClient = useQueryClient()
  const mayImport = usePermission('procedure.import')
  const [place] = useState(getPlace)
  const [typed, setTyped] = useState(place.query)
  const [field, setField] = useState(place.field)
  const [selectedId, setSelectedId] = useState(place.procedureId)
  const searchBox = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const list = useQuery({ ...catalogueQuery(useDeferredValue(typed), field), placeholderData: keepPreviousData })
  const fields = useMemo(() => list.data?.fields.toSorted(new Intl.Collator('vi').compare) ?? [], [list.data?.fields])
  const columns = useCatalogueColumns()

  const focusSearch = () => searchBox.current?.select()
  useShortcut('procedures.search', 'Ctrl+F', focusSearch, { labelKey: 'procedures:shortcut.search' })
  useShortcut('procedures.searchSlash', '/', focusSearch)
  useReturn(table, place, list.isSuccess)
  useEffect(forgetPlace, [])

  function open({ id }: ProcedureSummary) {
    rememberPlace({ query: typed, field, procedureId: id, scrollTop: gridIn(table.current)?.scrollTop ?? 0 })
    navigate(routes.procedure(id))
  }

  /** Enter opens the best hit of what is typed now, not of what the list happens to show while the answer is on its way. */
  async function openFirst() {
    const { rows } = await queryClient.fetchQuery(catalogueQuery(typed, field))
    if (rows[0]) open(rows[0])
  }

  function onSearchKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void openFirst().catch(() => list.refetch())
    if (event.key === 'ArrowDown') rowIn(table.current)?.focus()
    if (event.key === 'Enter' || event.key === 'ArrowDown') event.preventDefault()
  }

  function clear() {
    setTyped('')
    setField(null)
    searchBox.current?.focus()
  }

  const isFiltered = typed.trim() !== '' || field !== null
  const empty = isFiltered ? (
    <EmptyState icon={FileSearch} title={t('list.nothingFound')} action={<Button onClick={clear}>{t('list.clear')}</Button>}>
      {t('list.nothingFoundText')}
    </EmptyState>
  ) : (
    <EmptyState icon={BookOpen} title={t('list.none')}>
      {mayImport ? t('list.noneText') : t('list.noneReadOnly')}
    </EmptyState>
  )

  return (
    <Page
      title={t('list.title')}
      badge={list.data && <Badge>{t('list.total', { total: formatNumber(list.data.total) })}</Badge>}
      actions={mayImport && <CatalogueImport />}
      fill
    >
      <Toolbar label={t('list.filter')}>
        <span className="catalogue-search">
          <TextInput
            ref={searchBox}
            autoFocus={place.procedureId === null}
            icon={Search}
            aria-label={t('list.search')}
            placeholder={t('list.searchHint')}
            maxLength={queryMaxLength}
            value={typed}
            onValueChange={setTyped}
            onClear={() => {
              setTyped('')
              searchBox.current?.focus()
            }}
            onKeyDown={onSearchKey}
          />
        </span>
        <span className="catalogue-field">
          <Combobox
            aria-label={t('list.field')}
            placeholder={t('list.anyField')}
            items={fields}
            itemKey={(item) => item}
            itemLabel={(item) => item}
            value={field}
            onValueChange={setField}
          />
        </span>
      </Toolbar>
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="catalogue" ref={table}>
          <Card flush className="catalogue-sheet">
            <DataTable
              label={t('list.title')}
              columns={columns}
              rows={list.data?.rows ?? []}
              rowKey={(row) => row.id}
              total={list.data?.total}
              selectedKey={selectedId}
              onSelect={(row) => setSelectedId(row.id)}
              onOpen={open}
              loading={list.isPending}
              empty={empty}
              lines={2}
            />
          </Card>
        </div>
      )}
    </Page>
  )
}

const gridIn = (part: HTMLElement | null) => part?.querySelector<HTMLElement>('[role="grid"]') ?? null
const rowIn = (part: HTMLElement | null) => part?.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? null

/** Coming back from a procedure finds the list at the same place and the focus on the row that was opened. */
function useReturn(table: React.RefObject<HTMLDivElement | null>, place: CataloguePlace, ready: boolean): void {
  const done = useRef(place.procedureId === null)
  useEffect(() => {
    if (!ready || done.current) return
    const frame = requestAnimationFrame(() => {
      done.current = true
      const grid = gridIn(table.current)
      if (grid) grid.scrollTop = place.scrollTop
      rowIn(table.current)?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [table, place, ready])
}
