// What another computer of the office needs, and what waits for a person.
import type { Db } from '../event.ts'

/** From where on each device's events must go, so that every computer that was heard of has them: the least that any of them has. */
export async function siblingNeeds(db: Db): Promise<ReadonlyMap<string, number>> {
  const siblings = await db.selectFrom('sibling').select(['device', 'heads']).execute()
  const { id: own } = await db.selectFrom('device').select('id').where('is_current', '=', 1).executeTakeFirstOrThrow()
  const known = siblings.filter(({ device }) => device !== own).map(({ heads }) => JSON.parse(heads) as Record<string, number>)
  const needs = new Map<string, number>()
  if (known.length === 0) return needs
  const devices = new Set(known.flatMap((heads) => Object.keys(heads)))
  for (const device of devices) needs.set(device, Math.min(...known.map((heads) => heads[device] ?? 0)))
  return needs
}

export interface OpenClash {
  readonly eventId: string
  readonly entity: string
  readonly entityId: string
  readonly type: string
  readonly reason: string
  readonly actor: string
  readonly deviceCode: string
  readonly at: string
  /** JSON of what the other computer decided. */
  readonly payload: string
}

/** Those that a person has to settle, oldest first; at most `limit`. */
export async function listOpenClashes(db: Db, limit: number): Promise<OpenClash[]> {
  const rows = await db
    .selectFrom('clash')
    .innerJoin('event', 'event.id', 'clash.event_id')
    .leftJoin('device', 'device.id', 'clash.device')
    .leftJoin('staff', 'staff.id', 'clash.actor')
    .select(['clash.event_id', 'clash.entity', 'clash.entity_id', 'clash.type', 'clash.reason', 'clash.at', 'event.payload'])
    .select(['staff.full_name', 'device.code'])
    .where('clash.settled_at', 'is', null)
    .where('clash.reason', 'in', ['overtaken', 'missing', 'taken', 'serialTaken'])
    .orderBy('clash.hlc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    eventId: row.event_id,
    entity: row.entity,
    entityId: row.entity_id,
    type: row.type,
    reason: row.reason,
    actor: row.full_name ?? '',
    deviceCode: row.code ?? '',
    at: row.at,
    payload: row.payload,
  }))
}
