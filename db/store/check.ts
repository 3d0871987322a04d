// Is this database sound? Structure, foreign keys, every chain of events.
import { AppError } from '../model/errors.ts'
import { verifyChain } from './event-log.ts'
import type { Store } from './open.ts'

export interface StoreReport {
  readonly events: number
  readonly cases: number
  readonly devices: number
}

/** Reads the whole database. Throws store.damaged, store.chainBroken {device, seq}. */
export async function checkStore(
  { connection, file }: Store,
  onProgress: (events: number) => void = () => {},
): Promise<StoreReport> {
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('store.damaged', { file })
  if ((connection.pragma('foreign_key_check') as unknown[]).length > 0) throw new AppError('store.damaged', { file })
  const { events, heads } = verifyChain(connection, onProgress)
  const cases = Number(connection.prepare('SELECT count(*) FROM case_file').pluck().get())
  return { events, cases, devices: Object.keys(heads).length }
}
