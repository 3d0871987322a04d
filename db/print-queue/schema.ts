// Papers that were on their way to a printer. Local to the machine and no record of the office, like drafts: the log of prints says what
// was printed.

export interface PrintJobTable {
  id: string
  staff_id: string
  /** JSON of PrintWork. */
  work: string
  created_at: string
  /** Null while it was certainly not handed to a printer. */
  sent_at: string | null
}

export interface PrintQueueTables {
  print_job: PrintJobTable
}
