// Every form that papers are printed on, the ones in use first.
import './forms.css'
import { useQuery } from '@tanstack/react-query'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { FormRow } from '../../electron/api/forms.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { formsQuery } from './form-queries.ts'

export function FormListScreen() {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const forms = useQuery(formsQuery)
  const [selected, setSelected] = useState<string | null>(null)
  const columns: Column<FormRow>[] = [
    {
      id: 'form',
      header: t('list.form'),
      grow: 2,
      minWidth: 15,
      render: (row) => (
        <>
          <span className="forms-number tabular">{row.number}</span> {row.title}
          {row.fields.length > 0 && <span className="forms-soft"> {t('list.fields', { fields: row.fields.join(', ') })}</span>}
        </>
      ),
    },
    { id: 'instrument', header: t('list.instrument'), width: 10, render: (row) => row.instrument },
    { id: 'from', header: t('list.from'), width: 8, numeric: true, render: (row) => formatDate(row.validFrom) },
    {
      id: 'words',
      header: t('list.words'),
      grow: 2,
      minWidth: 22,
      render: (row) => (
        <span className="forms-badges">
          {row.current ? t('list.own', { date: formatDate(row.current.fromDate) }) : t('list.issued')}
          {row.current !== null && row.current.docxName !== '' && <Badge tone="info">{t('list.ownDocx')}</Badge>}
          {row.unverifiedCount > 0 && <Badge tone="warn">{t('list.unverified', { count: row.unverifiedCount })}</Badge>}
          {row.isPast && <Badge>{t('list.past')}</Badge>}
        </span>
      ),
    },
  ]
  return (
    <Page fill title={t('list.title')} description={t('list.description')}>
      {forms.isError ? (
        <QueryFailure error={forms.error} onRetry={() => forms.refetch()} />
      ) : (
        <Card flush className="forms-sheet">
          <DataTable
            label={t('list.title')}
            columns={columns}
            rows={forms.data ?? []}
            rowKey={({ key }) => key}
            selectedKey={selected}
            onSelect={({ key }) => setSelected(key)}
            onOpen={({ key }) => navigate(routes.form(key))}
            loading={forms.isPending}
            lines={2}
            empty={<EmptyState icon={Stamp} title={t('list.none')} />}
          />
        </Card>
      )}
    </Page>
  )
}
