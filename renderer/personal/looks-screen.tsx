// The log of looks: who opened whose page, saw whole numbers, viewed a scan, exported, and for what. Nothing here can be changed.
import './personal.css'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileSearch, ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { isRealDate } from '../../db/model/local-time.ts'
import { type Look, type LookKind, lookKinds } from '../../electron/api/personal.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant } from '../format.ts'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { PersonChoice } from './person-choice.tsx'

const pageRows = 100
const any = 'any'
/** A day that is not one yet filters nothing. */
const dayOf = (typed: string): string | null => (isRealDate(typed) ? typed : null)

export function LooksScreen() {
  const { t } = useTranslation('personal')
  const [, navigate] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('person')
  const [personId, setPersonId] = useState<string | null>(asked)
  const [kind, setKind] = useState<LookKind | typeof any>(any)
  const [staffId, setStaffId] = useState(any)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [selected, setSelected] = useState<string | null>(null)
  const viewers = useQuery({ queryKey: ['personal.listViewers'], queryFn: () => api.personal.listViewers({}) })
  const filter = {
    personId,
    staffId: staffId === any ? null : staffId,
    kind: kind === any ? null : kind,
    from: dayOf(from),
    to: dayOf(to),
  }
  const looks = useInfiniteQuery({
    queryKey: ['personal.listLooks', filter],
    queryFn: ({ pageParam }) => api.personal.listLooks({ filter, cursor: pageParam, limit: pageRows }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => looks.data?.pages.flatMap((page) => page.rows) ?? [], [looks.data])
  const isFiltered = Object.values(filter).some((value) => value !== null)
  const columns: Column<Look>[] = [
    { id: 'at', header: t('looks.at'), width: 9.5, numeric: true, render: (row) => formatInstant(row.at) },
    { id: 'viewer', header: t('looks.viewer'), grow: 1.5, minWidth: 8, render: (row) => row.viewer },
    { id: 'kind', header: t('looks.kind'), grow: 1.2, minWidth: 8, render: (row) => t(`look.${row.kind}`) },
    { id: 'person', header: t('looks.person'), grow: 1.5, minWidth: 8, render: (row) => row.personName },
    { id: 'case', header: t('looks.case'), width: 15, numeric: true, render: (row) => row.caseCode },
    { id: 'purpose', header: t('looks.purpose'), grow: 2, minWidth: 8, render: (row) => row.purpose },
  ]
  return (
    <Page title={t('looks.title')} description={t('looks.description')} fill>
      <div className="looks-fill">
        <Toolbar label={t('looks.filter')}>
          <span className="looks-person">
            <PersonChoice personId={personId} name={rows[0]?.personName ?? ''} onChange={setPersonId} />
          </span>
          <Select
            aria-label={t('looks.viewer')}
            options={[
              { value: any, label: t('looks.anyViewer') },
              ...(viewers.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName })),
            ]}
            value={staffId}
            onValueChange={setStaffId}
          />
          <Select<LookKind | typeof any>
            aria-label={t('looks.kind')}
            options={[
              { value: any, label: t('looks.anyKind') },
              ...lookKinds.map((value) => ({ value, label: t(`look.${value}`) })),
            ]}
            value={kind}
            onValueChange={setKind}
          />
          <span className="looks-dates">
            <DateInput aria-label={t('looks.from')} value={from} max={to || undefined} onValueChange={setFrom} />
            <span aria-hidden>–</span>
            <DateInput aria-label={t('looks.to')} value={to} min={from || undefined} onValueChange={setTo} />
          </span>
          <ToolbarSpace />
        </Toolbar>
        {looks.isError ? (
          <QueryFailure error={looks.error} onRetry={() => looks.refetch()} />
        ) : (
          <Card flush>
            <DataTable
              key={JSON.stringify(filter)}
              label={t('looks.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selectedKey={selected}
              onSelect={({ id }) => setSelected(id)}
              onOpen={(row) => navigate(routes.person(row.personId))}
              hasMore={looks.hasNextPage && !looks.isPlaceholderData}
              onEndReached={() => looks.fetchNextPage()}
              loading={looks.isPending || looks.isFetchingNextPage}
              lines={2}
              empty={
                <EmptyState
                  icon={isFiltered ? FileSearch : ShieldCheck}
                  title={t(isFiltered ? 'looks.nothingFound' : 'looks.none')}
                >
                  {t(isFiltered ? 'looks.nothingFoundText' : 'looks.noneText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
