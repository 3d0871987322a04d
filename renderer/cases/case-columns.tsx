// The columns of a list of cases, shared by the register and the home screen.
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../electron/api/cases.ts'
import { formatInstant, formatInstantDate } from '../format.ts'
import type { Column } from '../ui/data-table.tsx'
import { CaseCode, DueBadge, StatusBadge } from './case-parts.tsx'

export type CaseColumn = 'code' | 'applicant' | 'procedure' | 'received' | 'due' | 'status'

/** The asked columns in the asked order, with the due dates judged at `nowMs`. */
export function useCaseColumns(asked: readonly CaseColumn[], nowMs: number): Column<CaseRow>[] {
  const { t } = useTranslation('cases')
  const columns: Readonly<Record<CaseColumn, Omit<Column<CaseRow>, 'id'>>> = {
    code: { header: t('column.code'), width: 15.5, numeric: true, render: (row) => <CaseCode row={row} /> },
    applicant: { header: t('column.applicant'), grow: 2, minWidth: 9, render: (row) => row.applicantName },
    procedure: {
      header: t('column.procedure'),
      grow: 3,
      minWidth: 10,
      render: (row) => `${row.procedureShortCode} – ${row.procedureName}`,
    },
    received: {
      header: t('column.received'),
      width: 7,
      numeric: true,
      render: (row) => <time title={formatInstant(row.receivedAt)}>{formatInstantDate(row.receivedAt)}</time>,
    },
    due: {
      header: t('column.due'),
      width: 14.5,
      numeric: true,
      render: (row) => (
        <span className="case-due">
          {row.dueAt !== null && <time title={formatInstant(row.dueAt)}>{formatInstantDate(row.dueAt)}</time>}
          <DueBadge dueAt={row.dueAt} status={row.status} nowMs={nowMs} />
        </span>
      ),
    },
    status: { header: t('column.status'), width: 9, render: (row) => <StatusBadge status={row.status} /> },
  }
  return asked.map((id) => ({ id, ...columns[id] }))
}
