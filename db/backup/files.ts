// What copying, listing and restoring share about files: their sum, their way to the disk, the files SQLite puts beside a database.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** The file that holds a backup's sha256, beside it; a backup without one does not count. */
export const checksumFile = (file: string): string => `${file}.sha256`

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
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

/** Removes a database and what SQLite keeps beside it: a stale log would be taken for the next copy's. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}
