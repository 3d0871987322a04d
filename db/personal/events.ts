// Looks at a person's data, as events of that person: they stand in the same chain as what was done, so that nobody takes one away unseen.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { lookKinds } from './rules.ts'

export const personalEvents = {
  'person.lookedUp': defineEvent({
    version: 1,
    payload: z.object({
      kind: z.enum(lookKinds),
      caseId: z.string().nullable(),
      purpose: z.string(),
      day: z.string(),
    }),
    project: async (tx, { kind, caseId, purpose, day }, event) => {
      const { id, entity_id, actor, at } = event
      await tx
        .insertInto('person_look')
        .values({ id, person_id: entity_id, case_id: caseId, kind, purpose, staff_id: actor, day, at })
        .execute()
    },
  }),
}
