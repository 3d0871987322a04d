// The full-text indexes over cases and people: `rowid` is case_file.no and person.no. Contentless: they hold no text, only where words
// stand.

interface CaseSearchTable {
  rowid: number
  exact: string
  folded: string
  /** FTS5's hidden column of the table's own name, for MATCH. */
  case_search: string
}

export interface PersonSearchTable {
  rowid: number
  name: string
  numbers: string
  kind: string
  born: string
  person_search: string
}

export interface SearchTables {
  case_search: CaseSearchTable
  person_search: PersonSearchTable
}
