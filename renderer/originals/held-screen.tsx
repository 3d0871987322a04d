// Originals that the office has, longest first; those whose case has ended stand apart, since they are to go back. Enter gives back the
// chosen one.
import '../papers/papers.css'
import { useQuery } from '@tanstack/react-query'
import { BookKey, FolderOpen, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { KeptOriginal } from '../../electron/api/originals.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { GiveBackDialog } from '../papers/original-dialogs.tsx'
import { heldOriginalsQuery } from '../papers/paper-queries.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'

export function HeldScreen() {
  const { t } = useTranslation('papers')
  const mayWrite = usePermission('paper.write')
  const [onlyOverstayed, setOnlyOverstayed] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const [given, setGiven] = useState<KeptOriginal | null>(null)
  const list = useQuery(heldOriginalsQuery(onlyOverstayed))
  const rows = list.data?.rows ?? []
  const columns: Column<KeptOriginal>[] = [
    { id: 'title', header: t('field.original'), grow: 3, minWidth: 11, render: ({ title }) => title },
    { id: 'count', header: t('field.count'), width: 4.5, numeric: true, align: 'end', render: ({ count }) => count },
    { id: 'applicant', header: t('held.applicant'), grow: 2, minWidth: 8, render: ({ applicantName }) => applicantName },
    {
      id: 'case',
      header: t('held.case'),
      width: 13,
      numeric: true,
      render: ({ caseId, caseCode }) => <Link href={routes.case(caseId)}>{caseCode}</Link>,
    },
    { id: 'keptOn', header: t('field.keptOn'), width: 6.5, numeric: true, render: ({ keptOn }) => formatDate(keptOn) },
    { id: 'days', header: t('held.days'), width: 5, numeric: true, align: 'end', render: ({ days }) => days },
    {
      id: 'standing',
      header: t('held.standing'),
      width: 7.5,
      render: ({ isOverstayed }) => isOverstayed && <Badge tone="warn">{t('original.overstayed')}</Badge>,
    },
    ...(mayWrite
      ? [
          {
            id: 'acts',
            header: t('held.acts'),
            width: 7,
            render: (original: KeptOriginal) => (
              <Button
                size="small"
                icon={Undo2}
                aria-label={t('held.giveBackOne', { title: original.title })}
                onClick={() => setGiven(original)}
              >
                {t('act.giveBack')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Page title={t('held.title')} description={t('held.description')} fill>
      <div className="archive-fill">
        <Toolbar label={t('held.filter')}>
          <Checkbox label={t('held.onlyOverstayed')} checked={onlyOverstayed} onCheckedChange={setOnlyOverstayed} />
          <ToolbarSpace />
          {list.data?.hasMore && (
            <span className="paper-faint" role="status">
              {t('held.more', { count: rows.length })}
            </span>
          )}
        </Toolbar>
        {list.isError ? (
          <QueryFailure error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <Card flush>
            <DataTable
              key={String(onlyOverstayed)}
              label={t('held.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selectedKey={selected}
              onSelect={({ id }) => setSelected(id)}
              onOpen={(original) => mayWrite && setGiven(original)}
              loading={list.isPending}
              lines={2}
              empty={
                <EmptyState icon={onlyOverstayed ? FolderOpen : BookKey} title={t('held.none')}>
                  {t('held.noneText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
      {given && <GiveBackDialog originals={[given]} onClose={() => setGiven(null)} />}
    </Page>
  )
}
