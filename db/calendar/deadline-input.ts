// What a deadline is computed from, and what of it is refused.
import type { FieldIssue, IssueCode } from '../model/errors.ts'
import { isLocalDateTime, isRealTime, type LocalDateTime } from '../model/local-time.ts'
import type { DeadlineCalendar } from './calendar-file.ts'
import type { Exclusion } from './explanation.ts'
import type { OfficeHours } from './working-time.ts'

/** The units of a procedure's time limit: ngày làm việc, ngày, giờ làm việc, giờ, trong ngày. */
export const limitUnits = ['working-days', 'days', 'working-hours', 'hours', 'same-day'] as const
export type LimitUnit = (typeof limitUnits)[number]

export const maxLimit = 10_000
/** Decree 23/2015/ND-CP, Article 7: what is received after 15:00 may be returned on the next working day. */
export const defaultCutoff = '15:00'

// What binary fractions lose: 2.3 - 2 is not 0.3. A thousandth of a minute is far below anything a person means.
export const roundingMinutes = 1e-3

export interface DeadlineInput {
  /** In the unit, above 0 up to maxLimit; working days and hours may be fractional. Not looked at for `same-day`. */
  readonly limit?: number
  readonly unit: LimitUnit
  /** When the complete file was received (Decree 118/2025/ND-CP, Article 17(3) as amended). */
  readonly receivedAt: LocalDateTime
  /** `HH:mm`; only for `same-day`. */
  readonly cutoff?: string
  readonly hours: OfficeHours
  readonly calendar: DeadlineCalendar
  readonly exclusions?: readonly Exclusion[]
}

/** Every complaint about the input; the paths are its field names, `exclusions.<index>` for an excluded time. */
export function deadlineInputIssues({ limit, unit, receivedAt, cutoff, hours, exclusions = [] }: DeadlineInput): FieldIssue[] {
  const issues: FieldIssue[] = []
  const limitIssue = limitComplaint(limit, unit)
  if (limitIssue) issues.push({ path: 'limit', code: limitIssue, params: { max: maxLimit } })
  if (!isLocalDateTime(receivedAt)) issues.push({ path: 'receivedAt', code: 'notATime' })
  if (cutoff !== undefined && !isRealTime(cutoff)) issues.push({ path: 'cutoff', code: 'notATime' })
  if (hours.length === 0) issues.push({ path: 'hours', code: 'required' })
  exclusions.forEach(({ from, to }, index) => {
    const path = `exclusions.${index}`
    if (!isLocalDateTime(from) || !isLocalDateTime(to)) issues.push({ path, code: 'notATime' })
    else if (to < from) issues.push({ path, code: 'endBeforeStart' })
  })
  return issues
}

/** Undefined when a limit can be used as it stands. */
export function limitComplaint(limit: number | undefined, unit: LimitUnit): IssueCode | undefined {
  if (unit === 'same-day') return undefined
  if (limit === undefined) return 'required'
  if (!Number.isFinite(limit)) return 'invalid'
  if (limit <= 0) return 'tooSmall'
  if (limit > maxLimit) return 'tooLarge'
  if (unit === 'days' && !Number.isInteger(limit)) return 'notWhole'
  if (unit !== 'working-hours' && unit !== 'hours') return undefined
  const minutes = limit * 60
  if (Math.abs(minutes - Math.round(minutes)) > roundingMinutes || Math.round(minutes) < 1) return 'notWholeMinutes'
  return undefined
}
