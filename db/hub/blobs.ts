// Scans out of bundles. A scan may come in several chunks, and these in several files: its pieces are put together in a file beside the
// store of scans, and it gets its name there only when all of it is there and is what the name says. Pieces lie in files before the rows
// that tell of them: a kill in between leaves bytes that are written once more.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { requireRoom, syncFolder } from '../backup/files.ts'
import { blobFile } from '../blobs/store.ts'
import { AppError } from '../model/errors.ts'
import type { BlobChunk } from '../sync/bundle/manifest.ts'
import { type HubDb, type HubTx, hubBlobFolder, stagingFolder } from './store.ts'

/** Larger than any scan that the program takes. */
const mostBytes = 1_073_741_824

interface Range {
  readonly from: number
  readonly to: number
}
interface StagedBlob {
  readonly size: number
  readonly file: string
  readonly ranges: Range[]
}

/** Ranges put together where they touch. */
function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else joined.push({ from, to })
  }
  return joined
}
const covers = (ranges: readonly Range[], size: number): boolean => {
  const [first, ...others] = joinRanges(ranges)
  return first !== undefined && others.length === 0 && first.from === 0 && first.to === size
}

async function sumOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const isThere = (file: string, size: number): boolean => statSync(file, { throwIfNoEntry: false })?.size === size

/** Pieces of scans of one bundle, out of their chunks. */
export class StagedBlobs {
  readonly #folder: string
  readonly #blobs = new Map<string, StagedBlob>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Throws bundle.altered for a piece that cannot be one of its scan. */
  async add({ blob, blobSize, offset }: BlobChunk, content: Uint8Array, name: string): Promise<void> {
    const staged = this.#blobs.get(blob) ?? {
      size: blobSize,
      file: join(stagingFolder(this.#folder), `${randomUUID()}.part`),
      ranges: [],
    }
    if (staged.size !== blobSize || blobSize > mostBytes || offset + content.length > blobSize)
      throw new AppError('bundle.altered', { file: name })
    this.#blobs.set(blob, staged)
    mkdirSync(dirname(staged.file), { recursive: true, mode: 0o700 })
    requireRoom(dirname(staged.file), content.length)
    await writeAt(staged.file, content, offset)
    staged.ranges.push({ from: offset, to: offset + content.length })
  }

  /** Throws bundle.altered when a scan that is all there is not what it is called. */
  async check(name: string): Promise<void> {
    for (const [sha256, { size, file, ranges }] of this.#blobs)
      if (covers(ranges, size) && (await sumOfFile(file)) !== sha256) throw new AppError('bundle.altered', { file: name })
  }

  /** Puts the scans into their store and tells of them. Returns how many are whole now. */
  async takeInTx({ db }: HubTx, office: string): Promise<number> {
    let whole = 0
    for (const [sha256, staged] of this.#blobs) {
      const target = blobFile(hubBlobFolder(this.#folder), sha256)
      mkdirSync(dirname(target), { recursive: true })
      const isDone = (await this.#complete(db, office, sha256, staged, target)) || isThere(target, staged.size)
      if (!isDone) continue
      whole += 1
      await db
        .insertInto('blob')
        .values({ office, sha256, size_bytes: staged.size })
        .onConflict((conflict) => conflict.columns(['office', 'sha256']).doNothing())
        .execute()
      await db.deleteFrom('blob_piece').where('office', '=', office).where('sha256', '=', sha256).execute()
    }
    return whole
  }

  async #complete(db: HubDb, office: string, sha256: string, { size, file, ranges }: StagedBlob, target: string) {
    if (isThere(target, size)) return true
    if (covers(ranges, size)) {
      publish(file, target)
      return true
    }
    const known = await db
      .selectFrom('blob_piece')
      .select(['from_byte', 'to_byte'])
      .where('office', '=', office)
      .where('sha256', '=', sha256)
      .execute()
    const pieces = join(hubBlobFolder(this.#folder), `${createHash('sha256').update(`${office} ${sha256}`).digest('hex')}.pieces`)
    const all = joinRanges([...known.map((row) => ({ from: row.from_byte, to: row.to_byte })), ...ranges])
    for (const range of joinRanges(ranges)) await copyRange(file, pieces, range)
    await db.deleteFrom('blob_piece').where('office', '=', office).where('sha256', '=', sha256).execute()
    if (covers(all, size)) {
      const isRight = (await sumOfFile(pieces)) === sha256
      if (isRight) publish(pieces, target)
      else rmSync(pieces) // all of it is asked for anew
      return isRight
    }
    const rows = all.map(({ from, to }) => ({ office, sha256, from_byte: from, to_byte: to }))
    await db.insertInto('blob_piece').values(rows).execute()
    return false
  }

  close(): void {
    for (const { file } of this.#blobs.values()) rmSync(file, { force: true })
  }
}

function publish(file: string, target: string): void {
  renameSync(file, target)
  syncFolder(target)
}

async function writeAt(file: string, content: Uint8Array, at: number): Promise<void> {
  await withFile(file, async (handle) => {
    await handle.write(content, 0, content.length, at)
    await handle.sync()
  })
}

async function copyRange(from: string, to: string, range: Range): Promise<void> {
  await withFile(from, async (handle) => {
    const buffer = Buffer.alloc(Math.min(range.to - range.from, 4_194_304))
    for (let at = range.from; at < range.to; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, range.to - at), at)
      if (bytesRead === 0) throw new Error('a staged scan is shorter than it was')
      await writeAt(to, buffer.subarray(0, bytesRead), at)
      at += bytesRead
    }
  })
}

async function withFile<T>(file: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  // 'r+' keeps what is there, 'w+' makes it: there is no way of saying both.
  const handle = await open(file, 'r+').catch(() => open(file, 'w+', 0o600))
  try {
    return await use(handle)
  } finally {
    await handle.close()
  }
}
