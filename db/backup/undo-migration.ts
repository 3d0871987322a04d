// The way back from an update that migrated the database and then did not come up. The copy made right before the migration takes
// its place again, under the same device: only where both logs of events end alike, so that nothing of the office can be lost and
// no number can be given twice. The migrated file stays aside.
import { join } from 'node:path'
import type { Clock } from '../model/clock.ts'
import { foldLog } from '../store/log-file.ts'
import { databaseName } from '../store/open.ts'
import { inspectFile, type SqliteOptions } from '../store/sqlite.ts'
import { asideName } from './beside.ts'
import { verifyBackup } from './copy.ts'
import { copyWritable, removeDatabase, syncToDisk } from './files.ts'
import { incomingName, replaceFile } from './restore.ts'
import { backupFolder, listBackups } from './shelf.ts'

const madeBefore: ReadonlySet<string> = new Set(['migration', 'update'])
/** Newest copies that are looked at; the right one is the newest or the one before. */
const lookedAt = 3

/** Where each device's log ends, as text. Uses nothing but the log itself, which every version has. */
function endOfLog(file: string, options: SqliteOptions): string {
  return inspectFile(file, options, (connection) =>
    JSON.stringify(
      connection
        .prepare('SELECT device, count(*) AS count, max(seq) AS seq, hash FROM event GROUP BY device ORDER BY device')
        .all(),
    ),
  )
}

/**
 * Puts back the copy made before the migration; the caller holds the folder's lock and nobody has the database open. Returns the
 * name under which the migrated file stays, or null when no copy has the same events: then nothing is touched.
 */
export async function undoMigration(folder: string, clock: Clock, options: SqliteOptions = {}): Promise<string | null> {
  const file = join(folder, databaseName)
  const candidates = listBackups(folder)
    .filter(({ reason }) => madeBefore.has(reason))
    .slice(0, lookedAt)
  if (candidates.length === 0) return null
  const end = endOfLog(file, options)
  for (const { name } of candidates) {
    const backup = join(backupFolder(folder), name)
    if ((await findSoundEnd(backup, options)) === end) return putBack(file, backup, folder, clock, options)
  }
  return null
}

/** Undefined for a copy that is damaged or too new itself. */
async function findSoundEnd(backup: string, options: SqliteOptions): Promise<string | undefined> {
  try {
    await verifyBackup(backup, options)
    return endOfLog(backup, options)
  } catch {
    return undefined
  }
}

/** The migrated file stays aside, with its log. */
function putBack(file: string, backup: string, folder: string, clock: Clock, options: SqliteOptions): string {
  const incoming = join(folder, incomingName)
  removeDatabase(incoming)
  copyWritable(backup, incoming)
  syncToDisk(incoming)
  foldLog(file, options) // a cut between two renames must not part the file from its log
  const aside = asideName(folder, clock)
  replaceFile(file, incoming, join(folder, aside))
  return aside
}
