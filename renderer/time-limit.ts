// A procedure's limit in the few words that lists have room for.
import type { TFunction } from 'i18next'
import type { ProcedureSummary } from '../electron/api/procedures.ts'

/** `15 ngày làm việc`; null when the office must settle the limit first. `t` may be of any namespace. */
export function timeLimitWords(t: TFunction, limit: ProcedureSummary['timeLimit']): string | null {
  if (!limit) return null
  const unit = t(`calendar:unit.${limit.unit}`)
  return limit.unit === 'same-day' ? unit : `${limit.limit} ${unit}`
}
