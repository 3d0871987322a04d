// The deadline calendar as data: which weekdayNames the state offices rest by notice and which Saturdays they repay. Labour Code 2019,
// Articles 111 and 112: Tết, the second day of National Day and swaps are decided year by year, so they are never computed here; a
// year stands in the file with the notice that decided it, or it is not decided.
import { z } from 'zod'
import type { IssueCode } from '../model/errors.ts'
import { parseJsonFile } from '../model/json-lines.ts'
import { dayNumber, isRealDate, weekdayOfDay } from '../model/local-time.ts'

export const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** `makeUp` makes a rest day a working day; the others take a working day away. `closure` is a local one (storm, flood). */
export const calendarDayKinds = ['holiday', 'compensatory', 'swapOff', 'makeUp', 'closure'] as const

const realDate = z.string().refine(isRealDate, { params: { issue: 'notADate' } })

const calendarDay = z
  .strictObject({ date: realDate, kind: z.enum(calendarDayKinds), name: z.string().trim().min(1).max(200) })
  .readonly()

const calendarYear = z
  .strictObject({
    /** False while a draft: no deadline is computed in that year. */
    decided: z.boolean(),
    /** The notice that decided the year. */
    source: z.string().trim().min(1).max(500),
    days: z.array(calendarDay).readonly(),
  })
  .readonly()
  .refine(({ decided, days }) => !decided || days.length > 0, { path: ['days'], params: { issue: 'required' } })

/** A calendar as a file or a part of a pack holds it. */
export const calendarFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().trim().min(1).max(200),
    version: realDate,
    zone: z.literal('Asia/Ho_Chi_Minh'),
    weeklyRest: z.array(z.enum(weekdayNames)).max(6).readonly(),
    years: z
      .record(z.string().regex(/^\d{4}$/), calendarYear)
      .refine((years) => Object.keys(years).length > 0, { params: { issue: 'required' } })
      .readonly(),
  })
  .readonly()
  .superRefine((calendar, ctx) => {
    for (const [year, { days }] of Object.entries(calendar.years)) {
      days.forEach((day, index) => {
        const issue = dayIssue(calendar.weeklyRest, year, days, day)
        if (issue)
          ctx.addIssue({ code: 'custom', path: ['years', year, 'days', index, 'date'], params: { issue, date: day.date } })
      })
    }
  })

export type CalendarDay = z.infer<typeof calendarDay>
export type DeadlineCalendar = z.infer<typeof calendarFile>

/**
 * Reads a calendar file whole and checks it before anything of it is used.
 * Throws AppError `file.invalid`; each issue names the line and the place, e.g. `line 12: years.2026.days[3].date`.
 */
export const parseCalendar = (text: string): DeadlineCalendar => parseJsonFile(text, calendarFile)

function dayIssue(
  weeklyRest: readonly string[],
  year: string,
  days: readonly CalendarDay[],
  day: CalendarDay,
): IssueCode | undefined {
  if (!isRealDate(day.date)) return undefined
  if (!day.date.startsWith(year)) return 'outsideYear'
  const sameDate = days.filter(({ date }) => date === day.date)
  // A storm may close the office on a make-up day: the only two entries that one date can bear.
  const isClosedMakeUp =
    sameDate.length === 2 && sameDate.some(({ kind }) => kind === 'makeUp') && sameDate.some(({ kind }) => kind === 'closure')
  if (sameDate[0] !== day && !isClosedMakeUp) return 'notUnique'
  const rests = weeklyRest.includes(weekdayNames[weekdayOfDay(dayNumber(day.date))] ?? '')
  if (day.kind === 'makeUp') return rests ? undefined : 'notWeeklyRest'
  return rests && !isClosedMakeUp ? 'onWeeklyRest' : undefined
}
