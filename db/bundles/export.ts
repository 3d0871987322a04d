// Writes bundles for the province into a folder. It reads alone: what was written is recorded afterwards by recordBundles, and until
// then the caller answers for the files. Called off, refused or failed, it leaves nothing; what a power cut left of an earlier one, a
// file without its final name, it clears away. Asked for again it writes the same content under the next number.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { requireRoom } from '../backup/files.ts'
import { readBlob } from '../blobs/store.ts'
import type { Db } from '../event.ts'
import { listOwnDevices } from '../merge/queries.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { getCurrentDevice, getOfficeProfile } from '../people/queries.ts'
import { migrations } from '../store/migrations/index.ts'
import { type BundleScope, blobChunkBytes, bundleExtension, isBlobChunk, isEventsChunk } from '../sync/bundle/manifest.ts'
import { type BundleAbout, type ChunkContent, writeBundle } from '../sync/bundle/write.ts'
import type { DeviceKey } from '../sync/device-key.ts'
import { fewestRecipients } from '../trust/list.ts'
import { findTrust } from '../trust/queries.ts'
import { CaseTally } from './case-tally.ts'
import { findContents, hasWork, listHeads } from './contents.ts'
import { cutChunks, type Plan, type PlannedPart, planParts } from './parts.ts'
import { type ExportChoice, splitBytes } from './rules.ts'

/** What recordBundles takes: a file that was written and read back. */
export interface ExportedBundle {
  readonly bundleId: string
  readonly number: number
  readonly scope: BundleScope
  readonly part: number
  readonly parts: number
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly previous: string
  readonly toOffice: string
  readonly events: number
  readonly cases: number
  readonly blobs: number
  readonly firstCase: string
  readonly lastCase: string
  readonly ranges: ReadonlyArray<{ device: string | null; from: number | null; to: number | null; blob: string | null }>
}

export interface Exported {
  readonly bundles: readonly ExportedBundle[]
  /** Scans that went into none because they are larger than a part. */
  readonly tooLarge: number
  /** Scans whose content the store lacks or holds damaged. */
  readonly unreadable: number
}

interface ExportPlace {
  readonly db: Db
  /** The office's data folder, for its scans. */
  readonly dataFolder: string
  readonly key: DeviceKey
  readonly clock: Clock
  readonly program: string
}

/** How much of the events' bytes is expected to be left by packing: what is found in practice, then what is certain. */
const expectations = [0.5, 1.05] as const
const schema = Object.keys(migrations).sort().at(-1) ?? ''

/**
 * Throws bundle.noRecipients, bundle.nothingToSend, bundle.notWritten, store.diskFull, store.readOnly, file.unreadable for a folder that
 * is gone, and what `onProgress` throws.
 * @param onProgress bytes written, of about how many.
 */
export async function writeBundles(
  place: ExportPlace,
  choice: ExportChoice,
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Exported> {
  const { db } = place
  const audience = await findAudience(db, choice)
  if (!existsSync(folder)) throw new AppError('file.unreadable', { file: folder })
  const heads = await listHeads(db)
  const contents = await findContents(db, choice, heads)
  if (contents.blobs.length === 0 && !(await hasWork(db, contents.ranges))) throw new AppError('bundle.nothingToSend')
  const profile = await getOfficeProfile(db)
  const device = await getCurrentDevice(db)
  const last = await db
    .selectFrom('bundle')
    .select(['number', 'sha256'])
    .where('device', '=', device.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const stem = [profile.code, device.code].map((text) => text.replace(/[^A-Za-z0-9]/g, '_')).join('-')
  clearUnfinished(folder, stem)
  const chunks = await cutChunks(db, contents.ranges, () => onProgress(0, 1))
  const about = (number: number, previous: string, part: number, parts: number): BundleAbout => ({
    bundleId: newId(place.clock.nowMs()),
    role: 'office',
    scope: manifestScope(choice),
    part,
    parts,
    madeAt: toInstant(place.clock.nowMs()),
    number,
    previous,
    from: { officeCode: profile.code, officeName: profile.name },
    to: { officeCode: audience.officeCode },
    device: { id: device.id, code: device.code, publicKey: place.key.publicKey, recipient: place.key.recipient },
    program: place.program,
    schema,
    heads,
  })
  for (const zipped of expectations) {
    const plan = planParts(chunks, contents.blobs, splitBytes(choice), zipped)
    const nothing = { number: last?.number ?? 0, sha256: last?.sha256 ?? '' }
    const found = await writeParts(
      { ...place, recipients: audience.recipients, folder, stem, choice, about },
      plan,
      nothing,
      onProgress,
    )
    if (found) return { ...found, tooLarge: plan.tooLarge }
  }
  throw new AppError('bundle.tooLarge', { file: stem })
}

const manifestScope = ({ scope }: ExportChoice): BundleScope => (scope === 'siblings' ? 'since' : scope)

/** For whom it is encrypted and meant. Throws bundle.noRecipients, bundle.noSiblings. */
async function findAudience(db: Db, { scope }: ExportChoice): Promise<{ officeCode: string; recipients: string[] }> {
  const trust = await findTrust(db)
  if (!trust || trust.recipients.length < fewestRecipients) throw new AppError('bundle.noRecipients')
  if (scope !== 'siblings') {
    return { officeCode: trust.issuer.officeCode, recipients: trust.recipients.map(({ recipient }) => recipient) }
  }
  const { code } = await getOfficeProfile(db)
  const devices = await listOwnDevices(db)
  if (devices.every(({ isThis }) => isThis)) throw new AppError('bundle.noSiblings')
  return { officeCode: code, recipients: devices.map(({ recipient }) => recipient) }
}

/** What a writing that never came to its end left of this computer's own bundles. */
function clearUnfinished(folder: string, stem: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${stem}-`) && name.endsWith(`.${bundleExtension}.part`)) rmSync(join(folder, name), { force: true })
  }
}

interface Writing extends ExportPlace {
  readonly recipients: readonly string[]
  readonly folder: string
  readonly stem: string
  readonly choice: ExportChoice
  readonly about: (number: number, previous: string, part: number, parts: number) => BundleAbout
}

/** A name that nothing has: a file that lies there may be all that is left of another computer's work. */
function freeName(folder: string, stem: string): string {
  for (let copy = 1; ; copy += 1) {
    const name = `${stem}${copy === 1 ? '' : `_${copy}`}.${bundleExtension}`
    if (!existsSync(join(folder, name))) return name
  }
}

/** Undefined when a part grew larger than it may be. */
async function writeParts(
  writing: Writing,
  { parts }: Plan,
  before: { readonly number: number; readonly sha256: string },
  onProgress: (done: number, total: number) => void,
): Promise<Omit<Exported, 'tooLarge'> | undefined> {
  const { folder, stem, choice, about, recipients, key } = writing
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  requireRoom(folder, total)
  const [bundles, files]: [ExportedBundle[], string[]] = [[], []]
  let { number, sha256: previous } = before
  let [done, unreadable] = [0, 0]
  try {
    for (const [index, part] of parts.entries()) {
      number += 1
      const fileName = freeName(folder, `${stem}-${number}${parts.length > 1 ? `-${index + 1}` : ''}`)
      const file = join(folder, fileName)
      const tally = new CaseTally(writing.db)
      const head = about(number, previous, index + 1, parts.length)
      const counts = { events: 0, blobs: 0 }
      const written = await writeBundle(
        file,
        head,
        contentOf(writing, part, tally, counts, () => {
          unreadable += 1
        }),
        () => ({ ...tally.totals(), counts: { ...counts, cases: tally.count } }),
        { recipients, keyId: key.keyId, signBytes: key.signBytes },
        (bytes) => onProgress(Math.min(done + bytes, total), total),
      )
      files.push(file)
      if (written.sizeBytes > splitBytes(choice)) {
        discard(files)
        return undefined
      }
      done += part.bytes
      const { manifest, manifestSha256, sizeBytes } = written
      bundles.push({
        bundleId: manifest.bundleId,
        number,
        scope: manifestScope(choice),
        part: index + 1,
        parts: parts.length,
        fileName,
        sizeBytes,
        sha256: manifestSha256,
        previous,
        toOffice: manifest.to.officeCode,
        ...manifest.counts,
        firstCase: manifest.firstCase,
        lastCase: manifest.lastCase,
        // What went to the office's other computers says nothing of what the province has.
        ranges: (choice.scope === 'siblings' ? [] : manifest.chunks).map((chunk) => ({
          device: isEventsChunk(chunk) ? chunk.device : null,
          from: isEventsChunk(chunk) ? chunk.from : null,
          to: isEventsChunk(chunk) ? chunk.to : null,
          blob: isBlobChunk(chunk) ? chunk.blob : null,
        })),
      })
      previous = manifestSha256
      onProgress(Math.min(done, total), total)
    }
    return { bundles, unreadable }
  } catch (error) {
    discard(files)
    throw error
  }
}

/** Takes away what was written and not recorded. */
export function discard(files: readonly string[]): void {
  for (const file of files) {
    try {
      rmSync(file, { force: true })
    } catch {
      // The medium is gone, and the file with it.
    }
  }
}

async function* contentOf(
  { db, dataFolder }: Writing,
  { events, blobs }: PlannedPart,
  tally: CaseTally,
  counts: { events: number; blobs: number },
  onUnreadable: () => void,
): AsyncGenerator<ChunkContent> {
  for (const { device, from, to } of events) {
    const rows = await db
      .selectFrom('event')
      .selectAll()
      .where('device', '=', device)
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .orderBy('seq')
      .execute()
    counts.events += rows.length
    yield { kind: 'events', events: rows, cases: await tally.add(rows) }
  }
  for (const { sha256 } of blobs) {
    const content = findBlob(dataFolder, sha256)
    if (!content) {
      onUnreadable()
      continue
    }
    counts.blobs += 1
    for (let offset = 0; offset < content.length; offset += blobChunkBytes) {
      const bytes = content.subarray(offset, offset + blobChunkBytes)
      yield { kind: 'blob', blob: sha256, blobSize: content.length, offset, bytes }
    }
  }
}

/** A scan that is lost here must not keep the work of weeks from going. */
function findBlob(dataFolder: string, sha256: string): Buffer | undefined {
  try {
    return readBlob(dataFolder, sha256, sha256)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'scan.missing' || error.code === 'scan.broken')) return undefined
    throw error
  }
}
