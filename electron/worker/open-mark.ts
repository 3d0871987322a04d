// A mark beside the database while it is open for writing. One that is found there on opening tells that the last program did not
// close it in order: a power cut, a kill, a crash. SQLite recovers from that by itself; a disk that lost more than it said does not.
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const markName = 'motcua.open'

/** Sets the mark. Returns whether one was there. */
export function markOpen(folder: string): boolean {
  const file = join(folder, markName)
  const wasThere = existsSync(file)
  if (wasThere) return true
  try {
    const descriptor = openSync(file, 'w')
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch {
    // A disk without room for an empty file: the database says so itself.
  }
  return false
}

/** After the database was closed in order. */
export const clearOpenMark = (folder: string): void => rmSync(join(folder, markName), { force: true })
