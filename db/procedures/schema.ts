// Tables of the catalogue. What a case pins is the version; the procedure row is the name by which it is found today.

export interface ProcedureTable {
  id: string
  /** The catalogue file's `local_id`: what a later import recognises the entry by. */
  local_key: string
  national_code: string | null
  short_code: string
  name: string
  field: string
  group_name: string
  level: string
  tier: number
  current_version_id: string
  folded: string
  sort_key: string
  /** ISO date from which no case is received under it; null while there is none. Only a pack withdraws a procedure. */
  withdrawn_on: string | null
}

interface ProcedureVersionTable {
  id: string
  procedure_id: string
  number: number
  effective_at: string
  /** JSON of ProcedureContent. */
  content: string
}

export interface ProcedureTables {
  procedure: ProcedureTable
  procedure_version: ProcedureVersionTable
}
