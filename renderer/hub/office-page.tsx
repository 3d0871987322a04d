// One office as the province sees it: what came, what is missing, what was not taken, and its cases.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Files, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type CaseStatus, caseStatuses } from '../../db/model/case-status.ts'
import type { HubCase } from '../../electron/api/hub.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure, StatusBadge } from '../cases/case-parts.tsx'
import { failureText } from '../failures.ts'
import { formatInstant, formatInstantDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { AnswerCard } from './answer-card.tsx'
import { casesQuery, officeQuery } from './hub-queries.ts'
import { missingText } from './hub-words.ts'
import { type Answers, useReceipts } from './use-receipts.ts'

const anyStatus = 'any'

export function OfficePage({ office }: { office: string }) {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const mayTake = usePermission('bundle.exchange')
  const [answers, setAnswers] = useState<Answers | null>(null)
  const found = useQuery(officeQuery(office))
  const receipts = useReceipts(setAnswers)
  const back = () => navigate(routes.hub)
  useShortcut('hub.back', 'Alt+Left', back, { labelKey: 'hub:shortcut.back' })
  const breadcrumbs = [{ label: t('title'), onSelect: back }]
  if (!found.data)
    return (
      <Page title={t('column.office')} breadcrumbs={breadcrumbs}>
        {found.isError && <QueryFailure error={found.error} onRetry={() => found.refetch()} />}
      </Page>
    )
  const { state, missing, rejected } = found.data
  return (
    <Page
      title={`${state.name} (${state.code})`}
      description={
        state.lastMadeAt === null || state.lastNumber === null
          ? t('office.nothing')
          : t('office.last', {
              number: state.lastNumber,
              made: formatInstant(state.lastMadeAt),
              taken: formatInstant(state.lastTakenAt ?? state.lastMadeAt),
              bundles: formatNumber(state.bundles),
            })
      }
      breadcrumbs={breadcrumbs}
      fill
      actions={
        mayTake &&
        state.bundles > 0 && (
          <Button icon={Undo2} busy={receipts.isPending} onClick={() => receipts.mutate([office])}>
            {t('answer.writeOne')}
          </Button>
        )
      }
    >
      <div className="hub-fill">
        {receipts.isPending && <Progress label={t('answer.running')} />}
        {receipts.error && <Banner tone="error">{failureText(t, receipts.error)}</Banner>}
        {answers && <AnswerCard answers={answers} />}
        {missing.length > 0 && (
          <Banner tone="warn" title={t('office.missing')}>
            <ul className="hub-lines">
              {missing.map((one) => (
                <li key={one.deviceCode}>{missingText(t, one)}</li>
              ))}
            </ul>
          </Banner>
        )}
        {state.partial > 0 && <Banner tone="warn">{t('office.partial', { number: formatNumber(state.partial) })}</Banner>}
        {rejected.length > 0 && (
          <Banner tone="warn" title={t('office.rejected', { number: formatNumber(state.rejected) })}>
            <ul className="hub-lines">
              {rejected.map(({ deviceCode, seq, caseCode, reason }) => (
                <li key={`${deviceCode} ${seq}`}>
                  {t(caseCode === '' ? 'office.rejectedLine' : 'office.rejectedCase', {
                    device: deviceCode,
                    number: formatNumber(seq),
                    code: caseCode,
                    reason: t(`reason.${reason}`, { defaultValue: t('reason.other') }),
                  })}
                </li>
              ))}
            </ul>
          </Banner>
        )}
        <OfficeCases office={office} />
      </div>
    </Page>
  )
}

function OfficeCases({ office }: { office: string }) {
  const { t } = useTranslation(['hub', 'cases'])
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [status, setStatus] = useState<CaseStatus | 'open' | typeof anyStatus>(anyStatus)
  const [isLate, setLate] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const filter = { office, status: status === anyStatus ? null : status, isLate, text: text.trim() }
  const list = useInfiniteQuery(casesQuery(filter))
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const isFiltered = filter.status !== null || isLate || filter.text !== ''
  const columns: Column<HubCase>[] = [
    { id: 'code', header: t('cases:column.code'), width: 13.5, numeric: true, render: (row) => row.officialCode ?? row.code },
    { id: 'applicant', header: t('cases:column.applicant'), grow: 1.5, minWidth: 7.5, render: (row) => row.applicantName },
    { id: 'procedure', header: t('cases:column.procedure'), grow: 2, minWidth: 9, render: (row) => row.procedureName },
    {
      id: 'received',
      header: t('cases:column.received'),
      width: 6.5,
      numeric: true,
      render: (row) => formatInstantDate(row.receivedAt),
    },
    {
      id: 'due',
      header: t('cases:column.due'),
      width: 10.5,
      numeric: true,
      render: (row) => (
        <>
          {row.dueAt === null ? '—' : formatInstantDate(row.dueAt)} {row.isLate && <Badge tone="error">{t('late')}</Badge>}
        </>
      ),
    },
    { id: 'status', header: t('column.status'), width: 9.5, render: (row) => <StatusBadge status={row.status} /> },
    { id: 'holder', header: t('column.holder'), grow: 1, minWidth: 7, render: (row) => row.holder },
  ]
  return (
    <>
      <Toolbar label={t('office.cases')}>
        <div className="hub-search">
          <TextInput aria-label={t('office.search')} placeholder={t('office.search')} value={text} onValueChange={setText} />
        </div>
        <div className="hub-choice">
          <Select
            aria-label={t('column.status')}
            options={[
              { value: anyStatus, label: t('office.anyStatus') },
              { value: 'open', label: t('office.open') },
              ...caseStatuses.map((one) => ({ value: one, label: t(`cases:status.${one}`) })),
            ]}
            value={status}
            onValueChange={setStatus}
          />
        </div>
        <Checkbox label={t('office.onlyLate')} checked={isLate} onCheckedChange={setLate} />
      </Toolbar>
      <Card flush className="hub-sheet">
        <DataTable
          label={t('office.cases')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={({ id }) => navigate(routes.hubCase(office, id))}
          hasMore={list.hasNextPage}
          onEndReached={() => void (list.isFetchingNextPage || list.fetchNextPage())}
          loading={list.isPending || list.isFetchingNextPage}
          lines={2}
          resetKey={JSON.stringify(filter)}
          empty={
            <EmptyState icon={Files} title={t(isFiltered ? 'office.noneFound' : 'office.noCases')}>
              {!isFiltered && t('office.noCasesText')}
            </EmptyState>
          }
        />
      </Card>
    </>
  )
}
