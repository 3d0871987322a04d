// What somebody has typed and not saved yet, so that a power cut costs seconds. Local to the machine and no record of the office: one
// draft a person and kind, without events. Who may keep one is decided by the subject that the kind belongs to.
import type { Actor, Db } from './event.ts'
import { toInstant } from './model/clock.ts'
import { newId } from './model/ids.ts'
import { keepWrite } from './store/kept-query.ts'

/** Replaces the draft of this person and kind. Returns the UTC instant. */
export async function putDraft(db: Db, { staffId, clock }: Actor, kind: string, payload: string): Promise<string> {
  const updatedAt = toInstant(clock.nowMs())
  await db
    .insertInto('draft')
    .values({ id: newId(clock.nowMs()), staff_id: staffId, kind, payload, updated_at: updatedAt })
    .onConflict((conflict) => conflict.columns(['staff_id', 'kind']).doUpdateSet({ payload, updated_at: updatedAt }))
    .execute()
  return updatedAt
}

const deleteDraft = keepWrite((db, { staffId, kind }: { staffId: string; kind: string }) =>
  db.deleteFrom('draft').where('staff_id', '=', staffId).where('kind', '=', kind),
)

export async function removeDraft(db: Db, staffId: string, kind: string): Promise<void> {
  await deleteDraft(db, { staffId, kind })
}

export async function findDraft(db: Db, staffId: string, kind: string) {
  const row = await db
    .selectFrom('draft')
    .select(['payload', 'updated_at'])
    .where('staff_id', '=', staffId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? { payload: row.payload, updatedAt: row.updated_at } : null
}
