// Opens the office's database: one process at a time, in a folder that keeps its promises, at the program's schema.
import { accessSync, constants, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { Tables } from '../schema.ts'
import { queryBuilder } from './dialect.ts'
import { findStoreFailure, withStoreFailures } from './failures.ts'
import { databaseName, prepareFolder } from './folder.ts'
import { hasUnfinishedLog, requireFittingLog } from './log-file.ts'
import { migrate, readSchemaState, refuseOtherKind } from './migrate.ts'
import {
  type Connection,
  type DataKind,
  inspectFile,
  openConnection,
  openLockFile,
  rollBackHalfWritten,
  type SqliteOptions,
} from './sqlite.ts'

export { databaseName }

const lockName = 'motcua.lock'

export interface Store {
  readonly db: Db
  readonly connection: Connection
  /** Of the database; backups lie beside it. */
  readonly folder: string
  readonly file: string
  readonly kind: DataKind
  /**
   * Throws store.vanished when the file is no longer where it was opened (a stick pulled out, a folder moved or deleted): what is
   * written then is acknowledged by the system and found by nobody.
   */
  requireInPlace(): void
  close(): Promise<void>
}

/** Held as long as a process uses the database of a folder. */
export interface StoreLock {
  readonly folder: string
  release(): void
}

/** Takes the folder for this process. Throws store.inUse when another has it, store.networkFolder, store.cloudFolder, store.readOnly. */
export function lockFolder(folder: string, options: SqliteOptions = {}): StoreLock {
  const resolved = prepareFolder(folder)
  const lock = withStoreFailures(resolved, () => openLockFile(join(resolved, lockName), options))
  return { folder: resolved, release: () => lock.close() }
}

/**
 * Whether another connection has the folder's lock; it is taken for a moment to find out. Throws AppError when it cannot be asked.
 */
export function isInUse(folder: string, options: SqliteOptions = {}): boolean {
  if (!existsSync(join(folder, lockName))) return false
  try {
    withStoreFailures(folder, () => openLockFile(join(folder, lockName), options)).close()
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'store.inUse') return true
    throw error
  }
}

/**
 * Opens a database to look at it, whoever has it open, and leaves its folder as it was. SQLite puts an empty log beside a WAL
 * database even for reading; it is taken away again under the lock alone, since a program that starts meanwhile writes into it.
 */
export async function inspectBeside<T>(folder: string, options: SqliteOptions, look: (store: Store) => Promise<T>): Promise<T> {
  const file = join(folder, databaseName)
  const hadLog = existsSync(`${file}-wal`)
  const store = openReader(folder, options)
  try {
    return await look(store)
  } finally {
    await store.close()
    if (!hadLog) removeEmptyLog(folder, options)
  }
}

function removeEmptyLog(folder: string, options: SqliteOptions): void {
  const file = join(folder, databaseName)
  try {
    const lock = openLockFile(join(folder, lockName), options)
    try {
      if (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size === 0) {
        for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
      }
    } finally {
      lock.close()
    }
  } catch {
    // In use by now, or nothing may be written here: then it stays, and does no harm.
  }
}

/** Which file a path leads to. Windows neither moves nor deletes a file that is open, and its disks do not all number files. */
function identityOf(file: string): string | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat && (process.platform === 'win32' ? 'there' : `${stat.dev}:${stat.ino}`)
}

function storeOf(connection: Connection, folder: string, file: string, kind: DataKind, isWriter: boolean): Store {
  const db = queryBuilder<Tables>(connection)
  const identity = identityOf(file)
  return {
    db,
    connection,
    folder,
    file,
    kind,
    requireInPlace: () => {
      if (identityOf(file) !== identity) throw new AppError('store.vanished', { file })
    },
    close: async () => {
      try {
        if (isWriter) connection.pragma('optimize')
      } catch {
        // A full disk must not keep the database from being closed: nothing of it is lost.
      }
      await db.destroy()
      connection.close() // Kysely closes only what it has used; closing checkpoints the log
    },
  }
}

/**
 * Opens for writing; the caller holds the folder's lock. Creates and migrates. `backUpFirst` runs before a migration of an
 * existing file and must leave a verified copy; when it throws, nothing is migrated.
 */
export async function openWriter(
  folder: string,
  backUpFirst: (file: string) => Promise<void>,
  options: SqliteOptions = {},
  kind: DataKind = 'office',
): Promise<Store> {
  const file = join(folder, databaseName)
  try {
    if (existsSync(file)) {
      accessSync(file, constants.W_OK) // SQLite would open it all the same, and refuse the first case of the day
      rollBackHalfWritten(file, options)
      // Looked at before opening for writing: a newer or foreign file must stay untouched, down to its journal mode.
      const hasLog = hasUnfinishedLog(file)
      const { version, pending } = inspectFile(file, options, (inspection) => {
        const state = readSchemaState(inspection, file, kind)
        if (hasLog && state.version > 0) requireFittingLog(inspection, file)
        return state
      })
      if (version > 0 && pending > 0) await backUpFirst(file)
    }
    const connection = openConnection(file, 'writer', options)
    try {
      if (readSchemaState(connection, file, kind).pending > 0) await migrateOrRefuse(connection, file, kind)
      return storeOf(connection, folder, file, kind, true)
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    throw findStoreFailure(error, file) ?? error
  }
}

/** Throws store.migrationFailed, whose cause is for the log, unless the disk itself is to blame. */
async function migrateOrRefuse(connection: Connection, file: string, kind: DataKind): Promise<void> {
  try {
    await migrate(connection, undefined, kind)
  } catch (error) {
    throw findStoreFailure(error, file) ?? Object.assign(new AppError('store.migrationFailed', { file }), { cause: error })
  }
}

/** Opens beside the writer, for reading what may take long. */
export function openReader(folder: string, options: SqliteOptions = {}, kind: DataKind = 'office'): Store {
  const file = join(folder, databaseName)
  return withStoreFailures(file, () => {
    const connection = openConnection(file, 'reader', options)
    try {
      refuseOtherKind(connection, file, kind)
      return storeOf(connection, folder, file, kind, false)
    } catch (error) {
      connection.close()
      throw error
    }
  })
}
