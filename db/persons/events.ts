// Two records of one person become one, and may become two again. The row of the merged record stays, so that nothing is lost and what
// still names it is led to the kept one.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { projectPerson } from '../people/events.ts'
import { personDetails } from '../people/rules.ts'

const moved = z.object({
  mergedId: z.string(),
  before: personDetails,
  after: personDetails,
  caseIds: z.array(z.string()),
  parties: z.array(z.object({ caseId: z.string(), role: z.string() })),
  scanIds: z.array(z.string()),
  /** Records that had been merged into the merged one. */
  followerIds: z.array(z.string()),
})

type Moved = Pick<z.infer<typeof moved>, 'caseIds' | 'parties' | 'scanIds'>

async function giveInTx(tx: Tx, { caseIds, parties, scanIds }: Moved, personId: string): Promise<void> {
  for (const id of caseIds) await tx.updateTable('case_file').set({ applicant_id: personId }).where('id', '=', id).execute()
  for (const { caseId, role } of parties)
    await tx
      .updateTable('case_party')
      .set({ person_id: personId })
      .where('case_id', '=', caseId)
      .where('role', '=', role as 'applicant')
      .execute()
  for (const id of scanIds) await tx.updateTable('scan').set({ person_id: personId }).where('id', '=', id).execute()
}

const lead = async (tx: Tx, personIds: readonly string[], to: string | null): Promise<void> => {
  for (const id of personIds) await tx.updateTable('person').set({ merged_into: to }).where('id', '=', id).execute()
}

export const personEvents = {
  'person.merged': defineEvent({
    version: 1,
    payload: moved,
    project: async (tx, payload, event) => {
      await giveInTx(tx, payload, event.entity_id)
      await lead(tx, [payload.mergedId, ...payload.followerIds], event.entity_id)
      await projectPerson(tx, payload.after, event)
      await tx
        .insertInto('person_merge')
        .values({
          id: event.id,
          kept_id: event.entity_id,
          merged_id: payload.mergedId,
          merged_at: event.at,
          merged_by: event.actor,
          moved: JSON.stringify(payload),
          undone_at: null,
        })
        .execute()
    },
  }),

  'person.unmerged': defineEvent({
    version: 1,
    payload: moved.omit({ after: true }).extend({ mergeId: z.string() }),
    project: async (tx, { mergeId, mergedId, before, followerIds, ...of }, event) => {
      await giveInTx(tx, of, mergedId)
      await lead(tx, followerIds, mergedId)
      await lead(tx, [mergedId], null)
      await projectPerson(tx, before, event)
      await tx.updateTable('person_merge').set({ undone_at: event.at }).where('id', '=', mergeId).execute()
    },
  }),

  'person.keptApart': defineEvent({
    version: 1,
    payload: z.object({ otherId: z.string() }),
    project: async (tx, { otherId }, { entity_id }) => {
      const [one_id = '', other_id = ''] = [entity_id, otherId].toSorted()
      await tx
        .insertInto('person_apart')
        .values({ one_id, other_id })
        .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doNothing())
        .execute()
    },
  }),
}
