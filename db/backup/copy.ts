// Making and checking backups. A backup counts only after its copy was opened and checked against what it was copied from.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type BlobCopies, copyBlobs, listNamedBlobs } from '../blobs/check.ts'
import { blobFolder } from '../blobs/store.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError, type ErrorCode } from '../model/errors.ts'
import { findCopyFault } from '../store/check.ts'
import { verifyChain } from '../store/event-log.ts'
import { findStoreFailure } from '../store/failures.ts'
import { hasUnfinishedLog } from '../store/log-file.ts'
import { findDataKind, readSchemaState } from '../store/migrate.ts'
import {
  type Connection,
  inspectFile,
  openForInspection,
  type SqliteOptions,
  toSingleFile,
  tryEmptyLog,
} from '../store/sqlite.ts'
import { checksumFile, type OnProgress, partOf, removeDatabase, requireRoom, sha256Of, syncFolder, syncToDisk } from './files.ts'
import { type BackupLabel, type Contents, labelFile, readContents, readHeads, writeLabel } from './label.ts'
import { areSameHeads, type BackupReason, backupName } from './rules.ts'
import { type BackupFile, backupFolder, clearLeftovers, thinOut } from './shelf.ts'
import { sumBeside } from './sum-beside.ts'
import { copyWhole } from './whole-copy.ts'

interface BackupContents {
  readonly events: number
  readonly cases: number
}

export interface CopyOptions extends SqliteOptions {
  /** Version of the program, for the label. */
  readonly programVersion?: string
}

const refuse = (file: string, reason: string): never => {
  throw new AppError('backup.invalid', { file: basename(file), reason })
}

/** Structure and references of an opened copy. Throws backup.invalid {reason}. */
function requireSound(connection: Connection, file: string): void {
  if (readSchemaState(connection, file).version === 0) refuse(file, 'empty')
  const fault = findCopyFault(connection)
  if (fault) refuse(file, fault.reason)
}

/** Reads a copy from end to end: structure, foreign keys, every chain. Throws backup.invalid with the reason. */
function inspect(file: string, options: SqliteOptions, onProgress: OnProgress): BackupContents {
  return inspectFile(file, options, (connection) => {
    requireSound(connection, file)
    const total = Number(connection.prepare('SELECT count(*) FROM event').pluck().get())
    const { events } = verifyChain(connection, (count) => onProgress(count, total))
    return { events, cases: Number(connection.prepare('SELECT count(*) FROM case_file').pluck().get()) }
  })
}

/** What makes a whole copy unusable here and is said in its own words. */
const toldAsItIs: readonly ErrorCode[] = ['store.fromFuture', 'store.trainingData']

/** Checks a backup against its sha256 and from end to end. Throws backup.invalid {reason}, store.fromFuture, store.trainingData. */
export async function verifyBackup(
  file: string,
  options: SqliteOptions = {},
  onProgress: OnProgress = () => {},
): Promise<BackupContents> {
  if (!existsSync(file)) refuse(file, 'missing')
  const sidecar = checksumFile(file)
  if (!existsSync(sidecar)) refuse(file, 'noChecksum')
  const sum = await sha256Of(file, partOf(onProgress, 0, 0.3))
  if (readFileSync(sidecar, 'utf8').split(' ')[0] !== sum) refuse(file, 'checksum')
  try {
    return inspect(file, options, partOf(onProgress, 0.5, 1))
  } catch (error) {
    const failure = findStoreFailure(error, file)
    if (failure?.code === 'store.chainBroken') return refuse(file, 'chain')
    if (failure?.code.startsWith('store.') && !toldAsItIs.includes(failure.code)) return refuse(file, 'quickCheck')
    throw error
  }
}

/** Copies one snapshot, while people go on writing, and returns what stood in it: the file whole where it holds everything, else page by page. */
async function copySnapshot(
  connection: Connection,
  temporary: string,
  options: SqliteOptions,
  onProgress: OnProgress,
): Promise<Contents> {
  // A connection of its own unless the given one only reads: a copy starts over whenever another connection writes, and would
  // follow the writes of its own.
  const isOwn = !connection.readonly || connection.inTransaction
  const source = isOwn ? openForInspection(connection.name, options) : connection
  try {
    tryEmptyLog(connection.name, options)
    source.exec('BEGIN')
    const contents = readContents(source)
    if (!hasUnfinishedLog(connection.name) && (await copyWhole(connection.name, temporary, onProgress))) return contents
    await source.backup(temporary, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages - remainingPages, totalPages)
        return pagesAtOnce
      },
    })
    return contents
  } finally {
    if (source.inTransaction) source.exec('COMMIT')
    if (isOwn) source.close()
  }
}
const pagesAtOnce = 1_000

/**
 * Copies the open database into `target`: to a temporary name, opened and checked (structure, foreign keys, the heads of all
 * chains equal to the original's), its sha256 beside it, on the disk, then renamed and labelled. An interrupted backup leaves
 * nothing that looks like one, and what it does leave the next one clears away. Throws backup.invalid, store.diskFull,
 * store.readOnly, what `onProgress` throws, and store.trainingData: made-up data must not lie on the shelf of the office's own.
 */
export async function createBackup(
  connection: Connection,
  target: string,
  reason: BackupReason,
  clock: Clock,
  options: CopyOptions = {},
  onProgress: OnProgress = () => {},
): Promise<BackupFile> {
  if (findDataKind(connection) === 'training') throw new AppError('store.trainingData', { file: target })
  const createdAt = toInstant(clock.nowMs())
  const plain = backupName(createdAt, reason)
  let temporary = ''
  let file = ''
  try {
    mkdirSync(target, { recursive: true })
    clearLeftovers(target)
    requireRoom(target, sizeOf(connection))
    let name = plain
    for (let n = 2; existsSync(join(target, name)); n += 1) name = plain.replace(/\.db$/, `-${n}.db`)
    file = join(target, name)
    temporary = `${file}.tmp`
    const contents = await copySnapshot(connection, temporary, options, partOf(onProgress, 0, 0.6))
    toSingleFile(temporary, options)
    const summing = sumBeside(temporary)
    let sum: string
    try {
      inspectFile(temporary, options, (copy) => {
        requireSound(copy, file)
        if (!areSameHeads(readHeads(copy).heads, contents.heads)) refuse(file, 'heads')
      })
      sum = await summing.result(partOf(onProgress, 0.8, 1))
    } finally {
      await summing.stop()
    }
    syncToDisk(temporary)
    writeFileSync(checksumFile(file), `${sum}  ${name}\n`)
    syncToDisk(checksumFile(file))
    renameSync(temporary, file)
    const made = { createdAt, reason, sizeBytes: statSync(file).size }
    label(file, { ...made, ...contents, programVersion: options.programVersion ?? null })
    syncFolder(file)
    return { name, ...made, events: contents.events, cases: contents.cases }
  } catch (error) {
    if (temporary !== '') {
      removeDatabase(temporary)
      if (!existsSync(file)) rmSync(checksumFile(file), { force: true })
    }
    // The copy is as its source: there is no backup to blame, the database itself is damaged.
    if (error instanceof AppError && (error.params.reason === 'quickCheck' || error.params.reason === 'foreignKeys'))
      throw new AppError('store.damaged', { file: connection.name })
    throw findStoreFailure(error, target) ?? error
  }
}

/** A backup without its label is whole all the same: lists then show no counts. */
function label(file: string, content: BackupLabel): void {
  try {
    writeLabel(file, content)
  } catch {
    rmSync(labelFile(file), { force: true })
  }
}

const sizeOf = (connection: Connection): number =>
  Number(connection.pragma('page_count', { simple: true })) * Number(connection.pragma('page_size', { simple: true }))

/**
 * Brings the scans that a database names beside its backups: only those that are not there yet, each checked. They are taken after the
 * copy of the database: every content lies in the store before its event is written, so none that the copy names is left out.
 */
export const copyScans = (connection: Connection, target: string, onProgress: OnProgress = () => {}): Promise<BlobCopies> =>
  copyBlobs(blobFolder(dirname(connection.name)), blobFolder(target), listNamedBlobs(connection), onProgress)

/** Where on the whole way the scans begin. */
const scansFrom = 0.8

/**
 * Adds a backup to the office's own folder and then, never before, takes away what it makes superfluous; brings new scans along. Throws what
 * either throws: a disk that is full for the scans is told, and the copy of the database stays.
 */
export async function backUpOffice(
  connection: Connection,
  folder: string,
  reason: BackupReason,
  clock: Clock,
  options: CopyOptions = {},
  onProgress: OnProgress = () => {},
): Promise<BackupFile> {
  const made = await createBackup(connection, backupFolder(folder), reason, clock, options, partOf(onProgress, 0, scansFrom))
  thinOut(folder, made.createdAt)
  await copyScans(connection, backupFolder(folder), partOf(onProgress, scansFrom, 1))
  return made
}
