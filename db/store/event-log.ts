// The append-only log. Each device writes one chain: every event carries the hash of the one before, so a changed, missing or
// inserted event is found by verifyChain (SQLite's own check cannot see changed content).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../event.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import type { NewEvent, StoredEvent } from '../model/events.ts'
import { nextHlc } from '../model/hlc.ts'
import { newId } from '../model/ids.ts'
import { keepWrite, unseen } from './kept-query.ts'
import type { Connection } from './sqlite.ts'

/** What the first event of a chain carries as the hash before it. */
export const chainStart = '0'.repeat(64)

export function hashEvent(event: Omit<StoredEvent, 'hash'>): string {
  const { device, seq, id, hlc, at, actor, entity, entity_id, type, version, payload, prev_hash } = event
  const bytes = JSON.stringify([device, seq, id, hlc, at, actor, entity, entity_id, type, version, payload, prev_hash])
  return createHash('sha256').update(bytes).digest('hex')
}

export const insertEvent = keepWrite((db, event: StoredEvent) => db.insertInto('event').values(event))

interface ChainHead {
  /** Of this device's last event; null before its first. */
  readonly seq: number | null
  readonly hash: string | null
  /** Of any device. */
  readonly newestHlc: string | null
}

/** What the next event of a device continues. One statement: it runs for every event. */
async function readHeadInTx(tx: Tx, device: string): Promise<ChainHead> {
  const { rows } = await sql<ChainHead>`SELECT seq, hash, (SELECT max(hlc) FROM event) AS newestHlc
    FROM (SELECT max(seq) AS last FROM event WHERE device = ${unseen(device)})
    LEFT JOIN event ON device = ${unseen(device)} AND seq = last`.execute(tx)
  return rows[0] ?? { seq: null, hash: null, newestHlc: null }
}

/**
 * Appends to this device's chain and returns what was stored. `version` is the payload's, from the event's definition. The stamp
 * follows the newest one of ALL devices: a restored office begins a new chain, and its events come after those it was given.
 */
export async function appendEventInTx(
  tx: Tx,
  clock: Clock,
  device: string,
  actor: string,
  event: NewEvent,
  version: number,
): Promise<StoredEvent> {
  const head = await readHeadInTx(tx, device)
  const nowMs = clock.nowMs()
  const body = {
    device,
    seq: (head.seq ?? 0) + 1,
    id: newId(nowMs),
    hlc: nextHlc(head.newestHlc ?? undefined, nowMs, device),
    at: toInstant(nowMs),
    actor,
    entity: event.entity,
    entity_id: event.entityId,
    type: event.type,
    version,
    payload: JSON.stringify(event.payload),
    prev_hash: head.hash ?? chainStart,
  }
  const stored: StoredEvent = { ...body, hash: hashEvent(body) }
  await insertEvent(tx, stored)
  return stored
}

/** Throws store.chainBroken when the event is not the one that follows, or not what its hash says. */
function requireLink(before: { readonly seq: number; readonly hash: string }, event: StoredEvent): void {
  const { hash, ...body } = event
  if (event.seq !== before.seq + 1 || event.prev_hash !== before.hash || hashEvent(body) !== hash) {
    throw new AppError('store.chainBroken', { device: event.device, seq: before.seq + 1 })
  }
}

interface ChainReport {
  readonly events: number
  /** Last hash of each device's chain. */
  readonly heads: Readonly<Record<string, { seq: number; hash: string }>>
}

/**
 * Reads every event of every device and checks numbering, links and hashes. Throws store.chainBroken at the first fault.
 * @param onProgress called about every 5,000 events with the count so far; may throw to cancel.
 */
export function verifyChain(connection: Connection, onProgress: (events: number) => void = () => {}): ChainReport {
  const heads: Record<string, { seq: number; hash: string }> = {}
  let events = 0
  for (const event of connection.prepare('SELECT * FROM event ORDER BY device, seq').iterate() as Iterable<StoredEvent>) {
    const before = heads[event.device] ?? { seq: 0, hash: chainStart }
    requireLink(before, event)
    heads[event.device] = { seq: event.seq, hash: event.hash }
    events += 1
    if (events % 5_000 === 0) onProgress(events)
  }
  return { events, heads }
}

/** Checks the last events of every device alone, `count` of each. Throws store.chainBroken. */
export function verifyChainEnds(connection: Connection, count: number): void {
  const devices = connection.prepare('SELECT id FROM device').pluck().all() as string[]
  const newestFirst = connection.prepare('SELECT * FROM event WHERE device = ? ORDER BY seq DESC LIMIT ?')
  for (const device of devices) {
    const events = (newestFirst.all(device, count) as StoredEvent[]).reverse()
    for (const [index, event] of events.entries()) {
      const before = events[index - 1]
      if (before) requireLink(before, event)
    }
  }
}
