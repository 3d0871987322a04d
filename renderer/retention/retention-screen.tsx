// How long cases are kept: the terms with their grounds, the cases whose time has passed, and what was decided about them. Nothing is deleted.
import './retention.css'
import { useQuery } from '@tanstack/react-query'
import { CalendarClock, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { DecidedCase, ExpiredCase, RetentionDecision, RetentionRule } from '../../electron/api/retention.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate, formatInstant, formatInstantDate, formatNumber } from '../format.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { DecideDialog, DropRuleDialog, RuleDialog } from './retention-dialogs.tsx'

const rowLimit = 500
type Show = 'expired' | 'kept' | 'destroyed'

export function RetentionScreen() {
  const { t } = useTranslation('retention')
  const [open, setOpen] = useState<'rule' | RetentionRule | null>(null)
  const [show, setShow] = useState<Show>('expired')
  const rules = useQuery({ queryKey: ['retention.listRules'], queryFn: () => api.retention.listRules({}) })
  const expired = useQuery({
    queryKey: ['retention.listExpired'],
    queryFn: () => api.retention.listExpired({ limit: rowLimit }),
  })
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
            { value: 'expired', label: t('expired', { total: formatNumber(expired.data?.total ?? 0) }) },
            { value: 'kept', label: t('kept') },
            { value: 'destroyed', label: t('destroyed') },
          ]}
        />
        {show === 'expired' ? (
          <ExpiredList rows={expired.data?.rows ?? []} isLoading={expired.isPending} />
        ) : (
          <DecidedList key={show} decision={show === 'kept' ? 'keep' : 'destroy'} />
        )}
      </div>
      {open === 'rule' && <RuleDialog onClose={() => setOpen(null)} />}
      {open !== null && open !== 'rule' && <DropRuleDialog rule={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function ExpiredList({ rows, isLoading }: { rows: ExpiredCase[]; isLoading: boolean }) {
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
            label={t('expired', { total: formatNumber(rows.length) })}
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
  const list = useQuery({
    queryKey: ['retention.listDecided', decision],
    queryFn: () => api.retention.listDecided({ decision, limit: rowLimit }),
  })
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const columns: Column<DecidedCase>[] = [
    { id: 'code', header: t('code'), width: 15, numeric: true, render: ({ code }) => code },
    { id: 'applicant', header: t('applicant'), grow: 1.5, minWidth: 8, render: (row) => row.applicantName },
    decision === 'keep'
      ? { id: 'until', header: t('keepUntil'), width: 7, numeric: true, render: (row) => formatDate(row.keepUntil ?? '') }
      : { id: 'record', header: t('recordNumber'), grow: 1, minWidth: 8, render: (row) => row.recordNumber },
    { id: 'reason', header: t('reason'), grow: 2, minWidth: 8, render: (row) => row.reason },
    { id: 'at', header: t('decidedAt'), width: 9.5, numeric: true, render: (row) => formatInstant(row.decidedAt) },
    { id: 'by', header: t('decidedBy'), grow: 1.2, minWidth: 8, render: (row) => row.decidedBy },
  ]
  return (
    <Card flush className="retention-sheet">
      <DataTable
        label={t(decision === 'keep' ? 'kept' : 'destroyed')}
        columns={columns}
        rows={list.data?.rows ?? []}
        rowKey={({ caseId }) => caseId}
        selectedKey={selected}
        onSelect={({ caseId }) => setSelected(caseId)}
        onOpen={({ caseId }) => navigate(routes.case(caseId))}
        loading={list.isPending}
        lines={2}
        empty={<EmptyState icon={CalendarClock} title={t('nothing')} />}
      />
    </Card>
  )
}
