// Dates of the past as far as they are known: a day, a month, a year, or a day without its year ("ngày 11/7"). Stored as the prefix of
// the ISO date, `--MM-DD` without a year, '' when nothing is known. Nothing is filled in that nobody knows.
import { type IsoDate, isRealDate } from './local-time.ts'

/** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `--MM-DD` or ''. */
export type PartialDate = string

/** Whether the text is a partial date that can be: 2007-13 and --02-30 cannot. */
export function isPartialDate(text: string): boolean {
  if (text === '' || isRealDate(text)) return true
  if (/^\d{4}$/.test(text)) return isRealDate(`${text}-01-01`)
  if (/^\d{4}-\d{2}$/.test(text)) return isRealDate(`${text}-01`)
  return /^--\d{2}-\d{2}$/.test(text) && isRealDate(`2000${text.slice(1)}`)
}

/** The day, when the whole of it is known. */
export const knownDay = (date: PartialDate): IsoDate | null => (isRealDate(date) ? date : null)

/** Whether a day can be the one that is half known: 2013-07-11 can be "2013" and "--07-11", not "2012". */
export const canBe = (date: PartialDate, day: IsoDate): boolean =>
  date.startsWith('--') ? day.endsWith(date.slice(1)) : day.startsWith(date)

/** What a person typed (27/12/2007, 12/2007, 2007, 11/7), as a partial date; null when it is none. */
export function parsePartialDate(typed: string): PartialDate | null {
  const parts = typed.trim().split(/[/.\-\s]+/)
  if (typed.trim() === '') return ''
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return null
  const two = (part = '') => part.padStart(2, '0')
  const [a = '', b = '', c = ''] = parts
  let date: string | null = null
  if (parts.length === 1 && a.length === 4) date = a
  if (parts.length === 2) date = b.length === 4 ? `${b}-${two(a)}` : `--${two(b)}-${two(a)}`
  if (parts.length === 3) date = a.length === 4 ? `${a}-${two(b)}-${two(c)}` : `${c}-${two(b)}-${two(a)}`
  return date !== null && isPartialDate(date) ? date : null
}

/** As it is written here: 27/12/2007, 12/2007, 2007, 11/7. */
export function partialDateText(date: PartialDate): string {
  if (date.startsWith('--')) return `${Number(date.slice(5))}/${Number(date.slice(2, 4))}`
  return date.split('-').toReversed().join('/')
}
