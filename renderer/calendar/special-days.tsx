// SpecialDays { days }: every day of a year that is not as its weekday is, in order, with its kind and name.
import { CalendarCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dayNumber, weekdayOfDay } from '../../db/model/local-time.ts'
import { formatDate } from '../format.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { DayMark } from './day-mark.tsx'
import type { SpecialDay } from './year-grid.ts'

export function SpecialDays({ days }: { days: readonly SpecialDay[] }) {
  const { t } = useTranslation('calendar')
  if (days.length === 0) return <EmptyState icon={CalendarCheck} title={t('screen.noDays')} />
  return (
    <ul className="special-days">
      {days
        .toSorted((a, b) => a.date.localeCompare(b.date))
        .map(({ date, kind, name }) => (
          <li key={`${date}${kind}`}>
            <DayMark kind={kind} />
            <span className="tabular">
              <span className="calendar-words">{t(`weekday.${weekdayOfDay(dayNumber(date))}`)}</span>
              <span className="special-date">{formatDate(date)}</span>
            </span>
            <span>
              {name}
              <span className="special-kind calendar-words">{t(`kind.${kind}`)}</span>
            </span>
          </li>
        ))}
    </ul>
  )
}
