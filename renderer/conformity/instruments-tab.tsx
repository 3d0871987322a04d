// The instruments of the office: the chain, the register, and what is about to end.
import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { InstrumentSummary } from '../../electron/api/conformity.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { instrumentsQuery } from './conformity-queries.ts'
import { expiryText, groupText, issuedText, StateBadge, standardText } from './conformity-words.tsx'
import { InstrumentChain } from './instrument-chain.tsx'
import { NewInstrumentDialog } from './new-instrument-dialog.tsx'

export function InstrumentsTab() {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage')
  const [isNew, setNew] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const list = useQuery(instrumentsQuery(null))
  const rows = list.data?.rows ?? []
  const open = ({ id }: { id: string }) => navigate(routes.instrument(id))
  const ending = rows.filter(({ state }) => state === 'expiringSoon')
  const columns: Column<InstrumentSummary>[] = [
    {
      id: 'title',
      header: t('field.title'),
      grow: 3,
      minWidth: 13,
      render: (row) => (
        <>
          <span className="conformity-name">{row.title}</span>{' '}
          <span className="conformity-soft">{[t(`kind.${row.kind}`), row.number].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { id: 'standard', header: t('field.edition'), width: 10, render: (row) => standardText(t, row) },
    { id: 'issuer', header: t('field.issuer'), grow: 2, minWidth: 8, render: (row) => row.issuer || '—' },
    { id: 'issued', header: t('field.issuedOn'), width: 9, numeric: true, render: (row) => issuedText(t, row) },
    { id: 'expires', header: t('field.expiresOn'), width: 8.5, numeric: true, render: (row) => expiryText(t, row) },
    { id: 'lines', header: t('field.lines'), grow: 2, minWidth: 9, render: (row) => groupText(t, row.groups) || '—' },
    { id: 'state', header: t('field.state'), width: 9, render: (row) => <StateBadge state={row.state} /> },
  ]
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const create = mayManage && (
    <Button variant="primary" icon={FilePlus2} onClick={() => setNew(true)}>
      {t('new.open')}
    </Button>
  )
  return (
    <div className="conformity-tab">
      {ending.map(({ id, title, expiresOn }) => (
        <Banner
          key={id}
          tone="warn"
          title={t('ending.title', { title, date: formatDate(expiresOn ?? '') })}
          action={<Button onClick={() => open({ id })}>{t('open')}</Button>}
        >
          {t('ending.text')}
        </Banner>
      ))}
      {rows.length > 0 && <InstrumentChain rows={rows} />}
      <Card flush title={t('instruments')} actions={rows.length > 0 && create}>
        <DataTable
          fit
          label={t('instruments')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={open}
          loading={list.isPending}
          lines="all"
          empty={
            <EmptyState icon={BadgeCheck} title={t('empty.title')} action={create}>
              {mayManage ? t('empty.text') : t('common:who')}
            </EmptyState>
          }
        />
      </Card>
      {isNew && <NewInstrumentDialog rows={rows} onClose={() => setNew(false)} onDrafted={(id) => open({ id })} />}
    </div>
  )
}
