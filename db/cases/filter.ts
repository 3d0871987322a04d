// Which cases a list shows, as a condition. Lateness is judged by `due_rank`, which only open cases have.
import { type ExpressionBuilder, sql } from 'kysely'
import { type CaseStatus, type caseSorts, dueSoonDays } from '../model/case-status.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { addDays, instantToLocal, localToInstant } from '../model/local-time.ts'
import { fold, tokens } from '../model/text.ts'
import type { Tables } from '../schema.ts'
import { unseen } from '../store/kept-query.ts'

export type CaseSort = (typeof caseSorts)[number]

export interface CaseFilter {
  readonly status: CaseStatus | null
  readonly due: 'overdue' | 'dueToday' | 'dueSoon' | 'undated' | null
  readonly procedureId: string | null
  /** ISO dates, both included. */
  readonly receivedFrom: string | null
  readonly receivedTo: string | null
  /** ISO dates of the promised day, both included. */
  readonly dueFrom?: string | null
  readonly dueTo?: string | null
  /** Beginnings of words of the applicant's name, in any order, with or without marks. */
  readonly applicant?: string
  /** A part of either code. */
  readonly code?: string
  /** The person who has the open step. */
  readonly holderId?: string | null
}
export type FilterBuilder = ExpressionBuilder<Tables, 'case_file'>

const startOf = (date: string): string => localToInstant(`${date}T00:00`)

/** `due_rank` of an open case without a due date. */
const undatedRank = '9'

/** Where a typed code stands in either code of a case. */
const hasCode = (typed: string) =>
  sql<boolean>`instr(lower(provisional_code || ' ' || coalesce(official_code, '')), ${unseen(fold(typed))}) > 0`

/** What the words of a name have to begin with; the first and only one, nothing, where nothing but signs was typed. */
const hasName = (typed: string) => {
  const words = tokens(fold(typed)).map((word) => sql<boolean>`instr(' ' || folded, ${unseen(` ${word}`)}) > 0`)
  const fits = words.length === 0 ? sql`0` : sql.join(words, sql` AND `)
  // By the name of a record that was merged into the applicant's too: the case still bears it.
  return sql<boolean>`(EXISTS (SELECT 1 FROM person WHERE person.id = case_file.applicant_id AND ${fits})
    OR EXISTS (SELECT 1 FROM person WHERE person.merged_into = case_file.applicant_id AND ${fits}))`
}

const isHeldBy = (staffId: string) =>
  sql<boolean>`EXISTS (SELECT 1 FROM step_run WHERE case_id = case_file.id AND staff_id = ${unseen(staffId)}
    AND kind = 'step' AND finished_at IS NULL AND handed_at IS NOT NULL)`

/** Of the promised day, whether its time limit still runs or not: both stand in one index, the stopped ones behind. */
function dueWithin(from: string | null | undefined, to: string | null | undefined) {
  const first = from ? startOf(from) : ''
  const end = to ? startOf(addDays(to, 1)) : undatedRank
  const between = (mark: string) =>
    sql<boolean>`(due_rank >= ${unseen(`${mark}${first}`)} AND due_rank < ${unseen(`${mark}${end}`)})`
  return sql<boolean>`(${between('')} OR ${between('z')})`
}

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
    ...(filter.dueFrom || filter.dueTo ? [dueWithin(filter.dueFrom, filter.dueTo)] : []),
    ...(filter.applicant ? [hasName(filter.applicant)] : []),
    ...(filter.code ? [hasCode(filter.code)] : []),
    ...(filter.holderId ? [isHeldBy(filter.holderId)] : []),
    ...(filter.receivedTo ? [eb('received_at', '<', unseen(startOf(addDays(filter.receivedTo, 1))))] : []),
  ])
}
