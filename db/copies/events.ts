// What happens to the copies of a document. The entity is the document, so that its history tells it; each event names the copies by
// their numbers, so that the log reads without the rows.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { copyForms, copyOutcomes, holderKinds } from './rules.ts'
import type { DocumentCopyTable } from './schema.ts'

const copies = z.array(z.object({ copyId: z.string(), number: z.number().int() }))

const change = (tx: Tx, of: z.infer<typeof copies>, values: Partial<DocumentCopyTable>) =>
  tx
    .updateTable('document_copy')
    .set(values)
    .where(
      'id',
      'in',
      of.map(({ copyId }) => copyId),
    )
    .execute()

export const copyEvents = {
  'document.copiesHandedOut': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      on: z.string(),
      by: z.string(),
      copies: z.array(
        z.object({
          copyId: z.string(),
          number: z.number().int().positive(),
          form: z.enum(copyForms),
          holderKind: z.enum(holderKinds),
          holder: z.string(),
        }),
      ),
    }),
    project: async (tx, { versionId, on, by, copies: given }, { entity_id }) => {
      await tx
        .insertInto('document_copy')
        .values(
          given.map(({ copyId, number, form, holderKind, holder }) => ({
            id: copyId,
            document_id: entity_id,
            version_id: versionId,
            number,
            form,
            holder_kind: holderKind,
            holder,
            given_on: on,
            given_by: by,
            outcome: null,
            outcome_on: null,
            outcome_by: null,
            outcome_note: '',
            struck_reason: null,
          })),
        )
        .execute()
    },
  }),

  'document.copiesRecalled': defineEvent({
    version: 1,
    payload: z.object({ copies, outcome: z.enum(copyOutcomes), on: z.string(), note: z.string() }),
    project: async (tx, { copies: of, outcome, on, note }, { actor }) => {
      await change(tx, of, { outcome, outcome_on: on, outcome_by: actor, outcome_note: note })
    },
  }),

  /** The outcome was recorded by mistake: the copy is out again. */
  'document.copyReopened': defineEvent({
    version: 1,
    payload: z.object({ copies, reason: z.string() }),
    project: async (tx, { copies: of }) => {
      await change(tx, of, { outcome: null, outcome_on: null, outcome_by: null, outcome_note: '' })
    },
  }),

  /** The copy was never handed out: its entry was a mistake. */
  'document.copyStruck': defineEvent({
    version: 1,
    payload: z.object({ copies, reason: z.string() }),
    project: async (tx, { copies: of, reason }) => {
      await change(tx, of, { struck_reason: reason })
    },
  }),
}
