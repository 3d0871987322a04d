// The activities behind the count: the distinct lines of all instruments valid on a day.
import '../conformity-screen.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { OutputOf } from '../../../electron/api/contract.ts'
import { processGroups } from '../../../electron/api/documents.ts'
import { routes } from '../../app/routes.ts'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { api } from '../../client.ts'
import { formatDate, formatNumber } from '../../format.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Toolbar, ToolbarSpace } from '../../ui/toolbar.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { activitiesAddress, conformityAddress, type ProcessGroup, parseActivities } from '../addresses.ts'
import { DayField } from './day-field.tsx'

type Activity = OutputOf<'conformity.listActivities'>['rows'][number]

export function ActivitiesScreen() {
  const { t } = useTranslation('conformity')
  useShortcut('conformity.back', 'Alt+Left', () => window.history.back(), { labelKey: 'conformity:shortcut.back' })
  const [, navigate] = useLocation()
  const { date, group } = parseActivities(useSearch())
  const [selected, setSelected] = useState<string | null>(null)
  const list = useQuery({
    queryKey: ['conformity', 'activities', date],
    queryFn: () => api.conformity.listActivities({ date }),
    placeholderData: keepPreviousData,
  })
  const all = list.data?.rows ?? []
  const rows = group === null ? all : all.filter((row) => row.group === group)
  const key = ({ instrumentId, position }: Activity) => `${instrumentId} ${position}`
  const go = (next: Partial<{ date: string | null; group: ProcessGroup | null }>) =>
    navigate(activitiesAddress({ date, group, ...next }), { replace: true })
  const columns: Column<Activity>[] = [
    { id: 'group', header: t('field.group'), width: 9.5, render: (row) => t(`group.${row.group}`) },
    { id: 'text', header: t('field.activity'), grow: 4, minWidth: 16, render: ({ text }) => text },
    { id: 'field', header: t('field.field'), grow: 2, minWidth: 9, render: ({ field }) => field || '—' },
    { id: 'process', header: t('field.processCode'), width: 8.5, numeric: true, render: ({ processCode }) => processCode || '—' },
    { id: 'instrument', header: t('activities.instrument'), grow: 2, minWidth: 10, render: ({ instrument }) => instrument },
  ]
  return (
    <Page
      fill
      title={t('activities.title')}
      breadcrumbs={[{ label: t('title'), onSelect: () => navigate(conformityAddress('instruments')) }]}
      description={list.data && t('activities.text', { date: formatDate(list.data.date) })}
    >
      <div className="conformity-fill conformity-tab">
        <Toolbar label={t('scope.filter')}>
          <DayField date={date} day={list.data?.date ?? ''} onChange={(next) => go({ date: next })} />
          <span className="scope-filter">
            <Select<ProcessGroup | 'all'>
              aria-label={t('field.group')}
              options={[
                { value: 'all', label: t('activities.all') },
                ...processGroups.map((value) => ({ value, label: t(`group.${value}`) })),
              ]}
              value={group ?? 'all'}
              onValueChange={(value) => go({ group: value === 'all' ? null : value })}
            />
          </span>
          <ToolbarSpace />
          <span className="scope-count" role="status">
            {t('scope.shown', { shown: formatNumber(rows.length), total: formatNumber(all.length) })}
          </span>
        </Toolbar>
        {list.isError ? (
          <QueryFailure error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <Card flush className="conformity-sheet">
            <DataTable
              key={`${date} ${group}`}
              label={t('activities.title')}
              columns={columns}
              rows={rows}
              rowKey={key}
              selectedKey={selected}
              onSelect={(row) => setSelected(key(row))}
              onOpen={({ documentId, instrumentId }) =>
                navigate(documentId ? routes.process(documentId) : routes.instrument(instrumentId))
              }
              loading={list.isPending}
              lines="all"
              empty={
                <EmptyState icon={BadgeCheck} title={t('activities.none')}>
                  {t('activities.noneText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
