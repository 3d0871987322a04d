// Making one record of two of the same person, and two of one again.
import { canonicalPerson, personIssues } from '../cases/intake.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { personOf } from '../people/queries.ts'
import type { PersonDetails } from '../people/rules.ts'
import { recordInTx } from '../record.ts'
import { findChangeSince } from './queries.ts'

async function getPersonInTx(tx: Tx, personId: string) {
  const row = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'person' })
  if (row.merged_into !== null) throw new AppError('person.isMerged')
  return row
}

export interface Merge {
  readonly keptId: string
  readonly mergedId: string
  /** What the one record says: chosen field by field from both. */
  readonly details: PersonDetails
}

/**
 * Merges a record into another: its cases, parts in cases and papers go to the kept one. What each case was given on its day stays. Throws
 * input.invalid for details that a case could not be received with, person.isMerged, person.otherKind.
 */
export async function mergePersons(db: Db, actor: Actor, { keptId, mergedId, details }: Merge): Promise<void> {
  authorise(actor, 'person.merge')
  const after = canonicalPerson(details)
  refuseFields(personIssues('details', after))
  await db.transaction().execute(async (tx) => {
    const kept = await getPersonInTx(tx, keptId)
    const merged = await getPersonInTx(tx, mergedId)
    if (keptId === mergedId) throw new AppError('person.isMerged')
    if (kept.kind !== merged.kind || after.kind !== kept.kind) throw new AppError('person.otherKind')
    const cases = await tx.selectFrom('case_file').select('id').where('applicant_id', '=', mergedId).execute()
    const parties = await tx.selectFrom('case_party').select(['case_id', 'role']).where('person_id', '=', mergedId).execute()
    const scans = await tx.selectFrom('scan').select('id').where('person_id', '=', mergedId).execute()
    const followers = await tx.selectFrom('person').select('id').where('merged_into', '=', mergedId).execute()
    const payload = {
      mergedId,
      before: personOf(kept),
      after,
      caseIds: cases.map(({ id }) => id),
      parties: parties.map(({ case_id, role }) => ({ caseId: case_id, role })),
      scanIds: scans.map(({ id }) => id),
      followerIds: followers.map(({ id }) => id),
    }
    await recordInTx(tx, actor, [{ entity: 'person', entityId: keptId, type: 'person.merged', payload }])
  })
}

/** Takes a merge back. Throws person.changedSince once anything about the one record has changed: nobody could say whose it is. */
export async function unmergePersons(db: Db, actor: Actor, { mergeId }: { mergeId: string }): Promise<void> {
  authorise(actor, 'person.merge')
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('person_merge').selectAll().where('id', '=', mergeId).executeTakeFirst()
    if (!row || row.undone_at !== null) throw new AppError('entity.notFound', { entity: 'personMerge' })
    if (await findChangeSince(tx, row)) throw new AppError('person.changedSince')
    const { after: _, ...moved } = JSON.parse(row.moved)
    const payload = { ...moved, mergeId }
    await recordInTx(tx, actor, [{ entity: 'person', entityId: row.kept_id, type: 'person.unmerged', payload }])
  })
}

/** Records that two records that look alike are two people: they are not proposed again. */
export async function keepPersonsApart(db: Db, actor: Actor, ids: { oneId: string; otherId: string }): Promise<void> {
  authorise(actor, 'person.merge')
  await db.transaction().execute(async (tx) => {
    await getPersonInTx(tx, ids.oneId)
    await getPersonInTx(tx, ids.otherId)
    const payload = { otherId: ids.otherId }
    await recordInTx(tx, actor, [{ entity: 'person', entityId: ids.oneId, type: 'person.keptApart', payload }])
  })
}
