// The lists of procedures that decisions publish, each with the five working days for the website.
import { useQuery } from '@tanstack/react-query'
import { FilePlus2, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../electron/api/contract.ts'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { formatDate, formatNumber } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { listsQuery } from '../conformity-queries.ts'
import { today } from '../today.ts'
import { EnterListDialog } from './enter-list-dialog.tsx'
import { ListBadge } from './list-badge.tsx'

type List = OutputOf<'lists.list'>['rows'][number]

export function ListsTab() {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage')
  const [isEntering, setEntering] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const lists = useQuery(listsQuery)
  const rows = lists.data?.rows ?? []
  const open = ({ id }: { id: string }) => navigate(routes.procedureList(id))
  const columns: Column<List>[] = [
    { id: 'signed', header: t('list.signedOn'), width: 7.5, numeric: true, render: (row) => formatDate(row.signedOn) },
    {
      id: 'title',
      header: t('list.title'),
      grow: 3,
      minWidth: 14,
      render: (row) => <span className={row.struckReason === null ? 'conformity-name' : 'conformity-struck'}>{row.title}</span>,
    },
    { id: 'decision', header: t('list.decision'), grow: 1, minWidth: 8, render: (row) => row.decision || '—' },
    {
      id: 'entries',
      header: t('list.entries'),
      width: 6,
      numeric: true,
      align: 'end',
      render: (row) => formatNumber(row.entryCount),
    },
    {
      id: 'due',
      header: t('list.dueOn'),
      width: 8.5,
      numeric: true,
      render: (row) => (row.dueOn ? formatDate(row.dueOn) : t('list.noDue')),
    },
    { id: 'state', header: t('field.state'), width: 12, render: (row) => <ListBadge list={row} today={today()} /> },
  ]
  if (lists.isError) return <QueryFailure error={lists.error} onRetry={() => lists.refetch()} />
  const enter = mayManage && (
    <Button variant="primary" icon={FilePlus2} onClick={() => setEntering(true)}>
      {t('list.enter')}
    </Button>
  )
  return (
    <div className="conformity-tab">
      <Card flush title={t('list.all')} actions={rows.length > 0 && enter}>
        <DataTable
          fit
          label={t('list.all')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={open}
          loading={lists.isPending}
          lines="all"
          empty={
            <EmptyState icon={ListChecks} title={t('list.none')} action={enter}>
              {mayManage ? t('list.noneText') : t('common:who')}
            </EmptyState>
          }
        />
      </Card>
      {isEntering && <EnterListDialog onClose={() => setEntering(false)} onEntered={(id) => open({ id })} />}
    </div>
  )
}
