// The columns of the catalogue.
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ProcedureSummary } from '../../electron/api/procedures.ts'
import { timeLimitWords } from '../time-limit.ts'
import type { Column } from '../ui/data-table.tsx'

export function useCatalogueColumns(): Column<ProcedureSummary>[] {
  const { t } = useTranslation('catalogue')
  return [
    {
      id: 'shortCode',
      header: t('fields.shortCode'),
      width: 5.5,
      render: (row) => <strong className="catalogue-code">{row.shortCode}</strong>,
    },
    { id: 'name', header: t('fields.name'), grow: 5, minWidth: 16, render: (row) => row.name },
    { id: 'field', header: t('fields.field'), grow: 2, minWidth: 8, render: (row) => row.field },
    { id: 'level', header: t('fields.level'), width: 8, render: (row) => row.level },
    {
      id: 'limit',
      header: t('fields.timeLimit'),
      grow: 2,
      minWidth: 9,
      render: (row) => timeLimitWords(t as TFunction, row.timeLimit) ?? t('notSeen'),
    },
    { id: 'nationalCode', header: t('fields.nationalCode'), width: 7.5, numeric: true, render: (row) => row.nationalCode ?? '—' },
  ]
}
