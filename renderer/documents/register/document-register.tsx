// DocumentRegister { register, kinds, titleKey … }: a register of documents under control as it stood on a day. All rows of the
// register are read once; choices, words and counts act on them here at once, so that a count is always of the rows that it would show.
import './document-register.css'
import { useQuery } from '@tanstack/react-query'
import { FileSearch, FilterX, Plus, Printer } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../../db/model/local-time.ts'
import type { DocumentKind, DocumentSummary } from '../../../electron/api/documents.ts'
import { usePermission, useSession } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { formatNumber } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable, type Sort } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { takesTyping } from '../../ui/shortcuts.ts'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { documentsQuery, insideQuery } from '../document-queries.ts'
import { NewDocumentDialog } from './new-document-dialog.tsx'
import { useRegisterColumns } from './register-columns.tsx'
import {
  emptyFilter,
  filterRows,
  isFiltered,
  type RegisterFilter,
  type Reviewer,
  waitsFor,
  withFound,
} from './register-filter.ts'
import { RegisterPaper } from './register-paper.tsx'
import { findPlace, forgetPlace, rememberPlace } from './register-place.ts'
import { sortRows } from './register-sort.ts'
import { RegisterToolbar } from './register-toolbar.tsx'
import { useRememberedFilter } from './use-remembered-filter.ts'
import { WorkbookMenu } from './workbook-menu.tsx'

export interface DocumentRegisterProps {
  /** Which register it is: its choices are remembered under this name. */
  register: 'processes' | 'documents'
  kinds: readonly DocumentKind[]
  title: string
  newLabel: string
  /** The line about what waits for this person. */
  waitingText: (count: number) => string
  /** Shown instead of an empty register; `create` is the button, where the person may. */
  empty: (create: ReactNode) => ReactNode
  addressOf: (documentId: string) => string
}

const newKeys = 'Ctrl+Shift+N'

export function DocumentRegister(props: DocumentRegisterProps) {
  const { register, kinds, title, newLabel, waitingText, addressOf } = props
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  const mayWrite = usePermission('document.write')
  const reviewer: Reviewer = { mayReview: usePermission('document.review'), mayApprove: usePermission('document.approve') }
  // Of this person: the next one at the same computer begins with their own choices.
  const placeKey = `${register} ${useSession().staffId}`
  const [place] = useState(() => findPlace(placeKey))
  const [chosen, setFilter] = useRememberedFilter(register, place?.filter)
  const [typedDate, setTypedDate] = useState(place?.date ?? '')
  const [selectedId, setSelectedId] = useState(place?.documentId)
  const [sort, setSort] = useState<Sort | null>(null)
  const [isNew, setNew] = useState(false)
  const [isPrinting, setPrinting] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLDivElement>(null)

  const date = isRealDate(typedDate) ? typedDate : null
  const list = useQuery(documentsQuery(kinds, date))
  const inside = useQuery(insideQuery(kinds, date, useDeferredValue(chosen.query))).data
  const all = useMemo(() => withFound(list.data?.rows ?? noRows, inside), [list.data, inside])
  const waiting = all.filter((row) => waitsFor(row, reviewer)).length
  // Once the last one has been dealt with, the line that switched this on is gone.
  const filter = chosen.isWaiting && waiting === 0 ? { ...chosen, isWaiting: false } : chosen
  const asked = useDeferredValue(filter)
  const { mayReview, mayApprove } = reviewer
  const rows = useMemo(
    () => sortRows(filterRows(all, asked, { mayReview, mayApprove }), sort),
    [all, asked, mayReview, mayApprove, sort],
  )
  const columns = useRegisterColumns(
    register === 'processes',
    reviewer,
    all.some(({ readerCount }) => readerCount > 0),
  )
  const ofProcesses = register === 'processes'

  const change = (next: Partial<RegisterFilter>) => setFilter({ ...filter, ...next })
  const focusSearch = () => searchBox.current?.select()
  useShortcut(`${register}.search`, 'Ctrl+F', focusSearch, { labelKey: 'documents:shortcut.search' })
  useShortcut(`${register}.searchSlash`, '/', focusSearch)
  useShortcut(`${register}.new`, newKeys, () => setNew(true), { labelKey: 'documents:shortcut.new', enabled: mayWrite })
  useShortcut(`${register}.print`, 'Ctrl+P', () => setPrinting(true), {
    labelKey: 'documents:shortcut.print',
    enabled: rows.length > 0,
  })
  useEffect(() => forgetPlace(placeKey), [placeKey])
  useFirstFocus(table, place?.scrollTop ?? 0, list.isSuccess)

  function open({ id }: DocumentSummary) {
    rememberPlace(placeKey, { filter, date: typedDate, documentId: id, scrollTop: gridIn(table.current)?.scrollTop ?? 0 })
    navigate(addressOf(id))
  }

  function onSearchKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    // What is typed now decides, not what the table still shows.
    const first = sortRows(filterRows(all, filter, reviewer), sort)[0]
    if (event.key === 'Enter' && first) open(first)
    if (event.key === 'ArrowDown') rowIn(table.current)?.focus()
    if (event.key === 'Enter' || event.key === 'ArrowDown') event.preventDefault()
  }

  const clear = () => {
    setFilter(emptyFilter)
    searchBox.current?.focus()
  }
  const create = mayWrite && (
    <Button variant="primary" icon={Plus} shortcut={newKeys} onClick={() => setNew(true)}>
      {newLabel}
    </Button>
  )

  return (
    <Page
      title={title}
      badge={
        <>
          {list.data && <Badge>{t('list.total', { shown: formatNumber(rows.length), total: formatNumber(all.length) })}</Badge>}
          {isFiltered(filter) && (
            <Button size="small" variant="quiet" icon={FilterX} onClick={clear}>
              {t('list.clear')}
            </Button>
          )}
        </>
      }
      actions={
        <>
          {ofProcesses && <WorkbookMenu rows={rows} date={date} />}
          <Button icon={Printer} shortcut="Ctrl+P" disabled={rows.length === 0} onClick={() => setPrinting(true)}>
            {t('list.print')}
          </Button>
          {create}
        </>
      }
      fill
    >
      {waiting > 0 && (
        <Banner
          tone="warn"
          action={
            <Button size="small" aria-pressed={filter.isWaiting} onClick={() => change({ isWaiting: !filter.isWaiting })}>
              {filter.isWaiting ? t('list.showAll') : t('list.showWaiting')}
            </Button>
          }
        >
          {waitingText(waiting)}
        </Banner>
      )}
      <RegisterToolbar
        kinds={kinds}
        ofProcesses={ofProcesses}
        rows={all}
        filter={filter}
        asked={asked}
        reviewer={reviewer}
        date={typedDate}
        onChange={change}
        onDate={setTypedDate}
        searchBox={searchBox}
        onSearchKey={onSearchKey}
      />
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="register-table" ref={table}>
          <Card flush className="register-sheet">
            <DataTable
              label={title}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              total={rows.length}
              selectedKey={selectedId}
              onSelect={(row) => setSelectedId(row.id)}
              onOpen={open}
              sort={sort}
              onSortChange={setSort}
              loading={list.isPending}
              lines={2}
              empty={
                all.length === 0 ? (
                  props.empty(create)
                ) : (
                  <EmptyState
                    icon={FileSearch}
                    title={t('list.nothingFound')}
                    action={<Button onClick={clear}>{t('list.clear')}</Button>}
                  >
                    {t('list.nothingFoundText')}
                  </EmptyState>
                )
              }
            />
          </Card>
        </div>
      )}
      {isNew && <NewDocumentDialog kinds={kinds} title={newLabel} onClose={() => setNew(false)} />}
      {isPrinting && list.data && <RegisterPaper rows={rows} date={list.data.date} onClose={() => setPrinting(false)} />}
    </Page>
  )
}

const noRows: DocumentSummary[] = []

const gridIn = (part: HTMLElement | null) => part?.querySelector<HTMLElement>('[role="grid"]') ?? null
const rowIn = (part: HTMLElement | null) => part?.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? null

/** Puts the focus into the list once it is there; coming back from a document finds it at the same place. */
function useFirstFocus(table: React.RefObject<HTMLDivElement | null>, scrollTop: number, ready: boolean): void {
  const done = useRef(false)
  useEffect(() => {
    if (!ready || done.current) return
    const frame = requestAnimationFrame(() => {
      done.current = true
      const grid = gridIn(table.current)
      if (grid) grid.scrollTop = scrollTop
      if (!takesTyping(document.activeElement)) rowIn(table.current)?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [table, scrollTop, ready])
}
