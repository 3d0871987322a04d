// LeaveList: who is away from when to when, and who does the work. Everybody sees it, since everybody hands cases on; one changes one's own.
import { useQuery } from '@tanstack/react-query'
import { CalendarOff, CalendarPlus, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeaveRow } from '../../electron/api/duties.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { leavesQuery } from './duty-queries.ts'
import { CancelLeaveDialog, LeaveDialog } from './leave-dialogs.tsx'

const addKeys = 'Ctrl+Insert'
const tones = { now: 'warn', toCome: 'info', over: 'neutral', cancelled: 'neutral' } as const

export function LeaveList() {
  const { t } = useTranslation('duties')
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<'add' | 'change' | 'cancel' | null>(null)
  const list = useQuery(leavesQuery)
  const rows = list.data?.rows ?? []
  const chosen = rows.find(({ id }) => id === selected)
  const close = () => setOpen(null)
  useShortcut('duties.addLeave', addKeys, () => setOpen('add'), { labelKey: 'duties:leave.add' })
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const columns: Column<LeaveRow>[] = [
    { id: 'name', header: t('leave.who'), grow: 2, minWidth: 10, render: ({ fullName }) => fullName },
    { id: 'from', header: t('leave.from'), width: 7, numeric: true, render: ({ from }) => formatDate(from) },
    { id: 'to', header: t('leave.to'), width: 7, numeric: true, render: ({ to }) => formatDate(to) },
    { id: 'substitute', header: t('leave.substitute'), grow: 2, minWidth: 10, render: ({ substituteName }) => substituteName },
    {
      id: 'state',
      header: t('leave.state'),
      width: 9,
      render: ({ state }) => <Badge tone={tones[state]}>{t(`leaveState.${state}`)}</Badge>,
    },
    { id: 'note', header: t('leave.note'), grow: 2, minWidth: 8, render: ({ note, cancelledReason }) => cancelledReason ?? note },
  ]
  return (
    <div className="duties-fill">
      <div className="duties-bar">
        <Button variant="primary" icon={CalendarPlus} shortcut={addKeys} onClick={() => setOpen('add')}>
          {t('leave.add')}
        </Button>
        <Button icon={Pencil} disabled={!chosen?.mayChange} onClick={() => setOpen('change')}>
          {t('leave.change')}
        </Button>
        <Button icon={Trash2} disabled={!chosen?.mayChange} onClick={() => setOpen('cancel')}>
          {t('leave.cancel')}
        </Button>
      </div>
      <DataTable
        label={t('view.leave')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        selectedKey={selected}
        onSelect={({ id }) => setSelected(id)}
        onOpen={(row) => {
          setSelected(row.id)
          if (row.mayChange) setOpen('change')
        }}
        loading={list.isPending}
        lines={2}
        empty={
          <EmptyState icon={CalendarOff} title={t('empty.leave')}>
            {t('emptyText.leave')}
          </EmptyState>
        }
      />
      {open === 'add' && <LeaveDialog onClose={close} />}
      {chosen && open === 'change' && <LeaveDialog leave={chosen} onClose={close} />}
      {chosen && open === 'cancel' && <CancelLeaveDialog leave={chosen} onClose={close} />}
    </div>
  )
}
