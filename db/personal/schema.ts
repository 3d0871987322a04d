// Who looked up whom. Projected from events like every record of the office.
import type { LookKind } from './rules.ts'

export interface PersonLookTable {
  id: string
  person_id: string
  /** The case whose page it was done on. */
  case_id: string | null
  kind: LookKind
  purpose: string
  staff_id: string
  /** ISO date in the office; with the viewer, the person, the case and the kind it is one look. */
  day: string
  /** UTC instant of the first time that day. */
  at: string
}

export interface PersonalTables {
  person_look: PersonLookTable
}
