// Unpacks the payload of a checked update into a new folder, in one reading: the bytes are hashed on their way to the disk, and
// the folder counts only when the hash is what the manifest says. A stick that is exchanged or fails meanwhile changes nothing.
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { OnProgress } from '../../db/backup/files.ts'
import { AppError } from '../../db/model/errors.ts'
import { findStoreFailure } from '../../db/store/failures.ts'
import { type UpdateManifest, unpackedBytes } from './manifest.ts'
import { realFs } from './real-fs.ts'
import type { UpdateHead } from './update-file.ts'

const { promises: fs } = realFs

/**
 * Writes the program's files below `folder`, which must not exist, each one synced. On any failure the folder is removed again.
 * `onProgress` hears bytes written; when it throws, unpacking ends with what it threw.
 * Throws update.damaged, file.unreadable, store.diskFull, store.readOnly.
 */
export async function unpackUpdate(
  file: string,
  { manifest, payloadOffset }: UpdateHead,
  folder: string,
  onProgress: OnProgress,
) {
  try {
    await fs.mkdir(folder, { recursive: true })
    await writeFiles(file, manifest, payloadOffset, folder, onProgress)
    await makeLinks(manifest, folder)
  } catch (error) {
    await fs.rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function writeFiles(file: string, manifest: UpdateManifest, payloadOffset: number, folder: string, onProgress: OnProgress) {
  const name = basename(file)
  const damaged = () => new AppError('update.damaged', { file: name })
  const hash = createHash('sha256')
  const source = realFs.createReadStream(file, { start: payloadOffset, highWaterMark: 1_048_576 })
  const gunzip = createGunzip({ chunkSize: 262_144 })
  let isSourceBroken = false
  gunzip.on('error', () => {}) // the loop below hears of it, however late it begins
  source.on('error', () => {
    isSourceBroken = true
    gunzip.destroy(damaged())
  })
  source.on('data', (chunk) => hash.update(chunk))
  source.pipe(gunzip)
  const total = unpackedBytes(manifest)
  let done = 0
  const files = manifest.files[Symbol.iterator]()
  let writing = await openNext(files, folder)
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let at = 0
      while (at < chunk.length) {
        while (writing && writing.left === 0) writing = await finish(writing, files, folder)
        if (!writing) throw damaged() // more than the manifest says
        const part = chunk.subarray(at, at + writing.left)
        await writing.handle.writeFile(part)
        at += part.length
        writing.left -= part.length
      }
      done += chunk.length
      onProgress(done, total)
    }
    while (writing && writing.left === 0) writing = await finish(writing, files, folder)
    if (writing || hash.digest('hex') !== manifest.payload.sha256) throw damaged()
  } catch (error) {
    if (isSourceBroken) throw new AppError('file.unreadable', { file: name })
    throw findStoreFailure(error, folder) ?? (isZlibError(error) ? damaged() : error)
  } finally {
    source.destroy()
    gunzip.destroy()
    await writing?.handle.close()
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ERR_STREAM_PREMATURE_CLOSE)/.test(String(error.code))

interface Writing {
  readonly handle: Awaited<ReturnType<typeof fs.open>>
  left: number
}

async function openNext(files: Iterator<UpdateManifest['files'][number]>, folder: string): Promise<Writing | undefined> {
  const next = files.next()
  if (next.done) return undefined
  const target = join(folder, ...next.value.path.split('/'))
  await fs.mkdir(dirname(target), { recursive: true })
  // `wx`: what stands there already, be it a link, is never written to.
  return { handle: await fs.open(target, 'wx', next.value.isExecutable ? 0o755 : 0o644), left: next.value.size }
}

async function finish({ handle }: Writing, files: Iterator<UpdateManifest['files'][number]>, folder: string) {
  await handle.sync() // a power cut right after the rename must not leave a program with empty files
  await handle.close()
  return openNext(files, folder)
}

async function makeLinks({ links }: UpdateManifest, folder: string): Promise<void> {
  for (const { path, target } of links) {
    const place = join(folder, ...path.split('/'))
    await fs.mkdir(dirname(place), { recursive: true })
    await fs.symlink(target, place)
  }
}
