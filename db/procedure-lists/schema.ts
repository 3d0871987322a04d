// Tables of the lists of procedures that the system covers (danh mục thủ tục hành chính).

export interface ProcedureListTable {
  id: string
  title: string
  /** Number and symbol of the decision that publishes it. */
  decision: string
  /** ISO date of its signature: the list is the office's list from that day until the next one. */
  signed_on: string
  source: string
  note: string
  /** ISO date on which it stood on the website; null while it does not. */
  published_on: string | null
  entered_by: string
  entered_at: string
  /** Why it does not count (entered in error); null while it does. */
  struck_reason: string | null
}

export interface ProcedureListEntryTable {
  list_id: string
  position: number
  /** The catalogue's key, or the national code of a procedure that the catalogue does not have. */
  procedure_key: string
  name: string
  field: string
  authority: string
}

export interface ProcedureListTables {
  procedure_list: ProcedureListTable
  procedure_list_entry: ProcedureListEntryTable
}
