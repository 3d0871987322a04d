// Tables of case files. Every row is projected from events; a correction is a new event, never an edit here.
import type { Generated, GeneratedAlways } from 'kysely'
import type { CaseStatus, ClockState } from '../model/case-status.ts'
import type { FinishResult, LateCause } from './life/rules.ts'
import type { CaseLifeTables } from './life/schema.ts'
import type { Channel, PartyRole, ReturnMethod } from './rules.ts'

export interface CaseFileTable {
  /** Row number, key of the search index. Not stable between computers: never shown, never synchronised. */
  no?: number
  id: string
  provisional_code: string
  official_code: string | null
  device_code: string
  /** ISO date and running number inside the provisional code. */
  code_date: string
  code_number: number
  office_id: string
  procedure_id: string
  procedure_version_id: string
  calendar_id: string
  form_key: string
  applicant_id: string
  applicant_name: string
  applicant_sort_key: string
  summary: string
  note: string
  channel: Channel
  return_method: ReturnMethod
  return_place: string
  set_count: number
  register_year: number | null
  book: string
  serial: number | null
  /** UTC instants. */
  received_at: string
  due_at: string | null
  original_due_at: string | null
  /** JSON of the pinned Deadline with its explanation. */
  deadline: string
  status: CaseStatus
  /** The version of the process it runs under, and the key of its sub-case; null where no process served the procedure. */
  process_version_id: string | null
  process_variant: string
  received_by: string
  /** What the time limit does; `running` from receipt on. */
  clock: Generated<ClockState>
  /** UTC instant from which the present time limit counts, when it is not that of receipt. */
  clock_started_at: Generated<string | null>
  /** The state before an extension was asked for. */
  held_status: Generated<CaseStatus | null>
  /** JSON of the extension that waits for its signature. */
  proposal: Generated<string | null>
  /** The state before the archive. */
  closed_as: Generated<CaseStatus | null>
  /** The step at which work goes on after a supplement. */
  resume_position: Generated<number | null>
  /** The first promise that was not kept; never taken back. */
  missed_due_at: Generated<string | null>
  /** UTC instant at which the result was ready, or the case stopped; never moved. */
  finished_at: Generated<string | null>
  finish_result: Generated<FinishResult | null>
  late_cause: Generated<LateCause | null>
  late_note: Generated<string>
  extensions: Generated<number>
  /** Computed: the due instant while the time limit runs, `9` without one; all others stand behind them. */
  due_rank: GeneratedAlways<string>
}

/** How many cases of a status are due on a UTC day ('' for none, and where the time limit does not run). Kept by triggers. */
interface CaseTallyTable {
  status: CaseStatus
  due_day: string
  cases: number
}

export interface CasePartyTable {
  case_id: string
  role: PartyRole
  person_id: string | null
  /** JSON of PersonDetails as given on the day; later changes of the person do not reach it. */
  details: string
}

export interface CaseComponentTable {
  case_id: string
  position: number
  name: string
  originals: number
  certified: number
  copies: number
  note: string
}

interface DraftTable {
  id: string
  staff_id: string
  kind: string
  payload: string
  updated_at: string
}

export interface CaseTables extends CaseLifeTables {
  case_file: CaseFileTable
  case_party: CasePartyTable
  case_component: CaseComponentTable
  case_tally: CaseTallyTable
  draft: DraftTable
}
