// Publishing a procedure, and publishing it anew. A new version never touches a case received under an earlier one.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { fold, sortKey } from '../model/text.ts'
import { type ProcedureContent, procedureContent } from './content.ts'

const columnsOf = (content: ProcedureContent) => ({
  national_code: content.nationalCode,
  short_code: content.shortCode,
  name: content.name,
  field: content.field,
  group_name: content.group,
  level: content.level,
  tier: content.tier,
  folded: fold(`${content.name} ${content.field}`),
  sort_key: sortKey(content.name),
})

async function addVersion(
  tx: Tx,
  procedureId: string,
  versionId: string,
  number: number,
  content: ProcedureContent,
  event: StoredEvent,
) {
  await tx
    .insertInto('procedure_version')
    .values({ id: versionId, procedure_id: procedureId, number, effective_at: event.at, content: JSON.stringify(content) })
    .execute()
}

export const procedureEvents = {
  'procedure.published': defineEvent({
    version: 1,
    payload: z.object({ localKey: z.string(), versionId: z.string(), content: procedureContent }),
    project: async (tx, { localKey, versionId, content }, event) => {
      await addVersion(tx, event.entity_id, versionId, 1, content, event)
      await tx
        .insertInto('procedure')
        .values({
          id: event.entity_id,
          local_key: localKey,
          current_version_id: versionId,
          withdrawn_on: null,
          ...columnsOf(content),
        })
        .execute()
    },
  }),

  'procedure.revised': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), number: z.number().int(), content: procedureContent }),
    project: async (tx, { versionId, number, content }, event) => {
      await addVersion(tx, event.entity_id, versionId, number, content, event)
      await tx
        .updateTable('procedure')
        .set({ current_version_id: versionId, ...columnsOf(content) })
        .where('id', '=', event.entity_id)
        .execute()
    },
  }),

  /** No case is received under it from a day on; what was received goes on. */
  'procedure.withdrawn': defineEvent({
    version: 1,
    payload: z.object({ on: z.string(), reason: z.string() }),
    project: async (tx, { on }, { entity_id }) => {
      await tx.updateTable('procedure').set({ withdrawn_on: on }).where('id', '=', entity_id).execute()
    },
  }),

  'procedure.restored': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx.updateTable('procedure').set({ withdrawn_on: null }).where('id', '=', entity_id).execute()
    },
  }),
}
