// The deadline calendar: which days the office rests and which Saturdays it repays, by whose notice, and what that does to a due date.
import './calendar-screen.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate, formatInstantDate } from '../format.ts'
import { Card } from '../ui/card.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { CalendarImport } from './calendar-import.tsx'
import { DeadlineTrial } from './deadline-trial.tsx'
import { MovedCases } from './moved-cases.tsx'
import { SpecialDays } from './special-days.tsx'
import { YearView } from './year-view.tsx'

type OfficeCalendar = OutputOf<'calendar.getCurrent'>

export function CalendarScreen() {
  const { t } = useTranslation('calendar')
  const mayImport = usePermission('calendar.import')
  const calendar = useQuery({ queryKey: ['calendar.getCurrent'], queryFn: () => api.calendar.getCurrent({}) })
  return (
    <Page
      title={t('screen.title')}
      description={
        calendar.data &&
        t('screen.version', {
          name: calendar.data.name,
          version: formatDate(calendar.data.version),
          published: formatInstantDate(calendar.data.publishedAt),
        })
      }
      actions={mayImport && <CalendarImport />}
    >
      {calendar.data ? (
        <CalendarBody calendar={calendar.data} />
      ) : calendar.isError ? (
        <QueryFailure error={calendar.error} onRetry={() => calendar.refetch()} />
      ) : (
        <Spinner />
      )}
    </Page>
  )
}

function CalendarBody({ calendar: { weeklyRest, years } }: { calendar: OfficeCalendar }) {
  const { t } = useTranslation('calendar')
  const mayRead = usePermission('case.read')
  const [now] = useState(() => instantToLocal(toInstant(systemClock.nowMs())))
  const today = now.slice(0, 10)
  const [chosen, setChosen] = useState(today.slice(0, 4))
  const [side, setSide] = useState<'days' | 'trial' | 'moved'>('days')
  const year = years.find((one) => String(one.year) === chosen) ?? years.at(-1)
  if (!year) return null
  return (
    <div className="office-calendar">
      <Tabs
        label={t('screen.years')}
        items={years.map((one) => ({
          value: String(one.year),
          label: one.decided ? one.year : t('screen.undecidedTab', { year: one.year }),
          content: <YearView year={one} weeklyRest={weeklyRest} today={today} />,
        }))}
        value={String(year.year)}
        onValueChange={setChosen}
      />
      <Card>
        <Tabs
          label={t('screen.side')}
          items={[
            { value: 'days', label: t('screen.specialDays'), count: year.days.length, content: <SpecialDays days={year.days} /> },
            { value: 'trial', label: t('screen.trial'), content: <DeadlineTrial now={now} /> },
            ...(mayRead ? [{ value: 'moved' as const, label: t('moved.tab'), content: <MovedCases /> }] : []),
          ]}
          value={side}
          onValueChange={setSide}
        />
      </Card>
    </div>
  )
}
