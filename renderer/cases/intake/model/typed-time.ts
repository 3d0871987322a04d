// Times and birth dates as quick hands type them. What cannot be read is kept as typed, so that it can be corrected.
import { isRealDate, isRealTime } from '../../../../db/model/local-time.ts'
import { parseTypedDate } from '../../../ui/date-text.ts'

/** `HH:mm` of `8`, `805`, `0805`, `8:05`, `8h05`, `8 giờ 5`; anything else comes back trimmed as it is. */
export function toTime(typed: string): string {
  const text = typed.trim().toLowerCase()
  const [, hours = '', minutes = ''] = /^(\d{1,2}?)\s*(?:[:.h]|giờ|\s)?\s*(\d{2}|(?<=\D)\d)?$/u.exec(text) ?? []
  const time = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
  return hours !== '' && isRealTime(time) ? time : text
}

/** ISO date, or only the year (`1950`) of an old person; anything else comes back trimmed as it is. `today` is an ISO date. */
export function toBirthDate(typed: string, today: string): string {
  const text = typed.trim()
  if (isYear(text, today)) return text
  return parseTypedDate(text, today, today) ?? text
}

const isYear = (text: string, today: string): boolean => /^\d{4}$/.test(text) && text >= '1800' && text <= today.slice(0, 4)

/** Whether the text is what `toBirthDate` makes of a date or year that can be one of birth. */
export const isBirthDate = (text: string, today: string): boolean => (isRealDate(text) && text <= today) || isYear(text, today)
