// The register of case files: every case there is, a page of rows at a time, filtered and ordered by the address.
import './list/case-list.css'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { FileSearch, FileText, FilterX, Plus } from 'lucide-react'
import { type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import {
  type CaseColumn,
  cellText,
  cellValue,
  columnKind,
  needsFacts,
  parseColumns,
  writeColumns,
} from '../../db/model/case-columns.ts'
import type { CaseRow, ListedRow } from '../../electron/api/cases.ts'
import { ListPaper } from '../app/further-screens.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { takesTyping } from '../ui/shortcuts.ts'
import { useAfterPaint } from '../ui/use-after-paint.ts'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { usePreference } from '../use-preference.ts'
import { QueryFailure } from './case-parts.tsx'
import { useCaseColumns, useWord } from './list/case-columns.tsx'
import {
  emptyQuery,
  filterOf,
  hasUnreadDate,
  isFiltered,
  isFilteredInRow,
  type ListQuery,
  listAddress,
  parseListQuery,
} from './list/case-filter.ts'
import { FilterBar, FilterBarFrame } from './list/filter-bar.tsx'
import { useFilterRow } from './list/filter-row.tsx'
import { ListMenu } from './list/list-menu.tsx'
import { findPlace, forgetPlace, rememberPlace } from './list/list-place.ts'
import { useListFile } from './list/use-list-file.tsx'
import { usePaste } from './list/use-paste.tsx'
import { useNow } from './use-now.ts'

const pageRows = 100
let hasShownFilters = false

export function CaseListScreen() {
  const { t } = useTranslation('cases')
  const [, navigate] = useLocation()
  const search = useSearch()
  const query = useMemo(() => parseListQuery(search), [search])
  const mayReceive = usePermission('case.receive')
  const [rememberedColumns, rememberColumns] = usePreference('cases.columns')
  const [rememberedRow, rememberRow] = usePreference('cases.filterRow')
  const chosen = useMemo(() => parseColumns(rememberedColumns), [rememberedColumns])
  const columns = useCaseColumns(chosen, useNow())
  const word = useWord()
  const [isPrinting, setPrinting] = useState(false)
  const firstFilter = useRef<HTMLButtonElement>(null)
  const table = useRef<HTMLDivElement>(null)

  const input = { filter: filterOf(query), sort: query.sort, withFacts: needsFacts(chosen) }
  const list = useInfiniteQuery({
    queryKey: ['cases.list', input],
    queryFn: ({ pageParam }) => api.cases.list({ ...input, cursor: pageParam, limit: pageRows }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    structuralSharing: false, // every page would be compared with itself, row by row, whenever the next one comes
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const total = list.data?.pages[0]?.total ?? undefined
  const [selectedId, setSelectedId] = useState(() => findPlace(search)?.caseId)
  usePlaceInTable(table, search, list.isSuccess)
  // At the program's start the rows come first: the filters take longer to draw than they do.
  const showsFilters = useAfterPaint(!list.isPending, hasShownFilters)
  useEffect(() => {
    if (showsFilters) hasShownFilters = true
  }, [showsFilters])

  const change = useCallback(
    (next: Partial<ListQuery>) => navigate(listAddress({ ...query, ...next }), { replace: true }),
    [query, navigate],
  )
  const clear = () => change({ ...emptyQuery, sort: query.sort })
  const focusFilter = () => firstFilter.current?.focus()
  useShortcut('cases.filter', 'Ctrl+F', focusFilter, { labelKey: 'cases:shortcut.filter' })
  useShortcut('cases.filterSlash', '/', focusFilter)

  const file = useListFile({ filter: input.filter, sort: input.sort }, chosen)
  const paste = usePaste(rows, chosen, word)
  const isRowShown = rememberedRow === 'on' || isFilteredInRow(query)
  const filters = useFilterRow({ query, onChange: change })
  // Putting the row away takes its filters with it: nothing filters unseen.
  function toggleRow() {
    rememberRow(isRowShown ? 'off' : 'on')
    if (isRowShown && isFilteredInRow(query)) change({ dueFrom: '', dueTo: '', applicant: '', code: '', holderId: null })
  }
  const cells = useMemo(
    () => ({
      text: (row: ListedRow, column: string) => cellText(row, column as CaseColumn, word),
      number: (row: ListedRow, column: string) => {
        const value = columnKind(column as CaseColumn) === 'number' ? cellValue(row, column as CaseColumn) : null
        return typeof value === 'number' ? value : null
      },
    }),
    [word],
  )

  function open(row: CaseRow) {
    rememberPlace({ search, caseId: row.id, scrollTop: gridIn(table.current)?.scrollTop ?? 0 })
    navigate(routes.case(row.id))
  }

  const receive = mayReceive && (
    <Button variant="primary" icon={Plus} shortcut="Ctrl+N" onClick={() => navigate(routes.intake)}>
      {t('receive')}
    </Button>
  )
  const empty = isFiltered(query) ? (
    <EmptyState
      icon={FileSearch}
      title={t('list.nothingFound')}
      action={
        <Button variant="primary" onClick={clear}>
          {t('filter.clear')}
        </Button>
      }
    >
      {t('list.nothingFoundText')}
    </EmptyState>
  ) : (
    <EmptyState icon={FileText} title={t('list.none')} action={receive}>
      {mayReceive ? t('list.noneText') : t('list.noneReadOnly')}
    </EmptyState>
  )

  return (
    <Page
      title={t('list.title')}
      badge={
        <>
          {total !== undefined && <Badge>{t('list.total', { total: formatNumber(total) })}</Badge>}
          {list.isSuccess && total === undefined && <Badge>{t('caselist:uncounted')}</Badge>}
          {isFiltered(query) && (
            <Button size="small" variant="quiet" icon={FilterX} onClick={clear}>
              {t('filter.clear')}
            </Button>
          )}
        </>
      }
      actions={
        <>
          <ListMenu
            columns={chosen}
            search={search}
            isRowShown={isRowShown}
            onColumns={(next) => rememberColumns(writeColumns(next))}
            onToggleRow={toggleRow}
            onSave={file.save}
            onPrint={() => setPrinting(true)}
            onOpenView={(view) => {
              rememberColumns(writeColumns(view.columns))
              change({ ...emptyQuery, ...parseListQuery(view.search) })
            }}
          />
          {receive}
        </>
      }
      fill
    >
      {showsFilters ? <FilterBar query={query} onChange={change} firstRef={firstFilter} /> : <FilterBarFrame />}
      {file.progress}
      {paste.dialog}
      <Suspense fallback={null}>
        {isPrinting && <ListPaper query={query} columns={chosen} onClose={() => setPrinting(false)} />}
      </Suspense>
      {hasUnreadDate(query) && (
        <p className="filter-unread" role="alert">
          {t('filter.unreadDate')}
        </p>
      )}
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="case-list" ref={table}>
          <Card flush className="case-list-sheet">
            <DataTable
              resetKey={search}
              cells={cells}
              onPaste={paste.onPaste}
              filters={isRowShown ? filters : null}
              label={t('list.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              total={total}
              selectedKey={selectedId}
              onSelect={(row) => setSelectedId(row.id)}
              onOpen={open}
              hasMore={list.hasNextPage && !list.isPlaceholderData}
              onEndReached={() => list.fetchNextPage()}
              loading={list.isPending || list.isFetchingNextPage}
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

/**
 * Once the rows are there, puts the focus into the list (so that ↑ ↓ Enter work without the mouse), and where a case was opened
 * from it before, scrolls to the same place. Whoever is already typing into a filter is left alone.
 */
function usePlaceInTable(table: RefObject<HTMLDivElement | null>, search: string, ready: boolean): void {
  const done = useRef(false)
  useEffect(() => {
    if (!ready || done.current) return
    const frame = requestAnimationFrame(() => {
      done.current = true
      const place = findPlace(search)
      forgetPlace()
      const grid = gridIn(table.current)
      if (!grid) return
      if (place) grid.scrollTop = place.scrollTop
      if (takesTyping(document.activeElement)) return
      grid.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [ready, search, table])
}
