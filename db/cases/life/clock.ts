// What happens to the promised date: after a pause, by the rule of the procedure; how a finish is judged; what a step may take. Pure.
// Everything is counted in working time by the one function that decides deadlines; what has been missed once stays missed.
import type { DeadlineCalendar } from '../../calendar/calendar-file.ts'
import { toReasons } from '../../calendar/reasons.ts'
import { computeDeadline, type LimitUnit, type OfficeHours, workingMinutesBetween } from '../../calendar/rules.ts'
import type { LocalDateTime } from '../../model/local-time.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import type { PlannedStep } from './plan.ts'

/**
 * What a pause does when it ends. `restart`: the whole limit runs again from the moment the file is complete (Decree 61/2018/ND-CP,
 * Article 19(4); so for the supplement of Decree 297/2025/ND-CP); `resume`: the pause does not count; `continue`: no pause at all.
 */
export const clockPolicies = ['restart', 'resume', 'continue'] as const
export type ClockPolicy = (typeof clockPolicies)[number]

export const finishResults = ['early', 'onTime', 'overdue', 'undated'] as const
export type FinishResult = (typeof finishResults)[number]

interface Limit {
  readonly limit: number
  readonly unit: LimitUnit
}

export interface ClockFacts {
  readonly timeLimit: Limit | null
  readonly cutoff: string | null
  readonly hours: OfficeHours
  readonly calendar: DeadlineCalendar
}

/** A time that did not count; local. */
export interface Pause {
  readonly from: LocalDateTime
  readonly to: LocalDateTime
  readonly reason: string
}

/** The date that a limit gives from its start, leaving the pauses out; null where there is no limit to count. */
export function promise(facts: ClockFacts, startedAt: LocalDateTime, pauses: readonly Pause[]): PinnedDeadline | null {
  const { timeLimit, cutoff, hours, calendar } = facts
  if (timeLimit === null) return null
  const computed = computeDeadline({
    limit: timeLimit.limit,
    unit: timeLimit.unit,
    receivedAt: startedAt,
    cutoff: cutoff ?? undefined,
    hours,
    calendar,
    exclusions: pauses,
  })
  return {
    dueDate: computed.dueDate,
    dueAt: computed.dueAt,
    explanation: toReasons(computed.explanation),
    warnings: toReasons(computed.warnings),
    isManual: false,
  }
}

/**
 * How a result stands to its promise, both local. Limits in hours are judged by the minute, all others by the day (no law defines the
 * three words; the office's rule). What was missed before a pause or an extension stays overdue.
 */
export function judgeFinish(
  finishedAt: LocalDateTime,
  dueAt: LocalDateTime | null,
  unit: LimitUnit | null,
  wasMissed: boolean,
): FinishResult {
  if (wasMissed) return 'overdue'
  if (dueAt === null) return 'undated'
  const byMinute = unit === 'hours' || unit === 'working-hours'
  const [finish, due] = byMinute ? [finishedAt, dueAt] : [finishedAt.slice(0, 10), dueAt.slice(0, 10)]
  return finish < due ? 'early' : finish === due ? 'onTime' : 'overdue'
}

/** Whether the promise is broken at a moment, by the same rule. */
export const isMissed = (now: LocalDateTime, dueAt: LocalDateTime | null, unit: LimitUnit | null): boolean =>
  judgeFinish(now, dueAt, unit, false) === 'overdue'

/** Working minutes that earlier runs of a group have used up: [handed, finished] of each, local. */
export function usedMinutes(
  { hours, calendar }: Pick<ClockFacts, 'hours' | 'calendar'>,
  runs: ReadonlyArray<{ readonly from: LocalDateTime; readonly to: LocalDateTime }>,
): number {
  return runs.reduce((sum, { from, to }) => sum + (workingMinutesBetween(calendar, hours, from, to) ?? 0), 0)
}

/**
 * When a step ought to be done that is handed over at a moment: its minutes of working time from then on, less what the group it
 * shares has used. Null when the process counts nothing for it, or the calendar of the year is not decided. A budget never
 * lengthens the limit of the case.
 */
export function stepDue(
  facts: Pick<ClockFacts, 'hours' | 'calendar'>,
  step: Pick<PlannedStep, 'time' | 'minutes'>,
  handedAt: LocalDateTime,
  usedByGroup: number,
): LocalDateTime | null {
  const { hours, calendar } = facts
  if (step.time.kind === 'sameDay') return computeDeadline({ unit: 'same-day', receivedAt: handedAt, hours, calendar }).dueAt
  if (step.minutes === null) return null
  const left = step.minutes - usedByGroup
  if (left <= 0) return handedAt
  return computeDeadline({ limit: left / 60, unit: 'working-hours', receivedAt: handedAt, hours, calendar }).dueAt
}
