// The log of prints, a page of rows at a time: which paper, which print, by whom, where, in the place of which.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileSearch, Printer } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../db/model/local-time.ts'
import { type FormKind, formKinds, type PrintMethod, type PrintRow, printMethods } from '../../electron/api/forms.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { type Paper, RunDialog } from './run-dialog.tsx'

const pageRows = 100
const any = 'any'
/** A day that is not one yet filters nothing. */
const dayOf = (typed: string): string | null => (isRealDate(typed) ? typed : null)

export function LogTab() {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const mayPrint = usePermission('case.print')
  const [typed, setTyped] = useState('')
  const [kind, setKind] = useState<FormKind | typeof any>(any)
  const [method, setMethod] = useState<PrintMethod | typeof any>(any)
  const [staffId, setStaffId] = useState(any)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [onlyReprints, setOnlyReprints] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const [run, setRun] = useState<readonly Paper[] | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const staff = useQuery({ queryKey: ['forms', 'printers'], queryFn: () => api.forms.listPrinters({}) })
  const filter = {
    from: dayOf(from),
    to: dayOf(to),
    kind: kind === any ? null : kind,
    method: method === any ? null : method,
    staffId: staffId === any ? null : staffId,
    onlyReprints,
    query: useDeferredValue(typed),
  }
  const prints = useInfiniteQuery({
    queryKey: ['forms', 'prints', filter],
    queryFn: ({ pageParam }) => api.forms.listPrints({ filter, cursor: pageParam, limit: pageRows }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => prints.data?.pages.flatMap((page) => page.rows) ?? [], [prints.data])
  const total = prints.data?.pages[0]?.total ?? undefined
  const choice = useChoice(useMemo(() => rows.filter((row) => row.caseId !== null).map(({ id }) => id), [rows]))
  const meant = choice.chosen.length > 0 ? choice.chosen : selected === null ? [] : [selected]
  // The same paper chosen twice is printed once.
  const papers = [
    ...new Map(
      rows.flatMap(({ id, caseId, kind: of, documentId }) =>
        caseId !== null && meant.includes(id)
          ? [[`${caseId} ${of} ${documentId}`, { caseId, kind: of, documentId }] as const]
          : [],
      ),
    ).values(),
  ]
  const again = () => papers.length > 0 && setRun(papers)
  useShortcut('forms.search', 'Ctrl+F', () => searchBox.current?.select(), { labelKey: 'forms:shortcut.search' })
  useShortcut('forms.again', 'Ctrl+P', again, { labelKey: 'forms:shortcut.again', enabled: mayPrint })
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter)

  const columns: Column<PrintRow>[] = [
    ...(mayPrint
      ? [
          choiceColumn<PrintRow>(
            choice,
            t('prints.column.choice'),
            ({ id }) => id,
            (row) => t('prints.choose', { name: `${t(`kind.${row.kind}`)} ${row.code || row.about}` }),
          ),
        ]
      : []),
    { id: 'at', header: t('prints.column.at'), width: 9.5, numeric: true, render: (row) => formatInstant(row.printedAt) },
    { id: 'paper', header: t('prints.column.paper'), grow: 2, minWidth: 8, render: (row) => t(`kind.${row.kind}`) },
    {
      id: 'case',
      header: t('prints.column.case'),
      grow: 3,
      minWidth: 11.5,
      render: (row) => (
        <>
          <span className="tabular">{row.code || row.about}</span> {row.applicantName}
        </>
      ),
    },
    {
      id: 'copy',
      header: t('prints.column.copy'),
      grow: 3,
      minWidth: 14,
      render: (row) => (
        <>
          {row.replaces === null
            ? t('prints.copy', { number: row.copyNumber })
            : t('prints.replaces', {
                number: row.copyNumber,
                before: row.replaces.copyNumber,
                at: formatInstant(row.replaces.printedAt),
              })}
          {row.reason && ` – ${row.reason}`}
        </>
      ),
    },
    {
      id: 'how',
      header: t('prints.column.how'),
      grow: 1,
      minWidth: 6,
      render: (row) => row.printer || t(`method.${row.method}`),
    },
    { id: 'by', header: t('prints.column.by'), grow: 1.2, minWidth: 7, render: (row) => row.printedByName },
  ]
  const option = (value: string, label: string) => ({ value, label })
  if (prints.isError) return <QueryFailure error={prints.error} onRetry={() => prints.refetch()} />
  return (
    <div className="forms-log">
      <Toolbar label={t('prints.filter')}>
        <TextInput
          ref={searchBox}
          type="search"
          className="forms-search"
          aria-label={t('prints.search')}
          placeholder={t('prints.search')}
          value={typed}
          onValueChange={setTyped}
          onClear={() => setTyped('')}
        />
        <span className="forms-select">
          <Select<FormKind | typeof any>
            aria-label={t('prints.kind')}
            options={[
              { value: any, label: t('prints.anyKind') },
              ...formKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            ]}
            value={kind}
            onValueChange={setKind}
          />
        </span>
        <Select<PrintMethod | typeof any>
          aria-label={t('prints.method')}
          options={[
            { value: any, label: t('prints.anyMethod') },
            ...printMethods.map((value) => ({ value, label: t(`method.${value}`) })),
          ]}
          value={method}
          onValueChange={setMethod}
        />
        <Select
          aria-label={t('prints.staff')}
          options={[
            option(any, t('prints.anyStaff')),
            ...(staff.data ?? []).map(({ staffId: value, name }) => option(value, name)),
          ]}
          value={staffId}
          onValueChange={setStaffId}
        />
        <span className="forms-dates">
          <DateInput aria-label={t('prints.from')} value={from} max={to || undefined} onValueChange={setFrom} />
          <span aria-hidden>–</span>
          <DateInput aria-label={t('prints.to')} value={to} min={from || undefined} onValueChange={setTo} />
        </span>
        <Checkbox label={t('prints.onlyReprints')} checked={onlyReprints} onCheckedChange={setOnlyReprints} />
        <ToolbarSpace />
        {total !== undefined && <Badge>{t('prints.total', { total: formatNumber(total) })}</Badge>}
        {mayPrint && (
          <Button icon={Printer} shortcut="Ctrl+P" aria-disabled={papers.length === 0} onClick={again}>
            {t('prints.again')}
          </Button>
        )}
      </Toolbar>
      {[from, to].some((day) => day !== '' && !isRealDate(day)) && <p role="alert">{t('prints.unreadDate')}</p>}
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="forms-sheet">
          <DataTable
            key={JSON.stringify(filter)}
            label={t('prints.tab.log')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            total={total}
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            onOpen={({ caseId, kind: of }) =>
              navigate(caseId !== null ? routes.case(caseId) : of === 'receipt' ? `${routes.stubs}?` : routes.register)
            }
            hasMore={prints.hasNextPage && !prints.isPlaceholderData}
            onEndReached={() => prints.fetchNextPage()}
            loading={prints.isPending || prints.isFetchingNextPage}
            lines={2}
            empty={
              <EmptyState icon={isFiltered ? FileSearch : Printer} title={t(isFiltered ? 'prints.nothingFound' : 'prints.none')}>
                {t(isFiltered ? 'prints.nothingFoundText' : 'prints.noneText')}
              </EmptyState>
            }
          />
        </Card>
      </ChoiceKeys>
      {run && <RunDialog papers={run} onClose={() => setRun(null)} />}
    </div>
  )
}

const noFilter = { from: null, to: null, kind: null, method: null, staffId: null, onlyReprints: false, query: '' }
