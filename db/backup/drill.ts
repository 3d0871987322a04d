// The restore drill: the newest sound backup is restored beside the office, brought to today's schema, its chains verified, and its
// rows made anew from the events and compared. Only what was restored once is known to be a backup. Touches neither the office's
// database nor the backup.

import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../model/errors.ts'
import { projectedTables, rebuildProjections } from '../record.ts'
import type { Tables } from '../schema.ts'
import { indexAllWaiting, mendIndexes } from '../search/commands.ts'
import { findCopyFault } from '../store/check.ts'
import { queryBuilder } from '../store/dialect.ts'
import { verifyChain } from '../store/event-log.ts'
import { findStoreFailure } from '../store/failures.ts'
import { migrate, readSchemaState } from '../store/migrate.ts'
import { type Connection, inspectFile, openConnection, type SqliteOptions } from '../store/sqlite.ts'
import { clearDrill, drillFolder } from './beside.ts'
import { checksumFile, type OnProgress, partOf, requireRoom } from './files.ts'
import { findLabel } from './label.ts'
import type { DrillFailure, DrillResult } from './rules.ts'
import { type BackupFile, backupFolder, listBackups } from './shelf.ts'

/** A drill needs the copy and, while its rows are made anew, at most as much again. */
const roomFactor = 2
const chunkBytes = 4 * 1_048_576

class Failed extends Error {
  override readonly name = 'Failed'
  readonly failure: DrillFailure
  constructor(failure: DrillFailure) {
    super(failure)
    this.failure = failure
  }
}

/**
 * Runs a drill on the folder's backups. A backup that fails is a result, not an error. Throws entity.notFound without any backup,
 * store.diskFull when there is no room for the copy, and what `onProgress` throws; nothing is left in any case.
 */
export async function runDrill(
  folder: string,
  options: SqliteOptions = {},
  onProgress: OnProgress = () => {},
): Promise<DrillResult> {
  const shelf = listBackups(folder)
  const [newest] = shelf
  if (!newest) throw new AppError('entity.notFound', { entity: 'backup' })
  clearDrill(folder)
  try {
    requireRoom(folder, newest.sizeBytes * roomFactor)
    mkdirSync(drillFolder(folder))
    const copy = join(drillFolder(folder), 'motcua.db')
    const failures: DrillFailure[] = []
    for (const backup of shelf) {
      const failure = copyAndSum(join(backupFolder(folder), backup.name), copy, partOf(onProgress, 0, copied))
      if (failure === null) return { ...(await tryOut(backup, folder, copy, options, onProgress)), damaged: failures.length }
      failures.push(failure)
    }
    return { name: newest.name, failure: failures[0] ?? 'missing', damaged: shelf.length - 1, events: null, cases: null }
  } catch (error) {
    throw findStoreFailure(error, folder) ?? error
  } finally {
    clearDrill(folder)
  }
}

// Where on the whole way each part ends.
const copied = 0.1
const checked = 0.25
const summedBefore = 0.35
const rebuilt = 0.9

/** Copies a backup and takes the sum of exactly the bytes that were copied. Returns why it is unfit, or null. */
function copyAndSum(from: string, to: string, onProgress: OnProgress): DrillFailure | null {
  if (!existsSync(from)) return 'missing' // taken away since it was listed
  if (!existsSync(checksumFile(from))) return 'noChecksum'
  const { size } = statSync(from)
  const hash = createHash('sha256')
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w')]
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (let done = 0; ; ) {
      const length = readSync(source, buffer, 0, chunkBytes, null)
      if (length === 0) break
      hash.update(buffer.subarray(0, length))
      for (let written = 0; written < length; ) written += writeSync(target, buffer, written, length - written)
      done += length
      onProgress(done, size)
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
  return readFileSync(checksumFile(from), 'utf8').split(' ')[0] === hash.digest('hex') ? null : 'checksum'
}

async function tryOut(
  backup: BackupFile,
  folder: string,
  copy: string,
  options: SqliteOptions,
  onProgress: OnProgress,
): Promise<Omit<DrillResult, 'damaged'>> {
  const label = findLabel(join(backupFolder(folder), backup.name))
  const found: { events: number | null; cases: number | null } = { events: null, cases: null }
  try {
    const fault = inspectFile(copy, options, (look) => {
      if (readSchemaState(look, copy).version === 0) throw new Failed('empty')
      return findCopyFault(look)
    })
    if (fault) throw new Failed(fault.reason)
    const connection = openAside(copy, options)
    try {
      // As the label tells the moment of the copy: before a migration adds what it may add.
      if (readSchemaState(connection, copy).pending > 0) await migrateOrFail(connection)
      const total = Number(connection.prepare('SELECT count(*) FROM event').pluck().get())
      found.events = verifyChain(connection, (events) => partOf(onProgress, copied, checked)(events, total)).events
      found.cases = Number(connection.prepare('SELECT count(*) FROM case_file').pluck().get())
      if (label && (label.events !== found.events || label.cases !== found.cases)) throw new Failed('counts')

      const db = queryBuilder<Tables>(connection)
      await mendIndexes(db, connection)
      await indexAllWaiting(db)
      const before = sumRows(connection, partOf(onProgress, checked, summedBefore))
      await rebuildProjections(db, (events) => partOf(onProgress, summedBefore, rebuilt)(events, total))
      await indexAllWaiting(db)
      const after = sumRows(connection, partOf(onProgress, rebuilt, 1))
      if (before !== after) throw new Failed('projection')
    } finally {
      connection.close()
    }
    return { name: backup.name, failure: null, ...found }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    return { name: backup.name, failure, ...found }
  }
}

/** Opens a file that is thrown away: neither a journal nor a sync, so that the office's own work has the disk. */
function openAside(copy: string, options: SqliteOptions): Connection {
  const connection = openConnection(copy, 'writer', options)
  connection.pragma('journal_mode = OFF')
  connection.pragma('synchronous = OFF')
  return connection
}

async function migrateOrFail(connection: Connection): Promise<void> {
  try {
    await migrate(connection)
  } catch (error) {
    if (findStoreFailure(error, '')?.code === 'store.diskFull') throw error
    throw new Failed('migration')
  }
}

/** What a fault says about the backup; undefined when it says nothing, as a full disk or a person's wish to stop. */
function failureOf(error: unknown): DrillFailure | undefined {
  if (error instanceof Failed) return error.failure
  const known = findStoreFailure(error, '')
  if (known?.code === 'store.chainBroken') return 'chain'
  if (known?.code === 'store.damaged' || known?.code === 'store.notADatabase') return 'quickCheck'
  // An event that this program cannot replay: the log does not give the rows any more.
  return known || !(error instanceof Error) ? undefined : 'projection'
}

/** One number for the content of all projected tables, whatever the order of their rows. `case_file.no` differs by right. */
function sumRows(connection: Connection, onProgress: OnProgress): string {
  const sums: string[] = []
  for (const [index, table] of projectedTables.entries()) {
    let [high, low, rows] = [0n, 0n, 0]
    for (const row of connection.prepare(`SELECT * FROM ${table}`).iterate() as Iterable<Record<string, unknown>>) {
      const hash = createHash('sha256')
        .update(JSON.stringify({ ...row, no: undefined }))
        .digest()
      high = BigInt.asUintN(64, high + hash.readBigUInt64LE(0))
      low = BigInt.asUintN(64, low + hash.readBigUInt64LE(8))
      rows += 1
      if (rows % rowsBetweenReports === 0) onProgress(index, projectedTables.length)
    }
    sums.push(`${table} ${rows} ${high} ${low}`)
    onProgress(index + 1, projectedTables.length)
  }
  for (const index of ['case_search', 'person_search'])
    sums.push(`${index} ${connection.prepare(`SELECT count(*) FROM ${index}`).pluck().get()}`)
  return sums.join('\n')
}
const rowsBetweenReports = 5_000
