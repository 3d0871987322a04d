// Tables of the index of old paper files and of their loans.

export interface OldFileTable {
  id: string
  /** As written on the paper: books, pages, shelves and boxes bear letters too. '' where not known. */
  book: string
  page: string
  shelf: string
  box: string
  title: string
  year: number | null
  person: string
  note: string
  /** Folded text of everything that is searched. */
  folded: string
  sort_key: string
  /** Equal for two entries about the same file: a list that is imported twice adds nothing. */
  same_key: string
  /** Why the entry does not count; null while it does. */
  struck_reason: string | null
}

export interface OldFileLoanTable {
  id: string
  old_file_id: string
  borrower: string
  purpose: string
  /** ISO dates. */
  lent_on: string
  due_on: string
  lent_by: string
  /** Null while the borrower has it. */
  given_back_on: string | null
  given_back_note: string
  given_back_by: string | null
}

export interface OldFileTables {
  old_file: OldFileTable
  old_file_loan: OldFileLoanTable
}
