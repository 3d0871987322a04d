// Packs: signed files from the province (or for the offices below), every one that was made, taken in or refused, and its state.
import './packs.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Boxes, FileDown, KeyRound, PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PackSummary } from '../../electron/api/packs.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatDate, formatInstant, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { packsQuery } from './pack-queries.ts'
import { PackStatusBadge, useCountsText, useRefusalText } from './pack-words.tsx'

const takeKeys = 'Ctrl+O'
const makeKeys = 'Ctrl+Shift+N'

/** What was chosen last, so that coming back from a pack finds it. */
const place: { packId: string | null } = { packId: null }

export function PackListScreen() {
  const { t } = useTranslation('packs')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const mayTake = usePermission('pack.take')
  const mayMake = usePermission('pack.make')
  const [selectedId, setSelectedId] = useState(place.packId)
  const list = useQuery(packsQuery)
  const columns = usePackColumns()
  const refusalText = useRefusalText()
  const taking = useMutation({
    mutationFn: () => api.packs.take({}),
    onSuccess: (taken) => taken && navigate(routes.pack(taken.packId)),
    // A refusal is kept in the list as well.
    onSettled: () => queries.invalidateQueries({ queryKey: packsQuery.queryKey }),
  })
  const take = () => !taking.isPending && taking.mutate()
  const make = () => navigate(routes.newPack)
  useShortcut('packs.take', takeKeys, take, { labelKey: 'packs:shortcut.take', enabled: mayTake })
  useShortcut('packs.make', makeKeys, make, { labelKey: 'packs:shortcut.make', enabled: mayMake })

  const refusal = failureOf(taking.error)
  const refused = (list.data?.rows ?? []).filter(({ status }) => status === 'refused').length
  const open = ({ id }: PackSummary) => {
    place.packId = id
    setSelectedId(id)
    navigate(routes.pack(id))
  }
  const takeButton = mayTake && (
    <Button variant="primary" icon={FileDown} shortcut={takeKeys} busy={taking.isPending} onClick={take}>
      {t('list.take')}
    </Button>
  )
  return (
    <Page
      title={t('list.title')}
      description={t('list.description')}
      badge={
        list.data && (
          <>
            <Badge>{t('list.total', { number: formatNumber(list.data.rows.length - refused) })}</Badge>
            {refused > 0 && <Badge tone="error">{t('list.totalRefused', { number: formatNumber(refused) })}</Badge>}
          </>
        )
      }
      actions={
        <>
          <Button icon={KeyRound} onClick={() => navigate(routes.packKeys)}>
            {t('list.keys')}
          </Button>
          {mayMake && (
            <Button icon={PackagePlus} shortcut={makeKeys} onClick={make}>
              {t('list.make')}
            </Button>
          )}
          {takeButton}
        </>
      }
      fill
    >
      {taking.error && (
        <Banner tone="error" title={t('list.refused')} onClose={() => taking.reset()}>
          {refusal.code.startsWith('pack.') ? refusalText(refusal) : failureText(t, taking.error)}
        </Banner>
      )}
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="packs-table">
          <Card flush className="packs-sheet">
            <DataTable
              label={t('list.title')}
              columns={columns}
              rows={list.data?.rows ?? []}
              rowKey={({ id }) => id}
              selectedKey={selectedId}
              onSelect={({ id }) => setSelectedId(id)}
              onOpen={open}
              loading={list.isPending}
              lines="all"
              empty={
                <EmptyState icon={Boxes} title={t('list.none')} action={takeButton || undefined}>
                  {mayTake ? t('list.noneText') : t('list.noneReadOnly')}
                </EmptyState>
              }
            />
          </Card>
        </div>
      )}
    </Page>
  )
}

function usePackColumns(): Column<PackSummary>[] {
  const { t } = useTranslation('packs')
  const countsText = useCountsText()
  const refusalText = useRefusalText()
  return [
    {
      id: 'number',
      header: t('field.number'),
      width: 5,
      numeric: true,
      align: 'end',
      render: ({ number }) => (number === null ? '—' : formatNumber(number)),
    },
    {
      id: 'title',
      header: t('field.title'),
      grow: 4,
      minWidth: 14,
      render: ({ title, fileName, refusal }) => (
        <span className="packs-pair">
          <strong>{title || fileName}</strong>
          <span className="document-soft">{refusal ? refusalText(refusal) : title ? fileName : ''}</span>
        </span>
      ),
    },
    { id: 'issuer', header: t('field.issuer'), grow: 2, minWidth: 9, render: ({ issuerName }) => issuerName || '—' },
    { id: 'counts', header: t('field.counts'), grow: 2, minWidth: 9, render: ({ counts }) => countsText(counts) || '—' },
    {
      id: 'validFrom',
      header: t('field.validFrom'),
      width: 7.5,
      numeric: true,
      render: ({ validFrom }) => (validFrom ? formatDate(validFrom) : '—'),
    },
    { id: 'status', header: t('field.status'), width: 9.5, render: ({ status }) => <PackStatusBadge status={status} /> },
    {
      id: 'recorded',
      header: t('field.recorded'),
      width: 10,
      numeric: true,
      render: ({ recordedAt, recordedBy }) => (
        <span className="packs-pair">
          <span>{formatInstant(recordedAt)}</span>
          <span className="document-soft">{recordedBy}</span>
        </span>
      ),
    },
  ]
}
