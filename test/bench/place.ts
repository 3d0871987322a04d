// Where the bench works: on the disk of the tree, since a yardstick that writes to memory would flatter nobody but itself. A generated
// office is copied there; the copy is emptied out of the way afterwards.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { databaseName } from '../../db/store/open.ts'
import { cachedOffice } from './generate.ts'

const root = resolve(import.meta.dirname, '..', '..')
export const workPlace = join(root, '.cache', 'bench-work')

/** A folder of the bench's own with a copy of a generated office in it. */
export const copyOffice = async (cases: number, name: string, say: (line: string) => void): Promise<string> =>
  copyOf(await cachedOffice(cases, say), name)

/** A folder of the bench's own with a copy of a generated database in it. */
export function copyOf(original: string, name: string): string {
  const folder = join(workPlace, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  copyFileSync(original, join(folder, databaseName))
  return folder
}

/** Processes that were just ended may still be writing: tried a few times. */
export const clearWork = (): void => rmSync(workPlace, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
