// The register of laws (external documents): what is in force, how many documents name it, and which changes were not taken in yet.
import './laws.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BookMarked, FileSearch, LibraryBig, Plus, Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type LawState, type LawSummary, lawStates } from '../../electron/api/laws.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { useDocumentMutation } from '../documents/document-queries.ts'
import { FacetChips } from '../documents/register/facet-chips.tsx'
import { failureText } from '../failures.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { LawDialog } from './law-dialog.tsx'
import { lawsQuery } from './law-queries.ts'
import { LawStateBadge } from './law-words.tsx'

const newKeys = 'Ctrl+Shift+N'
const noRows: LawSummary[] = []

/** What was chosen last, so that coming back from a law finds it. */
const place: { query: string; state: LawState | null; onlyOpen: boolean; lawId: string | null } = {
  query: '',
  state: null,
  onlyOpen: false,
  lawId: null,
}

export function LawListScreen() {
  const { t } = useTranslation('laws')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const mayManage = usePermission('law.manage')
  const [typed, setTyped] = useState(place.query)
  const [state, setState] = useState(place.state)
  const [onlyOpen, setOnlyOpen] = useState(place.onlyOpen)
  const [selectedId, setSelectedId] = useState(place.lawId)
  const [isNew, setNew] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const list = useQuery(lawsQuery(useDeferredValue(typed), null))
  const all = list.data?.rows ?? noRows
  const isShown = (row: LawSummary) => (state === null || row.state === state) && (!onlyOpen || row.openUpdates > 0)
  const rows = all.filter(isShown)
  const columns = useLawColumns()

  const focusSearch = () => searchBox.current?.select()
  useShortcut('laws.search', 'Ctrl+F', focusSearch, { labelKey: 'laws:shortcut.search' })
  useShortcut('laws.searchSlash', '/', focusSearch)
  useShortcut('laws.new', newKeys, () => setNew(true), { labelKey: 'laws:shortcut.new', enabled: mayManage })
  useEffect(() => {
    Object.assign(place, { query: typed, state, onlyOpen, lawId: selectedId })
  }, [typed, state, onlyOpen, selectedId])

  const open = ({ id }: LawSummary) => {
    setSelectedId(id)
    place.lawId = id
    navigate(routes.law(id))
  }

  /** Enter opens the best hit of what is typed now, not of what the list happens to show while the answer is on its way. */
  async function openFirst() {
    const answer = await queries.fetchQuery(lawsQuery(typed, null))
    const first = answer.rows.find(isShown)
    if (first) open(first)
  }

  function onSearchKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void openFirst().catch(() => list.refetch())
    if (event.key === 'ArrowDown') table.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
    if (event.key === 'Enter' || event.key === 'ArrowDown') event.preventDefault()
  }

  const clear = () => {
    setTyped('')
    setState(null)
    setOnlyOpen(false)
    searchBox.current?.focus()
  }
  const overdue = all.reduce((sum, row) => sum + row.overdueUpdates, 0)
  const isFiltered = typed.trim() !== '' || state !== null || onlyOpen
  const create = mayManage && (
    <Button variant="primary" icon={Plus} shortcut={newKeys} onClick={() => setNew(true)}>
      {t('list.new')}
    </Button>
  )

  return (
    <Page
      title={t('list.title')}
      badge={list.data && <Badge>{t('list.total', { shown: formatNumber(rows.length) })}</Badge>}
      actions={
        <>
          {mayManage && <StarterButton missing={list.data?.missing ?? 0} />}
          {create}
        </>
      }
      fill
    >
      {overdue > 0 && (
        <Banner
          tone="error"
          action={
            <Button size="small" aria-pressed={onlyOpen} onClick={() => setOnlyOpen(!onlyOpen)}>
              {onlyOpen ? t('list.showAll') : t('list.showOpen')}
            </Button>
          }
        >
          {t('list.overdue', { count: overdue })}
        </Banner>
      )}
      <Toolbar label={t('list.filter')}>
        <span className="law-search">
          <TextInput
            ref={searchBox}
            autoFocus
            icon={Search}
            aria-label={t('list.search')}
            placeholder={t('list.searchHint')}
            maxLength={200}
            value={typed}
            onValueChange={setTyped}
            onClear={() => {
              setTyped('')
              searchBox.current?.focus()
            }}
            onKeyDown={onSearchKey}
          />
        </span>
        <FacetChips
          label={t('field.state')}
          options={lawStates.map((value) => ({
            value,
            label: t(`state.${value}`),
            count: all.filter((row) => row.state === value).length,
          }))}
          value={state}
          onChange={setState}
        />
      </Toolbar>
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="law-table" ref={table}>
          <Card flush className="law-sheet">
            <DataTable
              label={t('list.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              total={rows.length}
              selectedKey={selectedId}
              onSelect={(row) => setSelectedId(row.id)}
              onOpen={open}
              loading={list.isPending}
              lines="all"
              empty={
                isFiltered ? (
                  <EmptyState
                    icon={FileSearch}
                    title={t('list.nothingFound')}
                    action={<Button onClick={clear}>{t('list.clear')}</Button>}
                  >
                    {t('list.nothingFoundText')}
                  </EmptyState>
                ) : (
                  <EmptyState icon={BookMarked} title={t('list.none')} action={create || undefined}>
                    {mayManage ? t('list.noneText') : t('list.noneReadOnly')}
                  </EmptyState>
                )
              }
            />
          </Card>
        </div>
      )}
      {isNew && <LawDialog onClose={() => setNew(false)} onRecorded={(lawId) => navigate(routes.law(lawId))} />}
    </Page>
  )
}

/** Takes in what comes along with the program; there only while the register lacks something of it. */
function StarterButton({ missing }: { missing: number }) {
  const { t } = useTranslation('laws')
  const toast = useToast()
  const take = useDocumentMutation(
    () => api.laws.importStarter({}),
    ({ added }) => toast.show({ title: t('starter.done', { count: added }) }),
  )
  if (missing === 0) return null
  return (
    <Button
      icon={LibraryBig}
      busy={take.isPending}
      title={t('starter.hint', { count: missing })}
      onClick={() => take.mutate(undefined, { onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }) })}
    >
      {t('starter.add', { number: formatNumber(missing) })}
    </Button>
  )
}

function useLawColumns(): Column<LawSummary>[] {
  const { t } = useTranslation('laws')
  const day = (date: string | null) => (date === null ? '—' : formatDate(date))
  return [
    {
      id: 'number',
      header: t('field.number'),
      width: 9.5,
      render: (row) => <strong className="law-number">{row.number}</strong>,
    },
    {
      id: 'title',
      header: t('field.title'),
      grow: 4,
      minWidth: 10,
      render: (row) => (
        <span className="law-pair">
          <span>{row.title}</span>
          <span className="document-soft">
            {[row.issuer, row.issuedOn && formatDate(row.issuedOn)].filter(Boolean).join(', ')}
          </span>
        </span>
      ),
    },
    {
      id: 'effective',
      header: t('field.effective'),
      width: 8.25,
      numeric: true,
      render: (row) => (
        <span className="law-pair">
          <span>{day(row.effectiveFrom)}</span>
          {row.effectiveTo && <span className="document-soft">{t('list.until', { date: formatDate(row.effectiveTo) })}</span>}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('field.state'),
      width: 9,
      render: (row) => (
        <span className="law-pair">
          <LawStateBadge state={row.state} />
          {row.replacedBy && <span className="document-soft">{t('list.by', { number: row.replacedBy })}</span>}
        </span>
      ),
    },
    {
      id: 'documents',
      header: t('field.documents'),
      width: 9,
      render: (row) => (
        <span className="law-pair">
          <span>{row.documents > 0 ? t('list.documents', { count: row.documents }) : '—'}</span>
          {row.overdueUpdates > 0 ? (
            <span className="law-overdue">{t('list.late', { count: row.overdueUpdates })}</span>
          ) : (
            row.openUpdates > 0 && <span className="law-open">{t('list.open', { count: row.openUpdates })}</span>
          )}
        </span>
      ),
    },
  ]
}
