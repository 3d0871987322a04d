// Taking in what another computer of this office did, and settling what clashed.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { StoredEvent } from '../model/events.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { applyInTx, rebuildInTx, recordInTx } from '../record.ts'
import { chainStart, insertEvent } from '../store/event-log.ts'
import type { BundleManifest } from '../sync/bundle/manifest.ts'
import { findDeviceOf } from '../trust/list.ts'
import { findTrust } from '../trust/queries.ts'
import { countOpenClashes } from './queries.ts'

/** What came of a bundle of another computer. */
export interface Merged {
  /** Events that were new here. */
  readonly events: number
  /** Clashes that wait for a person, of all bundles so far. */
  readonly openClashes: number
  /** Events that are needed before others can be taken: take the bundles that hold them, then this one again. */
  readonly missing: ReadonlyArray<{ readonly device: string; readonly from: number; readonly to: number }>
}

/**
 * Throws bundle.otherOffice, bundle.unknownSigner, bundle.revokedSigner unless the bundle is of another computer of this office, for
 * this office. Of its own there is nothing to take: input that a person sees as "already here".
 */
export async function requireSibling(db: Db, manifest: BundleManifest, keyId: string, fileName: string): Promise<void> {
  const { code } = await getOfficeProfile(db)
  const { from, to, device } = manifest
  if (manifest.role !== 'office' || to.officeCode !== code || from.officeCode !== code) {
    throw new AppError('bundle.otherOffice', { file: fileName, office: to.officeCode })
  }
  const trust = await findTrust(db)
  const known = trust && findDeviceOf(trust, keyId)
  if (!known || known.officeCode !== code || known.device.deviceId !== device.id) {
    throw new AppError('bundle.unknownSigner', {
      file: fileName,
      device: device.code,
      office: from.officeName,
      code: keyId.slice(0, 12),
    })
  }
  if (known.device.revokedAt !== null) {
    const date = known.device.revokedAt.slice(0, 10)
    throw new AppError('bundle.revokedSigner', { file: fileName, device: device.code, office: from.officeName, date })
  }
}

/**
 * Takes in the events of a bundle, each checked by itself before (openBundle), in one transaction. What is here already is passed over;
 * what follows on a gap is left for later. The rows are then those that all events give in the order of their stamps, as on every
 * other computer that has the same events. Throws store.chainBroken when an event contradicts one that is here: a device was copied.
 */
export async function mergeEvents(
  db: Db,
  actor: Actor,
  {
    bundleId,
    device,
    heads,
  }: { readonly bundleId: string; readonly device: { id: string; code: string }; readonly heads: BundleManifest['heads'] },
  events: readonly StoredEvent[],
  onProgress: (done: number) => void = () => {},
): Promise<Merged> {
  authorise(actor, 'bundle.exchange')
  return db.transaction().execute(async (tx) => {
    const { fresh, missing } = await sortOut(tx, events)
    if (fresh.length > 0) {
      for (const { device: id, code } of heads) {
        await tx
          .insertInto('device')
          .values({ id, code, created_at: fresh.find((event) => event.device === id)?.at ?? '', is_current: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
      await applyFresh(tx, fresh, onProgress)
      const known = Object.fromEntries(heads.map((head) => [head.device, head.seq]))
      const payload = { bundleId, device: device.id, heads: known, events: fresh.length }
      await recordInTx(tx, actor, [{ entity: 'merge', entityId: bundleId, type: 'merge.taken', payload }])
    }
    return { events: fresh.length, openClashes: await countOpenClashes(tx), missing }
  })
}

/** What is new and continues its chain here, and what is missing before the rest. */
async function sortOut(tx: Tx, events: readonly StoredEvent[]): Promise<{ fresh: StoredEvent[]; missing: Merged['missing'] }> {
  const byDevice = new Map<string, StoredEvent[]>()
  for (const event of events) {
    const list = byDevice.get(event.device)
    if (list) list.push(event)
    else byDevice.set(event.device, [event])
  }
  const fresh: StoredEvent[] = []
  const missing: Array<Merged['missing'][number]> = []
  for (const [device, given] of byDevice) {
    const ordered = given.toSorted((a, b) => a.seq - b.seq)
    const head = await tx
      .selectFrom('event')
      .select(['seq', 'hash'])
      .where('device', '=', device)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    let last = head ?? { seq: 0, hash: chainStart }
    const known = ordered.findLast(({ seq }) => seq <= last.seq)
    if (known) {
      const here = await tx
        .selectFrom('event')
        .select('hash')
        .where('device', '=', device)
        .where('seq', '=', known.seq)
        .executeTakeFirstOrThrow()
      // One differing event makes all that follow it differ: the newest that both have tells.
      if (here.hash !== known.hash) throw new AppError('store.chainBroken', { device, seq: known.seq })
    }
    for (const event of ordered) {
      if (event.seq <= last.seq) continue
      if (event.seq > last.seq + 1) {
        missing.push({ device, from: last.seq + 1, to: event.seq - 1 })
        break
      }
      if (event.prev_hash !== last.hash) throw new AppError('store.chainBroken', { device, seq: event.seq })
      fresh.push(event)
      last = event
    }
  }
  return { fresh: fresh.toSorted(inOrder), missing }
}

const inOrder = (a: StoredEvent, b: StoredEvent): number =>
  a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq

/** Things whose rows come from their own events alone, so that events of two of them may be applied in any order. */
const independent: ReadonlySet<string> = new Set(['case', 'person', 'scan', 'original', 'backup', 'bundle', 'merge', 'device'])
/** Of those the one act that reaches into others: a destroyed case takes its scans and originals along. */
const isApartFromOthers = ({ entity, type }: { entity: string; type: string }): boolean =>
  independent.has(entity) && type !== 'case.destroyed'

/**
 * Applies events that lie among those that are here. Where none of them meets a later one of the same thing they are simply added;
 * otherwise, and where something clashes, the rows are made anew from the whole log.
 */
async function applyFresh(tx: Tx, fresh: readonly StoredEvent[], onProgress: (done: number) => void): Promise<void> {
  for (const event of fresh) await insertEvent(tx, event)
  const [first] = fresh
  if (!first) return
  const freshIds = new Set(fresh.map(({ id }) => id))
  const later = (
    await tx.selectFrom('event').select(['id', 'entity', 'entity_id', 'type']).where('hlc', '>', first.hlc).execute()
  ).filter(({ id }) => !freshIds.has(id))
  const touched = new Set(later.map(({ entity_id }) => entity_id))
  const isApart =
    later.length === 0 ||
    ([...later, ...fresh].every(isApartFromOthers) && fresh.every(({ entity_id }) => !touched.has(entity_id)))
  if (isApart) {
    let clashes = 0
    for (const [index, event] of fresh.entries()) {
      if ((await applyInTx(tx, event)) !== null) clashes += 1
      if (index % 1_000 === 999) onProgress(index + 1)
    }
    if (clashes === 0 || later.length === 0) return
  }
  await rebuildInTx(tx, onProgress)
}

/** A person has compared both and chosen. Throws entity.notFound; case.wrongState when it is settled already. */
export async function settleClash(
  db: Db,
  actor: Actor,
  { eventId, choice, note }: { readonly eventId: string; readonly choice: 'keep' | 'take'; readonly note: string },
): Promise<void> {
  authorise(actor, 'bundle.exchange')
  await db.transaction().execute(async (tx) => {
    const clash = await tx.selectFrom('clash').select(['settled_at', 'reason']).where('event_id', '=', eventId).executeTakeFirst()
    if (!clash) throw new AppError('entity.notFound', { entity: 'clash' })
    if (clash.settled_at !== null || (choice === 'take' && clash.reason !== 'overtaken')) throw new AppError('case.wrongState')
    await recordInTx(tx, actor, [{ entity: 'clash', entityId: eventId, type: 'clash.settled', payload: { choice, note } }])
  })
}
