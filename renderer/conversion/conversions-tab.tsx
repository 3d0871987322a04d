// The conversions of the office: what is under way, what was closed, what was given up.
import './conversion.css'
import { useQuery } from '@tanstack/react-query'
import { ArrowRightLeft, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ListedConversion } from '../../electron/api/conversions.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { conversionsQuery } from './conversion-queries.ts'
import { StatusBadge } from './conversion-words.tsx'
import { OpenConversionDialog } from './open-conversion-dialog.tsx'

export function ConversionsTab() {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage')
  const [isOpening, setOpening] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const list = useQuery(conversionsQuery)
  const rows = list.data?.rows ?? []
  const open = (conversionId: string) => navigate(routes.conversion(conversionId))
  const columns: Column<ListedConversion>[] = [
    {
      id: 'instrument',
      header: t('field.instrumentId'),
      grow: 3,
      minWidth: 13,
      render: (row) => <span className="conversion-name">{row.instrument}</span>,
    },
    { id: 'editions', header: t('editions'), width: 8, numeric: true, render: (row) => t('fromTo', editionsOf(row)) },
    { id: 'responsible', header: t('field.responsible'), grow: 2, minWidth: 9, render: (row) => row.responsible },
    { id: 'begunOn', header: t('field.begunOn'), width: 7, numeric: true, render: (row) => formatDate(row.begunOn) },
    { id: 'plannedEnd', header: t('field.plannedEnd'), width: 8, numeric: true, render: (row) => formatDate(row.plannedEnd) },
    {
      id: 'next',
      header: t('nextStep'),
      grow: 2,
      minWidth: 9,
      render: (row) => (row.next ? t(`step.${row.next}`) : row.endedOn ? formatDate(row.endedOn) : t('allDone')),
    },
    { id: 'status', header: t('statusLabel'), width: 9, render: (row) => <StatusBadge conversion={row} /> },
  ]
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const create = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setOpening(true)}>
      {t('open.button')}
    </Button>
  )
  return (
    <div className="conformity-tab">
      <Card flush title={t('title')} actions={rows.length > 0 && create}>
        <DataTable
          fit
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={({ id }) => open(id)}
          loading={list.isPending}
          lines="all"
          empty={
            <EmptyState icon={ArrowRightLeft} title={t('none')} action={create}>
              {mayManage ? t('noneText') : t('common:who')}
            </EmptyState>
          }
        />
      </Card>
      {isOpening && <OpenConversionDialog onClose={() => setOpening(false)} onOpened={open} />}
    </div>
  )
}

const editionsOf = ({ fromEdition, toEdition }: ListedConversion) => ({ from: fromEdition, to: toEdition })
