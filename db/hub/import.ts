// Takes a bundle of an office into the hub. Everything is opened and checked before the first row is written, and written in one
// transaction: a bundle that is refused leaves the store byte for byte as it was, and a kill leaves all of a bundle or nothing. The same
// bundle twice changes nothing; the order in which bundles come does not matter; what a damaged file had is asked for again.
import { basename } from 'node:path'
import { AppError } from '../model/errors.ts'
import { isBlobChunk, isEventsChunk } from '../sync/bundle/manifest.ts'
import { type OpenBundle, openBundle } from '../sync/bundle/read.ts'
import type { SeqRange } from '../sync/receipt.ts'
import type { TrustList } from '../trust/list.ts'
import { type Applied, applyEventsInTx, takePendingInTx } from './apply.ts'
import { StagedBlobs } from './blobs.ts'
import { Totals } from './cases.ts'
import { listGaps } from './gaps.ts'
import { officeOfDevice, requireSender } from './judge.ts'
import { yearOfEvent } from './judged.ts'
import { type DevicePlan, planLinks } from './link.ts'
import { keepUnknownInTx, recordBundleInTx } from './record-bundle.ts'
import { Staging } from './staging.ts'
import type { HubDb, HubStore, HubTx } from './store.ts'

export interface ImportOptions {
  /** age identities that open what is sent to the province. */
  readonly identities: readonly string[]
  readonly trust: TrustList
  readonly ownOfficeCode: string
  /** UTC instant. */
  readonly now: string
  /** Take the sound chunks of a damaged file; it is refused otherwise. */
  readonly salvage?: boolean
  /** Bytes, then chunks, then events; may throw to cancel until the last phase, and nothing has happened. */
  readonly onProgress?: (phase: 'read' | 'check' | 'write', done: number, total: number) => void
}

export interface ImportResult {
  readonly file: string
  readonly manifestSha256: string
  readonly office: string
  readonly device: string
  readonly deviceCode: string
  readonly number: number
  readonly part: number
  readonly parts: number
  /** Nothing new was in it. */
  readonly isRepeat: boolean
  /** Events that count from now on, of this bundle and of earlier ones that waited for it. */
  readonly applied: number
  /** Of a kind or version that this program does not know; kept. */
  readonly pending: number
  /** Their payload does not fit; kept, and listed by the receipt. */
  readonly rejected: number
  readonly alreadyThere: number
  /** Events that wait for earlier ones. */
  readonly waiting: number
  /** Of the office's devices: what has not arrived. */
  readonly missing: ReadonlyArray<{ readonly device: string; readonly code: string; readonly ranges: readonly SeqRange[] }>
  /** Places of the chunks that were damaged. */
  readonly lacking: readonly number[]
  readonly blobs: number
  /** Chunks of a kind that this program does not know; kept. */
  readonly unknownChunks: number
}

/**
 * Takes a file in. Throws what openBundle throws, bundle.notFromOffice, otherOffice, unknownSigner, revokedSigner, signerOfOther,
 * replayed, forked, altered, chunkDamaged, notWhole (not with `salvage`).
 */
export async function importBundle(store: HubStore, file: string, options: ImportOptions): Promise<ImportResult> {
  const { identities, onProgress = () => {} } = options
  const bundle = await openBundle(file, identities, (done, total) => onProgress('read', done, total))
  try {
    return await importOpened(store, bundle, file, options)
  } finally {
    await bundle.close()
  }
}

/** Takes in what was opened; the caller closes it. Throws as importBundle does once the file was opened. */
export async function importOpened(
  store: HubStore,
  bundle: OpenBundle,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const name = basename(file)
  requireSender(bundle, file, options.trust, options.ownOfficeCode)
  if ((await findTaken(store.db, bundle, name)) === 'whole') return repeated(store.db, bundle, file)
  if (!options.salvage && bundle.damaged[0] !== undefined)
    throw new AppError('bundle.chunkDamaged', { file: name, chunk: bundle.damaged[0] + 1 })
  if (!options.salvage && !bundle.isWhole) throw new AppError('bundle.notWhole', { file: name })
  return takeIn(store, bundle, file, options)
}

/** How far this very bundle was taken before. Throws bundle.replayed where another one bears its number. */
async function findTaken(db: HubDb, { manifest, manifestSha256 }: OpenBundle, name: string) {
  const { device, number } = manifest
  const rows = await db
    .selectFrom('bundle')
    .select(['manifest_sha256', 'state'])
    .where('device', '=', device.id)
    .where('number', '=', number)
    .execute()
  const [row] = rows
  if (row && row.manifest_sha256 !== manifestSha256) throw new AppError('bundle.replayed', { file: name })
  return row?.state
}

const identityOf = ({ manifest, manifestSha256 }: OpenBundle, file: string) => ({
  file: basename(file),
  manifestSha256,
  office: manifest.from.officeCode,
  device: manifest.device.id,
  deviceCode: manifest.device.code,
  number: manifest.number,
  part: manifest.part,
  parts: manifest.parts,
})

async function repeated(db: HubDb, bundle: OpenBundle, file: string): Promise<ImportResult> {
  const events = bundle.manifest.chunks.reduce((sum, chunk) => sum + (isEventsChunk(chunk) ? chunk.events : 0), 0)
  return {
    ...identityOf(bundle, file),
    isRepeat: true,
    ...{ applied: 0, pending: 0, rejected: 0, alreadyThere: events, waiting: 0, blobs: 0, unknownChunks: 0 },
    missing: await listGaps(db, bundle.manifest.from.officeCode),
    lacking: [],
  }
}

async function takeIn(store: HubStore, bundle: OpenBundle, file: string, options: ImportOptions): Promise<ImportResult> {
  const { manifest } = bundle
  const office = manifest.from.officeCode
  const name = basename(file)
  const staging = new Staging(store.folder)
  const blobs = new StagedBlobs(store.folder)
  try {
    const read = await readChunks(bundle, staging, blobs, name, options)
    await blobs.check(name)
    await store.makeRoom(office, staging.years)
    const outcome = await store.write(office, async (tx) => {
      // Again: beside this one another import of the same file may have come to its end.
      if ((await findTaken(tx.db, bundle, name)) === 'whole') return undefined
      const plans = await planLinks(tx.db, staging.parts, { manifest, file: name, officeOf: officeOfDevice(options.trust) })
      const wholeBlobs = await blobs.takeInTx(tx, office)
      const counts = await writePlansInTx(tx, office, plans, options)
      await keepUnknownInTx(tx.db, bundle, read.unknown)
      const lacking = await recordBundleInTx(tx.db, bundle, name, read.lacking, options.now)
      return { ...counts, blobs: wholeBlobs, lacking }
    })
    if (!outcome) return await repeated(store.db, bundle, file)
    const missing = await listGaps(store.db, office)
    return { ...identityOf(bundle, file), isRepeat: false, ...outcome, missing, unknownChunks: read.unknown.length }
  } finally {
    staging.close()
    blobs.close()
  }
}

/** Opens and checks every chunk. Throws bundle.chunkDamaged; with `salvage` the chunk is lacking instead. */
async function readChunks(bundle: OpenBundle, staging: Staging, blobs: StagedBlobs, name: string, options: ImportOptions) {
  const { chunks } = bundle.manifest
  const lacking: number[] = []
  const unknown: number[] = []
  for (const [position, chunk] of chunks.entries()) {
    options.onProgress?.('check', position, chunks.length)
    try {
      if (isEventsChunk(chunk)) {
        const events = await bundle.readEvents(position)
        if (!events.every(canBeKept)) throw new AppError('bundle.chunkDamaged', { file: name, chunk: position + 1 })
        staging.add(events, chunk.plainSize)
      } else if (isBlobChunk(chunk)) await blobs.add(chunk, await bundle.readChunk(position), name)
      else {
        await bundle.readChunk(position)
        unknown.push(position)
      }
    } catch (error) {
      if (!options.salvage || !(error instanceof AppError) || error.code !== 'bundle.chunkDamaged') throw error
      lacking.push(position)
    }
  }
  options.onProgress?.('check', chunks.length, chunks.length)
  return { lacking, unknown }
}

/** Of ES2024, which the types of this tree do not know yet. */
const isWellFormed = (text: string): boolean => (text as unknown as { isWellFormed: () => boolean }).isWellFormed()

/** PostgreSQL holds no text with a NUL or half a character. No program of ours writes one: JSON spells both out. */
const canBeKept = (event: object): boolean =>
  Object.values(event).every((value) => typeof value !== 'string' || (!value.includes('\0') && isWellFormed(value)))

const pageRows = 2_000

async function writePlansInTx(tx: HubTx, office: string, plans: readonly DevicePlan[], { onProgress }: ImportOptions) {
  const totals = new Totals(office)
  const sum = { ...(await takePendingInTx(tx, office, totals)), alreadyThere: 0, waiting: 0 }
  const total = plans.reduce((count, { parts }) => count + parts.reduce((inPart, { from, to }) => inPart + to - from + 1, 0), 0)
  let done = 0
  const add = (counts: Applied) => {
    sum.applied += counts.applied
    sum.pending += counts.pending
    sum.rejected += counts.rejected
  }
  for (const { device, code, isNew, before, after, knownSeq, waited, parts } of plans) {
    if (isNew) {
      const row = { device, office, code, linked_seq: after.seq, linked_hash: after.hash, known_seq: knownSeq }
      await tx.db.insertInto('chain').values(row).execute()
    } else
      await tx.db
        .updateTable('chain')
        .set({ linked_seq: after.seq, linked_hash: after.hash, known_seq: knownSeq, ...(code !== '' && { code }) })
        .where('device', '=', device)
        .execute()
    for (const part of parts) {
      const events = part.read()
      const fresh = events.filter(({ seq }) => seq > before.seq && !waited.has(seq))
      const late = fresh.filter(({ seq }) => seq > after.seq)
      add(
        await applyEventsInTx(
          tx,
          office,
          fresh.filter(({ seq }) => seq <= after.seq),
          totals,
        ),
      )
      await tx.insertMany(
        'waiting_event',
        late.map((event) => ({ ...event, office, year: yearOfEvent(event) })),
      )
      sum.alreadyThere += events.length - fresh.length
      sum.waiting += late.length
      done += part.to - part.from + 1
      onProgress?.('write', done, total)
    }
    if (waited.size > 0) add(await takeWaitedInTx(tx, office, device, after.seq, totals))
  }
  await totals.writeInTx(tx.db)
  return sum
}

/** What waited, up to the new end of the chain. */
async function takeWaitedInTx(tx: HubTx, office: string, device: string, upTo: number, totals: Totals): Promise<Applied> {
  const sum = { applied: 0, pending: 0, rejected: 0 }
  for (;;) {
    const rows = await tx.db
      .selectFrom('waiting_event')
      .selectAll()
      .where('device', '=', device)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .limit(pageRows)
      .execute()
    const last = rows.at(-1)
    if (!last) return sum
    const counts = await applyEventsInTx(
      tx,
      office,
      rows.map(({ office: _, year: __, ...event }) => event),
      totals,
    )
    sum.applied += counts.applied
    sum.pending += counts.pending
    sum.rejected += counts.rejected
    await tx.db.deleteFrom('waiting_event').where('device', '=', device).where('seq', '<=', last.seq).execute()
  }
}
