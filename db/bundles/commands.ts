// Recording what was sent. The file was written and read back before.
import { type Actor, authorise, type Db } from '../event.ts'
import type { NewEvent } from '../model/events.ts'
import { recordInTx } from '../record.ts'
import type { ExportedBundle } from './export.ts'

/** All parts of one export, or none. Throws access.denied without `bundle.exchange`. */
export async function recordBundles(db: Db, actor: Actor, bundles: readonly ExportedBundle[]): Promise<void> {
  authorise(actor, 'bundle.exchange')
  const events = bundles.map(
    ({ bundleId, ...payload }): NewEvent => ({ entity: 'bundle', entityId: bundleId, type: 'bundle.written', payload }),
  )
  await db.transaction().execute((tx) => recordInTx(tx, actor, events))
}
