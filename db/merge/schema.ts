// What happened when the events of several computers of one office met.

/** Why an event stands in the log and not in the rows. */
export const clashReasons = ['overtaken', 'missing', 'taken', 'serialTaken', 'unknown', 'invalid'] as const
export type ClashReason = (typeof clashReasons)[number]

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
  /**
   * `overtaken`: another computer had moved the thing on; `taken`: a number or a name is in use; `serialTaken`: applied without its line
   * in the register; `missing`: what it is about was not applied either; `unknown`: of a newer program; `invalid`: not as its type demands.
   */
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
