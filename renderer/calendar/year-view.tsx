// YearView { year, weeklyRest, today }: a year as twelve small months. Days off and make-up days carry a letter and a shape besides their colour.
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { cx } from '../ui/cx.ts'
import { DayMark, dayKinds } from './day-mark.tsx'
import { type GridDay, type MonthGrid, weekdaysFromMonday, workingDaysOf, yearGrid } from './year-grid.ts'

type CalendarYear = OutputOf<'calendar.getCurrent'>['years'][number]

interface YearViewProps {
  year: CalendarYear
  weeklyRest: OutputOf<'calendar.getCurrent'>['weeklyRest']
  today: string
}

export function YearView({ year: { year, decided, source, days }, weeklyRest, today }: YearViewProps) {
  const { t } = useTranslation('calendar')
  const months = yearGrid(year, days, weeklyRest)
  const shownKinds = dayKinds.filter((kind) => days.some((day) => day.kind === kind))
  return (
    <div className="year">
      <div className="year-facts">
        <Badge tone={decided ? 'success' : 'warn'}>{decided ? t('screen.decided') : t('screen.undecided')}</Badge>
        {decided && <strong>{t('screen.workingDaysOfYear', { number: formatNumber(workingDaysOf(months)) })}</strong>}
        <span>{t('screen.source', { source })}</span>
      </div>
      {!decided && <Banner tone="warn">{t('screen.undecidedText')}</Banner>}
      <div className="year-months">
        {months.map((month) => (
          <Month key={month.month} year={year} month={month} decided={decided} today={today} />
        ))}
      </div>
      <ul className="year-legend" aria-label={t('screen.legend')}>
        {shownKinds.map((kind) => (
          <li key={kind}>
            <DayMark kind={kind} />
            <span className="calendar-words">{t(`kind.${kind}`)}</span>
          </li>
        ))}
        <li>
          <span className="day-mark day-rest" aria-hidden />
          <span className="calendar-words">{t('kind.weeklyRest')}</span>
        </li>
      </ul>
    </div>
  )
}

function Month({ year, month, decided, today }: { year: number; month: MonthGrid; decided: boolean; today: string }) {
  const { t, i18n } = useTranslation('calendar')
  const name = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month.month - 1))
  return (
    <table className="month">
      <caption>
        <span className="month-name">
          <span className="calendar-words">{name}</span>
          {decided && <span className="month-count">{t('screen.workingDays', { number: month.workingDays })}</span>}
        </span>
      </caption>
      <thead>
        <tr>
          {weekdaysFromMonday.map((weekday) => (
            <th key={weekday} scope="col" abbr={t(`weekday.${weekday}`)}>
              {t(`screen.weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a week has no identity but its place
          <tr key={index}>
            {week.map((day, column) => (
              <td key={weekdaysFromMonday[column]}>{day && <Day day={day} isToday={day.date === today} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day: { day, isWorking, special }, isToday }: { day: GridDay; isToday: boolean }) {
  const { t } = useTranslation('calendar')
  const words = special && `${special.name} (${t(`kind.${special.kind}`)})`
  return (
    <span
      className={cx('day tabular', special ? `day-${special.kind}` : !isWorking && 'day-rest', isToday && 'day-today')}
      title={words}
      aria-current={isToday ? 'date' : undefined}
    >
      {day}
      {special && (
        <>
          <sup aria-hidden>{t(`screen.mark.${special.kind}`)}</sup>
          <span className="visually-hidden">{words}</span>
        </>
      )}
    </span>
  )
}
