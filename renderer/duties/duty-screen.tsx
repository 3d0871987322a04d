// Who is away and who stands in; for those who manage duties, who has how much in hand, and the hand-overs that were recorded. Enter opens a person's hand-over, or the record on paper.
//   DutyScreen   address: ?view=…
import './duties.css'
import { useQuery } from '@tanstack/react-query'
import { ClipboardList, FileCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { DutyRow, HandoverRow } from '../../electron/api/duties.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { ControlPaperDialog } from '../copies/control-paper-dialog.tsx'
import { formatDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { dutiesQuery, handoversQuery } from './duty-queries.ts'
import { heldText } from './duty-words.ts'
import { LeaveList } from './leave-list.tsx'

const views = ['leave', 'held', 'records'] as const
type View = (typeof views)[number]

export function DutyScreen() {
  const { t } = useTranslation('duties')
  const [, navigate] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('view')
  const managesAll = usePermission('duty.manage')
  const shown = views.filter((view) => view === 'leave' || managesAll)
  const view = shown.find((known) => known === asked) ?? shown.at(1) ?? 'leave'
  const content: Readonly<Record<View, React.ReactNode>> = { leave: <LeaveList />, held: <HeldList />, records: <RecordList /> }
  return (
    <Page title={t('title')} description={t('description')} fill>
      <div className="duties-fill">
        <Tabs
          label={t('title')}
          value={view}
          onValueChange={(value) => navigate(`${routes.duties}?${new URLSearchParams({ view: value })}`, { replace: true })}
          items={shown.map((value) => ({ value, label: t(`view.${value}`), content: content[value] }))}
        />
      </div>
    </Page>
  )
}

function HeldList() {
  const { t, i18n } = useTranslation('duties')
  const [, navigate] = useLocation()
  const [selected, setSelected] = useState<string | null>(null)
  const list = useQuery(dutiesQuery)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const columns: Column<DutyRow>[] = [
    { id: 'name', header: t('column.person'), grow: 2, minWidth: 11, render: ({ fullName }) => fullName },
    { id: 'position', header: t('column.position'), grow: 2, minWidth: 9, render: ({ positionTitle }) => positionTitle },
    { id: 'held', header: t('column.held'), grow: 4, minWidth: 14, render: ({ held }) => heldText(i18n.t, held) },
    {
      id: 'closed',
      header: t('column.account'),
      width: 8,
      render: ({ isActive }) => !isActive && <Badge tone="warn">{t('accountClosed')}</Badge>,
    },
  ]
  return (
    <DataTable
      label={t('view.held')}
      columns={columns}
      rows={list.data?.rows ?? []}
      rowKey={({ staffId }) => staffId}
      selectedKey={selected}
      onSelect={({ staffId }) => setSelected(staffId)}
      onOpen={({ staffId }) => navigate(routes.handover(staffId))}
      loading={list.isPending}
      lines={2}
      empty={
        <EmptyState icon={ClipboardList} title={t('empty.held')}>
          {t('emptyText.held')}
        </EmptyState>
      }
    />
  )
}

function RecordList() {
  const { t } = useTranslation('duties')
  const [selected, setSelected] = useState<string | null>(null)
  const [shown, setShown] = useState<HandoverRow | null>(null)
  const list = useQuery(handoversQuery)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const columns: Column<HandoverRow>[] = [
    { id: 'on', header: t('column.on'), width: 7, numeric: true, render: ({ on }) => formatDate(on) },
    { id: 'giver', header: t('column.giver'), grow: 2, minWidth: 10, render: ({ staffName }) => staffName },
    { id: 'receivers', header: t('column.receivers'), grow: 3, minWidth: 10, render: ({ receivers }) => receivers.join(', ') },
    { id: 'reason', header: t('column.reason'), grow: 2, minWidth: 9, render: ({ reason }) => reason },
    { id: 'count', header: t('column.lines'), width: 5, numeric: true, align: 'end', render: ({ lineCount }) => lineCount },
    { id: 'left', header: t('column.left'), width: 5, numeric: true, align: 'end', render: ({ leftCount }) => leftCount },
  ]
  return (
    <>
      <DataTable
        label={t('view.records')}
        columns={columns}
        rows={list.data?.rows ?? []}
        rowKey={({ id }) => id}
        selectedKey={selected}
        onSelect={({ id }) => setSelected(id)}
        onOpen={setShown}
        loading={list.isPending}
        lines={2}
        empty={
          <EmptyState icon={FileCheck} title={t('empty.records')}>
            {t('emptyText.records')}
          </EmptyState>
        }
      />
      {shown && (
        <ControlPaperDialog
          title={t('paper', { name: shown.staffName })}
          paper={{ kind: 'handover', handoverId: shown.id }}
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}
