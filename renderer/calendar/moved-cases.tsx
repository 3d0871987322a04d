// MovedCases: open cases that were promised a date under an older calendar and that the present one would promise another. It tells and moves
// nothing: a promised date stays until a person extends or corrects the case.
import { useQuery } from '@tanstack/react-query'
import { CalendarCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Progress } from '../ui/progress.tsx'
import { useProgress } from '../use-progress.ts'

type Moved = OutputOf<'calendar.listMovedCases'>['rows'][number]

export function MovedCases() {
  const { t } = useTranslation('calendar')
  const [, navigate] = useLocation()
  const moved = useQuery({
    queryKey: ['calendar.listMovedCases'],
    queryFn: () => api.calendar.listMovedCases({}),
    retry: false,
  })
  const progress = useProgress('calendar.listMovedCases', moved.isFetching)
  if (moved.isError && !moved.isFetching) return <QueryFailure error={moved.error} onRetry={() => moved.refetch()} />
  if (!moved.data || moved.isFetching) {
    return (
      <div className="moved-cases">
        <Progress label={t('moved.looking')} value={progress.value} onCancel={progress.cancel} />
      </div>
    )
  }
  if (moved.data.rows.length === 0) {
    return (
      <EmptyState icon={CalendarCheck} title={t('moved.none')}>
        {t('moved.noneText')}
      </EmptyState>
    )
  }
  const columns: Column<Moved>[] = [
    { id: 'case', header: t('moved.case'), grow: 2, minWidth: 9, render: (row) => row.applicantName },
    { id: 'promised', header: t('moved.promised'), width: 9, numeric: true, render: (row) => formatInstant(row.promisedAt) },
    {
      id: 'wouldBe',
      header: t('moved.wouldBe'),
      width: 9,
      numeric: true,
      render: (row) => (row.wouldBeAt === null ? t('moved.undecided') : formatInstant(row.wouldBeAt)),
    },
  ]
  return (
    <div className="moved-cases">
      <p>{t('moved.text')}</p>
      {moved.data.isCut && <Banner tone="info">{t('moved.cut', { count: moved.data.rows.length })}</Banner>}
      <DataTable
        label={t('moved.title')}
        columns={columns}
        rows={moved.data.rows}
        rowKey={(row) => row.caseId}
        onOpen={(row) => navigate(routes.case(row.caseId))}
        fit
      />
    </div>
  )
}
