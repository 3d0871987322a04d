// The scope of the system on any day: procedure × process × instrument, with its gaps in red and what must be declared anew.
import '../conformity-screen.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Grid3x3 } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { routes } from '../../app/routes.ts'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { api } from '../../client.ts'
import { formatDate, formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Toolbar, ToolbarSpace } from '../../ui/toolbar.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { conformityAddress, parseScope, type ScopeShow, scopeAddress, scopeShows } from '../addresses.ts'
import { DayField } from './day-field.tsx'
import { useScopeColumns } from './scope-columns.tsx'
import { countShown, filterScope } from './scope-filter.ts'

/** Decision 19/2014/QD-TTg is in force from this day; before it a certificate was widened or narrowed by its body. */
const declarationsSince = '2014-05-18'

export function ScopeScreen() {
  const { t } = useTranslation('conformity')
  useShortcut('conformity.back', 'Alt+Left', () => window.history.back(), { labelKey: 'conformity:shortcut.back' })
  const [, navigate] = useLocation()
  const { date, show } = parseScope(useSearch())
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState<string | null>(null)
  const query = useDeferredValue(typed)
  const matrix = useQuery({
    queryKey: ['conformity', 'matrix', date],
    queryFn: () => api.conformity.getMatrix({ date }),
    placeholderData: keepPreviousData,
  })
  const all = matrix.data?.rows ?? []
  const rows = useMemo(() => filterScope(matrix.data?.rows ?? [], show, query), [matrix.data, show, query])
  const columns = useScopeColumns(matrix.data?.instruments ?? [])
  const go = (next: Partial<{ date: string | null; show: ScopeShow }>) =>
    navigate(scopeAddress({ date, show, ...next }), { replace: true })
  const change = countShown(all, 'change')
  return (
    <Page
      fill
      title={t('scope.title')}
      breadcrumbs={[{ label: t('title'), onSelect: () => navigate(conformityAddress('instruments')) }]}
      description={
        matrix.data &&
        (matrix.data.list
          ? t('scope.text', {
              date: formatDate(matrix.data.date),
              list: matrix.data.list.title,
              instruments: matrix.data.instruments.length,
            })
          : t('scope.noList', { date: formatDate(matrix.data.date) }))
      }
    >
      <div className="conformity-fill conformity-tab">
        <Toolbar label={t('scope.filter')}>
          <DayField date={date} day={matrix.data?.date ?? ''} onChange={(next) => go({ date: next })} />
          <span className="scope-filter">
            <Select<ScopeShow>
              aria-label={t('scope.show')}
              options={scopeShows.map((value) => ({
                value,
                label: t('scope.option', { what: t(`shows.${value}`), number: formatNumber(countShown(all, value)) }),
              }))}
              value={show}
              onValueChange={(value) => go({ show: value })}
            />
          </span>
          <TextInput
            type="search"
            className="conformity-search"
            aria-label={t('scope.search')}
            placeholder={t('scope.search')}
            value={typed}
            onValueChange={setTyped}
            onClear={() => setTyped('')}
          />
          <ToolbarSpace />
          <span className="scope-count" role="status">
            {t('scope.shown', { shown: formatNumber(rows.length), total: formatNumber(all.length) })}
          </span>
        </Toolbar>
        {change > 0 && show !== 'change' && (
          <Banner
            tone="warn"
            title={t('scope.change', { count: change })}
            action={<Button onClick={() => go({ show: 'change' })}>{t('scope.showChange')}</Button>}
          >
            {t((matrix.data?.date ?? '') < declarationsSince ? 'scope.changeTextBefore' : 'scope.changeText')}
          </Banner>
        )}
        {matrix.isError ? (
          <QueryFailure error={matrix.error} onRetry={() => matrix.refetch()} />
        ) : (
          <Card flush className="conformity-sheet">
            <DataTable
              key={`${date} ${show}`}
              label={t('scope.title')}
              columns={columns}
              rows={rows}
              rowKey={({ key }) => key}
              selectedKey={selected}
              onSelect={({ key }) => setSelected(key)}
              onOpen={({ processes }) => processes[0] && navigate(routes.process(processes[0].documentId))}
              loading={matrix.isPending}
              lines="all"
              empty={
                <EmptyState icon={Grid3x3} title={t(all.length === 0 ? 'scope.none' : 'scope.noneShown')}>
                  {t(all.length === 0 ? 'scope.noneText' : 'scope.noneShownText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
