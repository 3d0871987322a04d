// Turns a deadline's reasons and warnings into sentences of the locale `calendar`, the same on the screen, on the control slip and on
// the command line. A reason is a code with values, see ExplanationEntry in db/calendar.
import { dayNumber, isLocalDateTime, isRealDate, weekdayOfDay } from './local-time.ts'

/** Looks up a text; keys without a namespace are of `calendar`. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

interface DeadlineEntry {
  readonly code: string
  readonly [name: string]: string | number | undefined
}

/** `thứ Hai 31/08/2026` of an ISO date, `09:00 thứ Hai 31/08/2026` of a local time. */
export function dateText(t: Translate, dateOrTime: string): string {
  const [date = '', time] = dateOrTime.split('T')
  const [year, month, day] = date.split('-')
  const text = `${t(`weekday.${weekdayOfDay(dayNumber(date))}`)} ${day}/${month}/${year}`
  return time ? `${time} ${text}` : text
}

/** The sentence of one reason (`explanation`) or one warning (`warning`). */
export function deadlineSentence(t: Translate, group: 'explanation' | 'warning', { code, ...values }: DeadlineEntry): string {
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    const isTime = typeof value === 'string' && (isRealDate(value) || isLocalDateTime(value))
    if (value !== undefined) params[name] = isTime ? dateText(t, value) : value
  }
  if (params.until !== undefined) params.date = `${params.date} – ${params.until}`
  if (params.kind !== undefined) params.kind = t(`kind.${params.kind}`) + (params.name ? ` (${params.name})` : '')
  if (typeof params.minutes === 'number') params.duration = durationText(t, params.minutes)
  return t(`${group}.${code}`, params)
}

function durationText(t: Translate, minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const parts = [
    hours > 0 && t('duration.hours', { hours }),
    minutes % 60 > 0 && t('duration.minutes', { minutes: minutes % 60 }),
  ]
  return parts.filter(Boolean).join(' ')
}
