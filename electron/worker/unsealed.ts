// Where a sealed copy is opened before it is taken. Never outlives the program by more than a start.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export const unsealedFolder = (folder: string): string => join(folder, 'motcua-unsealed.tmp')

/** When the program starts, and whenever a copy is opened, refused or taken. What cannot be removed now must not stop a start. */
export function clearUnsealed(folder: string): void {
  try {
    if (existsSync(unsealedFolder(folder))) rmSync(unsealedFolder(folder), { recursive: true, force: true })
  } catch {
    // A folder that cannot be changed is told when the database is opened; the next start tries again.
  }
}
