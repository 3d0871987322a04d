// Takes what the province answers: a receipt as a bundle, or twelve characters read over the telephone. A receipt tells the whole state;
// the newest counts, and an older one that turns up late is refused. Nothing of this office is changed by it but what it knows of the
// province: how far each computer's events have arrived, which chunks to send again, which cases were sent back.
import { basename } from 'node:path'
import { type Actor, authorise, type Db } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { openBundle } from '../sync/bundle/read.ts'
import { type Receipt, receipt, receiptChunkKind } from '../sync/receipt.ts'
import { findSpokenReceipt, isReceiptOf } from '../sync/receipt-code.ts'
import { findDeviceOf, type TrustList } from '../trust/list.ts'
import { findTrust } from '../trust/queries.ts'
import { listHeads, readAcknowledged } from './contents.ts'

/** What a receipt changed, to be told. */
export interface Answered {
  /** Events that the province is now known to have, and was not before. */
  readonly events: number
  readonly rejected: number
  readonly lacking: number
  readonly returned: number
}

interface Told {
  readonly how: 'file' | 'code'
  readonly madeAt: string
  readonly chains: ReadonlyArray<{ device: string; seq: number }>
  readonly rejected: ReadonlyArray<{ device: string; seq: number; reason: string }>
  readonly lacking: ReadonlyArray<{ bundleId: string; position: number }>
  readonly returned: ReadonlyArray<{ caseId: string; reason: string }>
}

/** Throws bundle.noRecipients: an office without a province's list knows nobody whose answer it could believe. */
async function getTrust(db: Db): Promise<TrustList> {
  const trust = await findTrust(db)
  if (!trust) throw new AppError('bundle.noRecipients')
  return trust
}

async function record(db: Db, actor: Actor, trust: TrustList, told: Told): Promise<Answered> {
  const before = await readAcknowledged(db)
  const payload = { ...told, fromOffice: trust.issuer.officeCode, blobs: [] }
  const event = { entity: 'bundleReceipt', entityId: newId(actor.clock.nowMs()), type: 'bundle.answered', payload }
  await db.transaction().execute((tx) => recordInTx(tx, actor, [event]))
  const gains = told.chains.map(({ device, seq }) => Math.max(0, seq - (before.get(device) ?? 0)))
  return {
    events: gains.reduce((sum, gain) => sum + gain, 0),
    rejected: told.rejected.length,
    lacking: told.lacking.length,
    returned: told.returned.length,
  }
}

/** Of the last receipt that came as a file. */
async function findNewest(db: Db): Promise<{ madeAt: string; takenAt: string } | undefined> {
  return db
    .selectFrom('bundle_receipt')
    .select(['made_at as madeAt', 'taken_at as takenAt'])
    .where('how', '=', 'file')
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function readReceipt(file: string, identity: string, trust: TrustList, officeCode: string): Promise<Receipt> {
  const name = basename(file)
  const bundle = await openBundle(file, [identity])
  try {
    const { manifest, keyId } = bundle
    const known = findDeviceOf(trust, keyId)
    const { officeCode: from, officeName } = manifest.from
    if (known && known.device.revokedAt !== null) {
      const date = known.device.revokedAt.slice(0, 10)
      throw new AppError('bundle.revokedSigner', { file: name, device: manifest.device.code, office: officeName, date })
    }
    // Whoever signed speaks for the province only as a computer of the office that gave out the list.
    if (known?.officeCode !== trust.issuer.officeCode || from !== trust.issuer.officeCode) {
      throw new AppError('bundle.notOfProvince', { file: name, office: officeName, province: trust.issuer.officeName })
    }
    if (manifest.to.officeCode !== officeCode) throw new AppError('bundle.receiptOfOther', { file: name })
    const position = manifest.chunks.findIndex(({ kind }) => kind === receiptChunkKind)
    if (manifest.role !== 'province' || manifest.scope !== 'answer' || position < 0) {
      throw new AppError('bundle.notAReceipt', { file: name })
    }
    const parsed = receipt.safeParse(await bundle.readJson(position))
    if (!parsed.success) throw new AppError('bundle.notAReceipt', { file: name })
    if (parsed.data.officeCode !== officeCode || parsed.data.fromCode !== from) {
      throw new AppError('bundle.receiptOfOther', { file: name })
    }
    return parsed.data
  } finally {
    await bundle.close()
  }
}

/**
 * Takes a receipt from a file. Throws what openBundle throws, bundle.notOfProvince, revokedSigner, notAReceipt, receiptOfOther,
 * receiptOlder. @param identity of this computer: the receipt is encrypted for it.
 */
export async function takeReceipt(db: Db, actor: Actor, file: string, identity: string): Promise<Answered> {
  authorise(actor, 'bundle.exchange')
  const trust = await getTrust(db)
  const { code } = await getOfficeProfile(db)
  const { madeAt, devices, chunksLacking, sentBack } = await readReceipt(file, identity, trust, code)
  const newest = await findNewest(db)
  if (newest && madeAt <= newest.madeAt) {
    throw new AppError('bundle.receiptOlder', { file: basename(file), date: newest.takenAt.slice(0, 10) })
  }
  const chains: Array<{ device: string; seq: number }> = []
  for (const { device, acknowledged } of devices) {
    if (acknowledged.seq === 0) continue
    // Another history under the same number is not what this office sent.
    if ((await findHash(db, device, acknowledged.seq)) !== acknowledged.hash) {
      throw new AppError('bundle.receiptOfOther', { file: basename(file) })
    }
    chains.push({ device, seq: acknowledged.seq })
  }
  const told = newest?.madeAt ?? ''
  const returned: Array<{ caseId: string; reason: string }> = []
  for (const { caseId, reason, at } of sentBack) {
    // A receipt repeats what an earlier one said.
    if (at <= told) continue
    const known = await db.selectFrom('case_file').select('id').where('id', '=', caseId).executeTakeFirst()
    if (known && !returned.some((one) => one.caseId === caseId)) returned.push({ caseId, reason })
  }
  return record(db, actor, trust, {
    how: 'file',
    madeAt,
    chains,
    rejected: devices.flatMap(({ device, rejected }) => rejected.map(({ seq, reason }) => ({ device, seq, reason }))),
    lacking: chunksLacking.flatMap(({ bundleId, positions }) => positions.map((position) => ({ bundleId, position }))),
    returned,
  })
}

async function findHash(db: Db, device: string, seq: number): Promise<string | undefined> {
  const row = await db.selectFrom('event').select('hash').where('device', '=', device).where('seq', '=', seq).executeTakeFirst()
  return row?.hash
}

/** Takes the twelve characters of a receipt. Throws bundle.codeInvalid for a slip of the tongue, bundle.receiptOlder. */
export async function takeReceiptCode(db: Db, actor: Actor, typed: string): Promise<Answered> {
  authorise(actor, 'bundle.exchange')
  const trust = await getTrust(db)
  const spoken = findSpokenReceipt(typed)
  const acknowledged = await readAcknowledged(db)
  for (const { device } of spoken ? await listHeads(db) : []) {
    if (!spoken || !isReceiptOf(spoken, device, await findHash(db, device, spoken.seq))) continue
    if (spoken.seq <= (acknowledged.get(device) ?? 0)) {
      throw new AppError('bundle.receiptOlder', { file: typed, date: toInstant(actor.clock.nowMs()).slice(0, 10) })
    }
    const madeAt = toInstant(actor.clock.nowMs())
    const nothing = { rejected: [], lacking: [], returned: [] }
    return record(db, actor, trust, { how: 'code', madeAt, chains: [{ device, seq: spoken.seq }], ...nothing })
  }
  throw new AppError('bundle.codeInvalid', { code: typed })
}
