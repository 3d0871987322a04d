// What happens to a list of procedures. Every event's entity is the list.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { listContent } from './content.ts'

/** SQLite takes at most 32,766 values in one statement; an entry has six. */
const entriesAtOnce = 1_000

export const procedureListEvents = {
  'procedureList.entered': defineEvent({
    version: 1,
    payload: listContent,
    project: async (tx, { title, decision, signedOn, source, note, entries }, { entity_id, actor, at }) => {
      await tx
        .insertInto('procedure_list')
        .values({
          id: entity_id,
          title,
          decision,
          signed_on: signedOn,
          source,
          note,
          published_on: null,
          entered_by: actor,
          entered_at: at,
          struck_reason: null,
        })
        .execute()
      for (let start = 0; start < entries.length; start += entriesAtOnce) {
        const rows = entries.slice(start, start + entriesAtOnce).map(({ key, ...entry }, index) => ({
          list_id: entity_id,
          position: start + index + 1,
          procedure_key: key,
          ...entry,
        }))
        await tx.insertInto('procedure_list_entry').values(rows).execute()
      }
    },
  }),

  'procedureList.published': defineEvent({
    version: 1,
    payload: z.object({ on: z.string() }),
    project: async (tx, { on }, { entity_id }) => {
      await tx.updateTable('procedure_list').set({ published_on: on }).where('id', '=', entity_id).execute()
    },
  }),

  'procedureList.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await tx.updateTable('procedure_list').set({ struck_reason: reason }).where('id', '=', entity_id).execute()
    },
  }),
}
