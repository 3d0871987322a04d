// Who is away, and who does the work meanwhile: asked by everything that looks whose work something is.
import type { Actor, Db } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { type IsoDate, instantToLocal } from '../model/local-time.ts'

export const todayOf = (actor: Pick<Actor, 'clock'>): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

/** Staff ids of those for whom the actor does the work today. */
export async function listAbsent(db: Db, actor: Pick<Actor, 'staffId' | 'clock'>): Promise<string[]> {
  const today = todayOf(actor)
  const rows = await db
    .selectFrom('staff_leave')
    .select('staff_id')
    .where('substitute_id', '=', actor.staffId)
    .where('cancelled_reason', 'is', null)
    .where('from_on', '<=', today)
    .where('to_on', '>=', today)
    .execute()
  return rows.map(({ staff_id }) => staff_id)
}

/** Whether the actor does the work of somebody today; of nobody, never. */
export const isSubstituteOf = async (db: Db, actor: Pick<Actor, 'staffId' | 'clock'>, staffId: string | null): Promise<boolean> =>
  staffId !== null && (await listAbsent(db, actor)).includes(staffId)

/** Who is away on a day, by staff id, until when, and who does the work. */
export async function readAbsences(db: Db, date: IsoDate) {
  const rows = await db
    .selectFrom('staff_leave as l')
    .innerJoin('staff as s', 's.id', 'l.substitute_id')
    .select(['l.staff_id', 'l.to_on', 's.full_name'])
    .where('l.cancelled_reason', 'is', null)
    .where('l.from_on', '<=', date)
    .where('l.to_on', '>=', date)
    .execute()
  return new Map(rows.map((row) => [row.staff_id, { until: row.to_on, substituteName: row.full_name }]))
}

/** The first leave, today's or one to come, in which a person stands in for another. */
export const findSubstitution = (db: Db, actor: Pick<Actor, 'clock'>, staffId: string) =>
  db
    .selectFrom('staff_leave as l')
    .innerJoin('staff as s', 's.id', 'l.staff_id')
    .select('s.full_name')
    .where('l.substitute_id', '=', staffId)
    .where('l.cancelled_reason', 'is', null)
    .where('l.to_on', '>=', todayOf(actor))
    .orderBy('l.from_on')
    .limit(1)
    .executeTakeFirst()
