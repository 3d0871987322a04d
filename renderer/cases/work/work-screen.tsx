// "Việc của tôi": the cases that wait, by what they wait for, the most urgent first. Several are received, handed on or given to somebody at
// once; each is done for itself, and what was refused is told with its reason.
//   WorkScreen   address: ?scope=…&days=…
import './work.css'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CalendarOff, CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { type WorkRow, type WorkScope, workScopes } from '../../../electron/api/life.ts'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../../ui/choosing.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { QueryFailure } from '../case-parts.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { mostWaitedDays, parseWorkAddress, workAddress } from './work-address.ts'
import { useWorkColumns } from './work-columns.tsx'

const pageRows = 100
const refreshMs = 60_000
/** Where waiting long is what is looked for. */
const byAge: readonly WorkScope[] = ['waiting', 'toReturn', 'toHandOver']

export function WorkScreen() {
  const { t } = useTranslation('work')
  const [, navigate] = useLocation()
  const { scope: asked, days } = parseWorkAddress(useSearch())
  const mayWork = usePermission('case.work')
  const mayReceive = usePermission('case.receive')
  const mayDecide = usePermission('case.decide')
  const counts = useQuery({ queryKey: ['life.countWork'], queryFn: () => api.life.countWork({}), refetchInterval: refreshMs })
  const own: Readonly<Record<WorkScope, boolean>> = {
    mine: true,
    open: mayWork,
    tasks: mayWork,
    toHandOver: mayReceive,
    results: mayReceive,
    toReturn: mayReceive,
    waiting: true,
    toSign: mayDecide,
  }
  // A number of the morning opens its queue for everybody; to act on it is for those whose work it is.
  const scopes = workScopes.filter((scope) => own[scope] || scope === asked)
  const scope = scopes.find((known) => known === asked) ?? 'mine'
  const late = counts.data?.lateMine ?? 0
  return (
    <Page
      title={t('title')}
      description={late > 0 ? t('lateMine', { count: late }) : undefined}
      fill
      actions={
        <Button icon={CalendarOff} onClick={() => navigate(`${routes.duties}?view=leave`)}>
          {t('leave')}
        </Button>
      }
    >
      {counts.isError && <QueryFailure error={counts.error} onRetry={() => counts.refetch()} />}
      <div className="work">
        <Tabs
          label={t('title')}
          value={scope}
          onValueChange={(value) => navigate(workAddress(value, 0), { replace: true })}
          items={scopes.map((value) => ({
            value,
            label: t(`scope.${value}`),
            count: counts.data?.[value],
            content: <WorkList key={value} scope={value} isOwn={own[value]} firstDays={value === asked ? days : 0} />,
          }))}
        />
      </div>
    </Page>
  )
}

interface WorkListProps {
  scope: WorkScope
  isOwn: boolean
  firstDays: number
}

function WorkList({ scope, isOwn, firstDays }: WorkListProps) {
  const { t } = useTranslation('work')
  const [, navigate] = useLocation()
  const [waitedDays, setWaitedDays] = useState<number | null>(firstDays)
  const [selected, setSelected] = useState<string | null>(null)
  const columns = useWorkColumns(scope)
  const input = { scope, waitedDays: waitedDays ?? 0 }
  const list = useInfiniteQuery({
    queryKey: ['life.listWork', input],
    queryFn: ({ pageParam }) => api.life.listWork({ ...input, cursor: pageParam, limit: pageRows }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const choice = useChoice(rows.map(keyOf))
  const chosen = rows.filter((row) => choice.isChosen(keyOf(row)))
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  return (
    <div className="work-list">
      <div className="work-bar">
        {byAge.includes(scope) && (
          <div className="work-age">
            <Field label={t('waitedDays')}>
              <NumberInput value={waitedDays} onValueChange={setWaitedDays} min={0} max={mostWaitedDays} />
            </Field>
          </div>
        )}
        {isOwn && <BulkActs scope={scope} rows={chosen} onDone={() => choice.choose([])} />}
      </div>
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <DataTable
          key={`${scope} ${input.waitedDays}`}
          label={t(`scope.${scope}`)}
          columns={[
            choiceColumn<WorkRow>(choice, t('column.choice'), keyOf, (row) => t('choose', { name: row.applicantName })),
            ...columns,
          ]}
          rows={rows}
          rowKey={keyOf}
          selectedKey={selected}
          onSelect={(row) => setSelected(keyOf(row))}
          onOpen={(row) => navigate(routes.case(row.caseId))}
          hasMore={list.hasNextPage}
          onEndReached={() => void list.fetchNextPage()}
          loading={list.isPending || list.isFetchingNextPage}
          lines={2}
          empty={
            <EmptyState icon={CheckCheck} title={t(`empty.${scope}`)}>
              {t(`emptyText.${scope}`)}
            </EmptyState>
          }
        />
      </ChoiceKeys>
    </div>
  )
}

const keyOf = (row: WorkRow): string => row.runId ?? row.caseId
