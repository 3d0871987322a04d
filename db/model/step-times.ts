// What the steps of a process take, and whether they add up to the limit. Pure, because the editor shows the sum while a person types.
//
// Five ways in which real decisions give the time of a step: an amount; "giờ hành chính" and "không tính thời gian", which count
// nothing; "trong ngày", which counts nothing either but is only true of work done the same day; and one amount shared by a group of steps.

export const stepTimeKinds = ['amount', 'officeHours', 'notCounted', 'sameDay', 'group'] as const
export type StepTimeKind = (typeof stepTimeKinds)[number]

export const amountUnits = ['hours', 'days'] as const
export type AmountUnit = (typeof amountUnits)[number]

/** Decisions count a working day as 8 hours (30 ngày = 240 giờ). */
export const minutesPerWorkingDay = 480

/** Minutes of working time, and the unit in which they were written. */
export interface Amount {
  readonly minutes: number
  readonly unit: AmountUnit
}

export type StepTime =
  | ({ readonly kind: 'amount' } & Amount)
  | { readonly kind: 'officeHours' | 'notCounted' | 'sameDay' }
  | { readonly kind: 'group'; readonly group: string }

export interface TimedVariant {
  readonly timeLimit: { readonly limit: number; readonly unit: string } | null
  readonly groups: ReadonlyArray<{ readonly key: string } & Amount>
  readonly steps: ReadonlyArray<{ readonly time: StepTime }>
}

export interface TimeSum {
  /** Minutes of all steps; a group counts once, however many steps share it. */
  readonly minutes: number
  /** Minutes of the limit; null when there is none or it is "trong ngày". */
  readonly limitMinutes: number | null
  /** sum − limit; null when there is nothing to compare with. */
  readonly differenceMinutes: number | null
}

/** Minutes of working time of a limit; days and working days alike count 8 hours, as the step tables of the decisions do. */
export function limitMinutes(limit: { readonly limit: number; readonly unit: string } | null): number | null {
  if (limit === null || limit.unit === 'same-day') return null
  const perUnit = limit.unit === 'working-hours' || limit.unit === 'hours' ? 60 : minutesPerWorkingDay
  return Math.round(limit.limit * perUnit)
}

export function sumSteps({ timeLimit, groups, steps }: TimedVariant): TimeSum {
  const used = new Set(steps.flatMap(({ time }) => (time.kind === 'group' ? [time.group] : [])))
  const alone = steps.reduce((sum, { time }) => sum + (time.kind === 'amount' ? time.minutes : 0), 0)
  const shared = groups.reduce((sum, group) => sum + (used.has(group.key) ? group.minutes : 0), 0)
  const minutes = alone + shared
  const limit = limitMinutes(timeLimit)
  return { minutes, limitMinutes: limit, differenceMinutes: limit === null ? null : minutes - limit }
}
