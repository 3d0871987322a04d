// What happened when the events of several computers of one office met.
import type { ClashReason } from './rules.ts'

/** An event that was not applied, until a person settles it or a newer program knows it. */
export interface ClashTable {
  event_id: string
  entity: string
  entity_id: string
  type: string
  /** Who did it, where and when. */
  actor: string
  device: string
  at: string
  hlc: string
  reason: ClashReason
  choice: 'keep' | 'take' | null
  settled_at: string | null
  settled_by: string | null
}

/** What another computer of the office was known to have, when its last bundle was made. */
interface SiblingTable {
  device: string
  /** JSON: last seq by device. */
  heads: string
  at: string
}

export interface MergeTables {
  clash: ClashTable
  sibling: SiblingTable
}
