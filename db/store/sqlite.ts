// The one owner of better-sqlite3: every connection of the product is opened here, with the pragmas that the design fixes.
import { existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Connection = Database.Database

/** Where the compiled binding lies when it is not the package's own prebuild (packaged product, older Node-API). */
export interface SqliteOptions {
  readonly binding?: string
}

/** Whose data a file holds: the office's own, or made-up ones to practise on. */
export type DataKind = 'office' | 'training'

/** 'MCUA' in ASCII: tells our files from other SQLite databases. */
export const applicationId = 0x4d435541
/** 'MCTR': a training file is another program's file to everything that works on the office's own data. */
export const trainingApplicationId = 0x4d435452
/** The mark that a file of each kind carries. */
export const applicationIds: Readonly<Record<DataKind, number>> = { office: applicationId, training: trainingApplicationId }
const busyTimeoutMs = 5_000
/** Room for the inner pages of every index of a large office; SQLite's own 2 MB make each intake read them from the file again. */
const cacheKB = 16_384

/**
 * Opens a database file. The writer may create it; the reader never writes. WAL with synchronous=FULL: what was acknowledged
 * survives a power cut. trusted_schema=OFF and cell_size_check=ON: a damaged or hostile file is noticed, not obeyed.
 */
export function openConnection(file: string, role: 'writer' | 'reader', options: SqliteOptions = {}): Connection {
  const connection = new Database(file, {
    readonly: role === 'reader',
    timeout: busyTimeoutMs,
    ...(options.binding ? { nativeBinding: options.binding } : {}),
  })
  try {
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma('mmap_size = 0')
    connection.pragma('temp_store = MEMORY')
    connection.pragma(`cache_size = -${cacheKB}`)
    connection.pragma('foreign_keys = ON')
    if (role === 'writer') {
      connection.pragma('journal_mode = WAL')
      connection.pragma('synchronous = FULL')
      if (process.platform === 'darwin') connection.pragma('checkpoint_fullfsync = ON')
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** What every connection of ours must run under, as SQLite gives it back; log and durability are the writer's business alone. */
const readerPragmas = { foreign_keys: 1, trusted_schema: 0, cell_size_check: 1 } as const
const requiredPragmas = { reader: readerPragmas, writer: { ...readerPragmas, journal_mode: 'wal', synchronous: 2 } } as const
export type PragmaValues = Readonly<Record<string, string | number>>

/** The pragmas that the design fixes for a role, read back from a connection. */
export const readPragmas = (connection: Connection, role: 'writer' | 'reader'): PragmaValues =>
  Object.fromEntries(
    Object.keys(requiredPragmas[role]).map((name) => [name, connection.pragma(name, { simple: true }) as string | number]),
  )

/** Whether they are what the design fixes. */
export const arePragmasRight = (pragmas: PragmaValues, role: 'writer' | 'reader'): boolean =>
  Object.entries(requiredPragmas[role]).every(([name, value]) => pragmas[name] === value)

/**
 * Takes back what a power cut left half written where there was no write-ahead log yet (a database that is being made, or whose
 * mode was just being changed). A connection that only reads may not do that and would call the file write-protected.
 */
export function rollBackHalfWritten(file: string, options: SqliteOptions = {}): void {
  if (!existsSync(`${file}-journal`)) return
  const connection = new Database(file, { fileMustExist: true, ...(options.binding ? { nativeBinding: options.binding } : {}) })
  try {
    connection.pragma('schema_version') // the first read rolls back
  } finally {
    connection.close()
  }
}

/** Opens without touching anything: for files that may be damaged, newer, or not ours. */
export function openForInspection(file: string, options: SqliteOptions = {}): Connection {
  return new Database(file, {
    readonly: true,
    fileMustExist: true,
    timeout: busyTimeoutMs,
    ...(options.binding ? { nativeBinding: options.binding } : {}),
  })
}

/**
 * For a connection that checks a file: what FTS5 would check of its own, going through every index word by word once more, is left
 * out. The pages of the indexes are checked like all others.
 */
export function leaveOutSearchWords(connection: Connection): void {
  const empty = () => ({ columns: ['word'], *rows() {} })
  connection.table('fts5', empty as unknown as Parameters<Connection['table']>[1]) // the types know no function
}

/**
 * Looks into a file and leaves nothing behind: SQLite puts -wal and -shm beside a WAL database even for reading, and its last
 * reader does not take them away.
 */
export function inspectFile<T>(file: string, options: SqliteOptions, look: (connection: Connection) => T): T {
  const hadLog = existsSync(`${file}-wal`)
  const connection = openForInspection(file, options)
  try {
    return look(connection)
  } finally {
    connection.close()
    if (!hadLog) for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
}

/** Makes a database one whole file without a log, as a copy must be that is carried away or read from a write-protected medium. */
export function toSingleFile(file: string, options: SqliteOptions = {}): void {
  const connection = new Database(file, { fileMustExist: true, ...(options.binding ? { nativeBinding: options.binding } : {}) })
  try {
    connection.pragma('journal_mode = DELETE')
  } finally {
    connection.close()
  }
}

/**
 * Takes the log of a database in use into its file, unless somebody is just reading from it or writing: nobody is kept waiting. From
 * then until the next writing the file alone holds everything, and who begins to read then keeps it as it is: SQLite puts nothing
 * into a file whose present state somebody reads.
 */
export function tryEmptyLog(file: string, options: SqliteOptions = {}): void {
  try {
    const connection = new Database(file, {
      fileMustExist: true,
      timeout: 0,
      ...(options.binding ? { nativeBinding: options.binding } : {}),
    })
    try {
      connection.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      connection.close()
    }
  } catch {
    // Then it keeps its log.
  }
}

/** Opens the sidecar whose exclusive lock stands for "this database is in use"; the system frees it when the process dies. */
export function openLockFile(file: string, options: SqliteOptions = {}): Connection {
  const connection = new Database(file, { timeout: 0, ...(options.binding ? { nativeBinding: options.binding } : {}) })
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Version of the SQLite that this program carries. Throws when its binding does not load. */
export function sqliteVersion(options: SqliteOptions = {}): string {
  const connection = new Database(':memory:', options.binding ? { nativeBinding: options.binding } : {})
  try {
    return String(connection.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    connection.close()
  }
}

/** SQLite's result code of an error, e.g. `SQLITE_BUSY`; undefined for anything else. */
export function findSqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}
