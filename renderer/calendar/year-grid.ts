// A year of the deadline calendar as twelve month grids with their working days. Pure; the year must be one whose days are given.

import { dateOfDay, dayNumber, type IsoDate, weekdayOfDay } from '../../db/model/local-time.ts'
import { weekdayNames } from '../../electron/api/calendar.ts'

type Weekday = (typeof weekdayNames)[number]

export interface SpecialDay {
  readonly date: IsoDate
  readonly kind: string
  readonly name: string
}

export interface GridDay {
  readonly date: IsoDate
  /** 1 to 31. */
  readonly day: number
  readonly isWorking: boolean
  /** Undefined on ordinary working days and weekly rest days. */
  readonly special: SpecialDay | undefined
}

export interface MonthGrid {
  /** 1 to 12. */
  readonly month: number
  /** Weeks from Monday to Sunday; null where the week belongs to another month. */
  readonly weeks: readonly (readonly (GridDay | null)[])[]
  readonly workingDays: number
}

/** Weekdays, 0 Sunday to 6 Saturday, in the order of a Vietnamese week. */
export const weekdaysFromMonday = [1, 2, 3, 4, 5, 6, 0] as const

const daysPerWeek = 7
/** Columns before a date in a week that begins on Monday. */
const mondayFirst = (day: number): number => (weekdayOfDay(day) + daysPerWeek - 1) % daysPerWeek

/** The months of a year. `weeklyRest` names weekdays as the calendar does. Throws a RangeError for a year outside 1000 to 9998. */
export function yearGrid(year: number, days: readonly SpecialDay[], weeklyRest: readonly Weekday[]): MonthGrid[] {
  const rest = new Set(weeklyRest.map((name) => weekdayNames.indexOf(name)))
  const special = new Map<IsoDate, SpecialDay>()
  // A storm may close the office on a make-up day: then the closure holds.
  for (const day of days) if (special.get(day.date)?.kind !== 'closure') special.set(day.date, day)

  const gridDay = (number: number): GridDay => {
    const date = dateOfDay(number)
    const found = special.get(date)
    const isWorking = found ? found.kind === 'makeUp' : !rest.has(weekdayOfDay(number))
    return { date, day: Number(date.slice(8)), isWorking, special: found }
  }

  return Array.from({ length: 12 }, (_, index) => {
    const first = firstDay(year, index + 1)
    const last = firstDay(year, index + 2) - 1
    const inMonth = Array.from({ length: last - first + 1 }, (_, offset) => gridDay(first + offset))
    const cells = [...Array<null>(mondayFirst(first)).fill(null), ...inMonth]
    const weeks = Array.from({ length: Math.ceil(cells.length / daysPerWeek) }, (_, week) =>
      Array.from({ length: daysPerWeek }, (_, column) => cells[week * daysPerWeek + column] ?? null),
    )
    return { month: index + 1, weeks, workingDays: inMonth.filter((day) => day.isWorking).length }
  })
}

/** Day number of the first of a month; month 13 is January of the next year. */
function firstDay(year: number, month: number): number {
  const [of, at] = month > 12 ? [year + 1, 1] : [year, month]
  return dayNumber(`${of}-${String(at).padStart(2, '0')}-01`)
}

/** Working days of the whole year. */
export const workingDaysOf = (months: readonly MonthGrid[]): number =>
  months.reduce((sum, { workingDays }) => sum + workingDays, 0)
