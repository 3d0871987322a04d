// Making and checking backups. A backup counts only after its copy was opened and checked.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { verifyChain } from '../store/event-log.ts'
import { findStoreFailure } from '../store/failures.ts'
import { readSchemaState } from '../store/migrate.ts'
import { type Connection, inspectFile, type SqliteOptions, toSingleFile } from '../store/sqlite.ts'
import { checksumFile, removeDatabase, sha256Of, syncToDisk } from './files.ts'
import { type BackupReason, backupName } from './rules.ts'
import type { BackupFile } from './shelf.ts'

export interface BackupContents {
  readonly events: number
  readonly cases: number
}

/** How far a long step has come: pages copied, or events checked; may throw to cancel. */
export type OnProgress = (done: number, total: number) => void

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
  const sidecar = checksumFile(file)
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
    writeFileSync(checksumFile(file), `${await sha256Of(temporary)}  ${name}\n`)
    syncToDisk(checksumFile(file))
    renameSync(temporary, file)
    return { name, createdAt, sizeBytes: statSync(file).size, reason }
  } catch (error) {
    if (temporary !== '') removeDatabase(temporary)
    throw findStoreFailure(error, target) ?? error
  }
}
