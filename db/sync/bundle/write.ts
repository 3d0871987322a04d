// Writes a bundle (BUNDLE.md beside this file): chunk after chunk into a temporary file, so that a bundle larger than the memory
// passes; waits for the medium, reads everything back and compares, and only then gives the file its name.
import { createHash } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { syncFolder } from '../../backup/files.ts'
import { AppError } from '../../model/errors.ts'
import type { StoredEvent } from '../../model/events.ts'
import { findStoreFailure } from '../../store/failures.ts'
import { encryptFor } from './age.ts'
import { type BundleChunk, type BundleManifest, bundleFormat, bundleKind, bundleManifest, limits } from './manifest.ts'
import { manifestDomain } from './sealed-manifest.ts'

const zip = promisify(gzip)

/** What goes into one chunk. */
export type ChunkContent =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[]; readonly cases: readonly string[] }
  | {
      readonly kind: 'blob'
      readonly blob: string
      readonly blobSize: number
      readonly offset: number
      readonly bytes: Uint8Array
    }
  /** Any other kind: JSON, zipped. */
  | { readonly kind: string; readonly json: unknown }

/** What the writer needs to know beside the chunks. */
export type BundleAbout = Omit<BundleManifest, 'format' | 'needs' | 'recipients' | 'chunks' | 'counts' | 'firstCase' | 'lastCase'>
type Totals = Pick<BundleManifest, 'counts' | 'firstCase' | 'lastCase'>

export interface BundleKeys {
  /** age recipients, at least one. */
  readonly recipients: readonly string[]
  readonly keyId: string
  /** Makes the Ed25519 signature of the bytes. */
  readonly signBytes: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
}

export interface WrittenBundle {
  readonly manifest: BundleManifest
  /** sha256 of the manifest's bytes: what the next bundle names as the one before, and what the eight words spell. */
  readonly manifestSha256: string
  readonly sizeBytes: number
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes of an event's line as the reader expects them: the fields of the log in this order, one event a line. */
export function lineOf(event: StoredEvent): string {
  const { device, seq, id, hlc, at, actor, entity, entity_id, type, version, payload, prev_hash, hash } = event
  return `${JSON.stringify({ device, seq, id, hlc, at, actor, entity, entity_id, type, version, payload, prev_hash, hash })}\n`
}

type Described = BundleChunk extends infer Chunk ? Omit<Chunk & object, 'size' | 'sha256'> : never

async function plainOf(content: ChunkContent): Promise<{ about: Record<string, unknown>; plain: Uint8Array }> {
  if ('events' in content) {
    const { kind, events, cases } = content
    const [first, last] = [events[0], events.at(-1)]
    if (!first || !last) throw new Error('a chunk of events needs one')
    const text = Buffer.from(events.map(lineOf).join(''))
    const about = {
      kind,
      plainSize: text.length,
      events: events.length,
      device: first.device,
      from: first.seq,
      to: last.seq,
      cases,
    }
    return { about, plain: await zip(text) }
  }
  if ('bytes' in content) {
    const { kind, blob, blobSize, offset, bytes } = content
    return { about: { kind, blob, blobSize, offset }, plain: bytes }
  }
  return { about: { kind: content.kind }, plain: await zip(Buffer.from(JSON.stringify(content.json))) }
}

interface Laid {
  readonly kind: 'chunk' | 'manifest'
  readonly at: number
  readonly size: number
  readonly sha256: string
}

/** Bytes one after another into a file, with what lies where. */
class Layer {
  readonly laid: Laid[] = []
  #at = 0
  readonly #handle: FileHandle
  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  get size(): number {
    return this.#at
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#at)
      done += bytesWritten
      this.#at += bytesWritten
    }
  }

  async lay(kind: Laid['kind'], bytes: Uint8Array): Promise<{ size: number; sha256: string }> {
    const lying = { size: bytes.length, sha256: sumOf(bytes) }
    await this.write(Buffer.from(`${kind} ${lying.size} ${lying.sha256}\n`))
    this.laid.push({ kind, at: this.#at, ...lying })
    await this.write(bytes)
    return lying
  }
}

/**
 * Writes `file`. Interrupted, called off or refused by the medium it leaves nothing under that name; an existing file of that name is
 * replaced. `totals` is asked for after the last chunk. Throws bundle.notWritten, store.diskFull, store.readOnly.
 * @param onWritten bytes so far; may throw to cancel.
 */
export async function writeBundle(
  file: string,
  about: BundleAbout,
  chunks: AsyncIterable<ChunkContent> | Iterable<ChunkContent>,
  totals: () => Totals,
  { recipients, keyId, signBytes }: BundleKeys,
  onWritten: (bytes: number) => void = () => {},
): Promise<WrittenBundle> {
  const temporary = `${file}.part`
  try {
    const handle = await open(temporary, 'w+')
    let written: WrittenBundle
    try {
      const layer = new Layer(handle)
      await layer.write(Buffer.from(`${bundleKind} ${bundleFormat}\n`))
      const described: BundleChunk[] = []
      for await (const content of chunks) {
        const { about: head, plain } = await plainOf(content)
        const lying = await layer.lay('chunk', await encryptFor(recipients, plain))
        described.push({ ...(head as Described), ...lying } as BundleChunk)
        onWritten(layer.size)
      }
      const manifest = bundleManifest.parse({
        format: bundleFormat,
        needs: [],
        ...about,
        recipients: [...recipients],
        ...totals(),
        chunks: described,
      })
      const text = Buffer.from(JSON.stringify(manifest))
      const signature = Buffer.from(await signBytes(Buffer.concat([manifestDomain, text])))
      const sealed = await encryptFor(
        recipients,
        await zip(Buffer.concat([Buffer.from(`${keyId} ${signature.toString('base64')}\n`), text])),
      )
      if (sealed.length > limits.manifestBytes) throw new AppError('bundle.tooLarge', { file: basename(file) })
      // Twice: a bad spot that takes the one leaves the other.
      await layer.lay('manifest', sealed)
      await layer.lay('manifest', sealed)
      const index = Buffer.from(JSON.stringify(layer.laid.map(({ kind, at, size, sha256 }) => [kind, at, size, sha256])))
      await layer.write(Buffer.concat([Buffer.from('index '), index, Buffer.from(` ${sumOf(index)}\n`)]))
      await handle.sync()
      await readBack(handle, layer)
      written = { manifest, manifestSha256: sumOf(text), sizeBytes: layer.size }
    } finally {
      await handle.close()
    }
    renameSync(temporary, file)
    try {
      syncFolder(file)
    } catch {
      // A medium whose folders cannot be waited for keeps them by itself; the content was waited for and read back.
    }
    return written
  } catch (error) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // The medium is gone, and the unfinished file with it.
    }
    throw failureOfMedium(error, file)
  }
}

/** Sticks lie about what they wrote: every byte is read again. */
async function readBack(handle: FileHandle, { laid, size }: Layer): Promise<void> {
  const stat = await handle.stat()
  if (stat.size !== size) throw new AppError('bundle.notWritten', { file: '' })
  for (const { at, size: length, sha256 } of laid) {
    const buffer = Buffer.allocUnsafe(length)
    const { bytesRead } = await handle.read(buffer, 0, length, at)
    if (bytesRead !== length || sumOf(buffer) !== sha256) throw new AppError('bundle.notWritten', { file: '' })
  }
}

/** System errors of a medium that went away or fails. */
const mediumCodes: ReadonlySet<string> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ENOENT', 'ENOTCONN', 'EBADF', 'UNKNOWN', 'EFBIG'])

function failureOfMedium(error: unknown, file: string): unknown {
  if (error instanceof AppError) {
    return error.code === 'bundle.notWritten' ? new AppError('bundle.notWritten', { file: basename(file) }) : error
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (mediumCodes.has(code)) return new AppError('bundle.notWritten', { file: basename(file) })
  return findStoreFailure(error, file) ?? error
}
