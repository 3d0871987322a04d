// Is this database sound? Structure, foreign keys, every chain of events.
import { AppError } from '../model/errors.ts'
import { verifyChain } from './event-log.ts'
import type { Store } from './open.ts'
import { type Connection, leaveOutSearchWords } from './sqlite.ts'

interface StoreReport {
  readonly events: number
  readonly cases: number
  readonly devices: number
}

/**
 * Structure of every table with its indexes, then all references, table by table, so that it can be called off. Says nothing of
 * the events' content. Throws store.damaged.
 */
export function checkStructure({ connection, file }: Store, onProgress: (done: number, total: number) => void = () => {}): void {
  const names = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    .pluck()
    .all() as string[]
  for (const [index, name] of names.entries()) {
    onProgress(index, names.length)
    const isSound = connection.pragma(`quick_check('${name}')`, { simple: true }) === 'ok'
    if (!isSound) throw new AppError('store.damaged', { file })
  }
  if (countBrokenReferences(connection) > 0) throw new AppError('store.damaged', { file })
}

const countBrokenReferences = (connection: Connection): number => (connection.pragma('foreign_key_check') as unknown[]).length

/** What is wrong with a structure, by the names with which a refused backup tells it. */
type StructureFault =
  | { readonly reason: 'quickCheck' }
  | { readonly reason: 'foreignKeys'; readonly brokenReferenceCount: number }

/** The first fault of structure or references in one go; undefined for a sound database. Says nothing of its content. */
export function findStructureFault(connection: Connection): StructureFault | undefined {
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') return { reason: 'quickCheck' }
  const brokenReferenceCount = countBrokenReferences(connection)
  return brokenReferenceCount > 0 ? { reason: 'foreignKeys', brokenReferenceCount } : undefined
}

/**
 * The first fault of a copy, on a connection for nothing else. The words of the search indexes are left out: they are made from the
 * rows and a restore mends them, so that no index keeps an office from its backups.
 */
export function findCopyFault(connection: Connection): StructureFault | undefined {
  leaveOutSearchWords(connection)
  return findStructureFault(connection)
}

/** The search indexes whose words do not agree among themselves. */
export function findBrokenIndexes(connection: Connection): string[] {
  const names = connection
    .prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %'")
    .pluck()
    .all() as string[]
  return names.filter((name) => connection.pragma(`quick_check('${name}')`, { simple: true }) !== 'ok')
}

/** Reads the whole database. Throws store.damaged, store.chainBroken {device, seq}. */
export async function checkStore(
  { connection, file }: Store,
  onProgress: (events: number) => void = () => {},
): Promise<StoreReport> {
  if (findStructureFault(connection)) throw new AppError('store.damaged', { file })
  const { events, heads } = verifyChain(connection, onProgress)
  const cases = Number(connection.prepare('SELECT count(*) FROM case_file').pluck().get())
  return { events, cases, devices: Object.keys(heads).length }
}
