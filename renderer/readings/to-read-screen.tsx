// What the signed-in person has still to read; each opens its page, where it is confirmed.
import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ToRead } from '../../electron/api/readings.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { toReadQuery } from '../copies/copy-queries.ts'
import { StateBadge } from '../documents/document-words.tsx'
import { formatDate, formatInstantDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'

export function ToReadScreen() {
  const { t } = useTranslation('readings')
  const [, navigate] = useLocation()
  const [selectedId, setSelectedId] = useState<string>()
  const list = useQuery(toReadQuery)
  const rows = list.data?.rows ?? []
  useShortcut('toRead.back', 'Alt+Left', () => navigate(routes.documents), { labelKey: 'documents:shortcut.back' })
  const columns: Column<ToRead>[] = [
    { id: 'code', header: t('documents:field.code'), width: 8, render: (row) => <strong>{row.code}</strong> },
    { id: 'name', header: t('documents:field.name'), grow: 4, minWidth: 14, render: (row) => row.name },
    { id: 'kind', header: t('documents:field.kind'), width: 8, render: (row) => t(`documents:kind.${row.kind}`) },
    {
      id: 'version',
      header: t('copies:field.version'),
      width: 5,
      numeric: true,
      render: (row) => t('documents:list.number', { issue: row.issue, revision: row.revision }),
    },
    { id: 'state', header: t('documents:field.state'), width: 9, render: (row) => <StateBadge state={row.state} /> },
    {
      id: 'from',
      header: t('documents:field.effectiveFrom'),
      width: 8,
      numeric: true,
      render: (row) => (row.effectiveFrom ? formatDate(row.effectiveFrom) : '—'),
    },
    { id: 'named', header: t('mine.namedOn'), width: 8, numeric: true, render: (row) => formatInstantDate(row.namedAt) },
  ]
  const open = ({ kind, documentId, versionId }: ToRead) => {
    const page = kind === 'process' ? routes.process(documentId) : routes.document(documentId)
    navigate(`${page}?${new URLSearchParams({ version: versionId })}`)
  }
  return (
    <Page
      title={t('mine.title')}
      description={t('mine.text')}
      breadcrumbs={[{ label: t('documents:list.title'), onSelect: () => navigate(routes.documents) }]}
      badge={list.data && <Badge tone={rows.length > 0 ? 'warn' : 'neutral'}>{formatNumber(rows.length)}</Badge>}
      fill
    >
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <Card flush>
          <DataTable
            fit
            label={t('mine.title')}
            columns={columns}
            rows={rows}
            rowKey={({ versionId }) => versionId}
            selectedKey={selectedId}
            onSelect={({ versionId }) => setSelectedId(versionId)}
            onOpen={open}
            loading={list.isPending}
            lines="all"
            empty={
              <EmptyState icon={BookOpenCheck} title={t('mine.none')}>
                {t('mine.noneText')}
              </EmptyState>
            }
          />
        </Card>
      )}
    </Page>
  )
}
