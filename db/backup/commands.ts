// What is recorded about backups. The copies are made where the office is only read; the record is written afterwards by whoever
// writes, so each command takes what was done.
import type { Actor, Db } from '../event.ts'
import { authorise } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { getCurrentDevice } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import type { DrillResult } from './rules.ts'
import type { BackupFile } from './shelf.ts'

/** The program acting by itself, as for a drill that nobody asked for. */
export async function getProgramActor(db: Db, clock: Clock): Promise<Actor> {
  const device = await getCurrentDevice(db)
  return { staffId: device.id, deviceId: device.id, deviceCode: device.code, clock, permissions: ['backup.create'] }
}

/** Throws access.denied without `backup.create`. */
async function record(db: Db, actor: Actor, type: string, payload: unknown): Promise<void> {
  authorise(actor, 'backup.create')
  const event: NewEvent = { entity: 'backup', entityId: newId(actor.clock.nowMs()), type, payload }
  await db.transaction().execute((tx) => recordInTx(tx, actor, [event]))
}

/** A backup made at the person's wish. */
export const recordBackupMade = (db: Db, actor: Actor, { name, sizeBytes, events, cases }: BackupFile): Promise<void> =>
  record(db, actor, 'backup.made', { name, sizeBytes, events, cases })

export const recordDrill = (db: Db, actor: Actor, result: DrillResult): Promise<void> =>
  record(db, actor, 'backup.drilled', result)

/** A copy that was written to a second medium and read back there. */
export const recordCarried = (
  db: Db,
  actor: Actor,
  copy: { readonly name: string; readonly isSealed: boolean; readonly sizeBytes: number },
): Promise<void> => record(db, actor, 'backup.carried', copy)
