// Units that got another name, were merged or split, with the day and the decision. Cases and papers of earlier days keep the earlier name.
import '../duties/duties.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Building2, GitMerge, Network } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitChangeRow } from '../../electron/api/units.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { DepartmentDialog } from './department-dialog.tsx'
import { OfficeDialog } from './office-dialog.tsx'

const changesQuery = queryOptions({ queryKey: ['units.list'], queryFn: () => api.units.list({}) })
const addKeys = 'Ctrl+Insert'

export function UnitScreen() {
  const { t } = useTranslation('units')
  const mayChange = usePermission('office.configure')
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<'department' | 'office' | null>(null)
  const list = useQuery(changesQuery)
  const close = () => setOpen(null)
  useShortcut('units.add', addKeys, () => setOpen('department'), { labelKey: 'units:department.add', enabled: mayChange })
  const columns: Column<UnitChangeRow>[] = [
    { id: 'on', header: t('column.on'), width: 7, numeric: true, render: ({ on }) => formatDate(on) },
    { id: 'level', header: t('column.level'), width: 7, render: ({ level }) => t(`level.${level}`) },
    { id: 'kind', header: t('column.kind'), width: 7, render: ({ kind }) => t(`kind.${kind}`) },
    { id: 'from', header: t('column.from'), grow: 3, minWidth: 11, render: ({ from }) => from.join('; ') },
    { id: 'to', header: t('column.to'), grow: 3, minWidth: 11, render: ({ to }) => to.join('; ') },
    { id: 'ground', header: t('column.ground'), grow: 2, minWidth: 9, render: ({ ground }) => ground },
  ]
  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        mayChange && (
          <>
            <Button icon={Building2} onClick={() => setOpen('office')}>
              {t('office.add')}
            </Button>
            <Button variant="primary" icon={GitMerge} shortcut={addKeys} onClick={() => setOpen('department')}>
              {t('department.add')}
            </Button>
          </>
        )
      }
    >
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.data?.rows ?? []}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          loading={list.isPending}
          lines={2}
          empty={
            <EmptyState icon={Network} title={t('empty')}>
              {t('emptyText')}
            </EmptyState>
          }
        />
      )}
      {open === 'department' && <DepartmentDialog onClose={close} />}
      {open === 'office' && <OfficeDialog onClose={close} />}
    </Page>
  )
}
