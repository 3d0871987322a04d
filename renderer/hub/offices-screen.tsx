// How every office of the province stands: what came last, what is missing, what is late; those that need somebody first.
import { useQuery } from '@tanstack/react-query'
import { Building2, ChartColumn, PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OfficeRow } from '../../electron/api/hub.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatInstantDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { type Column, DataTable, type Sort } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { matchesQuery } from '../ui/matches-query.ts'
import { NumberInput } from '../ui/number-input.tsx'
import { Page } from '../ui/page.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { officesQuery } from './hub-queries.ts'
import { attentionOf } from './hub-words.ts'

/** A week's rhythm, as the offices are asked to keep it. */
const silentDaysAtFirst = 7
const figures = ['days', 'gaps', 'waiting', 'rejected', 'open', 'late'] as const
type Figure = (typeof figures)[number]

const figureOf = (row: OfficeRow, column: Figure): number =>
  column === 'days' ? (row.days ?? Number.POSITIVE_INFINITY) : row[column]

export function OfficesScreen() {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const mayTake = usePermission('bundle.exchange')
  const list = useQuery(officesQuery)
  const [query, setQuery] = useState('')
  const [onlySilent, setOnlySilent] = useState(false)
  const [silentDays, setSilentDays] = useState<number | null>(silentDaysAtFirst)
  const [sort, setSort] = useState<Sort | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const take = () => navigate(routes.hubTake)
  useShortcut('hub.take', 'Ctrl+O', take, { labelKey: 'hub:shortcut.take', enabled: mayTake })
  if (list.isError)
    return (
      <Page title={t('title')}>
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      </Page>
    )
  const limit = silentDays ?? silentDaysAtFirst
  const all = list.data?.rows ?? []
  const isSilent = ({ days }: OfficeRow) => days === null || days > limit
  const rows = all
    .filter((row) => (!onlySilent || isSilent(row)) && matchesQuery(`${row.code} ${row.name}`, query))
    .toSorted((a, b) => compare(a, b, sort, limit))
  const hasBundles = all.some(({ bundles }) => bundles > 0)
  const number = (column: Figure, tone: 'warn' | 'error' | null): Column<OfficeRow> => ({
    id: column,
    header: t(`column.${column}`),
    width: column === 'rejected' ? 8 : 7.25,
    align: 'end',
    numeric: true,
    sortable: true,
    render: (row) => {
      const value = row[column]
      if (value === null) return '—'
      return tone && value > 0 ? <Badge tone={tone}>{formatNumber(value)}</Badge> : formatNumber(value)
    },
  })
  const columns: Column<OfficeRow>[] = [
    { id: 'name', header: t('column.office'), grow: 2, minWidth: 10, render: ({ name, code }) => `${name} (${code})` },
    {
      id: 'last',
      header: t('column.last'),
      grow: 1.5,
      minWidth: 10,
      numeric: true,
      render: ({ lastNumber, lastMadeAt }) =>
        lastMadeAt === null || lastNumber === null ? (
          <Badge tone="warn">{t('neverSent')}</Badge>
        ) : (
          t('lastBundle', { number: lastNumber, date: formatInstantDate(lastMadeAt) })
        ),
    },
    {
      ...number('days', null),
      render: (row) =>
        row.days === null ? '—' : isSilent(row) ? <Badge tone="warn">{formatNumber(row.days)}</Badge> : formatNumber(row.days),
    },
    number('gaps', 'error'),
    number('waiting', 'warn'),
    number('rejected', 'error'),
    number('open', null),
    number('late', 'warn'),
  ]
  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        <>
          <Button icon={ChartColumn} onClick={() => navigate(routes.hubTotals)}>
            {t('totals.open')}
          </Button>
          {mayTake && (
            <Button variant="primary" icon={PackageOpen} shortcut="Ctrl+O" onClick={take}>
              {t('take.open')}
            </Button>
          )}
        </>
      }
    >
      <div className="hub-fill">
        <Toolbar label={t('title')}>
          <div className="hub-search">
            <TextInput aria-label={t('searchOffice')} placeholder={t('searchOffice')} value={query} onValueChange={setQuery} />
          </div>
          <Checkbox label={t('onlySilent')} checked={onlySilent} onCheckedChange={setOnlySilent} />
          <div className="hub-days">
            <NumberInput
              aria-label={t('silentDays')}
              min={0}
              max={999}
              unit={t('days')}
              value={silentDays}
              onValueChange={setSilentDays}
            />
          </div>
          <ToolbarSpace />
          <span className="tabular">{t('shown', { shown: formatNumber(rows.length), all: formatNumber(all.length) })}</span>
        </Toolbar>
        <Card flush className="hub-sheet">
          <DataTable
            label={t('offices')}
            columns={columns}
            rows={rows}
            rowKey={({ code }) => code}
            selectedKey={selected}
            onSelect={({ code }) => setSelected(code)}
            onOpen={({ code }) => navigate(routes.hubOffice(code))}
            sort={sort}
            onSortChange={setSort}
            loading={list.isPending}
            empty={
              all.length === 0 ? (
                <EmptyState
                  icon={Building2}
                  title={t('noOffices')}
                  action={<Button onClick={() => navigate(routes.trust)}>{t('openTrust')}</Button>}
                >
                  {t('noOfficesText')}
                </EmptyState>
              ) : (
                <EmptyState icon={Building2} title={t('noneShown')} />
              )
            }
          />
        </Card>
        {list.data && all.length > 0 && !hasBundles && (
          <EmptyState
            icon={PackageOpen}
            title={t('noBundles')}
            action={
              mayTake && (
                <Button variant="primary" onClick={take}>
                  {t('take.open')}
                </Button>
              )
            }
          >
            {t('noBundlesText')}
          </EmptyState>
        )}
      </div>
    </Page>
  )
}

/** By the column that was asked for; else by what needs attention, the longest silence first. */
function compare(a: OfficeRow, b: OfficeRow, sort: Sort | null, silentDays: number): number {
  const column = figures.find((one) => one === sort?.column)
  const byColumn = column ? figureOf(a, column) - figureOf(b, column) : 0
  if (column && byColumn !== 0 && !Number.isNaN(byColumn)) return sort?.direction === 'descending' ? -byColumn : byColumn
  const byNeed = attentionOf(b, silentDays) - attentionOf(a, silentDays)
  const bySilence = figureOf(b, 'days') - figureOf(a, 'days')
  if (byNeed !== 0) return byNeed
  if (bySilence !== 0 && !Number.isNaN(bySilence)) return bySilence
  return a.code < b.code ? -1 : 1
}
