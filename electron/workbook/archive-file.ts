// Files put into one archive as they are, one at a time: however many there are, only one is held. Written beside and renamed when it is
// whole, so that a call-off, a full disk or a power cut leaves no half file under the chosen name.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { Zip, ZipPassThrough } from 'fflate'
import { AppError } from '../../db/model/errors.ts'

type Add = (name: string, content: Uint8Array) => void

/**
 * @param modifiedAt a local time, of every entry.
 * Throws file.unwritable, store.diskFull, and what `fill` throws; then nothing is left of the file.
 */
export async function writeArchive(file: string, modifiedAt: string, fill: (add: Add) => Promise<void>): Promise<void> {
  const part = `${file}.part`
  let handle: number | undefined
  try {
    const out = openSync(part, 'w')
    handle = out
    let failure = null as Error | null
    const zip = new Zip((error, data) => {
      if (error) failure = error
      else writeSync(out, data)
    })
    await fill((name, content) => {
      const entry = new ZipPassThrough(name)
      entry.mtime = modifiedAt
      zip.add(entry)
      entry.push(content, true)
      if (failure) throw failure
    })
    zip.end()
    fsyncSync(out)
    closeSync(out)
    handle = undefined
    renameSync(part, file)
  } catch (error) {
    if (handle !== undefined) closeSync(handle)
    rmSync(part, { force: true })
    if (error instanceof AppError || !(error instanceof Error && 'code' in error)) throw error
    throw new AppError(error.code === 'ENOSPC' ? 'store.diskFull' : 'file.unwritable', { file: basename(file) })
  }
}
