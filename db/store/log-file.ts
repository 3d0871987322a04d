// The write-ahead log that a killed program left beside its database.
import { statSync } from 'node:fs'
import { AppError } from '../model/errors.ts'
import { verifyChainEnds } from './event-log.ts'
import { type Connection, inspectFile, openConnection, type SqliteOptions } from './sqlite.ts'

/** Whether a program died without taking its log into the file. */
export const hasUnfinishedLog = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Events looked at on each chain: more than a log holds before it is taken into the file. */
const chainEndEvents = 5_000

/**
 * After a power cut the log is played into the file. SQLite would do that with the log of any other database too (somebody copied
 * one file and not the other) and spoil the file for good, so what the two make together is read first. Throws store.damaged;
 * both files stay as they are.
 */
export function requireFittingLog(inspection: Connection, file: string): void {
  if (inspection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('store.damaged', { file })
  try {
    verifyChainEnds(inspection, chainEndEvents)
  } catch (error) {
    if (error instanceof AppError) throw new AppError('store.damaged', { file })
    throw error
  }
}

/**
 * Takes what a killed program left in the log into the file, so that one file says all. A log that does not fit, or a damaged
 * file, is left alone. The caller holds the folder's lock.
 */
export function foldLog(file: string, options: SqliteOptions = {}): void {
  if (!hasUnfinishedLog(file)) return
  try {
    inspectFile(file, options, (inspection) => requireFittingLog(inspection, file))
    openConnection(file, 'writer', options).close() // the last connection to close plays the log into the file
  } catch {
    // Nobody can make one of the two.
  }
}
