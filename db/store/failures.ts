// What a failed file operation means for the person in front of the screen: SQLite's and the system's codes become ours.
import { AppError, type ErrorCode } from '../model/errors.ts'
import { findSqliteCode } from './sqlite.ts'

const bySqliteCode: ReadonlyArray<readonly [prefix: string, code: ErrorCode]> = [
  ['SQLITE_NOTADB', 'store.notADatabase'],
  ['SQLITE_CORRUPT', 'store.damaged'],
  ['SQLITE_FULL', 'store.diskFull'],
  ['SQLITE_IOERR_SHMSIZE', 'store.diskFull'], // no room for the -shm file
  ['SQLITE_READONLY', 'store.readOnly'],
  ['SQLITE_CANTOPEN', 'store.cannotOpen'],
  ['SQLITE_IOERR', 'store.damaged'],
  ['SQLITE_BUSY', 'store.inUse'],
  ['SQLITE_LOCKED', 'store.inUse'],
]

const bySystemCode: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'store.diskFull',
  EACCES: 'store.readOnly',
  EPERM: 'store.readOnly',
  EROFS: 'store.readOnly',
}

/** The AppError that a storage failure amounts to, or undefined when the error is none. */
export function findStoreFailure(error: unknown, file: string): AppError | undefined {
  if (error instanceof AppError) return error
  const sqlite = findSqliteCode(error)
  const match = sqlite === undefined ? undefined : bySqliteCode.find(([prefix]) => sqlite.startsWith(prefix))
  if (match) return new AppError(match[1], { file })
  const system =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? bySystemCode[error.code] : undefined
  return system ? new AppError(system, { file }) : undefined
}

/** Runs a storage step; a failure that a person can act on is thrown as an AppError, anything else as it came. */
export function withStoreFailures<T>(file: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw findStoreFailure(error, file) ?? error
  }
}
