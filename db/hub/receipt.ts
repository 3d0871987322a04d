// What the province answers to an office: made from the store as it stands, and written as a bundle that the office's computers open.
import { sql } from 'kysely'
import { AppError } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { writeBundle } from '../sync/bundle/write.ts'
import type { DeviceKey } from '../sync/device-key.ts'
import { type DeviceReceipt, type Receipt, receipt, receiptChunkKind, receiptFormat } from '../sync/receipt.ts'
import { spellReceipt } from '../sync/receipt-code.ts'
import type { TrustList } from '../trust/list.ts'
import { groupBy, listWaiting, missingBetween } from './gaps.ts'
import type { HubDb, HubStore } from './store.ts'

const mostListed = 10_000
const mostSentBack = 100_000

/**
 * How far an office's computers have arrived. Throws hub.unknownOffice when nothing of it has.
 * @param now UTC instant.
 */
export async function makeReceipt(db: HubDb, office: string, ownOfficeCode: string, now: string): Promise<Receipt> {
  const chains = await db.selectFrom('chain').selectAll().where('office', '=', office).orderBy('code').orderBy('device').execute()
  if (chains.length === 0) throw new AppError('hub.unknownOffice', { office })
  const waiting = await listWaiting(db, office)
  const rejected = await listRejected(db, office)
  const pending = await db
    .selectFrom('event')
    .select(({ fn }) => ['device', fn.countAll<number>().as('events')])
    .where('office', '=', office)
    .where(sql<boolean>`state = 1`)
    .groupBy('device')
    .execute()
  const lacking = await db
    .selectFrom('chunk_lacking')
    .innerJoin('bundle', 'bundle.manifest_sha256', 'chunk_lacking.manifest_sha256')
    .select(['bundle.bundle_id', 'bundle.number', 'bundle.device', 'chunk_lacking.position'])
    .where('bundle.office', '=', office)
    .orderBy('bundle.device')
    .orderBy('bundle.number')
    .orderBy('chunk_lacking.position')
    .limit(mostListed)
    .execute()
  const bundles = groupBy(lacking, (row) => `${row.device} ${row.number} ${row.bundle_id}`)
  const devices = chains.map((chain): DeviceReceipt => {
    const waits = waiting.get(chain.device) ?? []
    return {
      device: chain.device,
      code: chain.code,
      acknowledged: { seq: chain.linked_seq, hash: chain.linked_hash },
      missing: missingBetween(chain.linked_seq, waits, chain.known_seq).slice(0, mostListed),
      waiting: waits.slice(0, mostListed),
      pending: pending.find(({ device }) => device === chain.device)?.events ?? 0,
      rejected: rejected.get(chain.device) ?? [],
    }
  })
  return receipt.parse({
    format: receiptFormat,
    officeCode: office,
    fromCode: ownOfficeCode,
    madeAt: now,
    devices,
    chunksLacking: [...bundles.values()].flatMap((rows) => {
      const [first] = rows
      const positions = rows.map(({ position }) => position)
      return first ? [{ bundleId: first.bundle_id, number: first.number, device: first.device, positions }] : []
    }),
    sentBack: await listSentBack(db, office),
  })
}

async function listRejected(db: HubDb, office: string): Promise<Map<string, DeviceReceipt['rejected']>> {
  const rows = await db
    .selectFrom('rejected_event')
    .leftJoin('hub_case', (join) =>
      join.onRef('hub_case.office', '=', 'rejected_event.office').onRef('hub_case.id', '=', 'rejected_event.entity_id'),
    )
    .select(['device', 'seq', 'event_id', 'type', 'reason', 'hub_case.code', 'hub_case.official_code'])
    .where('rejected_event.office', '=', office)
    .orderBy('device')
    .orderBy('seq')
    .limit(mostListed)
    .execute()
  const listed = rows.map(({ device, seq, event_id, type, reason, code, official_code }) => ({
    device,
    line: { seq, eventId: event_id, type, caseCode: (official_code ?? code ?? '').slice(0, 100), reason },
  }))
  return new Map([...groupBy(listed, ({ device }) => device)].map(([device, lines]) => [device, lines.map(({ line }) => line)]))
}

async function listSentBack(db: HubDb, office: string): Promise<Receipt['sentBack']> {
  const rows = await db
    .selectFrom('sent_back')
    .leftJoin('hub_case', (join) =>
      join.onRef('hub_case.office', '=', 'sent_back.office').onRef('hub_case.id', '=', 'sent_back.case_id'),
    )
    .select(['case_id', 'at', 'reason', 'hub_case.code', 'hub_case.official_code'])
    .where('sent_back.office', '=', office)
    .orderBy('at')
    .orderBy('case_id')
    .limit(mostSentBack)
    .execute()
  return rows.map(({ case_id, at, reason, code, official_code }) => ({
    ...{ caseId: case_id, caseCode: (official_code ?? code ?? '').slice(0, 100), at, reason },
  }))
}

/** Gives a case back to its office; its next receipt says so. Throws entity.notFound. */
export async function sendBack(store: HubStore, office: string, caseId: string, reason: string, now: string): Promise<void> {
  await store.write(office, async ({ db }) => {
    const found = await db.selectFrom('hub_case').select('id').where('office', '=', office).where('id', '=', caseId).execute()
    if (found.length === 0) throw new AppError('entity.notFound', { entity: 'case' })
    await db.insertInto('sent_back').values({ office, case_id: caseId, at: now, reason }).execute()
  })
}

/** The receipt as codes for the telephone, one for each computer. */
export const spokenReceipts = ({ devices }: Receipt): Array<{ device: string; code: string; seq: number; spoken: string }> =>
  devices.map(({ device, code, acknowledged: { seq, hash } }) => ({ device, code, seq, spoken: spellReceipt(device, seq, hash) }))

export interface Answering {
  readonly trust: TrustList
  /** The computer of the province that signs. */
  readonly device: { readonly id: string; readonly code: string; readonly key: DeviceKey }
  readonly office: { readonly code: string; readonly name: string }
  readonly program: string
  /** Name of the newest migration of the province's own database. */
  readonly schema: string
  /** Milliseconds of the clock, and the UTC instant that they are. */
  readonly nowMs: number
  readonly now: string
}

/** Writes an office's receipt into a file that its computers open. Throws hub.unknownOffice, bundle.noRecipients, bundle.notWritten. */
export async function writeReceipt(store: HubStore, office: string, file: string, answering: Answering): Promise<Receipt> {
  const { trust, device, office: own, program, schema, nowMs, now } = answering
  const answer = await makeReceipt(store.db, office, own.code, now)
  const listed = trust.offices.find(({ code }) => code === office)?.devices ?? []
  const recipients = new Set(listed.flatMap(({ revokedAt, recipient }) => (revokedAt === null ? [recipient] : [])))
  if (recipients.size === 0) throw new AppError('bundle.noRecipients', {})
  // The number is taken before the file is made: a number that no file bears does less harm than two files with one.
  const { number, previous } = await store.write('', async ({ db }) => {
    const last = await db.selectFrom('answer').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()
    const next = (last?.number ?? 0) + 1
    await db.insertInto('answer').values({ number: next, office, manifest_sha256: '', made_at: now }).execute()
    return { number: next, previous: last?.manifest_sha256 ?? '' }
  })
  const { manifestSha256 } = await writeBundle(
    file,
    {
      bundleId: newId(nowMs),
      role: 'province',
      scope: 'answer',
      part: 1,
      parts: 1,
      madeAt: now,
      number,
      previous,
      from: { officeCode: own.code, officeName: own.name },
      to: { officeCode: office },
      device: { id: device.id, code: device.code, publicKey: device.key.publicKey, recipient: device.key.recipient },
      program,
      schema,
      heads: [],
    },
    [{ kind: receiptChunkKind, json: answer }],
    () => ({ counts: { events: 0, cases: 0, blobs: 0 }, firstCase: '', lastCase: '' }),
    { recipients: [...recipients, device.key.recipient].slice(0, 20), keyId: device.key.keyId, signBytes: device.key.signBytes },
  )
  await store.write('', async ({ db }) => {
    await db.updateTable('answer').set({ manifest_sha256: manifestSha256 }).where('number', '=', number).execute()
  })
  return answer
}
