// What happens to a sheet on a notice board. Each sheet in a place is an entity of its own; the office is that of the sites.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { sheetSizes } from './rules.ts'
import type { PostingTable } from './schema.ts'

const change = (tx: Tx, postingId: string, values: Partial<PostingTable>) =>
  tx.updateTable('posting').set(values).where('id', '=', postingId).execute()

export const disclosureEvents = {
  'posting.posted': defineEvent({
    version: 1,
    payload: z.object({
      procedureKey: z.string().nullable(),
      procedureVersionId: z.string().nullable(),
      documentId: z.string().nullable(),
      versionId: z.string().nullable(),
      code: z.string(),
      version: z.string(),
      hash: z.string(),
      name: z.string(),
      size: z.enum(sheetSizes),
      place: z.string(),
      postedOn: z.string(),
      postedBy: z.string(),
    }),
    project: async (tx, posted, { entity_id }) => {
      await tx
        .insertInto('posting')
        .values({
          id: entity_id,
          procedure_key: posted.procedureKey,
          procedure_version_id: posted.procedureVersionId,
          document_id: posted.documentId,
          version_id: posted.versionId,
          code: posted.code,
          version: posted.version,
          hash: posted.hash,
          name: posted.name,
          size: posted.size,
          place: posted.place,
          posted_on: posted.postedOn,
          posted_by: posted.postedBy,
          removed_on: null,
          removed_by: '',
          struck_reason: null,
        })
        .execute()
    },
  }),

  'posting.removed': defineEvent({
    version: 1,
    payload: z.object({ removedOn: z.string(), removedBy: z.string() }),
    project: async (tx, { removedOn, removedBy }, { entity_id }) => {
      await change(tx, entity_id, { removed_on: removedOn, removed_by: removedBy })
    },
  }),

  /** It was said of the wrong sheet: this one still hangs. */
  'posting.removalUndone': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await change(tx, entity_id, { removed_on: null, removed_by: '' })
    },
  }),

  'posting.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await change(tx, entity_id, { struck_reason: reason })
    },
  }),

  'publicSite.written': defineEvent({
    version: 1,
    payload: z.object({ pageCount: z.number().int(), fingerprint: z.string() }),
    project: async (tx, { pageCount, fingerprint }, { entity_id, at, actor }) => {
      await tx
        .insertInto('public_site')
        .values({ id: entity_id, made_at: at, made_by: actor, page_count: pageCount, fingerprint })
        .execute()
    },
  }),
}
