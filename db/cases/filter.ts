// Which cases a list shows, as a condition. Lateness is judged by `due_rank`, which only open cases have.
import type { ExpressionBuilder } from 'kysely'
import { type CaseStatus, dueSoonDays } from '../model/case-status.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { addDays, instantToLocal, localToInstant } from '../model/local-time.ts'
import type { Tables } from '../schema.ts'
import { unseen } from '../store/kept-query.ts'

export interface CaseFilter {
  readonly status: CaseStatus | null
  readonly due: 'overdue' | 'dueToday' | 'dueSoon' | 'undated' | null
  readonly procedureId: string | null
  /** ISO dates, both included. */
  readonly receivedFrom: string | null
  readonly receivedTo: string | null
}
export type FilterBuilder = ExpressionBuilder<Tables, 'case_file'>

const startOf = (date: string): string => localToInstant(`${date}T00:00`)

/** `due_rank` of an open case without a due date. */
const undatedRank = '9'

/** The condition of a filter. */
export function filtered(eb: FilterBuilder, filter: CaseFilter, clock: Clock) {
  const now = toInstant(clock.nowMs())
  const today = instantToLocal(now).slice(0, 10)
  const between = (from: string, to: string) => eb.and([eb('due_rank', '>=', unseen(from)), eb('due_rank', '<', unseen(to))])
  const due = {
    overdue: () => eb('due_rank', '<', unseen(now)),
    dueToday: () => between(startOf(today), startOf(addDays(today, 1))),
    dueSoon: () => between(now, startOf(addDays(today, dueSoonDays + 1))),
    undated: () => eb('due_rank', '=', unseen(undatedRank)),
  }
  return eb.and([
    ...(filter.status ? [eb('case_file.status', '=', unseen(filter.status))] : []),
    ...(filter.due ? [due[filter.due]()] : []),
    ...(filter.procedureId ? [eb('case_file.procedure_id', '=', unseen(filter.procedureId))] : []),
    ...(filter.receivedFrom ? [eb('received_at', '>=', unseen(startOf(filter.receivedFrom)))] : []),
    ...(filter.receivedTo ? [eb('received_at', '<', unseen(startOf(addDays(filter.receivedTo, 1))))] : []),
  ])
}
