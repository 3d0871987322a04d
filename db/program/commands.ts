// Recording what is done to the program.
import { type Actor, authorise, type Db } from '../event.ts'
import { recordInTx } from '../record.ts'

export interface ProgramUpdate {
  readonly from: string
  readonly to: string
  /** Of the publisher's key. */
  readonly keyId: string
}

/** Writes down that a person has taken an update. Throws access.denied. */
export async function recordUpdate(db: Db, actor: Actor, update: ProgramUpdate): Promise<void> {
  authorise(actor, 'program.update')
  await db
    .transaction()
    .execute((tx) =>
      recordInTx(tx, actor, [{ entity: 'program', entityId: actor.deviceId, type: 'program.updated', payload: update }]),
    )
}
