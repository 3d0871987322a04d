// ListPaper { query, columns, onClose }: the list of cases on paper, just as it is shown: columns, order, and the filter said in words.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseColumn } from '../../db/model/case-columns.ts'
import { colleaguesQuery } from '../cases/life/life-queries.ts'
import { filterOf, type ListQuery } from '../cases/list/case-filter.ts'
import { columnName } from '../cases/list/column-names.ts'
import { wordsOf } from '../cases/list/use-list-file.tsx'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { CasePaperDialog } from './case-paper-dialog.tsx'

export interface ListPaperProps {
  query: ListQuery
  columns: readonly CaseColumn[]
  onClose: () => void
}

/** Filter and order in words; '' for a name that is not known yet. */
function useAbout(query: ListQuery): string | undefined {
  const { t } = useTranslation('cases')
  const { t: list } = useTranslation('caselist')
  const { procedureId, holderId } = query
  const procedure = useQuery({
    queryKey: ['procedures.get', { procedureId }],
    queryFn: () => api.procedures.get({ procedureId: procedureId ?? '' }),
    enabled: procedureId !== null,
  })
  const people = useQuery({ ...colleaguesQuery, enabled: holderId !== null })
  if ((procedureId !== null && procedure.isPending) || (holderId !== null && people.isPending)) return undefined
  const { status, due, receivedFrom, receivedTo, dueFrom, dueTo, applicant, code } = filterOf(query)
  const days = (from: string | null | undefined, to: string | null | undefined) =>
    from || to ? `${from ? formatDate(from) : '…'} – ${to ? formatDate(to) : '…'}` : ''
  const parts: [string, string | undefined][] = [
    [t('filter.status'), status ? t(`status.${status}`) : ''],
    [t('filter.dueLabel'), [due ? t(`filter.due.${due}`) : '', days(dueFrom, dueTo)].filter(Boolean).join(', ')],
    [t('filter.procedure'), procedureId === null ? '' : procedure.data?.content.name],
    [t('filter.received'), days(receivedFrom, receivedTo)],
    [list('column.applicant'), applicant],
    [list('column.code'), code],
    [list('column.holder'), holderId === null ? '' : people.data?.rows.find(({ id }) => id === holderId)?.fullName],
    [t('sort.label'), t(`sort.${query.sort}`)],
  ]
  return parts.flatMap(([label, text]) => (text ? [list('paper.part', { label, text })] : [])).join('; ')
}

export function ListPaper({ query, columns, onClose }: ListPaperProps) {
  const { t } = useTranslation('caselist')
  const { t: anyText } = useTranslation()
  const about = useAbout(query)
  const paper = useMemo(
    () => ({
      kind: 'list' as const,
      filter: filterOf(query),
      sort: query.sort,
      columns: [...columns],
      headings: columns.map((column) => columnName(t, column)),
      words: wordsOf(anyText as TFunction),
      about: about ?? '',
    }),
    [query, columns, about, t, anyText],
  )
  if (about === undefined) return null
  return <CasePaperDialog paper={paper} title={t('paper.title')} previewTitle={t('paper.preview')} onClose={onClose} />
}
