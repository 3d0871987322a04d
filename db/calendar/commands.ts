// Publishing a deadline calendar.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { newId } from '../model/ids.ts'
import { recordInTx } from '../record.ts'
import type { DeadlineCalendar } from './rules.ts'

export async function publishCalendarInTx(tx: Tx, actor: Actor, calendar: DeadlineCalendar): Promise<void> {
  const payload = { code: calendar.id, version: calendar.version, name: calendar.name, content: calendar }
  await recordInTx(tx, actor, [{ entity: 'calendar', entityId: newId(actor.clock.nowMs()), type: 'calendar.published', payload }])
}

/** Serves new cases from now on; promised dates of existing cases do not move. */
export async function importCalendar(db: Db, actor: Actor, calendar: DeadlineCalendar): Promise<void> {
  authorise(actor, 'calendar.import')
  await db.transaction().execute((tx) => publishCalendarInTx(tx, actor, calendar))
}
