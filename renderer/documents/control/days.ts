// Days that dialogs propose, at the office's own wall clock.
import { systemClock, toInstant } from '../../../db/model/clock.ts'
import { addDays, type IsoDate, instantToLocal } from '../../../db/model/local-time.ts'

export const today = (): IsoDate => instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)
export const tomorrow = (): IsoDate => addDays(today(), 1)

/** The same day of the next year; 29 February gives 28 February. '' for what is not a date yet. */
export function yearAfter(date: string): string {
  const [, year, rest] = /^(\d{4})(-\d{2}-\d{2})$/.exec(date) ?? []
  if (!year || !rest) return ''
  return `${Number(year) + 1}${rest === '-02-29' ? '-02-28' : rest}`
}
