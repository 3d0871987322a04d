// Totals of the province by office, field, procedure or day. They come from the rows that every import keeps, never from the cases.
import { useQuery } from '@tanstack/react-query'
import { ChartColumn, FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../db/model/local-time.ts'
import { type TotalsBy, type TotalsRow, totalColumns, totalsBy } from '../../electron/api/hub.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { today } from '../conformity/today.ts'
import { failureText } from '../failures.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { choicesQuery, totalsQuery } from './hub-queries.ts'

interface Choice {
  id: string
  label: string
}
const dayOrNull = (day: string): string | null => (isRealDate(day) ? day : null)

export function HubTotalsScreen() {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const toast = useToast()
  const [by, setBy] = useState<TotalsBy>('office')
  const [office, setOffice] = useState<Choice | null>(null)
  const [field, setField] = useState<Choice | null>(null)
  const [procedure, setProcedure] = useState<Choice | null>(null)
  const [from, setFrom] = useState(() => `${today().slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today)
  const [failure, setFailure] = useState<unknown>(null)
  const choices = useQuery(choicesQuery)
  const totals = useQuery(
    totalsQuery({
      by,
      office: office?.id ?? null,
      field: field?.id ?? null,
      procedure: procedure?.id ?? null,
      from: dayOrNull(from),
      to: dayOrNull(to),
    }),
  )
  const back = () => navigate(routes.hub)
  const rows = totals.data?.rows ?? []
  const sum = (column: (typeof totalColumns)[number]) => rows.reduce((all, { counts }) => all + (counts[column] ?? 0), 0)
  const nameOf = ({ key, name }: TotalsRow): string =>
    by === 'day'
      ? formatDate(key)
      : [name || (by === 'field' ? key : ''), by === 'field' ? '' : key].filter(Boolean).join(' · ') || t('totals.none')
  const save = async () => {
    setFailure(null)
    try {
      const head = [t(`totals.by.${by}`), ...totalColumns.map((column) => t(`totals.column.${column}`))]
      const cells = rows.map((row) => [nameOf(row), ...totalColumns.map((column) => row.counts[column] ?? 0)])
      const all = [t('totals.sum'), ...totalColumns.map(sum)]
      const { fileName } = await api.hub.saveTotals({ title: t('totals.sheet'), head, rows: [...cells, all] })
      if (fileName !== null) toast.show({ title: t('totals.saved', { fileName }) })
    } catch (error) {
      setFailure(error)
    }
  }
  useShortcut('hub.back', 'Alt+Left', back, { labelKey: 'hub:shortcut.back' })
  useShortcut('hub.save', 'Ctrl+S', () => void save(), { labelKey: 'hub:shortcut.save' })
  const columns: Column<TotalsRow>[] = [
    { id: 'key', header: t(`totals.by.${by}`), grow: 3, minWidth: 14, render: nameOf },
    ...totalColumns.map(
      (column): Column<TotalsRow> => ({
        id: column,
        header: t(`totals.column.${column}`),
        width: 6.25,
        align: 'end',
        numeric: true,
        render: ({ counts }) => formatNumber(counts[column] ?? 0),
      }),
    ),
  ]
  const pick = (label: string, items: Choice[], value: Choice | null, onValueChange: (value: Choice | null) => void) => (
    <Field label={label} span={4}>
      <Combobox<Choice>
        items={items}
        itemKey={({ id }) => id}
        itemLabel={(item) => item.label}
        placeholder={t('totals.all')}
        value={value}
        onValueChange={onValueChange}
      />
    </Field>
  )
  return (
    <Page
      title={t('totals.title')}
      description={t('totals.description')}
      breadcrumbs={[{ label: t('title'), onSelect: back }]}
      fill
      actions={
        <Button icon={FileSpreadsheet} shortcut="Ctrl+S" aria-disabled={rows.length === 0} onClick={() => void save()}>
          {t('totals.save')}
        </Button>
      }
    >
      <div className="hub-fill">
        {failure !== null && <Banner tone="error">{failureText(t, failure)}</Banner>}
        <search className="hub-filters" aria-label={t('totals.filters')}>
          <Field label={t('totals.byLabel')} group>
            <RadioGroup
              look="segmented"
              options={totalsBy.map((value) => ({ value, label: t(`totals.by.${value}`) }))}
              value={by}
              onValueChange={setBy}
            />
          </Field>
          <Field label={t('totals.from')}>
            <DateInput value={from} onValueChange={setFrom} />
          </Field>
          <Field label={t('totals.to')}>
            <DateInput value={to} onValueChange={setTo} />
          </Field>
          {pick(
            t('totals.by.office'),
            (choices.data?.offices ?? []).map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
            office,
            setOffice,
          )}
          {pick(
            t('totals.by.field'),
            (choices.data?.fields ?? []).map((id) => ({ id, label: id })),
            field,
            setField,
          )}
          {pick(
            t('totals.by.procedure'),
            (choices.data?.procedures ?? []).map(({ code, name }) => ({ id: code, label: `${code} · ${name}` })),
            procedure,
            setProcedure,
          )}
        </search>
        {totals.isError ? (
          <QueryFailure error={totals.error} onRetry={() => totals.refetch()} />
        ) : (
          <Card
            flush
            className="hub-sheet"
            footer={
              rows.length > 0 && (
                <p className="hub-sum tabular">
                  {t('totals.sumText', {
                    received: formatNumber(sum('received')),
                    open: formatNumber(sum('open')),
                    late: formatNumber(sum('finished_late')),
                  })}
                </p>
              )
            }
          >
            <DataTable
              label={t('totals.title')}
              columns={columns}
              rows={rows}
              rowKey={({ key }) => key}
              loading={totals.isPending}
              lines={2}
              resetKey={by}
              empty={
                <EmptyState icon={ChartColumn} title={t('totals.empty')}>
                  {t('totals.emptyText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
