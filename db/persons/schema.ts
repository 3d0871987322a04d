// Tables of applicants that were entered twice.

/** Two records that were found to be one person. */
export interface PersonMergeTable {
  id: string
  kept_id: string
  merged_id: string
  merged_at: string
  merged_by: string
  /** JSON of what the event moved, for taking it back. */
  moved: string
  undone_at: string | null
}

/** Two records that look alike and are two people; the smaller id first. */
export interface PersonApartTable {
  one_id: string
  other_id: string
}

export interface PersonTables {
  person_merge: PersonMergeTable
  person_apart: PersonApartTable
}
