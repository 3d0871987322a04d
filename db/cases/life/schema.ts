// Tables of the life of a case. Every row is projected from events.
import type { CaseStatus } from '../../model/case-status.ts'
import type { StepAct } from '../../processes/content.ts'
import type { ClockPolicy } from './clock.ts'
import type { RunKind, RunOutcome } from './rules.ts'
import type { PaperKind } from './table.ts'

/** A step in one case, once through; a step that is done again has another run. Consultations and referred tasks run beside them. */
export interface StepRunTable {
  id: string
  case_id: string
  number: number
  kind: RunKind
  /** Place in the plan; null for consultations and tasks. */
  position: number | null
  label: string
  work: string
  unit: string
  role: string
  act: StepAct | null
  /** The question or the task; what the one who hands over says. */
  content: string
  /** The state of the case while this is its step. */
  status: CaseStatus
  planned_minutes: number | null
  group_key: string
  /** UTC instants. `handed_at` is null for a task whose turn has not come. */
  due_at: string | null
  staff_id: string | null
  handed_by: string | null
  handed_at: string | null
  taken_by: string | null
  taken_at: string | null
  /** Whose leave the one who took it stands in for; null for work of one's own. */
  taken_for: string | null
  finished_by: string | null
  finished_at: string | null
  on_behalf_of: string | null
  outcome: RunOutcome | null
  result: string
}

/** A time in which the applicant was waited for. */
export interface CaseExclusionTable {
  id: string
  case_id: string
  kind: 'supplement' | 'payment'
  policy: ClockPolicy
  legal_ground: string
  started_at: string
  ended_at: string | null
}

/** A promised date after the first one. */
export interface CaseDueTable {
  id: string
  case_id: string
  cause: string
  recorded_at: string
  due_at: string | null
  /** JSON of PinnedDeadline. */
  deadline: string
  reason: string
}

/** A paper issued to the applicant, numbered by kind and year. */
export interface CasePaperTable {
  id: string
  case_id: string
  kind: PaperKind
  year: number
  number: number
  issued_at: string
  issued_by: string
  /** JSON of PaperContent. */
  content: string
}

export interface ClockRuleTable {
  id: string
  procedure_id: string
  valid_from: string
  supplement: ClockPolicy
  supplement_ground: string
  payment: ClockPolicy
  payment_ground: string
  recorded_at: string
  recorded_by: string
}

export interface CaseLifeTables {
  step_run: StepRunTable
  case_exclusion: CaseExclusionTable
  case_due: CaseDueTable
  case_paper: CasePaperTable
  clock_rule: ClockRuleTable
}
