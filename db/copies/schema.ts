// The table of numbered copies.
import type { CopyForm, CopyOutcome, HolderKind } from './rules.ts'

export interface DocumentCopyTable {
  id: string
  document_id: string
  version_id: string
  /** Of the document over all its versions; never given twice, not even when the entry was struck. */
  number: number
  form: CopyForm
  holder_kind: HolderKind
  holder: string
  /** ISO date on which it was handed out, and by whom as written in the book. */
  given_on: string
  given_by: string
  /** Null while the holder has it. */
  outcome: CopyOutcome | null
  outcome_on: string | null
  /** Staff id of who recorded the outcome. */
  outcome_by: string | null
  outcome_note: string
  /** Why the entry does not count; null while it does. */
  struck_reason: string | null
}

export interface CopyTables {
  document_copy: DocumentCopyTable
}
