// Opens a bundle without believing it (BUNDLE.md beside this file). First lengths and sums alone, then the manifest and its signature,
// then chunk by chunk: nothing unfolds to more than was signed for, nothing is read whole into the memory, no name from the file becomes
// a path. A file with a bad spot is told apart from one that was cut off and from one that somebody changed.
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '../../model/errors.ts'
import type { StoredEvent } from '../../model/events.ts'
import { hashEvent } from '../../store/event-log.ts'
import { findDecrypted } from './age.ts'
import {
  type BundleChunk,
  type BundleManifest,
  bundleFormat,
  bundleKind,
  type EventsChunk,
  isEventsChunk,
  knownNeeds,
  limits,
} from './manifest.ts'
import { readManifest } from './sealed-manifest.ts'

const unzip = promisify(gunzip)
const headLineLimit = 200
const readPieceBytes = 1_048_576

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Laid {
  readonly kind: 'chunk' | 'manifest'
  readonly at: number
  readonly size: number
  readonly sha256: string
}

export interface OpenBundle {
  readonly manifest: BundleManifest
  readonly keyId: string
  /** sha256 of the manifest's bytes. */
  readonly manifestSha256: string
  readonly sizeBytes: number
  /** Positions in `manifest.chunks` of the chunks that are not what was signed. */
  readonly damaged: readonly number[]
  /** Both copies of the manifest, the index and every head are sound, and nothing stands beside them. */
  readonly isWhole: boolean
  /** The content of a sound chunk. Throws bundle.chunkDamaged when it does not open. */
  readonly readChunk: (position: number) => Promise<Uint8Array>
  /** The events of a sound chunk of events, each one checked by itself. Throws bundle.chunkDamaged. */
  readonly readEvents: (position: number) => Promise<StoredEvent[]>
  /** The value of a sound chunk of JSON, to be checked by who asked. Throws bundle.chunkDamaged. */
  readonly readJson: (position: number) => Promise<unknown>
  readonly close: () => Promise<void>
}

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const storedEvent = z.strictObject({
  device: z.string().max(100),
  seq: z.number().int().min(1),
  id: z.string().min(1).max(100),
  hlc: z.string().min(1).max(200),
  at: z.string().max(50),
  actor: z.string().max(100),
  entity: z.string().min(1).max(100),
  entity_id: z.string().max(500),
  type: z.string().min(1).max(100),
  version: z.number().int().min(1),
  payload: z.string(),
  prev_hash: hex64,
  hash: hex64,
})

/** `indexed` where the file's end tells what lies where; heads are then only compared. */
interface Survey {
  readonly laid: readonly Laid[]
  readonly isWhole: boolean
}

/**
 * Opens and judges a file; the caller closes it. Throws file.unreadable, bundle.notABundle, otherFormat, truncated, damaged, notForUs,
 * forged, unreadableNeeds. Whether the signer is trusted, and the bundle meant for this office, is for the caller.
 * @param identities age identities of this office.
 * @param onRead bytes whose sum was taken, of all; may throw to cancel.
 */
export async function openBundle(
  file: string,
  identities: readonly string[],
  onRead: (done: number, total: number) => void = () => {},
): Promise<OpenBundle> {
  const name = basename(file)
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch {
    throw new AppError('file.unreadable', { file: name })
  }
  try {
    const { size } = await handle.stat()
    const { laid, isWhole } = await survey(handle, size, name)
    const sums = await takeSums(handle, laid, size, onRead)
    const sound = (position: number): boolean => sums[position] === laid[position]?.sha256
    const signed = await readFirstSound(handle, laid, sound, identities, name)
    const { manifest } = signed
    const unknown = manifest.needs.find((need) => !knownNeeds.includes(need))
    if (unknown !== undefined) throw new AppError('bundle.otherFormat', { file: name, version: unknown })

    const chunks = laid.flatMap((one, position) => (one.kind === 'chunk' ? [{ ...one, sum: sums[position] }] : []))
    if (chunks.length !== manifest.chunks.length) throw new AppError('bundle.altered', { file: name })
    const damaged = manifest.chunks.flatMap(({ size: length, sha256 }, position) => {
      const lying = chunks[position]
      return lying?.size === length && lying.sum === sha256 ? [] : [position]
    })
    const fail = (position: number) => new AppError('bundle.chunkDamaged', { file: name, chunk: position + 1 })
    const readChunk = async (position: number): Promise<Uint8Array> => {
      const [lying, signedChunk] = [chunks[position], manifest.chunks[position]]
      if (!lying || !signedChunk || damaged.includes(position)) throw fail(position)
      const sealed = await readAt(handle, lying.at, lying.size)
      // Again: between the survey and now the file could have been changed.
      if (sumOf(sealed) !== signedChunk.sha256) throw fail(position)
      const plain = await findDecrypted(identities, sealed)
      if (!plain) throw fail(position)
      return plain
    }
    return {
      manifest,
      keyId: signed.keyId,
      manifestSha256: signed.sha256,
      sizeBytes: size,
      damaged,
      isWhole: isWhole && laid.every((_, position) => sound(position)),
      readChunk,
      readEvents: async (position) => {
        const chunk = manifest.chunks[position]
        if (!chunk || !isEventsChunk(chunk)) throw fail(position)
        return (await readEvents(chunk, await readChunk(position))) ?? raise(fail(position))
      },
      readJson: async (position) => {
        const plain = await unfold(await readChunk(position), limits.plainBytes)
        if (!plain) throw fail(position)
        try {
          return JSON.parse(plain.toString('utf8'))
        } catch {
          throw fail(position)
        }
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'ENODEV')
      ? new AppError('file.unreadable', { file: name })
      : error
  }
}

function raise(error: AppError): never {
  throw error
}

async function readAt(handle: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size)
  const { bytesRead } = await handle.read(buffer, 0, size, at)
  return buffer.subarray(0, bytesRead)
}

async function unfold(zipped: Uint8Array, mostBytes: number): Promise<Buffer | undefined> {
  try {
    return await unzip(zipped, { maxOutputLength: mostBytes })
  } catch {
    return undefined
  }
}

async function survey(handle: FileHandle, size: number, name: string): Promise<Survey> {
  const formatLine = `${bundleKind} ${bundleFormat}\n`
  const first = (await readAt(handle, 0, 64)).toString('latin1')
  if (!first.startsWith(`${bundleKind} `)) throw new AppError('bundle.notABundle', { file: name })
  if (!first.startsWith(formatLine)) {
    const version = /^\S+ (\S{1,20})\n/.exec(first)?.[1]
    throw version === undefined
      ? new AppError('bundle.damaged', { file: name })
      : new AppError('bundle.otherFormat', { file: name, version })
  }
  const heads = await readHeads(handle, formatLine.length, size)
  const index = await findIndex(handle, size)
  if (index) {
    const isSame = heads.isAtIndex && JSON.stringify(heads.laid) === JSON.stringify(index.laid) && heads.end === index.at
    return { laid: index.laid, isWhole: isSame && hasRightShape(index.laid) }
  }
  // Without its end it is a file that was pulled out too early, unless everything up to the end can be read.
  const isComplete = heads.laid.filter(({ kind }) => kind === 'manifest').length === 2
  if (!isComplete) throw new AppError(heads.isCutOff ? 'bundle.truncated' : 'bundle.damaged', { file: name })
  return { laid: heads.laid, isWhole: false }
}

/** Chunks, then the manifest, then the manifest again. */
function hasRightShape(laid: readonly Laid[]): boolean {
  const [one, other] = laid.slice(-2)
  return (
    laid.findIndex(({ kind }) => kind === 'manifest') === laid.length - 2 &&
    other?.kind === 'manifest' &&
    one?.sha256 === other.sha256 &&
    one.size === other.size
  )
}

/** What the heads say, one after another, as far as they can be read. */
async function readHeads(handle: FileHandle, start: number, size: number) {
  const laid: Laid[] = []
  for (let at = start; ; ) {
    const line = (await readAt(handle, at, headLineLimit)).toString('latin1')
    if (line.startsWith('index ')) return { laid, end: at, isAtIndex: true, isCutOff: false }
    const [whole, kind, digits, sha256] = /^(chunk|manifest) ([1-9]\d{0,8}) ([0-9a-f]{64})\n/.exec(line) ?? []
    if (whole === undefined || sha256 === undefined) {
      return { laid, end: at, isAtIndex: false, isCutOff: at + headLineLimit > size }
    }
    const length = Number(digits)
    if (length > limits.chunkBytes || laid.length >= limits.chunks + 2)
      return { laid, end: at, isAtIndex: false, isCutOff: false }
    const from = at + whole.length
    if (from + length > size) return { laid, end: at, isAtIndex: false, isCutOff: true }
    laid.push({ kind: kind === 'chunk' ? 'chunk' : 'manifest', at: from, size: length, sha256 })
    at = from + length
  }
}

const indexLines = z.array(
  z.tuple([z.enum(['chunk', 'manifest']), z.number().int().min(1), z.number().int().min(1).max(limits.chunkBytes), hex64]),
)

/** The list at the end of the file: found from the last line break but one, believed by its sum. */
async function findIndex(handle: FileHandle, size: number): Promise<{ at: number; laid: Laid[] } | undefined> {
  for (let length = Math.min(size, 65_536); ; length = Math.min(size, limits.indexBytes, length * 16)) {
    const tail = await readAt(handle, size - length, length)
    if (tail.at(-1) !== 10) return undefined
    const text = tail.toString('latin1')
    const [whole, list, sum] = /index (\[[^\n]*\]) ([0-9a-f]{64})\n$/.exec(text) ?? []
    if (whole !== undefined && list !== undefined) {
      if (sumOf(Buffer.from(list, 'latin1')) !== sum) return undefined
      const lines = indexLines.safeParse(parseJson(list))
      if (!lines.success) return undefined
      const laid = lines.data.map(([kind, at, bytes, sha256]) => ({ kind, at, size: bytes, sha256 }))
      const end = size - whole.length
      const isInOrder = laid.every(({ at }, position) => {
        const before = laid[position - 1]
        return at > (before ? before.at + before.size : 0)
      })
      const last = laid.at(-1)
      return isInOrder && last && last.at + last.size <= end ? { at: end, laid } : undefined
    }
    if (length === size || length >= limits.indexBytes) return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function takeSums(
  handle: FileHandle,
  laid: readonly Laid[],
  size: number,
  onRead: (done: number, total: number) => void,
): Promise<string[]> {
  const sums: string[] = []
  const buffer = Buffer.allocUnsafe(readPieceBytes)
  for (const { at, size: length } of laid) {
    const hash = createHash('sha256')
    for (let done = 0; done < length; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(readPieceBytes, length - done), at + done)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      done += bytesRead
    }
    sums.push(hash.digest('hex'))
    onRead(at + length, size)
  }
  return sums
}

async function readFirstSound(
  handle: FileHandle,
  laid: readonly Laid[],
  sound: (position: number) => boolean,
  identities: readonly string[],
  name: string,
) {
  let isSealedForOthers = false
  for (const [position, { kind, at, size }] of laid.entries()) {
    if (kind !== 'manifest' || size > limits.manifestBytes || !sound(position)) continue
    const plain = await findDecrypted(identities, await readAt(handle, at, size))
    if (!plain) {
      isSealedForOthers = true
      continue
    }
    const read = readManifest(plain)
    if (typeof read !== 'string') return read
    throw read === 'otherFormat'
      ? new AppError('bundle.otherFormat', { file: name, version: '>1' })
      : new AppError(read === 'damaged' ? 'bundle.damaged' : 'bundle.forged', { file: name })
  }
  throw new AppError(isSealedForOthers ? 'bundle.notForUs' : 'bundle.damaged', { file: name })
}

/** Undefined where the content is not what the chunk's entry says, or an event not what its own hash says. */
async function readEvents(chunk: EventsChunk, zipped: Uint8Array): Promise<StoredEvent[] | undefined> {
  const plain = await unfold(zipped, chunk.plainSize)
  if (plain?.length !== chunk.plainSize || plain.at(-1) !== 10) return undefined
  const lines = plain.toString('utf8').split('\n').slice(0, -1)
  if (lines.length !== chunk.events) return undefined
  const events: StoredEvent[] = []
  let before: StoredEvent | undefined
  for (const line of lines) {
    const parsed = storedEvent.safeParse(parseJson(line))
    if (!parsed.success) return undefined
    const event = parsed.data
    const { hash, ...body } = event
    if (event.device !== chunk.device || hashEvent(body) !== hash) return undefined
    if (before && (event.seq <= before.seq || (event.seq === before.seq + 1 && event.prev_hash !== before.hash))) return undefined
    events.push(event)
    before = event
  }
  return events[0]?.seq === chunk.from && before?.seq === chunk.to ? events : undefined
}

export type { BundleChunk }
