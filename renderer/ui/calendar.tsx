// The calendar behind DateInput's button, in a file of its own so that its code is loaded only when somebody opens one.
import { DayPicker } from 'react-day-picker'
import { enUS } from 'react-day-picker/locale/en-US'
import { vi } from 'react-day-picker/locale/vi'
import { useTranslation } from 'react-i18next'
import { isoOfLocalDate, localDate } from './date-text.ts'

interface CalendarProps {
  /** ISO date or ''. */
  value: string
  today: string
  min?: string
  max?: string
  onPick: (iso: string) => void
}

const YEARS_BACK = 120
const YEARS_AHEAD = 30

export function Calendar({ value, today, min, max, onPick }: CalendarProps) {
  const { i18n } = useTranslation()
  const thisYear = Number(today.slice(0, 4))
  const selected = value ? localDate(value) : undefined
  const first = min ? localDate(min) : new Date(thisYear - YEARS_BACK, 0)
  const last = max ? localDate(max) : new Date(thisYear + YEARS_AHEAD, 11, 31)
  return (
    <DayPicker
      mode="single"
      required
      autoFocus
      showOutsideDays
      fixedWeeks
      weekStartsOn={1}
      captionLayout="dropdown"
      locale={i18n.language.startsWith('vi') ? vi : enUS}
      today={localDate(today)}
      startMonth={first}
      endMonth={last}
      defaultMonth={selected ?? (max && max < today ? last : localDate(today))}
      disabled={{ before: first, after: last }}
      selected={selected}
      onSelect={(date) => onPick(isoOfLocalDate(date))}
    />
  )
}
