// Writes a file whole or not at all, whatever happens to the power.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { syncFolder } from '../db/backup/files.ts'
import { AppError } from '../db/model/errors.ts'

/**
 * Writes beside, waits for the disk, then renames: an interrupted write leaves what stood there before, never a half or an empty file.
 * Throws file.unwritable, store.diskFull.
 */
export function writeWhole(file: string, content: Buffer | string): void {
  const temporary = `${file}.tmp`
  try {
    writeFileSync(temporary, content, { flush: true })
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw new AppError(isFull ? 'store.diskFull' : 'file.unwritable', { file: basename(file) })
  }
  try {
    syncFolder(file)
  } catch {
    // A network folder that cannot do that: the file is there all the same.
  }
}
