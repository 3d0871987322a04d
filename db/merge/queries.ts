// What another computer of the office needs, and what waits for a person.
import { paramsOf } from '../cases/history.ts'
import type { Db } from '../event.ts'
import type { CaseStatus } from '../model/case-status.ts'
import { getCurrentDevice, getOfficeProfile } from '../people/queries.ts'
import { findTrust } from '../trust/queries.ts'
import { type ClashReason, openReasons } from './rules.ts'

/** Up to where every other computer of the office that was heard of has each device's events: the least that any of them has. */
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

/** Other computers of this office that the trust list admits. */
export async function countSiblings(db: Db): Promise<number> {
  return (await listOwnDevices(db)).filter(({ isThis }) => !isThis).length
}

/** The computers of this office that may open what goes between them. */
export async function listOwnDevices(db: Db): Promise<Array<{ recipient: string; isThis: boolean }>> {
  const trust = await findTrust(db)
  if (!trust) return []
  const [{ code }, { id }] = [await getOfficeProfile(db), await getCurrentDevice(db)]
  const devices = trust.offices.find((office) => office.code === code)?.devices ?? []
  return devices
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ recipient, deviceId }) => ({ recipient, isThis: deviceId === id }))
}

export async function countOpenClashes(db: Db): Promise<number> {
  const { count } = await openClashes(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const openClashes = (db: Db) =>
  db
    .selectFrom('clash')
    .where('clash.settled_at', 'is', null)
    .where('clash.reason', 'in', [...openReasons])

export interface OpenClash {
  readonly eventId: string
  readonly reason: ClashReason
  readonly type: string
  readonly params: Readonly<Record<string, string | number>>
  readonly actorName: string
  readonly deviceCode: string
  readonly at: string
  readonly caseId: string | null
  readonly caseCode: string
  readonly applicantName: string
  readonly status: CaseStatus | null
  /** The last thing that was done to the case and applied. */
  readonly standing: Pick<OpenClash, 'type' | 'params' | 'actorName' | 'deviceCode' | 'at'> | null
}

/** Those that a person has to settle, oldest first; at most `limit`, and how many more there are. */
export async function listOpenClashes(db: Db, limit: number): Promise<{ rows: OpenClash[]; others: number }> {
  const found = await openClashes(db)
    .innerJoin('event', 'event.id', 'clash.event_id')
    .leftJoin('device', 'device.id', 'clash.device')
    .leftJoin('staff', 'staff.id', 'clash.actor')
    .leftJoin('case_file', 'case_file.id', 'clash.entity_id')
    .select(['clash.event_id', 'clash.reason', 'clash.type', 'clash.at', 'event.payload', 'staff.full_name', 'device.code'])
    .select([
      'case_file.id as case_id',
      'case_file.status',
      'case_file.provisional_code',
      'case_file.official_code',
      'applicant_name',
    ])
    .orderBy('clash.hlc')
    .limit(limit)
    .execute()
  const rows: OpenClash[] = []
  for (const row of found) {
    rows.push({
      eventId: row.event_id,
      reason: row.reason,
      type: row.type,
      params: paramsOf(row.payload),
      actorName: row.full_name ?? '',
      deviceCode: row.code ?? '',
      at: row.at,
      caseId: row.case_id,
      caseCode: row.official_code ?? row.provisional_code ?? '',
      applicantName: row.applicant_name ?? '',
      status: row.status,
      standing: row.case_id === null ? null : await lastApplied(db, row.case_id),
    })
  }
  return { rows, others: (await countOpenClashes(db)) - rows.length }
}

async function lastApplied(db: Db, caseId: string): Promise<OpenClash['standing']> {
  const row = await db
    .selectFrom('event')
    .leftJoin('device', 'device.id', 'event.device')
    .leftJoin('staff', 'staff.id', 'event.actor')
    .select(['type', 'payload', 'at', 'staff.full_name', 'device.code'])
    .where('entity_id', '=', caseId)
    .where('entity', '=', 'case')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('clash').select('event_id').whereRef('clash.event_id', '=', 'event.id'))))
    .orderBy('hlc', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { type, payload, at, full_name: name, code } = row
  return { type, params: paramsOf(payload), actorName: name ?? '', deviceCode: code ?? '', at }
}
