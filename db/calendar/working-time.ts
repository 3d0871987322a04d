// Which days and minutes count as working time. A day in a year whose calendar is not decided is neither working nor off: the
// question has no answer yet, and every function here says so instead of guessing.
import { refuseFields } from '../model/errors.ts'
import {
  dateOfDay,
  dayNumber,
  type IsoDate,
  isRealTime,
  type LocalDateTime,
  localMinutes,
  minutesPerDay,
  timeMinutes,
  weekdayOfDay,
} from '../model/local-time.ts'
import { type CalendarDay, type DeadlineCalendar, weekdayNames } from './calendar-file.ts'

/** Minutes [start, end): after midnight in OfficeHours, since 1970-01-01T00:00 local time elsewhere. */
export interface MinuteSpan {
  readonly start: number
  readonly end: number
}

/** The office hours of a working day in order, at least one span; from parseOfficeHours. */
export type OfficeHours = readonly MinuteSpan[]

/** What the calendar says of a day; `name` is empty on ordinary working days and weekly rest days. */
export interface JudgedDay {
  readonly working: boolean
  readonly kind: CalendarDay['kind'] | 'ordinary' | 'weeklyRest'
  readonly name: string
}

/** Thrown inside the floor when a day must be judged in an undecided year; the public functions turn it into their answer. */
export class UndecidedYear extends Error {
  override readonly name = 'UndecidedYear'
  readonly year: number

  constructor(year: number) {
    super(`no decided calendar for ${year}`)
    this.year = year
  }
}

/**
 * Office hours from texts such as `07:30-11:30`, in ascending order; they may touch.
 * Throws AppError `input.invalid` with paths `hours` and `hours.<index>`: `required`, `notATime`, `endBeforeStart`, `timesOverlap`.
 */
export function parseOfficeHours(texts: readonly string[]): OfficeHours {
  if (texts.length === 0) refuseFields([{ path: 'hours', code: 'required' }])
  const hours: MinuteSpan[] = []
  texts.forEach((text, index) => {
    const refuse = (code: 'notATime' | 'endBeforeStart' | 'timesOverlap') => refuseFields([{ path: `hours.${index}`, code }])
    const [from = '', to = '', ...rest] = text.split('-')
    if (!isRealTime(from) || !isRealTime(to) || rest.length > 0) refuse('notATime')
    const span = { start: timeMinutes(from), end: timeMinutes(to) }
    if (span.end <= span.start) refuse('endBeforeStart')
    if (span.start < (hours.at(-1)?.end ?? 0)) refuse('timesOverlap')
    hours.push(span)
  })
  return hours
}

export const officeOpening = (hours: OfficeHours): number => hours[0]?.start ?? 0
export const officeClosing = (hours: OfficeHours): number => hours.at(-1)?.end ?? 0
export const officeMinutesPerDay = (hours: OfficeHours): number => hours.reduce((sum, { start, end }) => sum + end - start, 0)

/** The office hours of a day as minutes since 1970-01-01T00:00, as if it were a working day. */
export const officeSpans = (hours: OfficeHours, day: number): MinuteSpan[] =>
  hours.map(({ start, end }) => ({ start: day * minutesPerDay + start, end: day * minutesPerDay + end }))

interface CalendarIndex {
  readonly restWeekdays: ReadonlySet<number>
  readonly decidedYears: ReadonlySet<number>
  readonly days: ReadonlyMap<number, CalendarDay>
}

const indexes = new WeakMap<DeadlineCalendar, CalendarIndex>()

function indexOf(calendar: DeadlineCalendar): CalendarIndex {
  const known = indexes.get(calendar)
  if (known) return known
  const days = new Map<number, CalendarDay>()
  for (const day of Object.values(calendar.years).flatMap((year) => year.days)) {
    const number = dayNumber(day.date)
    // Where a storm closes the office on a make-up day, the closure holds.
    if (days.get(number)?.kind !== 'closure') days.set(number, day)
  }
  const decided = Object.entries(calendar.years).filter(([, year]) => year.decided)
  const index: CalendarIndex = {
    restWeekdays: new Set(calendar.weeklyRest.map((name) => weekdayNames.indexOf(name))),
    decidedYears: new Set(decided.map(([year]) => Number(year))),
    days,
  }
  indexes.set(calendar, index)
  return index
}

/** What the calendar says of a day number. Throws UndecidedYear. */
export function judgeDay(calendar: DeadlineCalendar, day: number): JudgedDay {
  const { restWeekdays, decidedYears, days } = indexOf(calendar)
  const year = Number(dateOfDay(day).slice(0, 4))
  if (!decidedYears.has(year)) throw new UndecidedYear(year)
  const special = days.get(day)
  if (special) return { working: special.kind === 'makeUp', kind: special.kind, name: special.name }
  return restWeekdays.has(weekdayOfDay(day))
    ? { working: false, kind: 'weeklyRest', name: '' }
    : { working: true, kind: 'ordinary', name: '' }
}

/** What the calendar says of a date; undefined when its year is not decided. Throws a RangeError when it is not a real date. */
export const findDay = (calendar: DeadlineCalendar, date: IsoDate): JudgedDay | undefined =>
  whenDecided(() => judgeDay(calendar, dayNumber(date)))

/** Whether the state offices work that day; undefined (which is not "no") when its year is not decided. */
export const isWorkingDay = (calendar: DeadlineCalendar, date: IsoDate): boolean | undefined => findDay(calendar, date)?.working

/** The first working day after the date; undefined when an undecided year comes first. */
export const nextWorkingDay = (calendar: DeadlineCalendar, date: IsoDate): IsoDate | undefined =>
  whenDecided(() => {
    let day = dayNumber(date) + 1
    while (!judgeDay(calendar, day).working) day++
    return dateOfDay(day)
  })

/**
 * Office minutes of working days from `from` to `to`, negative when `to` lies before `from`; undefined when a day between them
 * falls in an undecided year.
 */
export function workingMinutesBetween(
  calendar: DeadlineCalendar,
  hours: OfficeHours,
  from: LocalDateTime,
  to: LocalDateTime,
): number | undefined {
  const start = localMinutes(from)
  const end = localMinutes(to)
  if (end < start) {
    const backwards = workingMinutesBetween(calendar, hours, to, from)
    return backwards === undefined ? undefined : -backwards
  }
  return whenDecided(() => {
    let minutes = 0
    for (let day = Math.floor(start / minutesPerDay); day * minutesPerDay < end; day++) {
      const inside = officeSpans(hours, day).reduce(
        (sum, span) => sum + Math.max(0, Math.min(span.end, end) - Math.max(span.start, start)),
        0,
      )
      if (inside > 0 && judgeDay(calendar, day).working) minutes += inside
    }
    return minutes
  })
}

function whenDecided<T>(answer: () => T): T | undefined {
  try {
    return answer()
  } catch (error) {
    if (error instanceof UndecidedYear) return undefined
    throw error
  }
}
