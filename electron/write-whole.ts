// Writes a file where a person said: whole or not at all.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../db/model/errors.ts'

/** Writes beside, then renames: an interrupted write leaves no half file. Throws file.unwritable, store.diskFull. */
export function writeWhole(file: string, content: Buffer | string): void {
  const temporary = `${file}.tmp`
  try {
    writeFileSync(temporary, content)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw new AppError(isFull ? 'store.diskFull' : 'file.unwritable', { file: basename(file) })
  }
}
