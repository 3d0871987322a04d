// The full-text index over cases: `rowid` is case_file.no. Contentless: it holds no text, only where words stand.

interface CaseSearchTable {
  rowid: number
  exact: string
  folded: string
  /** FTS5's hidden column of the table's own name, for MATCH. */
  case_search: string
}

export interface SearchTables {
  case_search: CaseSearchTable
}
