// The columns of the register of cases, for rows of two lines: the names have most of the room.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../../electron/api/cases.ts'
import { formatInstant, formatInstantDate } from '../../format.ts'
import type { Column } from '../../ui/data-table.tsx'
import { CaseCode, DueBadge, StatusBadge } from '../case-parts.tsx'

/** The columns, with the due dates judged at `nowMs`. */
export function useCaseColumns(nowMs: number): Column<CaseRow>[] {
  const { t } = useTranslation('cases')
  return useMemo(
    () => [
      { id: 'code', header: t('column.code'), width: 14.25, numeric: true, render: (row) => <CaseCode row={row} /> },
      { id: 'applicant', header: t('column.applicant'), minWidth: 9, render: (row) => row.applicantName },
      {
        id: 'procedure',
        header: t('column.procedure'),
        grow: 2.2,
        minWidth: 14,
        render: (row) => `${row.procedureShortCode} – ${row.procedureName}`,
      },
      {
        id: 'received',
        header: t('column.received'),
        width: 6.75,
        numeric: true,
        render: (row) => <time title={formatInstant(row.receivedAt)}>{formatInstantDate(row.receivedAt)}</time>,
      },
      {
        id: 'due',
        header: t('column.due'),
        width: 8.75,
        numeric: true,
        render: (row) => (
          <span className="case-due">
            {row.dueAt !== null && <time title={formatInstant(row.dueAt)}>{formatInstantDate(row.dueAt)}</time>}
            <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
          </span>
        ),
      },
      { id: 'status', header: t('column.status'), width: 7.5, render: (row) => <StatusBadge status={row.status} /> },
    ],
    [t, nowMs],
  )
}
