// A bundle file of another computer of this office: judged, its scans put into the store, its events taken in.
import { basename } from 'node:path'
import { blobFolder, putVerified } from '../blobs/store.ts'
import type { Actor, Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { StoredEvent } from '../model/events.ts'
import { isBlobChunk, isEventsChunk } from '../sync/bundle/manifest.ts'
import { type OpenBundle, openBundle } from '../sync/bundle/read.ts'
import { type Merged, mergeEvents, requireSibling } from './commands.ts'

/**
 * Takes in a whole bundle; one with a damaged part is refused, the other computer makes it again. Scans first: an event never names one
 * that is not there. Throws what openBundle and requireSibling refuse, bundle.damaged, store.chainBroken.
 * @param folder of the database.
 * @param identities of this computer.
 */
export async function takeSiblingBundle(
  db: Db,
  actor: Actor,
  { file, folder, identities }: { readonly file: string; readonly folder: string; readonly identities: readonly string[] },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Merged> {
  const bundle = await openBundle(file, identities)
  try {
    const { manifest, keyId } = bundle
    await requireSibling(db, manifest, keyId, basename(file))
    if (!bundle.isWhole || bundle.damaged.length > 0) throw new AppError('bundle.damaged', { file: basename(file) })
    const events: StoredEvent[] = []
    for (const [position, chunk] of manifest.chunks.entries()) {
      if (isEventsChunk(chunk)) events.push(...(await bundle.readEvents(position)))
      onProgress(position, manifest.chunks.length * 2)
    }
    await putScans(bundle, folder, await listDestroyed(db, events))
    const total = manifest.chunks.length
    return await mergeEvents(db, actor, manifest, events, () => onProgress(total, total * 2))
  } finally {
    await bundle.close()
  }
}

/**
 * Contents that were destroyed here: another computer that still has them does not bring them back, unless it has put them to a case that
 * was not destroyed.
 */
async function listDestroyed(db: Db, events: readonly StoredEvent[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('destroyed_scan').select(['sha256', 'case_id']).execute()
  const places = new Set(rows.map(({ sha256, case_id: caseId }) => `${sha256} ${caseId}`))
  const destroyed = new Set(rows.map(({ sha256 }) => sha256))
  for (const { type, payload } of events) {
    if (type !== 'paper.scanAttached') continue
    const { sha256, caseId } = JSON.parse(payload) as { sha256: string; caseId: string }
    if (!places.has(`${sha256} ${caseId}`)) destroyed.delete(sha256)
  }
  return destroyed
}

/** Pieces of one scan follow one another. A scan of which a piece is missing is left out: another bundle brings it. */
async function putScans(bundle: OpenBundle, folder: string, destroyed: ReadonlySet<string>): Promise<void> {
  let pieces: Uint8Array[] = []
  for (const [position, chunk] of bundle.manifest.chunks.entries()) {
    if (!isBlobChunk(chunk) || destroyed.has(chunk.blob)) continue
    if (chunk.offset === 0) pieces = []
    const before = pieces.reduce((sum, { length }) => sum + length, 0)
    if (chunk.offset !== before) continue
    pieces.push(await bundle.readChunk(position))
    const content = Buffer.concat(pieces)
    if (content.length === chunk.blobSize) putVerified(blobFolder(folder), chunk.blob, content)
  }
}
