// The home screen: what the morning asks for. Every number is a link to the cases it counts.
import './board-screen.css'
import { useQuery } from '@tanstack/react-query'
import { FilePlus2, FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import type { CaseFilter, CaseRow } from '../../electron/api/cases.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { cx } from '../ui/cx.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { CaseBrief, QueryFailure } from './case-parts.tsx'
import { nearestDue } from './due-state.ts'
import { type CaseSort, emptyQuery, filterOf, listAddress } from './list/case-filter.ts'
import { useNow } from './use-now.ts'
import { workAddress } from './work/work-address.ts'

const listedCases = 8
/** The day moves on while the screen stands open. */
const refreshMs = 60_000

export function BoardScreen() {
  const { t, i18n } = useTranslation('cases')
  const [, navigate] = useLocation()
  const nowMs = useNow()
  const mayReceive = usePermission('case.receive')
  const count = useQuery({ queryKey: ['cases.count'], queryFn: () => api.cases.count({}), refetchInterval: refreshMs })
  const overdue = useCases({ due: 'overdue' }, 'dueAsc')
  const soon = useCases({ due: 'dueSoon' }, 'dueAsc')
  const recent = useCases({}, 'receivedDesc')

  const today = instantToLocal(toInstant(nowMs)).slice(0, 10)
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'Asia/Ho_Chi_Minh' }).format(nowMs)
  const receive = (large: boolean) => (
    <Button
      variant="primary"
      icon={FilePlus2}
      shortcut="Ctrl+N"
      className={cx(large && 'board-receive')}
      onClick={() => navigate(routes.intake)}
    >
      {t('receive')}
    </Button>
  )
  const failed = [count, overdue, soon, recent].find((query) => query.isError)
  const numbers = count.data
  return (
    <Page title={t('board.title')} description={t('board.today', { weekday, date: formatDate(today) })}>
      {failed && <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />}
      {numbers?.total === 0 && (
        <Card>
          <EmptyState icon={FileText} title={t('board.firstDay')} action={mayReceive && receive(true)}>
            {mayReceive ? t('board.firstDayText') : t('list.noneReadOnly')}
          </EmptyState>
        </Card>
      )}
      {numbers !== undefined && numbers.total > 0 && (
        <>
          <nav className="board-numbers" aria-label={t('board.numbers')}>
            {mayReceive && receive(true)}
            <Stat
              label={t('board.dueToday')}
              value={numbers.dueToday}
              href={listAddress({ due: 'dueToday', sort: 'dueAsc' })}
              tone="warn"
            />
            <Stat
              label={t('board.overdue')}
              value={numbers.overdue}
              href={listAddress({ due: 'overdue', sort: 'dueAsc' })}
              tone="error"
            />
            <Stat label={t('board.receivedToday')} value={numbers.receivedToday} href={listAddress({ receivedFrom: today })} />
            <Stat
              label={t('board.total')}
              value={numbers.total}
              href={listAddress({})}
              note={t('board.open', { number: formatNumber(numbers.open) })}
            />
          </nav>
          <nav className="board-numbers" aria-label={t('board.waits')}>
            <Stat
              label={t('board.waiting')}
              note={t('board.fromDays', { count: numbers.days.waiting })}
              value={numbers.waiting}
              href={workAddress('waiting', numbers.days.waiting)}
              tone="warn"
            />
            <Stat
              label={t('board.uncollected')}
              note={t('board.fromDays', { count: numbers.days.uncollected })}
              value={numbers.uncollected}
              href={workAddress('toReturn', numbers.days.uncollected)}
              tone="warn"
            />
            <Stat label={t('board.toHandOver')} value={numbers.toHandOver} href={workAddress('toHandOver', 0)} />
            <Stat
              label={t('board.toTake')}
              value={numbers.toTake}
              href={listAddress({ status: 'handedOver', sort: 'receivedAsc' })}
            />
          </nav>
          <div className="board-lists">
            <Card title={t('board.nearestDue')} flush>
              <Briefs
                rows={overdue.data && soon.data && nearestDue(overdue.data.rows, soon.data.rows, listedCases)}
                nowMs={nowMs}
                empty={t('board.nothingDue')}
              />
            </Card>
            <Card title={t('board.recent')} flush>
              <Briefs rows={recent.data?.rows} nowMs={nowMs} empty={t('list.none')} />
            </Card>
          </div>
        </>
      )}
    </Page>
  )
}

function useCases(filter: Partial<CaseFilter>, sort: CaseSort) {
  const input = { filter: { ...filterOf(emptyQuery), ...filter }, sort, cursor: null, limit: listedCases, withFacts: false }
  return useQuery({ queryKey: ['cases.list', 'board', input], queryFn: () => api.cases.list(input), refetchInterval: refreshMs })
}

interface StatProps {
  label: string
  value: number
  href: string
  note?: string
  /** Its colour when there is something to count. */
  tone?: 'warn' | 'error'
}

function Stat({ label, value, href, note, tone }: StatProps) {
  return (
    <Link href={href} className={cx('stat', value > 0 && tone && `stat-${tone}`)}>
      <span className="stat-value tabular">{formatNumber(value)}</span>
      <span className="stat-label">{label}</span>
      {note && <span className="stat-note">{note}</span>}
    </Link>
  )
}

function Briefs({ rows, nowMs, empty }: { rows: CaseRow[] | undefined; nowMs: number; empty: ReactNode }) {
  if (rows === undefined) return <Spinner />
  if (rows.length === 0) return <p className="board-none">{empty}</p>
  return (
    <ul className="board-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={routes.case(row.id)} className="board-case">
            <CaseBrief row={row} nowMs={nowMs} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
