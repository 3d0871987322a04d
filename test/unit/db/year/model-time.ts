// Days and deadlines counted anew, for the year of an office: every working minute of three years stands in one list, and a limit is so
// many places further in it. From the office's brief on the one-stop mechanism, sections 5.1 and 5.3; uses nothing of the product.
import { readFileSync } from 'node:fs'

/** Minutes since 1970-01-01T00:00 on the wall clock of the office. */
export type Minute = number

export const day = 1_440
export const minuteOf = (local: string): Minute => Date.parse(`${local.length === 10 ? `${local}T00:00` : local}:00Z`) / 60_000
export const localOf = (minute: Minute): string => new Date(minute * 60_000).toISOString().slice(0, 16)
export const dateOf = (minute: Minute): string => localOf(minute).slice(0, 10)
export const dayOf = (minute: Minute): number => Math.floor(minute / day)
/** The instant of a wall-clock minute, seven hours east of Greenwich, to the minute. */
export const instantOf = (minute: Minute): string => new Date((minute - 420) * 60_000).toISOString().slice(0, 16)

export const opening = 7 * 60 + 30
export const closing = 17 * 60 + 30
const noon = [11 * 60 + 30, 13 * 60 + 30] as const

export type Unit = 'working-days' | 'days' | 'hours' | 'same-day'
export interface Limit {
  readonly count: number
  readonly unit: Unit
  /** `HH:mm`, for `same-day`. */
  readonly cutoff?: string
}
/** A time that does not count, [from, to). */
export interface Gap {
  readonly from: Minute
  readonly to: Minute
}

interface CalendarJson {
  readonly years: Readonly<Record<string, { readonly days: ReadonlyArray<{ readonly date: string; readonly kind: string }> }>>
}

export class Days {
  readonly #off = new Set<number>()
  readonly #worked = new Set<number>()
  /** Every working minute of 2025 to 2027. */
  readonly #minutes: number[] = []

  constructor(file: string, closures: readonly string[] = []) {
    const { years } = JSON.parse(readFileSync(file, 'utf8')) as CalendarJson
    for (const { date, kind } of Object.values(years).flatMap(({ days }) => days))
      (kind === 'makeUp' ? this.#worked : this.#off).add(dayOf(minuteOf(date)))
    for (const date of closures) this.#off.add(dayOf(minuteOf(date)))
    for (let number = dayOf(minuteOf('2025-01-01')); number < dayOf(minuteOf('2028-01-01')); number += 1)
      if (this.works(number))
        for (let minute = opening; minute < closing; minute += 1)
          if (minute < noon[0] || minute >= noon[1]) this.#minutes.push(number * day + minute)
  }

  works(number: number): boolean {
    if (this.#off.has(number)) return false
    const weekday = (number + 4) % 7 // 1970-01-01 was a Thursday
    return this.#worked.has(number) || (weekday !== 0 && weekday !== 6)
  }

  isOpen(minute: Minute): boolean {
    return this.#minutes[this.#place(minute)] === minute
  }

  /** The place in the list of the first working minute at or after a moment. */
  #place(minute: Minute): number {
    let [low, high] = [0, this.#minutes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#minutes[middle] as number) < minute) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The moment at which so many working minutes have passed. */
  after(from: Minute, minutes: number): Minute {
    return (this.#minutes[this.#place(from) + minutes - 1] as number) + 1
  }

  /** Working minutes from one moment to another. */
  between(from: Minute, to: Minute): number {
    return this.#place(to) - this.#place(from)
  }

  /** Working days d with from <= d < to. */
  workingDays(from: Minute, to: Minute): number {
    let count = 0
    for (let number = dayOf(from); number < dayOf(to); number += 1) if (this.works(number)) count += 1
    return count
  }

  nextWorkingDay(number: number): number {
    let next = number + 1
    while (!this.works(next)) next += 1
    return next
  }

  due({ count, unit, cutoff = '15:00' }: Limit, from: Minute, gaps: readonly Gap[] = []): Minute {
    const isGap = (number: number) => gaps.some((gap) => dayOf(gap.from) <= number && number < dayOf(gap.to))
    const counts = (number: number) => this.works(number) && !isGap(number)
    let number = dayOf(from)
    if (unit === 'same-day') {
      const closes = Math.min(minuteOf(`1970-01-01T${cutoff}`), closing)
      if (counts(number) && from % day >= closes) number += 1
      while (!counts(number)) number += 1
    } else if (unit === 'working-days') {
      for (let left = count; left > 0; left -= 1) {
        number += 1
        while (!counts(number)) number += 1
      }
    } else if (unit === 'days') {
      for (let left = count; left > 0; left -= 1) {
        number += 1
        while (isGap(number)) number += 1
      }
      while (!counts(number)) number += 1
    } else {
      // By the clock, also at night; what ends on a day off ends when the office next opens.
      let end = from
      for (let left = count * 60; left > 0; left -= 1) {
        while (gaps.some((gap) => gap.from <= end && end < gap.to)) end += 1
        end += 1
      }
      const night = end % day < opening ? dayOf(end) - 1 : dayOf(end)
      if (this.works(night) && this.works(dayOf(end))) return end
      if (this.works(dayOf(end)) && end % day >= opening) return end
      return (this.works(dayOf(end)) ? dayOf(end) : this.nextWorkingDay(dayOf(end))) * day + opening
    }
    return number * day + closing
  }
}
