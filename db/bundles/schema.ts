// Tables of bundles as the sending office knows them: what was written, what each chunk of it held, what the province said of it.
import type { BundleScope } from '../sync/bundle/manifest.ts'

export interface BundleTable {
  id: string
  device: string
  number: number
  scope: BundleScope
  part: number
  parts: number
  file_name: string
  size_bytes: number
  /** Of the manifest's bytes: the next bundle names it as the one before, the eight words spell it. */
  sha256: string
  previous: string
  to_office: string
  events: number
  cases: number
  blobs: number
  first_case: string
  last_case: string
  made_at: string
  made_by: string
}

/** What a chunk held: events of a device from one place to another, or a piece of a scan. */
export interface BundleRangeTable {
  bundle_id: string
  position: number
  device: string | null
  from_seq: number | null
  to_seq: number | null
  blob: string | null
}

/** Up to where the province has a device's chain without a gap. */
interface AcknowledgementTable {
  device: string
  seq: number
  at: string
}

interface BundleReceiptTable {
  id: string
  how: 'file' | 'code'
  from_office: string
  made_at: string
  taken_at: string
  taken_by: string
  /** JSON list of the rejected events: device, seq, reason. */
  rejected: string
}

/** A chunk that arrived damaged or not at all, until it has been sent again and received. */
interface LackingChunkTable {
  bundle_id: string
  position: number
}

/** A case that the province sent back. */
interface ReturnedCaseTable {
  case_id: string
  receipt_id: string
  reason: string
  at: string
}

export interface BundleTables {
  bundle: BundleTable
  bundle_range: BundleRangeTable
  acknowledgement: AcknowledgementTable
  bundle_receipt: BundleReceiptTable
  lacking_chunk: LackingChunkTable
  returned_case: ReturnedCaseTable
}
