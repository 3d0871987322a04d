// Tables of units that got another name, were merged or split.
import type { UnitChangeKind, UnitLevel } from './rules.ts'

export interface UnitChangeTable {
  id: string
  level: UnitLevel
  kind: UnitChangeKind
  /** ISO date from which the new names hold. */
  changed_on: string
  /** The decision. */
  ground: string
  /** JSON arrays of names. */
  from_names: string
  to_names: string
  recorded_at: string
  recorded_by: string
}

/** The name that stands for an old one from a day on; '' where several do. */
export interface UnitSuccessorTable {
  from_name: string
  changed_on: string
  to_name: string
  change_id: string
}

/** What stood at the head of the office's papers until the day before; the present head is in the settings. */
export interface OfficeHeadingTable {
  until_on: string
  office_id: string
  name: string
  governing_body: string
  desk_name: string
  place: string
}

export interface UnitTables {
  unit_change: UnitChangeTable
  unit_successor: UnitSuccessorTable
  office_heading: OfficeHeadingTable
}
