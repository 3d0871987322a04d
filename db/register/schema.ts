// The yearly books of the register of cases.

export interface RegisterBookTable {
  id: string
  year: number
  /** Group of fields that the book is for; '' for all. */
  group_code: string
  /** Quyển số: 1 the first of the group in the year. */
  number: number
  /** How the book is named on papers and in `case_file.book`. */
  label: string
  first_serial: number
  opened_at: string
  opened_by: string
  /** At the lock. */
  last_serial: number | null
  case_count: number | null
  /** ISO date; null while the book is open. */
  locked_on: string | null
  head_name: string
  locked_by: string | null
}

/** A line that is written under the lock: the book itself is not opened again. */
export interface RegisterAddendumTable {
  id: string
  book_id: string
  /** From 1 in each book, without a gap. */
  number: number
  text: string
  reason: string
  /** Who signs it as head of the desk. */
  head_name: string
  written_at: string
  written_by: string
}

export interface RegisterTables {
  register_addendum: RegisterAddendumTable
  register_book: RegisterBookTable
}
