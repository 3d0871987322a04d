// Tables of public posting (niêm yết công khai). Whether a sheet is out of date is never stored: it follows from what is in effect.
import type { SheetSize } from './rules.ts'

export interface PostingTable {
  id: string
  /** Catalogue key, and the version of the procedure that the sheet was made from; null for a process that serves none. */
  procedure_key: string | null
  procedure_version_id: string | null
  /** The process and its version that the sheet was made from; null for a procedure that no process serves. */
  document_id: string | null
  version_id: string | null
  /** As printed on the sheet and in its code. */
  code: string
  version: string
  hash: string
  name: string
  size: SheetSize
  place: string
  posted_on: string
  /** Name of who put it up. */
  posted_by: string
  removed_on: string | null
  removed_by: string
  /** Why the entry does not count (entered in error); null while it does. */
  struck_reason: string | null
}

/** Each time the site of public procedures was written to a folder. */
export interface PublicSiteTable {
  id: string
  made_at: string
  made_by: string
  page_count: number
  /** sha256 over the versions that its pages were made from. */
  fingerprint: string
}

export interface DisclosureTables {
  posting: PostingTable
  public_site: PublicSiteTable
}
