// The table of originals that the office keeps.

export interface KeptOriginalTable {
  id: string
  case_id: string
  component: number
  component_name: string
  title: string
  count: number
  /** ISO date. */
  kept_on: string
  kept_by: string
  /** Null while the office has it. */
  given_back_on: string | null
  given_back_to: string
  given_back_note: string
  given_back_by: string | null
  /** Why the entry does not count; null while it does. */
  struck_reason: string | null
}

export interface OriginalTables {
  kept_original: KeptOriginalTable
}
