// Which procedures the samples are received for, and when: every possibility of three weeks, of which those are taken that make a day
// neither idle nor hopeless.
import { computeDeadline, type DeadlineCalendar, findDay, type OfficeHours } from '../calendar/rules.ts'
import {
  addDays,
  dayNumber,
  type IsoDate,
  type LocalDateTime,
  localOfMinutes,
  minutesPerDay,
  weekdayOfDay,
} from '../model/local-time.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import type { Dice } from './dice.ts'

/** Days back to the first sample's receipt: three weeks. */
export const sampleDays = 21
export const sampleCount = 40

export interface SampleProcedure {
  readonly id: string
  readonly content: ProcedureContent
}

type Due = 'overdue' | 'today' | 'soon' | 'later'
/** How many of each a day shows that is neither idle nor hopeless; what is missing of one is filled up with the others. */
const wanted: Readonly<Record<Due, number>> = { overdue: 5, today: 5, soon: 9, later: 21 }
/** Older promises would be a scandal, not a sample. */
const longestDelayDays = 6
const soonDays = 3

interface Candidate {
  readonly procedure: SampleProcedure
  readonly receivedAt: LocalDateTime
  readonly due: Due
}

/** In a year that the calendar does not know, Monday to Friday. */
const isOpenOn = (calendar: DeadlineCalendar, date: IsoDate): boolean =>
  findDay(calendar, date)?.working ?? ![0, 6].includes(weekdayOfDay(dayNumber(date)))

function dueOf(
  { content }: SampleProcedure,
  receivedAt: LocalDateTime,
  hours: OfficeHours,
  calendar: DeadlineCalendar,
  today: IsoDate,
): Due | null {
  const { timeLimit, cutoff } = content
  const dueDate = timeLimit
    ? computeDeadline({ limit: timeLimit.limit, unit: timeLimit.unit, receivedAt, cutoff: cutoff ?? undefined, hours, calendar })
        .dueDate
    : null
  if (dueDate === null || dueDate > addDays(today, soonDays)) return 'later'
  if (dueDate > today) return 'soon'
  if (dueDate === today) return 'today'
  return dueDate >= addDays(today, -longestDelayDays) ? 'overdue' : null
}

/** Every procedure on every working day of the three weeks, at some minute of the office hours, up to now. */
export function candidates(
  now: LocalDateTime,
  procedures: readonly SampleProcedure[],
  hours: OfficeHours,
  calendar: DeadlineCalendar,
  dice: Dice,
): Candidate[] {
  const today = now.slice(0, 10)
  const days = Array.from({ length: sampleDays + 1 }, (_, back) => addDays(today, back - sampleDays))
  return days
    .filter((day) => isOpenOn(calendar, day))
    .flatMap((day) =>
      procedures.flatMap((procedure) => {
        const { start, end } = dice(hours)
        const receivedAt = localOfMinutes(dayNumber(day) * minutesPerDay + start + dice([5, 20, 40, 65, 90, 115, 140, 170]))
        if (receivedAt > now || receivedAt.slice(11) > localOfMinutes(end).slice(11)) return []
        const due = dueOf(procedure, receivedAt, hours, calendar, today)
        return due === null ? [] : [{ procedure, receivedAt, due }]
      }),
    )
}

/** As many of each kind as are wanted and can be had, no procedure oftener than the others can help. */
export function choose(all: readonly Candidate[]): Candidate[] {
  const chosen = new Set<Candidate>()
  const uses = new Map<string, number>()
  const take = (from: readonly Candidate[], count: number) => {
    for (let taken = 0; taken < count; taken += 1) {
      const left = from.filter((candidate) => !chosen.has(candidate))
      const usesOf = ({ procedure }: Candidate) => uses.get(procedure.id) ?? 0
      const next = left.toSorted((a, b) => usesOf(a) - usesOf(b))[0]
      if (!next) return
      chosen.add(next)
      uses.set(next.procedure.id, usesOf(next) + 1)
    }
  }
  for (const due of ['today', 'overdue', 'soon', 'later'] as const) {
    take(
      all.filter((candidate) => candidate.due === due),
      wanted[due],
    )
  }
  take(all, sampleCount - chosen.size)
  return [...chosen].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
}
