// LeftBehind { documentId }: the open cases that a new version leaves on the old one. They run on as they were promised; the list is there so
// that nobody forgets them. Nothing is shown when there are none.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { api } from '../client.ts'
import { formatInstant, formatInstantDate } from '../format.ts'
import { Card } from '../ui/card.tsx'
import { DataTable } from '../ui/data-table.tsx'

export function LeftBehind({ documentId }: { documentId: string }) {
  const { t } = useTranslation('cases')
  const [, navigate] = useLocation()
  const { data: rows = [] } = useQuery({
    queryKey: ['cases.listLeftBehind', { documentId }],
    queryFn: () => api.cases.listLeftBehind({ documentId }),
  })
  if (rows.length === 0) return null
  return (
    <Card title={t('leftBehind.title', { count: rows.length })} flush>
      <DataTable
        label={t('leftBehind.label')}
        fit
        rows={rows}
        rowKey={({ caseId }) => caseId}
        onOpen={({ caseId }) => navigate(routes.case(caseId))}
        columns={[
          { id: 'code', header: t('column.code'), width: 13, numeric: true, render: ({ code }) => code },
          { id: 'applicant', header: t('column.applicant'), grow: 2, render: ({ applicantName }) => applicantName },
          {
            id: 'received',
            header: t('column.received'),
            width: 8,
            numeric: true,
            render: (row) => formatInstantDate(row.receivedAt),
          },
          { id: 'due', header: t('column.due'), width: 10, numeric: true, render: ({ dueAt }) => dueAt && formatInstant(dueAt) },
          { id: 'version', header: t('leftBehind.version'), width: 8, render: (row) => t('leftBehind.number', row) },
        ]}
      />
    </Card>
  )
}
