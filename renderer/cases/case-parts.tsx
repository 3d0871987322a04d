// What every place that names a case shows in the same way.
//   DueBadge     { dueAt, clock, nowMs }   how the due date stands; nothing once the clock has stopped
//   StatusBadge  { status }
//   CaseCode     { row }                    the official code where there is one, else the provisional one, marked as such
//   CaseBrief    { row, nowMs }             a case in two lines: who, which procedure, by which code, and how it is due
//   QueryFailure { error, onRetry }         a list or page that could not be read
import './case-parts.css'
import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseStatus } from '../../db/model/case-status.ts'
import type { CaseRow } from '../../electron/api/cases.ts'
import { failureText } from '../failures.ts'
import { formatInstantDate } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { dueState, dueTone } from './due-state.ts'

export function DueBadge({ dueAt, clock, nowMs }: Pick<CaseRow, 'dueAt' | 'clock'> & { nowMs: number }) {
  const { t } = useTranslation('cases')
  const state = dueState(dueAt, clock, nowMs)
  if (state.kind === 'stopped') return null
  const { kind, ...values } = state
  return (
    <Badge tone={dueTone(state)} icon={kind === 'undated' ? CalendarClock : undefined}>
      {t(`due.${kind}`, values)}
    </Badge>
  )
}

const statusTones: Readonly<Record<CaseStatus, BadgeProps['tone']>> = {
  checking: 'neutral',
  supplementBefore: 'warn',
  received: 'info',
  handedOver: 'info',
  assigning: 'info',
  appraising: 'info',
  supplementAfter: 'warn',
  awaitingPayment: 'warn',
  submitted: 'info',
  approved: 'info',
  extending: 'warn',
  notEligible: 'warn',
  correcting: 'warn',
  archived: 'neutral',
  resultReady: 'success',
  returned: 'neutral',
  withdrawn: 'neutral',
  stopped: 'warn',
  refused: 'warn',
  struck: 'neutral',
}

export function StatusBadge({ status }: { status: CaseStatus }) {
  const { t } = useTranslation('cases')
  return <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>
}

export function CaseCode({ row }: { row: Pick<CaseRow, 'officialCode' | 'provisionalCode'> }) {
  const { t } = useTranslation('cases')
  return (
    <span className="case-code tabular">
      {row.officialCode ?? row.provisionalCode}
      {row.officialCode === null && <span className="case-code-mark"> {t('provisional')}</span>}
    </span>
  )
}

export function CaseBrief({ row, nowMs }: { row: CaseRow; nowMs: number }) {
  return (
    <span className="case-brief">
      <span className="case-brief-main">
        <span className="case-brief-name">{row.applicantName}</span>
        <span className="case-brief-procedure">{`${row.procedureShortCode} – ${row.procedureName}`}</span>
      </span>
      <span className="case-brief-end">
        <CaseCode row={row} />
        <span className="case-due tabular">
          {row.dueAt !== null && formatInstantDate(row.dueAt)}
          <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
        </span>
      </span>
    </span>
  )
}

export function QueryFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('cases')
  return (
    <Banner tone="error" title={t('loadFailed')} action={<Button onClick={onRetry}>{t('retry')}</Button>}>
      {failureText(t, error)}
    </Banner>
  )
}
