// Taking a backup back. The present file is put aside and never deleted, and a new device epoch starts, so that no event number
// and no case code is given twice.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { copyBlobs, listNamedBlobs } from '../blobs/check.ts'
import { blobFolder } from '../blobs/store.ts'
import type { Actor, Db } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { startDeviceInTx } from '../people/commands.ts'
import { getCurrentDevice, isSetUp } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import type { Tables } from '../schema.ts'
import { mendIndexes } from '../search/commands.ts'
import { queryBuilder } from '../store/dialect.ts'
import { findStoreFailure } from '../store/failures.ts'
import { foldLog } from '../store/log-file.ts'
import { findDataKind, migrate, readSchemaState } from '../store/migrate.ts'
import { databaseName } from '../store/open.ts'
import { type Connection, inspectFile, openConnection, type SqliteOptions } from '../store/sqlite.ts'
import { asideName, asidePattern } from './beside.ts'
import { verifyBackup } from './copy.ts'
import { checksumFile, copyWritable, type OnProgress, removeDatabase, sha256Of, syncFolder, syncToDisk } from './files.ts'
import { epochCode } from './rules.ts'
import { backupFolder } from './shelf.ts'

/** What is about to take the place of the database, under a name that no program opens. */
export const incomingName = 'motcua-incoming.db'

/** The person who asked for it. The backup may be older than the person's account, so the name goes along. */
interface RestoredBy {
  readonly staffId: string
  readonly fullName: string
}

/**
 * Puts a verified backup in the place of the database of `folder`, whose lock the caller holds and whose connections are closed.
 * The present file stays aside under `motcua-aside-<instant>.db`. Returns that name, or null when there was no file. Throws
 * store.trainingData when the backup or the present file holds made-up data.
 * @param origin where the copy came from: the codes given out there are remembered beside it, for the next computer.
 */
export async function restoreBackup(
  folder: string,
  backupFile: string,
  clock: Clock,
  options: SqliteOptions = {},
  by: RestoredBy | null = null,
  onProgress: OnProgress = () => {},
  origin = dirname(backupFile),
): Promise<string | null> {
  await verifyBackup(backupFile, options, onProgress)
  const file = join(folder, databaseName)
  if (isTrainingFile(file, options)) throw new AppError('store.trainingData', { file })
  const incoming = join(folder, incomingName)
  removeDatabase(incoming)
  try {
    copyWritable(backupFile, incoming)
    // Read a second time, perhaps from a failing stick: what was verified must be what goes live.
    if ((await sha256Of(incoming)) !== readFileSync(checksumFile(backupFile), 'utf8').split(' ')[0]) {
      throw new AppError('backup.invalid', { file: basename(backupFile), reason: 'checksum' })
    }
    const codePlaces = [folder, backupFolder(folder), origin]
    const given = [
      ...codePlaces.flatMap(readGivenCodes),
      ...readdirSync(folder)
        .filter((name) => name === databaseName || asidePattern.test(name))
        .flatMap((name) => findDeviceCodes(join(folder, name), options)),
    ]
    const connection = openConnection(incoming, 'writer', options)
    try {
      if (readSchemaState(connection, incoming).pending > 0) await migrate(connection)
      const db = queryBuilder<Tables>(connection)
      await mendIndexes(db, connection)
      await bringScans(connection, folder, [dirname(backupFile), origin])
      const code = await startEpoch(db, clock, given, { name: basename(backupFile), by })
      for (const place of codePlaces) rememberCode(place, code)
    } finally {
      connection.close()
    }
    // Closed, it has no log any more. It stays in the mode that the office works in: changing the mode of the file in place would be
    // one more moment for a power cut.
    syncToDisk(incoming)
    foldLog(file, options) // a cut between the two renames below must not part the present file from its log
    const hasFile = existsSync(file)
    const aside = asideName(folder, clock)
    replaceFile(file, incoming, join(folder, aside))
    syncFolder(file)
    return hasFile ? aside : null
  } catch (error) {
    removeDatabase(incoming)
    throw findStoreFailure(error, folder) ?? error
  }
}

/**
 * Brings the scans that the backup names into the office's store from beside the backup. One that is nowhere, or finds no room, keeps
 * nobody from the data: what is missing then is told by the check of the store.
 */
async function bringScans(connection: Connection, folder: string, places: readonly string[]): Promise<void> {
  const named = listNamedBlobs(connection)
  for (const place of new Set(places)) {
    try {
      await copyBlobs(blobFolder(place), blobFolder(folder), named)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
}

/** A file that cannot be read is none: being damaged is the common reason to restore over it. */
function isTrainingFile(file: string, options: SqliteOptions): boolean {
  try {
    return inspectFile(file, options, findDataKind) === 'training'
  } catch {
    return false
  }
}

/**
 * Puts `incoming` in the place of `file`, which keeps existing as `aside`, with its log. At no moment is there no database at
 * `file`: a program that starts then would take the office for a new one. A failure leaves `file` as it was.
 */
export function replaceFile(file: string, incoming: string, aside: string): void {
  const moved: string[] = []
  try {
    if (existsSync(file)) keepAs(file, aside)
    // Also when the file itself is gone: its old log beside the restored one would be played into it.
    for (const suffix of ['-wal', '-shm']) {
      if (!existsSync(file + suffix)) continue
      renameSync(file + suffix, aside + suffix)
      moved.push(suffix)
    }
    syncFolder(file) // the aside's name first: a cut must not leave the restored office alone
    renameSync(incoming, file)
  } catch (error) {
    for (const suffix of moved) renameSync(aside + suffix, file + suffix)
    rmSync(aside, { force: true })
    throw error
  }
}

/** A second name for the same file; a copy where the disk knows no second names. */
function keepAs(file: string, other: string): void {
  try {
    linkSync(file, other)
  } catch {
    copyFileSync(file, other)
    syncToDisk(other)
  }
}

/** The device codes that a database has used; none when it cannot be read, which is a common reason to restore. */
function findDeviceCodes(file: string, options: SqliteOptions): string[] {
  try {
    return inspectFile(file, options, (connection) => connection.prepare('SELECT code FROM device').pluck().all() as string[])
  } catch {
    return []
  }
}

const givenCodesName = 'motcua-device-codes.txt'

/** The codes that restores have given out, one a line. Kept outside the database: the database may be what is lost. */
const readGivenCodes = (place: string): string[] => {
  const file = join(place, givenCodesName)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

/** Before the restored file takes its place; a place that cannot be written (a read-only stick) has no say later either. */
function rememberCode(place: string, code: string): void {
  const file = join(place, givenCodesName)
  try {
    mkdirSync(place, { recursive: true })
    appendFileSync(file, `${code}\n`)
    syncToDisk(file)
  } catch {
    // The other places know it.
  }
}

/** A restored file must never continue the chain it was copied from: the other copy may have gone on. */
async function startEpoch(
  db: Db,
  clock: Clock,
  given: readonly string[],
  restored: { readonly name: string; readonly by: RestoredBy | null },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    // A backup from before the first run holds no office: taking its place would only lose the present one.
    if (!(await isSetUp(tx))) throw new AppError('backup.invalid', { reason: 'notSetUp' })
    const before = await getCurrentDevice(tx)
    const own = await tx.selectFrom('device').select('code').execute()
    const code = epochCode(before.code, [...given, ...own.map((device) => device.code)])
    const deviceId = await startDeviceInTx(tx, clock, code)
    const actor: Actor = { staffId: restored.by?.staffId ?? deviceId, deviceId, deviceCode: code, clock, permissions: [] }
    await recordInTx(tx, actor, [
      { entity: 'device', entityId: deviceId, type: 'device.started', payload: { code, reason: 'restored' } },
      { entity: 'backup', entityId: deviceId, type: 'backup.restored', payload: restored },
    ])
    return code
  })
}
