// Tables of the papers of cases. A content itself lies in the store of files (db/blobs) under its sha256.
import type { BlobKind } from '../blobs/rules.ts'
import type { NotScannedReason, ScanSource } from './rules.ts'

export interface ScanTable {
  id: string
  case_id: string
  /** Place of the component in the case, 0 for the case as a whole; its name as it was then. */
  component: number
  component_name: string
  /** What paper it is: scans of one person with the same title are the same kind of paper. */
  title: string
  folded_title: string
  sha256: string
  kind: BlobKind
  size_bytes: number
  file_name: string
  source: ScanSource
  /** The applicant of the case when it was attached. */
  person_id: string
  /** ISO dates as they stand on the paper; null when not typed. */
  issued_on: string | null
  valid_until: string | null
  /** The scan of an earlier case whose content this one shares, and why although it had expired. */
  reused_from: string | null
  reuse_reason: string
  added_at: string
  added_by: string
  /** Null while it belongs to the case. */
  taken_off_reason: string | null
  taken_off_at: string | null
  taken_off_by: string | null
}

interface NotScannedTable {
  case_id: string
  component: number
  reason: NotScannedReason
}

export interface PaperTables {
  scan: ScanTable
  not_scanned: NotScannedTable
}
