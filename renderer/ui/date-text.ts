// Dates as people type them: dd/MM/yyyy first, and what fast hands shorten it to. Pure: the caller says what day it is.
import { dateOfDay, isRealDate } from '../../db/model/local-time.ts'

const MS_PER_DAY = 86_400_000
/** A two-digit year may lie this far ahead of today (a certificate's expiry) before it means the last century. */
const TWO_DIGIT_YEARS_AHEAD = 20

/** `YYYY-MM-DD` of a day that exists, or undefined: 31/02 does not, nor a year outside 1800…2200. */
function isoDate(year: number, month: number, day: number): string | undefined {
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return year >= 1800 && year <= 2200 && isRealDate(iso) ? iso : undefined
}

function fullYear(typed: string, latest: string): number {
  const year = Number(typed)
  if (typed.length > 2) return year
  const century = Math.floor(Number(latest.slice(0, 4)) / 100) * 100
  return century + year > Number(latest.slice(0, 4)) ? century - 100 + year : century + year
}

/**
 * Reads a typed date and returns `YYYY-MM-DD`, or undefined when it is not one. Accepts `1/2/90`, `01021990`, `010290`,
 * `01.02.1990`, `1-2-1990`, `1 2 1990`, `1/2` (this year) and `1990-02-01`. `today` and `latest` are ISO dates; a two-digit year is
 * the last one whose year is not after `latest` (given for a date of birth), without it not after 20 years from today.
 */
export function parseTypedDate(text: string, today: string, latest?: string): string | undefined {
  const typed = text.trim()
  if (isRealDate(typed)) return typed
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed)
  const parts = run ?? /^(\d{1,2})[/.\-\s]+(\d{1,2})(?:[/.\-\s]+(\d{4}|\d{2}))?$/.exec(typed)
  if (!parts) return undefined
  const horizon = latest ?? `${Number(today.slice(0, 4)) + TWO_DIGIT_YEARS_AHEAD}-12-31`
  const year = parts[3] === undefined ? Number(today.slice(0, 4)) : fullYear(parts[3], horizon)
  return isoDate(year, Number(parts[2]), Number(parts[1]))
}

/** Local midnight of an ISO date, for the calendar widget, which counts in local days. */
export const localDate = (iso: string): Date =>
  new Date(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)))

/** The ISO date of a local midnight. */
export const isoOfLocalDate = (date: Date): string =>
  dateOfDay(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / MS_PER_DAY)
