// What copying, listing and restoring share about files: their sum, their way to the disk, the files SQLite puts beside a database.
import { createHash } from 'node:crypto'
import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, rmSync, statfsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../model/errors.ts'

/** How far a long step has come, in units of its own; may throw to call it off. */
export type OnProgress = (done: number, total: number) => void

/** The part from `start` to `end` (0…1) of a longer way. */
export const partOf =
  (onProgress: OnProgress, start: number, end: number): OnProgress =>
  (done, total) =>
    onProgress(Math.round((start + (end - start) * (total > 0 ? Math.min(1, done / total) : 1)) * wholeWay), wholeWay)
const wholeWay = 1_000

const chunkBytes = 4 * 1_048_576
/** Left free for the office's own work: a backup must never be what fills the disk under a clerk. */
const reserveBytes = 4 * 1_048_576

/** Throws store.diskFull when `bytes` more would leave too little room on the disk of `folder`. */
export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < bytes + reserveBytes) throw new AppError('store.diskFull', { file: folder })
}

/** Whether two places that exist lie on one disk, whose death takes both: a copy there is no second one. */
export const areOnOneDisk = (one: string, other: string): boolean => statSync(one).dev === statSync(other).dev

/** A copy takes over that its original is write-protected, as files on a stick may be; what goes live must be writable. */
export function copyWritable(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
}

/** The file that holds a backup's sha256, beside it; a backup without one does not count. */
export const checksumFile = (file: string): string => `${file}.sha256`

export async function sha256Of(file: string, onProgress: OnProgress = () => {}): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (let done = 0; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, done)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
      done += bytesRead
      onProgress(done, size)
    }
  } finally {
    await handle.close()
  }
}

/** Returns when the content is on the medium and not only in the system's memory. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes a new or renamed file findable after a power cut. Windows keeps its folders by itself and cannot open one. */
export function syncFolder(file: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(dirname(file), 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Removes a database and what SQLite keeps beside it: a stale log would be taken for the next copy's. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}
