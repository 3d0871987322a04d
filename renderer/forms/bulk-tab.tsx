// Cases received on some days, chosen, and the papers of them that are printed in one run.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Files, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../db/model/local-time.ts'
import type { CaseRow } from '../../electron/api/cases.ts'
import type { FormKind } from '../../electron/api/forms.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { type Paper, RunDialog } from './run-dialog.tsx'

/** Papers that every case has. */
const kinds = ['receipt', 'controlSlip'] as const satisfies readonly FormKind[]
/** Two papers of each fill one run. */
const mostCases = 200

export function BulkTab() {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [wanted, setWanted] = useState<readonly FormKind[]>(['controlSlip'])
  const [selected, setSelected] = useState<string | null>(null)
  const [run, setRun] = useState<readonly Paper[] | null>(null)
  const day = (typed: string) => (isRealDate(typed) ? typed : null)
  const filter = { status: null, due: null, procedureId: null, receivedFrom: day(from), receivedTo: day(to) }
  const cases = useQuery({
    queryKey: ['cases.list', 'bulk', filter],
    queryFn: () => api.cases.list({ filter, sort: 'receivedAsc', cursor: null, limit: mostCases, withFacts: false }),
    placeholderData: keepPreviousData,
  })
  const rows = cases.data?.rows ?? []
  const choice = useChoice(useMemo(() => (cases.data?.rows ?? []).map(({ id }) => id), [cases.data]))
  const papers = choice.chosen.flatMap((caseId) =>
    kinds.filter((kind) => wanted.includes(kind)).map((kind) => ({ caseId, kind, documentId: '' })),
  )
  const open = () => papers.length > 0 && setRun(papers)
  useShortcut('forms.bulk', 'Ctrl+P', open)

  const columns: Column<CaseRow>[] = [
    choiceColumn<CaseRow>(
      choice,
      t('prints.column.choice'),
      ({ id }) => id,
      ({ applicantName }) => t('prints.choose', { name: applicantName }),
    ),
    {
      id: 'received',
      header: t('prints.column.received'),
      width: 9.5,
      numeric: true,
      render: (row) => formatInstant(row.receivedAt),
    },
    {
      id: 'case',
      header: t('prints.column.case'),
      grow: 2,
      minWidth: 14,
      render: (row) => (
        <>
          <span className="tabular">{row.officialCode ?? row.provisionalCode}</span> {row.applicantName}
        </>
      ),
    },
    { id: 'procedure', header: t('prints.column.procedure'), grow: 3, minWidth: 14, render: (row) => row.procedureName },
  ]
  if (cases.isError) return <QueryFailure error={cases.error} onRetry={() => cases.refetch()} />
  return (
    <div className="forms-log">
      <Toolbar label={t('bulk.papers')}>
        <span className="forms-dates">
          <DateInput aria-label={t('bulk.from')} value={from} max={to || undefined} onValueChange={setFrom} />
          <span aria-hidden>–</span>
          <DateInput aria-label={t('bulk.to')} value={to} min={from || undefined} onValueChange={setTo} />
        </span>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`kind.${kind}`)}
            checked={wanted.includes(kind)}
            onCheckedChange={(isOn) => setWanted(isOn ? [...wanted, kind] : wanted.filter((one) => one !== kind))}
          />
        ))}
        <Checkbox
          label={t('prints.allShown', { number: formatNumber(rows.length) })}
          checked={choice.all}
          indeterminate={!choice.all && choice.chosen.length > 0}
          disabled={rows.length === 0}
          onCheckedChange={choice.setAll}
        />
        <ToolbarSpace />
        <span role="status" className="forms-soft">
          {wanted.length === 0 ? t('bulk.noPaper') : t('bulk.chosen', { count: choice.chosen.length })}
        </span>
        <Button variant="primary" icon={Printer} shortcut="Ctrl+P" aria-disabled={papers.length === 0} onClick={open}>
          {t('bulk.open', { count: papers.length })}
        </Button>
      </Toolbar>
      {cases.data?.nextCursor && <p className="forms-soft">{t('bulk.more', { number: formatNumber(mostCases) })}</p>}
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="forms-sheet">
          <DataTable
            label={t('prints.tab.bulk')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            onOpen={({ id }) => navigate(routes.case(id))}
            loading={cases.isPending}
            lines={2}
            empty={
              <EmptyState icon={Files} title={t('bulk.none')}>
                {t('bulk.noneText')}
              </EmptyState>
            }
          />
        </Card>
      </ChoiceKeys>
      {run && <RunDialog papers={run} onClose={() => setRun(null)} />}
    </div>
  )
}
