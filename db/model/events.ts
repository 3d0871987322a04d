// What an event is. Events are the truth, rows are their projection; the same log is the ISO 9001 record, the audit trail and
// the unit of sync. Payloads are JSON, checked by the schema that the event's subject declares for its type and version.

/** What a command adds to the log. */
export interface NewEvent {
  /** Kind of the thing that changed, e.g. `case`. */
  readonly entity: string
  readonly entityId: string
  /** `<entity>.<past participle>`, e.g. `case.received`. */
  readonly type: string
  readonly payload: unknown
}

/** The columns of an event in the order in which they are hashed, the hash last. */
export const eventColumns = [
  'device',
  'seq',
  'id',
  'hlc',
  'at',
  'actor',
  'entity',
  'entity_id',
  'type',
  'version',
  'payload',
  'prev_hash',
  'hash',
] as const satisfies ReadonlyArray<keyof StoredEvent>

/** An event as the log keeps it. */
export interface StoredEvent {
  /** The device (installation epoch) that wrote it, and its place in that device's chain, from 1 without gaps. */
  readonly device: string
  readonly seq: number
  readonly id: string
  readonly hlc: string
  /** UTC instant that the device's clock showed; may contradict `hlc` when the clock went back. */
  readonly at: string
  /** Staff id of the person who acted. */
  readonly actor: string
  readonly entity: string
  readonly entity_id: string
  readonly type: string
  readonly version: number
  /** Exact JSON text: it is what the hash covers. */
  readonly payload: string
  readonly prev_hash: string
  readonly hash: string
}
