// What happens to originals of applicants' papers in the hands of the office.
import { z } from 'zod'
import { defineEvent } from '../event.ts'

export const originalEvents = {
  'original.kept': defineEvent({
    version: 1,
    payload: z.object({
      caseId: z.string(),
      component: z.number().int(),
      componentName: z.string(),
      title: z.string(),
      count: z.number().int(),
      keptOn: z.string(),
    }),
    project: async (tx, { caseId, component, componentName, title, count, keptOn }, { entity_id, actor }) => {
      await tx
        .insertInto('kept_original')
        .values({
          id: entity_id,
          case_id: caseId,
          component,
          component_name: componentName,
          title,
          count,
          kept_on: keptOn,
          kept_by: actor,
          given_back_on: null,
          given_back_to: '',
          given_back_note: '',
          given_back_by: null,
          struck_reason: null,
        })
        .execute()
    },
  }),

  'original.givenBack': defineEvent({
    version: 1,
    payload: z.object({ on: z.string(), to: z.string(), note: z.string() }),
    project: async (tx, { on, to, note }, { entity_id, actor }) => {
      await tx
        .updateTable('kept_original')
        .set({ given_back_on: on, given_back_to: to, given_back_note: note, given_back_by: actor })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  /** It was not given back after all: the office has it. */
  'original.reopened': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx
        .updateTable('kept_original')
        .set({ given_back_on: null, given_back_to: '', given_back_note: '', given_back_by: null })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  /** The office never had it: the entry was a mistake. */
  'original.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await tx.updateTable('kept_original').set({ struck_reason: reason }).where('id', '=', entity_id).execute()
    },
  }),
}
