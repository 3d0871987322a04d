// What has become of a case on its way to the province, told from its own events: none has gone, all lie in a bundle, all have arrived,
// some came after. Each question reads the events of the cases that are asked for and nothing else.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { readAcknowledged } from './contents.ts'
import type { DeliveryState } from './rules.ts'

export interface Delivery {
  readonly caseId: string
  readonly state: DeliveryState
  /** Of the newest bundle that holds its last event; null while none does. */
  readonly bundleNumber: number | null
  /** UTC instant: when the receipt that covers it was taken, or when it was sent back. */
  readonly at: string | null
  /** Why it was sent back. */
  readonly reason: string
}

/** Undefined where there is no province to send to. */
export async function findDeliveries(db: Db, caseIds: readonly string[]): Promise<Delivery[] | undefined> {
  const trust = await db.selectFrom('trust_list').select('serial').limit(1).executeTakeFirst()
  if (!trust) return undefined
  const acknowledged = await readAcknowledged(db)
  const found: Delivery[] = []
  for (const caseId of caseIds) found.push(await deliveryOf(db, acknowledged, caseId))
  return found
}

async function deliveryOf(db: Db, acknowledged: ReadonlyMap<string, number>, caseId: string): Promise<Delivery> {
  // The farthest event of each computer that wrote about the case: what comes before it on its chain has gone when it has.
  const ends = await db
    .selectFrom('event')
    .select((eb) => [
      'device',
      eb.fn.max<number>('seq').as('seq'),
      eb.fn.min<number>('seq').as('first'),
      eb.fn.max<string>('at').as('at'),
    ])
    .where('entity_id', '=', caseId)
    .groupBy('device')
    .execute()
  const newest = ends.reduce((latest, { at }) => (at > latest ? at : latest), '')
  const isThere = ({ device, seq }: { device: string; seq: number }) => seq <= (acknowledged.get(device) ?? 0)
  const returned = await db
    .selectFrom('returned_case')
    .select(['reason', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Taken up again since, it is a case with something to send like any other.
  if (returned && returned.at >= newest) {
    return { caseId, state: 'returned', bundleNumber: null, at: returned.at, reason: returned.reason }
  }
  if (ends.every(isThere)) return { caseId, state: 'received', bundleNumber: null, at: await takenAt(db, ends), reason: '' }
  const waiting = ends.filter((end) => !isThere(end))
  const numbers: Array<number | undefined> = []
  for (const end of waiting) numbers.push(await findBundleOf(db, end.device, end.seq))
  if (numbers.every((number) => number !== undefined)) {
    return { caseId, state: 'sent', bundleNumber: Math.max(...numbers), at: null, reason: '' }
  }
  let hasGone = ends.some(({ device, first }) => first <= (acknowledged.get(device) ?? 0))
  for (const { device, first } of waiting) hasGone ||= (await findBundleOf(db, device, first)) !== undefined
  return { caseId, state: hasGone ? 'changed' : 'unsent', bundleNumber: null, at: null, reason: '' }
}

/** Number of the newest bundle that holds an event. */
async function findBundleOf(db: Db, device: string, seq: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('bundle_range')
    .innerJoin('bundle', 'bundle.id', 'bundle_range.bundle_id')
    .select((eb) => eb.fn.max<number | null>('bundle.number').as('number'))
    .where('bundle_range.device', '=', device)
    .where('bundle_range.to_seq', '>=', seq)
    .where('bundle_range.from_seq', '<=', seq)
    .executeTakeFirst()
  return row?.number ?? undefined
}

/** When the first receipt was taken by which all of it is there. */
async function takenAt(db: Db, ends: ReadonlyArray<{ device: string; seq: number }>): Promise<string | null> {
  const waiting = new Map(ends.map(({ device, seq }) => [device, seq]))
  const receipts = await db
    .selectFrom('bundle_receipt')
    .innerJoin('event', 'event.entity_id', 'bundle_receipt.id')
    .select(['taken_at', sql<string>`event.payload ->> '$.chains'`.as('chains')])
    .orderBy('taken_at')
    .execute()
  for (const { taken_at: at, chains } of receipts) {
    for (const { device, seq } of JSON.parse(chains) as Array<{ device: string; seq: number }>) {
      if (seq >= (waiting.get(device) ?? Number.POSITIVE_INFINITY)) waiting.delete(device)
    }
    if (waiting.size === 0) return at
  }
  return null
}
