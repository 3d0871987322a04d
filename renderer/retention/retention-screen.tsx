// How long cases are kept: the terms with their grounds, the cases whose time has passed, what was decided about them, and the carrying out of a
// decided destruction, which is always somebody's act.
import './retention.css'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, Plus, Printer, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { DecidedCase, ExpiredCase, RetentionDecision, RetentionRule } from '../../electron/api/retention.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate, formatInstant, formatInstantDate, formatNumber } from '../format.ts'
import { CasePaperDialog } from '../print/case-paper-dialog.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { DestroyDialog } from './destroy-dialog.tsx'
import { DecideDialog, DropRuleDialog, RuleDialog } from './retention-dialogs.tsx'

const pageRows = 200
type Show = 'expired' | 'kept' | 'destroyed'

export function RetentionScreen() {
  const { t } = useTranslation('retention')
  const [open, setOpen] = useState<'rule' | RetentionRule | null>(null)
  const [show, setShow] = useState<Show>('expired')
  const rules = useQuery({ queryKey: ['retention.listRules'], queryFn: () => api.retention.listRules({}) })
  const expired = useInfiniteQuery({
    queryKey: ['retention.listExpired'],
    queryFn: ({ pageParam }) => api.retention.listExpired({ limit: pageRows, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const expiredRows = useMemo(() => expired.data?.pages.flatMap((page) => page.rows) ?? [], [expired.data])
  const total = expired.data?.pages[0]?.total ?? 0
  if (rules.isError || expired.isError)
    return (
      <Page title={t('title')}>
        <QueryFailure error={rules.error ?? expired.error} onRetry={() => Promise.all([rules.refetch(), expired.refetch()])} />
      </Page>
    )
  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        <Button variant="primary" icon={Plus} onClick={() => setOpen('rule')}>
          {t('addRule')}
        </Button>
      }
    >
      <div className="retention">
        <Card title={t('rules')} flush>
          {rules.data?.length === 0 ? (
            <EmptyState icon={CalendarClock} title={t('noRules')}>
              {t('noRulesText')}
            </EmptyState>
          ) : (
            <ul className="retention-rules">
              {(rules.data ?? []).map((rule) => (
                <li key={rule.id}>
                  <span className="retention-name">{rule.name || t('scope.all')}</span>
                  <span className="tabular">
                    {rule.years === null ? t('forGood') : t('yearsText', { years: rule.years, count: rule.years })}
                  </span>
                  <span className="retention-ground">{rule.ground}</span>
                  <IconButton
                    size="small"
                    icon={Trash2}
                    label={t('dropRuleOf', { name: rule.name || t('scope.all') })}
                    onClick={() => setOpen(rule)}
                  />
                </li>
              ))}
            </ul>
          )}
        </Card>
        <RadioGroup
          look="segmented"
          label={t('show')}
          value={show}
          onValueChange={setShow}
          options={[
            { value: 'expired', label: t('expired', { total: formatNumber(total) }) },
            { value: 'kept', label: t('kept') },
            { value: 'destroyed', label: t('destroyed') },
          ]}
        />
        {show === 'expired' ? (
          <ExpiredList
            rows={expiredRows}
            total={total}
            isLoading={expired.isPending}
            onMore={expired.hasNextPage ? () => expired.fetchNextPage() : undefined}
          />
        ) : (
          <DecidedList key={show} decision={show === 'kept' ? 'keep' : 'destroy'} />
        )}
      </div>
      {open === 'rule' && <RuleDialog onClose={() => setOpen(null)} />}
      {open !== null && open !== 'rule' && <DropRuleDialog rule={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

interface ExpiredListProps {
  rows: ExpiredCase[]
  total: number
  isLoading: boolean
  /** Undefined: all are here. */
  onMore: (() => unknown) | undefined
}

function ExpiredList({ rows, total, isLoading, onMore }: ExpiredListProps) {
  const { t } = useTranslation('retention')
  const [, navigate] = useLocation()
  const [selected, setSelected] = useState<string | null>(null)
  const [decision, setDecision] = useState<RetentionDecision | null>(null)
  const choice = useChoice(useMemo(() => rows.map(({ caseId }) => caseId), [rows]))
  const meant = choice.chosen.length > 0 ? choice.chosen : selected === null ? [] : [selected]
  const columns: Column<ExpiredCase>[] = [
    choiceColumn<ExpiredCase>(
      choice,
      t('choose'),
      ({ caseId }) => caseId,
      ({ code }) => t('chooseCase', { code }),
    ),
    { id: 'code', header: t('code'), width: 15, numeric: true, render: ({ code }) => code },
    { id: 'applicant', header: t('applicant'), grow: 1.5, minWidth: 8, render: (row) => row.applicantName },
    { id: 'procedure', header: t('procedure'), grow: 2.5, minWidth: 10, render: (row) => row.procedureName },
    { id: 'ended', header: t('ended'), width: 6.5, numeric: true, render: (row) => formatInstantDate(row.endedAt) },
    {
      id: 'basis',
      header: t('basis'),
      grow: 2,
      minWidth: 9,
      render: ({ years, ground }) => `${t('yearsText', { years, count: years })} – ${ground}`,
    },
  ]
  return (
    <>
      <Toolbar label={t('title')}>
        <Button aria-disabled={meant.length === 0} onClick={() => setDecision('keep')}>
          {t('keep')}
        </Button>
        <Button aria-disabled={meant.length === 0} onClick={() => setDecision('destroy')}>
          {t('destroy')}
        </Button>
        <ToolbarSpace />
      </Toolbar>
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="retention-sheet">
          <DataTable
            label={t('expired', { total: formatNumber(total) })}
            total={total}
            hasMore={onMore !== undefined}
            onEndReached={onMore}
            columns={columns}
            rows={rows}
            rowKey={({ caseId }) => caseId}
            selectedKey={selected}
            onSelect={({ caseId }) => setSelected(caseId)}
            onOpen={({ caseId }) => navigate(routes.case(caseId))}
            loading={isLoading}
            lines={2}
            empty={
              <EmptyState icon={CalendarClock} title={t('nothing')}>
                {t('nothingText')}
              </EmptyState>
            }
          />
        </Card>
      </ChoiceKeys>
      {decision !== null && (
        <DecideDialog decision={decision} caseIds={meant} onDone={() => choice.setAll(false)} onClose={() => setDecision(null)} />
      )}
    </>
  )
}

function DecidedList({ decision }: { decision: RetentionDecision }) {
  const { t } = useTranslation('retention')
  const [, navigate] = useLocation()
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<'paper' | 'destroy' | null>(null)
  const list = useInfiniteQuery({
    queryKey: ['retention.listDecided', decision],
    queryFn: ({ pageParam }) => api.retention.listDecided({ decision, limit: pageRows, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const waiting = useMemo(() => rows.filter(({ destroyed }) => destroyed === null).map(({ caseId }) => caseId), [rows])
  const choice = useChoice(waiting)
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const isKept = decision === 'keep'
  const meant = choice.chosen.length > 0 ? choice.chosen : waiting.filter((caseId) => caseId === selected)
  const columns: Column<DecidedCase>[] = [
    ...(isKept
      ? []
      : [
          choiceColumn<DecidedCase>(
            choice,
            t('choose'),
            ({ caseId }) => caseId,
            ({ code }) => t('chooseCase', { code }),
          ),
        ]),
    { id: 'code', header: t('code'), width: 15, numeric: true, render: ({ code }) => code },
    { id: 'applicant', header: t('applicant'), grow: 1.2, minWidth: 6.5, render: (row) => row.applicantName },
    isKept
      ? { id: 'until', header: t('keepUntil'), width: 7, numeric: true, render: (row) => formatDate(row.keepUntil ?? '') }
      : { id: 'record', header: t('decisionNumber'), grow: 1, minWidth: 6, render: (row) => row.recordNumber },
    { id: 'reason', header: t('reason'), grow: 1.5, minWidth: 7, render: (row) => row.reason },
    { id: 'at', header: t('decidedAt'), width: 9.5, numeric: true, render: (row) => formatInstant(row.decidedAt) },
    { id: 'by', header: t('decidedBy'), grow: 1.2, minWidth: 7, render: (row) => row.decidedBy },
    ...(isKept
      ? []
      : [
          {
            id: 'done',
            header: t('carriedOut'),
            grow: 1.6,
            minWidth: 11,
            render: ({ destroyed }: DecidedCase) =>
              destroyed === null ? t('waits') : t('destroyedBy', { number: destroyed.number, date: formatDate(destroyed.on) }),
          },
        ]),
  ]
  return (
    <>
      {!isKept && (
        <>
          <FilesLeft />
          <Toolbar label={t('carriedOut')}>
            <Button icon={Printer} aria-disabled={meant.length === 0} onClick={() => meant.length > 0 && setOpen('paper')}>
              {t('minutes.open')}
            </Button>
            <Button variant="danger" aria-disabled={meant.length === 0} onClick={() => meant.length > 0 && setOpen('destroy')}>
              {t('carryOut.open')}
            </Button>
            <ToolbarSpace />
            <span role="status">{t('waiting', { count: waiting.length })}</span>
          </Toolbar>
        </>
      )}
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="retention-sheet">
          <DataTable
            label={t(isKept ? 'kept' : 'destroyed')}
            columns={columns}
            rows={rows}
            rowKey={({ caseId }) => caseId}
            selectedKey={selected}
            onSelect={({ caseId }) => setSelected(caseId)}
            onOpen={({ caseId }) => navigate(routes.case(caseId))}
            hasMore={list.hasNextPage}
            onEndReached={() => list.fetchNextPage()}
            loading={list.isPending}
            lines={2}
            empty={<EmptyState icon={CalendarClock} title={t('nothing')} />}
          />
        </Card>
      </ChoiceKeys>
      {open === 'paper' && (
        <CasePaperDialog
          paper={{ kind: 'destruction', caseIds: [...meant], recordNumber: '' }}
          title={t('minutes.title')}
          previewTitle={t('minutes.preview')}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'destroy' && <DestroyDialog caseIds={meant} onDone={() => choice.setAll(false)} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Files of destroyed scans that a power cut or another program left on the disk. */
function FilesLeft() {
  const { t } = useTranslation('retention')
  const queries = useQueryClient()
  const left = useQuery({ queryKey: ['retention.countFilesLeft'], queryFn: () => api.retention.countFilesLeft({}) })
  const remove = useMutation({
    mutationFn: () => api.retention.removeFilesLeft({}),
    onSettled: () => queries.invalidateQueries({ queryKey: ['retention.countFilesLeft'] }),
  })
  if (!left.data || left.data.left === 0) return null
  return (
    <Banner
      tone="warn"
      action={
        <Button size="small" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t('filesLeft.remove')}
        </Button>
      }
    >
      {t('filesLeft.text', { count: left.data.left })}
    </Banner>
  )
}
