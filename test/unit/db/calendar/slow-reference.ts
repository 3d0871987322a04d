// The deadline rules a second time, as slowly and plainly as they can be said: a wall clock that moves one minute at a time. It shares
// no code with db/calendar and reads the calendar file by itself, so that a common mistake would have to be made twice.

interface RawCalendar {
  readonly weeklyRest: readonly string[]
  readonly years: Readonly<Record<string, { decided: boolean; days: readonly { date: string; kind: string }[] }>>
}

export interface SlowInput {
  readonly limit: number
  readonly unit: string
  readonly receivedAt: string
  readonly cutoff?: string
  /** e.g. `07:30-11:30` */
  readonly hours: readonly string[]
  readonly exclusions: readonly { from: string; to: string }[]
}

class NotDecided extends Error {}

const minuteMs = 60_000
const toMs = (local: string) => Date.parse(`${local}:00Z`)
const toLocal = (ms: number) => new Date(ms).toISOString().slice(0, 16)
const dateOf = (ms: number) => toLocal(ms).slice(0, 10)
const timeOf = (ms: number) => toLocal(ms).slice(11)
const dayLater = (date: string) => dateOf(toMs(`${date}T12:00`) + 1440 * minuteMs)
const dayBefore = (date: string) => dateOf(toMs(`${date}T12:00`) - 1440 * minuteMs)

export function slowRules(calendarText: string) {
  const calendar: RawCalendar = JSON.parse(calendarText)
  const known = new Map<string, boolean>()

  /** Throws NotDecided. */
  function works(date: string): boolean {
    const year = calendar.years[date.slice(0, 4)]
    if (!year?.decided) throw new NotDecided()
    const answer = known.get(date)
    if (answer !== undefined) return answer
    const kinds = year.days.filter((day) => day.date === date).map((day) => day.kind)
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
      .format(toMs(`${date}T12:00`))
      .toLowerCase()
    const result = kinds.length > 0 ? kinds.every((kind) => kind === 'makeUp') : !calendar.weeklyRest.includes(weekday)
    known.set(date, result)
    return result
  }

  function slowDueAt({ limit, unit, receivedAt, cutoff = '15:00', hours, exclusions }: SlowInput): string {
    const opening = hours[0]?.slice(0, 5) ?? ''
    const closing = hours.at(-1)?.slice(6) ?? ''
    const inOffice = (time: string) => hours.some((span) => span.slice(0, 5) <= time && time < span.slice(6))
    const minuteExcluded = (ms: number) => exclusions.some(({ from, to }) => from <= toLocal(ms) && toLocal(ms) < to)
    const dayExcluded = (date: string) => exclusions.some(({ from, to }) => from.slice(0, 10) <= date && date < to.slice(0, 10))
    const received = receivedAt.slice(0, 10)

    switch (unit) {
      case 'same-day': {
        let date = received
        const inTime = receivedAt.slice(11) < cutoff && receivedAt.slice(11) < closing
        if (dayExcluded(date) || !works(date) || !inTime)
          do date = dayLater(date)
          while (dayExcluded(date) || !works(date))
        return `${date}T${closing}`
      }
      case 'days': {
        let date = received
        for (let left = limit; left > 0; ) {
          date = dayLater(date)
          if (!dayExcluded(date)) left--
        }
        while (dayExcluded(date) || !works(date)) date = dayLater(date)
        return `${date}T${closing}`
      }
      case 'working-days': {
        let date = received
        for (let left = Math.ceil(limit); left > 0; ) {
          date = dayLater(date)
          if (!dayExcluded(date) && works(date)) left--
        }
        const part = limit - Math.floor(limit)
        if (part === 0) return `${date}T${closing}`
        const officeMinutes: string[] = []
        for (let ms = toMs(`${date}T00:00`); dateOf(ms) === date; ms += minuteMs)
          if (inOffice(timeOf(ms))) officeMinutes.push(timeOf(ms))
        const last = officeMinutes[Math.ceil(part * officeMinutes.length) - 1] ?? ''
        return toLocal(toMs(`${date}T${last}`) + minuteMs)
      }
      case 'working-hours': {
        let ms = toMs(receivedAt)
        for (let left = Math.round(limit * 60); left > 0; ms += minuteMs)
          if (inOffice(timeOf(ms)) && !minuteExcluded(ms) && works(dateOf(ms))) left--
        return toLocal(ms)
      }
      default: {
        let ms = toMs(receivedAt)
        for (let left = Math.round(limit * 60); left > 0; ms += minuteMs) if (!minuteExcluded(ms)) left--
        for (let moved = false, waiting = false; ; ms += minuteMs) {
          const date = dateOf(ms)
          const strictlyInside = exclusions.some(({ from, to }) => from < toLocal(ms) && toLocal(ms) < to)
          if (!works(date) || (timeOf(ms) < opening && !works(dayBefore(date)))) {
            moved = true
            waiting = false
          } else if (moved && (strictlyInside || (waiting && minuteExcluded(ms)))) waiting = true
          else return toLocal(ms)
        }
      }
    }
  }

  return {
    works,
    /** The due wall time; null when the clock came to a year that is not decided. */
    dueAt(input: SlowInput): string | null {
      try {
        return slowDueAt(input)
      } catch (error) {
        if (error instanceof NotDecided) return null
        throw error
      }
    },
    /** Office minutes of working days in [from, to), counted one by one. */
    workingMinutes(hours: readonly string[], from: string, to: string): number {
      let minutes = 0
      for (let ms = toMs(from); ms < toMs(to); ms += minuteMs)
        if (hours.some((span) => span.slice(0, 5) <= timeOf(ms) && timeOf(ms) < span.slice(6)) && works(dateOf(ms))) minutes++
      return minutes
    },
  }
}
