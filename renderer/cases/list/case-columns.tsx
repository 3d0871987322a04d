// The columns of the list of cases, for rows of two lines: the names have most of the room.
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseColumn, cellText, cellValue, columnKind } from '../../../db/model/case-columns.ts'
import type { ListedRow } from '../../../electron/api/cases.ts'
import { formatInstant, formatInstantDate } from '../../format.ts'
import type { Column } from '../../ui/data-table.tsx'
import { CaseCode, DueBadge, StatusBadge } from '../case-parts.tsx'
import { columnName } from './column-names.ts'

type CaseTableColumn = Omit<Column<ListedRow>, 'id' | 'header'>

const widths = { text: 11, number: 5.5, date: 6.75, instant: 9, word: 8.5 } as const

/** Columns that show more than the text of their cell, or need more room or less. */
function dressed(nowMs: number): Partial<Record<CaseColumn, Partial<CaseTableColumn>>> {
  return {
    code: { width: 14.25, numeric: true, render: (row) => <CaseCode row={row} /> },
    provisionalCode: { width: 12.75, numeric: true },
    officialCode: { width: 12.75, numeric: true },
    applicant: { width: undefined, minWidth: 9 },
    procedure: { width: undefined, grow: 2.2, minWidth: 14 },
    summary: { width: undefined, grow: 1.6, minWidth: 14 },
    address: { width: undefined, grow: 1.2, minWidth: 12 },
    phone: { width: 7.5, numeric: true },
    idNumber: { width: 8.5, numeric: true },
    nationalCode: { width: 7, numeric: true },
    book: { width: 4.5 },
    registerYear: { width: 4.5 },
    due: {
      width: 8.75,
      numeric: true,
      render: (row) => (
        <span className="case-due">
          {row.dueAt !== null && <time title={formatInstant(row.dueAt)}>{formatInstantDate(row.dueAt)}</time>}
          <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
        </span>
      ),
    },
    status: { width: 7.5, render: (row) => <StatusBadge status={row.status} /> },
  }
}

/** The texts of the interface that cells are made of. */
export const useWord = (): ((key: string) => string) => {
  const { t } = useTranslation()
  return useMemo(() => (key: string) => (t as TFunction)(key as 'common:ok') as string, [t])
}

/** The chosen columns, with the due dates judged at `nowMs`. */
export function useCaseColumns(chosen: readonly CaseColumn[], nowMs: number): Column<ListedRow>[] {
  const { t } = useTranslation('caselist')
  const word = useWord()
  return useMemo(() => {
    const looks = dressed(nowMs)
    return chosen.map((column) => {
      const kind = columnKind(column)
      return {
        id: column,
        header: columnName(t, column),
        width: widths[kind],
        numeric: kind !== 'text' && kind !== 'word',
        render: (row: ListedRow) => {
          const value = cellValue(row, column)
          const text = cellText(row, column, word)
          return kind === 'date' && value !== null ? <time title={formatInstant(String(value))}>{text}</time> : text
        },
        ...looks[column],
      }
    })
  }, [t, word, nowMs, chosen])
}
