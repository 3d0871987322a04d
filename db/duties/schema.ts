// Tables of duties that go from one member of the staff to another.
import type { KeptKind } from './rules.ts'

/** A recorded hand-over; its lines as they were then, so that the record prints the same for ever. */
export interface HandoverTable {
  id: string
  staff_id: string
  staff_name: string
  position_title: string
  /** ISO date. */
  handed_on: string
  reason: string
  /** What no record of the program knows of: keys, seals, paper books. */
  further: string
  witness: string
  /** JSON of HandoverLine[]. */
  lines: string
  /** Things that stayed with the person. */
  left_count: number
  recorded_at: string
  recorded_by: string
}

/** Who keeps a thing now, where the record of the thing itself says only who began. */
export interface CustodyTable {
  kind: KeptKind
  item_id: string
  staff_id: string
  /** UTC instant. */
  since: string
  handover_id: string
}

/** Days on which a member of the staff is away, and who does the work meanwhile. */
export interface StaffLeaveTable {
  id: string
  staff_id: string
  substitute_id: string
  /** ISO dates, both included. */
  from_on: string
  to_on: string
  note: string
  /** Null while it holds. */
  cancelled_reason: string | null
  recorded_at: string
  recorded_by: string
}

export interface DutyTables {
  staff_leave: StaffLeaveTable
  handover: HandoverTable
  custody: CustodyTable
}
