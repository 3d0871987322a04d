// Tables of packs: whose signatures count, every pack that was made, taken in or refused, and what each applied one did.
import type { EntryChoice, EntryKind, PackPart, PackStatus } from './content.ts'

interface PackKeyTable {
  /** Fingerprint of the public key. */
  id: string
  /** Base64 of the DER form. */
  public_key: string
  issuer_code: string
  issuer_name: string
  /** The private half, sealed with a passphrase; '' for another office's key. */
  sealed: string
  added_at: string
  added_by: string
  revoked_at: string | null
  reason: string
}

export interface PackTable {
  id: string
  status: PackStatus
  file_name: string
  issuer_code: string
  issuer_name: string
  /** null where a refused file could not be read so far. */
  number: number | null
  title: string
  decision: string
  made_on: string | null
  valid_from: string | null
  /** JSON list of office codes; null for all below the issuer. */
  offices: string | null
  key_id: string
  sha256: string
  /** JSON: entries by part. */
  counts: string
  /** JSON of the refusal: code and params; null for a pack that was not refused. */
  refusal: string | null
  recorded_at: string
  recorded_by: string
  decided_at: string | null
  decided_by: string | null
  reason: string
  /** Stamp of the event that closed its application: what comes later was not its doing. */
  applied_hlc: string | null
}

export interface PackEntryTable {
  pack_id: string
  position: number
  part: PackPart
  key: string
  code: string
  name: string
  kind: EntryKind
  choice: EntryChoice
  entity_id: string | null
  version_id: string | null
  /** JSON of what the part's own undo needs. */
  before: string
}

interface PackFileTable {
  pack_id: string
  bytes: Uint8Array
}

export interface PackTables {
  pack_key: PackKeyTable
  pack: PackTable
  pack_entry: PackEntryTable
  pack_file: PackFileTable
}
