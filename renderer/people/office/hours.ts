// Office hours as a form holds them: rows of two typed times, a row left blank meaning nothing. Pure.

import type { FieldIssue } from '../../../db/model/errors.ts'
import { isRealTime } from '../../../db/model/local-time.ts'
import type { OfficeSettings } from '../../../electron/api/people.ts'

export type Hours = OfficeSettings['hours']
export type HoursRow = Hours[number]

/** What the first run proposes. */
export const usualHours: Hours = [
  { start: '07:30', end: '11:30' },
  { start: '13:30', end: '17:30' },
]
const rowsShown = 2
const blankRow: HoursRow = { start: '', end: '' }

/** Reads `7:30`, `7h30`, `7.30`, `730`, `0730`, `7h` or `7` and returns `HH:mm`; undefined when it is not a time of day. */
export function parseTypedTime(text: string): string | undefined {
  const parts = /^(\d{1,2})(?:[:.h ]?(\d{2}))?h?$/.exec(text.trim().toLowerCase())
  if (!parts) return undefined
  const time = `${parts[1]?.padStart(2, '0')}:${parts[2] ?? '00'}`
  return isRealTime(time) ? time : undefined
}

/** The rows of the form: those of the office, and blank ones up to two. */
export const rowsOf = (hours: Hours): HoursRow[] => [
  ...hours,
  ...Array.from({ length: Math.max(0, rowsShown - hours.length) }, () => ({ ...blankRow })),
]

const isBlank = (row: HoursRow): boolean => row.start.trim() === '' && row.end.trim() === ''

/** The intervals that the rows mean. Only for rows without issues: a text that is no time stays as it is. */
export const hoursOf = (rows: readonly HoursRow[]): Hours =>
  rows
    .filter((row) => !isBlank(row))
    .map(({ start, end }) => ({ start: parseTypedTime(start) ?? start, end: parseTypedTime(end) ?? end }))

/** Complaints with paths `hours.<row>.start` and `hours.<row>.end`: no row at all, no time, the wrong order, an overlap. */
export function hoursIssues(rows: readonly HoursRow[]): FieldIssue[] {
  if (rows.every(isBlank)) return [{ path: 'hours.0.start', code: 'required' }]
  const issues: FieldIssue[] = []
  let previousEnd = ''
  for (const [index, row] of rows.entries()) {
    if (isBlank(row)) continue
    const start = parseTypedTime(row.start)
    const end = parseTypedTime(row.end)
    for (const [name, time] of [['start', start] as const, ['end', end] as const]) {
      const code = row[name].trim() === '' ? 'required' : 'notATime'
      if (time === undefined) issues.push({ path: `hours.${index}.${name}`, code })
    }
    if (start !== undefined && start < previousEnd) issues.push({ path: `hours.${index}.start`, code: 'timesOverlap' })
    if (start !== undefined && end !== undefined && end <= start)
      issues.push({ path: `hours.${index}.end`, code: 'endBeforeStart' })
    previousEnd = end ?? previousEnd
  }
  return issues
}
