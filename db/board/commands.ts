import { type Actor, authorise, type Db } from '../event.ts'
import { getOfficeSettings } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { getBoardDays } from './queries.ts'
import type { BoardDays } from './rules.ts'

/** Sets after how many days the board counts what waits. Throws access.denied. */
export async function setBoardDays(db: Db, actor: Actor, days: BoardDays): Promise<void> {
  authorise(actor, 'office.configure')
  await db.transaction().execute(async (tx) => {
    const before = await getBoardDays(tx)
    if (before.waiting === days.waiting && before.uncollected === days.uncollected) return
    const { officeId } = await getOfficeSettings(tx)
    await recordInTx(tx, actor, [{ entity: 'board', entityId: officeId, type: 'board.daysSet', payload: days }])
  })
}
