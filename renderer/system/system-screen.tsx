// The quality system at a glance: its six counts on any day, how far the processes cover the procedures, and what falls due. Every number
// is counted from the records and opens the list that it counts.
import './system-screen.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { activitiesAddress, conformityAddress, parseSystemDate, scopeAddress, systemAddress } from '../conformity/addresses.ts'
import { DayField } from '../conformity/scope/day-field.tsx'
import { formatDate, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { DeadlineList } from './deadline-list.tsx'
import { WaitingNotice } from './waiting-notice.tsx'

type State = OutputOf<'system.getState'>

export function SystemScreen() {
  const { t } = useTranslation('system')
  const [, navigate] = useLocation()
  const date = parseSystemDate(useSearch())
  const state = useQuery({
    queryKey: ['system', 'state', date],
    queryFn: () => api.system.getState({ date }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={t('title')}
      description={state.data && t('onDay', { date: formatDate(state.data.date) })}
      actions={
        <DayField
          date={date}
          day={state.data?.date ?? ''}
          onChange={(next) => navigate(systemAddress(next), { replace: true })}
        />
      }
    >
      <WaitingNotice />
      {state.isError && <QueryFailure error={state.error} onRetry={() => state.refetch()} />}
      {state.isPending && <Spinner />}
      {state.data && (
        <div className="system">
          <Counts counts={state.data.counts} date={date} />
          <div className="system-pair">
            <Coverage counts={state.data.counts} date={date} />
            <Card flush title={t('deadlines')}>
              <DeadlineList deadlines={state.data.deadlines} />
            </Card>
          </div>
        </div>
      )}
    </Page>
  )
}

interface PartProps {
  counts: State['counts']
  date: string | null
}

function Counts({ counts, date }: PartProps) {
  const { t } = useTranslation('system')
  const { certificate, activityGroups } = counts
  const { leadership, office, ...others } = activityGroups
  const rest = Object.values(others).reduce((sum, number) => sum + number, 0)
  const part = (group: 'leadership' | 'office', number: number) => (
    <Link href={activitiesAddress({ date, group })}>{t(`part.${group}`, { number: formatNumber(number) })}</Link>
  )
  return (
    <nav className="system-counts" aria-label={t('counts')}>
      <Count
        value={certificate?.lines ?? 0}
        label={certificate ? t('certificate', { ordinal: certificate.ordinal }) : t('noCertificate')}
        href={certificate ? routes.instrument(certificate.instrumentId) : conformityAddress('instruments')}
        note={certificate?.title}
      />
      <Count value={counts.activities} label={t('activities')} href={activitiesAddress({ date, group: null })}>
        <span className="system-parts">
          {part('leadership', leadership)}
          {part('office', office)}
          {rest > 0 && <span>{t('part.others', { number: formatNumber(rest) })}</span>}
        </span>
      </Count>
      <Count
        value={counts.authorityProcedures}
        label={t('authorityProcedures')}
        href={scopeAddress({ date, show: 'authority' })}
        note={counts.procedures === 0 ? t('authorityNone') : t('authorityNote')}
      />
      <Count
        value={counts.internalProcesses}
        label={t('internalProcesses')}
        href={scopeAddress({ date, show: 'internal' })}
        note={t('internalNote')}
      />
    </nav>
  )
}

/** The catalogue of the intake is not the list that the office has announced, and only that one is counted here. */
function NoList() {
  const { t } = useTranslation('system')
  const [, navigate] = useLocation()
  const mayEnter = usePermission('conformity.manage')
  const asked = { query: '', field: null, limit: 1 }
  const catalogue = useQuery({ queryKey: ['procedures.list', asked], queryFn: () => api.procedures.list(asked) })
  return (
    <Banner tone="info" title={t('noList')}>
      <div className="system-hint">
        <p>
          {catalogue.data && `${t('noListCatalogue', { number: formatNumber(catalogue.data.total) })} `}
          {t(mayEnter ? 'noListText' : 'noListReadOnly')}
        </p>
        {mayEnter && <Button onClick={() => navigate(conformityAddress('lists'))}>{t('enterList')}</Button>}
      </div>
    </Banner>
  )
}

interface CountProps {
  value: number
  label: string
  href: string
  note?: string
  children?: ReactNode
}

function Count({ value, label, href, note, children }: CountProps) {
  return (
    <div className="system-count">
      <Link className="system-number tabular" href={href} aria-label={`${label}: ${formatNumber(value)}`}>
        {formatNumber(value)}
      </Link>
      <span>{label}</span>
      {note && <span className="system-note">{note}</span>}
      {children}
    </div>
  )
}

function Coverage({ counts, date }: PartProps) {
  const { t } = useTranslation('system')
  const [, navigate] = useLocation()
  // Where nothing is certified or declared, nothing can be declared anew.
  const isDeclared = counts.activities > 0
  const rows = [
    { id: 'process', value: counts.coveredProcedures, show: 'noProcess' },
    { id: 'declared', value: counts.declaredProcedures, show: 'notDeclared' },
  ] as const
  return (
    <Card
      title={t('coverage')}
      actions={<Button onClick={() => navigate(scopeAddress({ date, show: 'all' }))}>{t('openScope')}</Button>}
    >
      <div className="system-coverage">
        {counts.procedures === 0 && <NoList />}
        {counts.procedures > 0 &&
          rows.map(({ id, value, show }) => (
            <div key={id}>
              <p className="system-row">
                <span>{t(`covered.${id}`)}</span>
                <Link className="tabular" href={scopeAddress({ date, show: value === counts.procedures ? 'procedures' : show })}>
                  {t('of', { value: formatNumber(value), total: formatNumber(counts.procedures) })}
                </Link>
              </p>
              <div className="system-bar" aria-hidden>
                <span style={{ width: `${(value / counts.procedures) * 100}%` }} />
              </div>
            </div>
          ))}
        {counts.toDeclare > 0 ? (
          <Banner
            tone="warn"
            title={t(isDeclared ? 'toDeclare' : 'undeclared', { count: counts.toDeclare })}
            action={<Button onClick={() => navigate(scopeAddress({ date, show: 'change' }))}>{t('openChange')}</Button>}
          >
            {t(isDeclared ? 'toDeclareText' : 'undeclaredText')}
          </Banner>
        ) : (
          <p className="system-note">{t(isDeclared ? 'nothingToDeclare' : 'nothingYet')}</p>
        )}
      </div>
    </Card>
  )
}
