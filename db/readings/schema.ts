// The table of who has to read which version, and whether they have (TCVN ISO 9001:2015, 7.3).

export const readingWays = ['screen', 'sheet'] as const
/** `screen`: confirmed by the person; `sheet`: signed on paper and recorded. */
export type ReadingWay = (typeof readingWays)[number]

export interface DocumentReaderTable {
  id: string
  document_id: string
  version_id: string
  /** Null for a person without an account. */
  staff_id: string | null
  /** As known when the person was named. */
  name: string
  position: string
  sort_key: string
  named_at: string
  /** ISO date; null while unread. */
  read_on: string | null
  read_how: ReadingWay | null
  /** Staff id of who recorded it: the reader on screen, the quality staff for a sheet. */
  recorded_by: string | null
  /** Where the signed sheet lies. */
  sheet_note: string
  /** Why the person need not read it any more; null while they must. */
  released_reason: string | null
}

export interface ReadingTables {
  document_reader: DocumentReaderTable
}
