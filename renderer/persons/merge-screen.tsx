// Applicants that were entered twice: pairs that are likely of one person, surest first, and the merges that were made. Enter shows a pair
// side by side.
import '../duties/duties.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Undo2, UserRoundCheck, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskNumber } from '../../db/model/mask.ts'
import type { LikelyPair, MergeRow } from '../../electron/api/persons.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { PairDialog, stalePersons } from './pair-dialog.tsx'

const pairsQuery = queryOptions({ queryKey: ['persons.findPairs'], queryFn: () => api.persons.findPairs({}) })
const mergesQuery = queryOptions({ queryKey: ['persons.listMerges'], queryFn: () => api.persons.listMerges({}) })
const views = ['pairs', 'merged'] as const

export function MergeScreen() {
  const { t } = useTranslation('persons')
  const [view, setView] = useState<(typeof views)[number]>('pairs')
  const content = { pairs: <PairList />, merged: <MergeList /> }
  return (
    <Page title={t('title')} description={t('description')} fill>
      <div className="duties-fill">
        <Tabs
          label={t('title')}
          value={view}
          onValueChange={setView}
          items={views.map((value) => ({ value, label: t(`view.${value}`), content: content[value] }))}
        />
      </div>
    </Page>
  )
}

const keyOf = ({ one, other }: LikelyPair): string => `${one.id} ${other.id}`

function PairList() {
  const { t } = useTranslation('persons')
  const [selected, setSelected] = useState<string | null>(null)
  const [shown, setShown] = useState<LikelyPair | null>(null)
  const list = useQuery(pairsQuery)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const side = (id: 'one' | 'other'): Column<LikelyPair> => ({
    id,
    header: t(`column.${id}`),
    grow: 3,
    minWidth: 13,
    render: (pair) => {
      const { person, caseCount } = pair[id]
      return (
        <span className="duties-two">
          <span>{person.fullName}</span>
          <span className="duties-soft tabular">
            {[maskNumber(person.idNumber) || person.taxNumber, person.phone, t('cases', { count: caseCount })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      )
    },
  })
  return (
    <>
      <DataTable
        label={t('view.pairs')}
        columns={[
          side('one'),
          side('other'),
          {
            id: 'likeness',
            header: t('column.likeness'),
            width: 13,
            render: ({ likeness }) => <Badge tone={likeness === 'number' ? 'warn' : 'info'}>{t(`likeness.${likeness}`)}</Badge>,
          },
        ]}
        rows={list.data?.pairs ?? []}
        rowKey={keyOf}
        selectedKey={selected}
        onSelect={(pair) => setSelected(keyOf(pair))}
        onOpen={setShown}
        loading={list.isPending}
        lines={2}
        empty={
          <EmptyState icon={UserRoundCheck} title={t('empty.pairs')}>
            {t('emptyText.pairs')}
          </EmptyState>
        }
      />
      {shown && <PairDialog pair={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function MergeList() {
  const { t } = useTranslation('persons')
  const [selected, setSelected] = useState<string | null>(null)
  const [undone, setUndone] = useState<MergeRow | null>(null)
  const list = useQuery(mergesQuery)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const columns: Column<MergeRow>[] = [
    { id: 'at', header: t('column.at'), width: 9.5, numeric: true, render: ({ mergedAt }) => formatInstant(mergedAt) },
    { id: 'kept', header: t('column.kept'), grow: 3, minWidth: 10, render: ({ keptName }) => keptName },
    { id: 'merged', header: t('column.merged'), grow: 3, minWidth: 10, render: ({ mergedName }) => mergedName },
    { id: 'cases', header: t('column.cases'), width: 6, numeric: true, align: 'end', render: ({ caseCount }) => caseCount },
    { id: 'by', header: t('column.by'), grow: 2, minWidth: 8, render: ({ byName }) => byName },
    {
      id: 'acts',
      header: t('column.acts'),
      width: 7,
      render: (row) => (
        <Button size="small" icon={Undo2} aria-label={t('undoOf', { name: row.mergedName })} onClick={() => setUndone(row)}>
          {t('undo')}
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label={t('view.merged')}
        columns={columns}
        rows={list.data?.rows ?? []}
        rowKey={({ id }) => id}
        selectedKey={selected}
        onSelect={({ id }) => setSelected(id)}
        onOpen={setUndone}
        loading={list.isPending}
        lines={2}
        empty={
          <EmptyState icon={UsersRound} title={t('empty.merged')}>
            {t('emptyText.merged')}
          </EmptyState>
        }
      />
      {undone && (
        <FormDialog
          stale={stalePersons}
          title={t('undoTitle', { name: undone.mergedName })}
          description={t('undoText')}
          confirm={t('undo')}
          done={t('undoDone')}
          act={() => api.persons.unmerge({ mergeId: undone.id })}
          onClose={() => setUndone(null)}
        />
      )}
    </>
  )
}
