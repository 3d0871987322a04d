// A backup locked with a passphrase, to be carried on a stick or to another computer: one file, gzip inside age
// (https://age-encryption.org), so that `age -d FILE | gunzip` opens it without this program. Streamed from end to end: a database
// larger than the memory passes. What bears the final name was read back from the medium and compared first.
import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import { AppError } from '../model/errors.ts'
import { findStoreFailure } from '../store/failures.ts'
import { checksumFile, type OnProgress, removeDatabase, syncFolder, syncToDisk } from './files.ts'

/** scrypt's N is 2 to this: 128 MiB and about half a second on a new computer, some seconds on an old one with 4 GB. */
const scryptWorkFactor = 17
const readBytes = 1_048_576
const header = 'age-encryption.org/v1\n-> scrypt '

export interface SealedCopy {
  readonly sizeBytes: number
  /** Of the backup inside. */
  readonly sha256: string
}

/** Whether a file begins as a copy sealed with a passphrase does. */
export function isSealed(file: string): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(header.length)
    return readSync(descriptor, bytes, 0, bytes.length, 0) === bytes.length && bytes.toString('latin1') === header
  } finally {
    closeSync(descriptor)
  }
}

/** Passes bytes on, adds them to a hash and tells how many have come by. */
async function* counted(chunks: AsyncIterable<Buffer>, hash: Hash | undefined, onBytes: (count: number) => void) {
  let count = 0
  for await (const chunk of chunks) {
    hash?.update(chunk)
    count += chunk.length
    onBytes(count)
    yield chunk
  }
}

/** Returns when every byte is on the medium. */
async function writeToDisk(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(chunks)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // The medium is gone, and the unfinished file with it.
  }
}

/** The name, too, is on the medium then; a medium whose folders cannot be waited for keeps them by itself. */
function settle(file: string): void {
  try {
    syncFolder(file)
  } catch {
    // The content was waited for and read back.
  }
}

// Loaded when it is needed: a worker that only answers the desk does not carry it.
const loadAge = () => import('age-encryption')

/** The content of a sealed copy. `onOpened` is called once the passphrase has proved right. */
async function* unsealed(chunks: AsyncIterable<Buffer>, passphrase: string, onOpened: () => void) {
  const { Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const plain = await decrypter.decrypt(streamOf(chunks))
  onOpened()
  yield* plain
}

/** Pulled one piece at a time, so that a slow stick holds the reading back instead of filling the memory. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => {
        await pieces.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function digestOfSealed(file: string, passphrase: string, onBytes: (count: number) => void): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(file, { highWaterMark: readBytes }),
    (chunks: AsyncIterable<Buffer>) => counted(chunks, undefined, onBytes),
    (chunks: AsyncIterable<Buffer>) => unsealed(chunks, passphrase, () => {}),
    createGunzip(),
    hash,
  )
  return hash.digest('hex')
}

/** System errors of a medium that went away or fails: the person plugs it in again or takes another. */
const mediumCodes: ReadonlySet<string> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ENOENT', 'ENOTCONN', 'EBADF', 'UNKNOWN', 'EFBIG'])

function failureOfMedium(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (mediumCodes.has(code)) return new AppError('backup.notWritten', { file: basename(file) })
  return findStoreFailure(error, file) ?? error
}

/**
 * Seals a verified backup into `target`. Writes beside it, waits for the medium, reads everything back and compares, then renames;
 * interrupted, called off or refused by the medium it leaves nothing under that name. An existing file of that name is replaced.
 * Throws backup.invalid when the backup is not what its sha256 says, backup.notWritten, store.diskFull, store.readOnly.
 * @param onProgress bytes of the backup; the second half is the reading back. May throw to cancel.
 */
export async function sealBackup(
  backupFile: string,
  target: string,
  passphrase: string,
  onProgress: OnProgress = () => {},
): Promise<SealedCopy> {
  const expected = existsSync(checksumFile(backupFile)) ? readFileSync(checksumFile(backupFile), 'utf8').split(' ')[0] : ''
  const { Encrypter } = await loadAge()
  const size = statSync(backupFile).size
  const temporary = `${target}.tmp`
  try {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    encrypter.setScryptWorkFactor(scryptWorkFactor)
    const hash = createHash('sha256')
    await pipeline(
      createReadStream(backupFile, { highWaterMark: readBytes }),
      (chunks: AsyncIterable<Buffer>) => counted(chunks, hash, (count) => onProgress(count, size * 2)),
      createGzip({ level: constants.Z_BEST_SPEED }),
      async (zipped: AsyncIterable<Buffer>) => writeToDisk(temporary, await encrypter.encrypt(streamOf(zipped))),
    )
    const sha256 = hash.digest('hex')
    if (sha256 !== expected) throw new AppError('backup.invalid', { file: basename(backupFile), reason: 'checksum' })
    const sizeBytes = statSync(temporary).size
    const readBack = await digestOfSealed(temporary, passphrase, (count) =>
      onProgress(size + (count / sizeBytes) * size, size * 2),
    ).catch((error: unknown) => {
      throw error instanceof AppError ? error : new AppError('backup.notWritten', { file: basename(target) })
    })
    if (readBack !== sha256) throw new AppError('backup.notWritten', { file: basename(target) })
    renameSync(temporary, target)
    settle(target)
    return { sizeBytes, sha256 }
  } catch (error) {
    discard(temporary)
    throw failureOfMedium(error, target)
  }
}

/**
 * Opens a sealed copy into `folder` as a backup with its sha256 beside it and returns its path; whether it is a sound backup is for
 * verifyBackup to say. age proves that not a byte was changed or cut off. Throws backup.wrongPassphrase, backup.invalid,
 * file.unreadable, store.diskFull.
 * @param onProgress bytes of the sealed file; may throw to cancel.
 */
export async function unsealBackup(
  sealed: string,
  folder: string,
  passphrase: string,
  onProgress: OnProgress = () => {},
): Promise<string> {
  const invalid = (reason: string) => new AppError('backup.invalid', { file: basename(sealed), reason })
  const name = basename(sealed)
    .replace(/\.age$/, '')
    .replace(/\.gz$/, '')
  const file = join(folder, name.endsWith('.db') ? name : `${name}.db`)
  const temporary = `${file}.tmp`
  let isOpened = false
  try {
    if (!isSealed(sealed)) throw invalid('notSealed')
    mkdirSync(folder, { recursive: true })
    const size = statSync(sealed).size
    const hash = createHash('sha256')
    await pipeline(
      createReadStream(sealed, { highWaterMark: readBytes }),
      (chunks: AsyncIterable<Buffer>) => counted(chunks, undefined, (count) => onProgress(count, size)),
      (chunks: AsyncIterable<Buffer>) =>
        unsealed(chunks, passphrase, () => {
          isOpened = true
        }),
      createGunzip(),
      (chunks: AsyncIterable<Buffer>) => counted(chunks, hash, () => {}),
      (chunks: AsyncIterable<Buffer>) => writeToDisk(temporary, chunks),
    )
    writeFileSync(checksumFile(file), `${hash.digest('hex')}  ${basename(file)}\n`)
    syncToDisk(checksumFile(file))
    renameSync(temporary, file)
    return file
  } catch (error) {
    removeDatabase(temporary)
    const known = findStoreFailure(error, file)
    if (known) throw known
    // What is left: the medium could not be read, the passphrase does not open the header, or the rest is not what was sealed.
    if (error instanceof Error && 'syscall' in error) throw new AppError('file.unreadable', { file: basename(sealed) })
    throw isOpened ? invalid('damaged') : new AppError('backup.wrongPassphrase', { file: basename(sealed) })
  }
}
