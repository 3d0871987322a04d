// How a due date stands at a moment: the words and colour that every list and page give it. Pure; the caller brings the clock.

import { type ClockState, dueSoonDays } from '../../db/model/case-status.ts'
import { instantMs, toInstant } from '../../db/model/clock.ts'
import { dayNumber, instantToLocal } from '../../db/model/local-time.ts'

type DueState =
  /** The clock has ended or not begun: nothing to say about lateness. */
  | { readonly kind: 'stopped' }
  /** The applicant is waited for. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'undated' }
  /** `HH:mm` of today, already past. */
  | { readonly kind: 'overdueToday'; readonly time: string }
  /** Calendar days since the due day. */
  | { readonly kind: 'overdue'; readonly days: number }
  /** `HH:mm` of today. */
  | { readonly kind: 'today'; readonly time: string }
  /** Calendar days until the due day. */
  | { readonly kind: 'ahead'; readonly days: number }

/** Takes the due UTC instant (null: none), what the time limit does and the present in milliseconds since 1970. */
export function dueState(dueAt: string | null, clock: ClockState, nowMs: number): DueState {
  if (clock === 'paused') return { kind: 'paused' }
  if (clock !== 'running') return { kind: 'stopped' }
  if (dueAt === null) return { kind: 'undated' }
  const due = instantToLocal(dueAt)
  const days = dayNumber(due.slice(0, 10)) - dayNumber(instantToLocal(toInstant(nowMs)).slice(0, 10))
  const time = due.slice(11)
  if (instantMs(dueAt) < nowMs) return days === 0 ? { kind: 'overdueToday', time } : { kind: 'overdue', days: -days }
  return days === 0 ? { kind: 'today', time } : { kind: 'ahead', days }
}

/** The tone of its badge: late is an error, today a warning, the next days worth a look. */
export function dueTone(state: DueState): 'neutral' | 'info' | 'warn' | 'error' {
  if (state.kind === 'overdue' || state.kind === 'overdueToday') return 'error'
  if (state.kind === 'today') return 'warn'
  return state.kind === 'ahead' && state.days <= dueSoonDays ? 'info' : 'neutral'
}

/** Of what is late and what is due soon, both by due date, the `limit` to show: late ones first, but never more than half while others wait. */
export function nearestDue<Row>(overdue: readonly Row[], soon: readonly Row[], limit: number): Row[] {
  const late = overdue.slice(0, Math.max(Math.ceil(limit / 2), limit - soon.length))
  return [...late, ...soon.slice(0, limit - late.length)]
}
