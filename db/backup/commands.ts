// Making, checking and restoring backups. A backup counts only after its copy was opened and checked; a restore puts the present
// file aside and never deletes it, and starts a new device epoch so that no event number and no case code is given twice.
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor, Db } from '../event.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { startDeviceInTx } from '../people/commands.ts'
import { getCurrentDevice, isSetUp } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import type { Tables } from '../schema.ts'
import { queryBuilder } from '../store/dialect.ts'
import { verifyChain } from '../store/event-log.ts'
import { findStoreFailure } from '../store/failures.ts'
import { migrate, readSchemaState } from '../store/migrate.ts'
import { databaseName } from '../store/open.ts'
import { type Connection, inspectFile, openConnection, type SqliteOptions, toSingleFile } from '../store/sqlite.ts'
import { type BackupReason, backupName, epochCode, findBackupInfo } from './rules.ts'

const backupFolderName = 'backups'
export const backupFolder = (folder: string): string => join(folder, backupFolderName)

export interface BackupFile {
  readonly name: string
  readonly createdAt: string
  readonly sizeBytes: number
  readonly reason: string
}

export interface BackupContents {
  readonly events: number
  readonly cases: number
}

/** How far a long step has come: pages copied, or events checked; may throw to cancel. */
export type OnProgress = (done: number, total: number) => void

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Reads a copy from end to end: structure, foreign keys, every chain. Throws backup.invalid with the reason. */
function inspect(file: string, options: SqliteOptions, onProgress: OnProgress): BackupContents {
  return inspectFile(file, options, (connection) => {
    const refuse = (reason: string): never => {
      throw new AppError('backup.invalid', { file: basename(file), reason })
    }
    const { version } = readSchemaState(connection, file)
    if (version === 0) refuse('empty')
    if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') refuse('quickCheck')
    if ((connection.pragma('foreign_key_check') as unknown[]).length > 0) refuse('foreignKeys')
    const total = Number(connection.prepare('SELECT count(*) FROM event').pluck().get())
    const { events } = verifyChain(connection, (count) => onProgress(count, total))
    return { events, cases: Number(connection.prepare('SELECT count(*) FROM case_file').pluck().get()) }
  })
}

/** Checks a backup against its sha256 and from end to end. Throws backup.invalid {reason}. */
export async function verifyBackup(
  file: string,
  options: SqliteOptions = {},
  onProgress: OnProgress = () => {},
): Promise<BackupContents> {
  const refuse = (reason: string, cause?: unknown) =>
    new AppError('backup.invalid', { file: basename(file), reason, cause: String(cause ?? '') })
  if (!existsSync(file)) throw refuse('missing')
  const sidecar = `${file}.sha256`
  if (!existsSync(sidecar)) throw refuse('noChecksum')
  if (readFileSync(sidecar, 'utf8').split(' ')[0] !== (await sha256Of(file))) throw refuse('checksum')
  try {
    return inspect(file, options, onProgress)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'backup.invalid' || error.code === 'store.fromFuture')) throw error
    const failure = findStoreFailure(error, file)
    if (failure) throw refuse(failure.code === 'store.chainBroken' ? 'chain' : 'quickCheck', failure.code)
    throw error
  }
}

/**
 * Copies the open database into `<folder>/backups` (or `target`): to a temporary name, opened and checked, its sha256 beside it,
 * then renamed. An interrupted backup leaves nothing that looks like one.
 */
export async function createBackup(
  connection: Connection,
  target: string,
  reason: BackupReason,
  clock: Clock,
  options: SqliteOptions = {},
  onProgress: OnProgress = () => {},
): Promise<BackupFile> {
  const createdAt = toInstant(clock.nowMs())
  const plain = backupName(createdAt, reason)
  let temporary = ''
  try {
    mkdirSync(target, { recursive: true })
    let name = plain
    for (let n = 2; existsSync(join(target, name)); n += 1) name = plain.replace(/\.db$/, `-${n}.db`)
    const file = join(target, name)
    temporary = `${file}.tmp`
    // The copy starts over whenever another connection writes; a reader's own snapshot holds it still while people type.
    const hasSnapshot = connection.readonly && !connection.inTransaction
    if (hasSnapshot) connection.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1')
    try {
      await connection.backup(temporary, {
        progress: ({ totalPages, remainingPages }) => {
          onProgress(totalPages - remainingPages, totalPages)
          return 1_000
        },
      })
    } finally {
      if (hasSnapshot) connection.exec('COMMIT')
    }
    toSingleFile(temporary, options)
    inspect(temporary, options, onProgress)
    syncToDisk(temporary)
    writeFileSync(`${file}.sha256`, `${await sha256Of(temporary)}  ${name}\n`)
    syncToDisk(`${file}.sha256`)
    renameSync(temporary, file)
    return { name, createdAt, sizeBytes: statSync(file).size, reason }
  } catch (error) {
    if (temporary !== '') for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
    throw findStoreFailure(error, target) ?? error
  }
}

/** Whole backups of a folder, newest first. */
export function listBackups(folder: string): BackupFile[] {
  const target = backupFolder(folder)
  if (!existsSync(target)) return []
  return readdirSync(target)
    .flatMap((name) => {
      const info = findBackupInfo(name)
      return info && existsSync(join(target, `${name}.sha256`))
        ? [{ name, ...info, sizeBytes: statSync(join(target, name)).size }]
        : []
    })
    .sort((a, b) => b.name.localeCompare(a.name))
}

/**
 * Puts a verified backup in the place of the database of `folder`, whose lock the caller holds and whose connections are closed.
 * The present file stays aside under `motcua-aside-<instant>.db`. Returns that name, or null when there was no file.
 */
export async function restoreBackup(
  folder: string,
  backupFile: string,
  clock: Clock,
  options: SqliteOptions = {},
): Promise<string | null> {
  await verifyBackup(backupFile, options)
  const file = join(folder, databaseName)
  const incoming = join(folder, 'motcua-incoming.db')
  const discard = () => {
    // With its log: a stale one would be taken for the next copy's.
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(incoming + suffix, { force: true })
  }
  discard()
  try {
    copyFileSync(backupFile, incoming)
    // Read a second time, perhaps from a failing stick: what was verified must be what goes live.
    if ((await sha256Of(incoming)) !== readFileSync(`${backupFile}.sha256`, 'utf8').split(' ')[0]) {
      throw new AppError('backup.invalid', { file: basename(backupFile), reason: 'checksum' })
    }
    const codePlaces = [folder, backupFolder(folder), dirname(backupFile)]
    const given = [
      ...codePlaces.flatMap(readGivenCodes),
      ...readdirSync(folder)
        .filter((name) => name === databaseName || asidePattern.test(name))
        .flatMap((name) => findDeviceCodes(join(folder, name), options)),
    ]
    const connection = openConnection(incoming, 'writer', options)
    try {
      if (readSchemaState(connection, incoming).pending > 0) await migrate(connection)
      const code = await startEpoch(queryBuilder<Tables>(connection), clock, given)
      for (const place of codePlaces) rememberCode(place, code)
    } finally {
      connection.close()
    }
    toSingleFile(incoming, options)
    syncToDisk(incoming)
    const hasFile = existsSync(file)
    const stamp = toInstant(clock.nowMs()).replace(/[-:]/g, '').replace(/\.\d+/, '')
    let aside = `motcua-aside-${stamp}.db`
    for (let n = 2; existsSync(join(folder, aside)); n += 1) aside = `motcua-aside-${stamp}-${n}.db`
    replaceFile(file, incoming, join(folder, aside))
    return hasFile ? aside : null
  } catch (error) {
    discard()
    throw findStoreFailure(error, folder) ?? error
  }
}

const asidePattern = /^motcua-aside-.+\.db$/

/**
 * Puts `incoming` in the place of `file`, which keeps existing as `aside`, with its log. At no moment is there no database at
 * `file`: a program that starts then would take the office for a new one. A failure leaves `file` as it was.
 */
function replaceFile(file: string, incoming: string, aside: string): void {
  const moved: string[] = []
  try {
    if (existsSync(file)) keepAs(file, aside)
    // Also when the file itself is gone: its old log beside the restored one would be played into it.
    for (const suffix of ['-wal', '-shm']) {
      if (!existsSync(file + suffix)) continue
      renameSync(file + suffix, aside + suffix)
      moved.push(suffix)
    }
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
async function startEpoch(db: Db, clock: Clock, given: readonly string[]): Promise<string> {
  return db.transaction().execute(async (tx) => {
    // A backup from before the first run holds no office: taking its place would only lose the present one.
    if (!(await isSetUp(tx))) throw new AppError('backup.invalid', { reason: 'notSetUp' })
    const before = await getCurrentDevice(tx)
    const own = await tx.selectFrom('device').select('code').execute()
    const code = epochCode(before.code, [...given, ...own.map((device) => device.code)])
    const deviceId = await startDeviceInTx(tx, clock, code)
    const actor: Actor = { staffId: deviceId, deviceId, deviceCode: code, clock, permissions: [] }
    await recordInTx(tx, actor, [
      { entity: 'device', entityId: deviceId, type: 'device.started', payload: { code, reason: 'restored' } },
    ])
    return code
  })
}
