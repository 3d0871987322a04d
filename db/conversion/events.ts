// What happens to a conversion between editions. The project is the entity of its events.
import { z } from 'zod'
import { editions } from '../conformity/rules.ts'
import { defineEvent, type Tx } from '../event.ts'
import { instantToLocal } from '../model/local-time.ts'
import { entrySteps } from './rules.ts'
import type { ConversionTable } from './schema.ts'
import { verdicts } from './words.ts'

const isoDate = z.string()
const edition = z.enum(editions)
const documentIds = z.array(z.string())

const change = (tx: Tx, conversionId: string, values: Partial<ConversionTable>) =>
  tx.updateTable('conversion').set(values).where('id', '=', conversionId).execute()

/** Of a clause the documents that are named last. */
async function linkInTx(tx: Tx, of: { edition: ConversionTable['to_edition']; clause: string }, ids: readonly string[]) {
  await tx.deleteFrom('clause_document').where('edition', '=', of.edition).where('clause', '=', of.clause).execute()
  if (ids.length > 0) {
    await tx
      .insertInto('clause_document')
      .values(ids.map((document_id) => ({ ...of, document_id })))
      .execute()
  }
}

export const conversionEvents = {
  'conversion.opened': defineEvent({
    version: 1,
    payload: z.object({
      fromEdition: edition,
      toEdition: edition,
      instrumentId: z.string(),
      responsible: z.string(),
      begunOn: isoDate,
      plannedEnd: isoDate,
      reason: z.string(),
    }),
    project: async (tx, { fromEdition, toEdition, instrumentId, begunOn, plannedEnd, ...rest }, { entity_id, at, actor }) => {
      await tx
        .insertInto('conversion')
        .values({
          id: entity_id,
          from_edition: fromEdition,
          to_edition: toEdition,
          instrument_id: instrumentId,
          begun_on: begunOn,
          planned_end: plannedEnd,
          ...rest,
          status: 'open',
          opened_at: at,
          opened_by: actor,
          ended_on: null,
          end_reason: '',
          new_instrument_id: null,
        })
        .execute()
    },
  }),

  'conversion.changed': defineEvent({
    version: 1,
    payload: z.object({ responsible: z.string(), plannedEnd: isoDate, reason: z.string() }),
    project: async (tx, { responsible, plannedEnd, reason }, { entity_id }) => {
      await change(tx, entity_id, { responsible, planned_end: plannedEnd, reason })
    },
  }),

  'conversion.clauseAssessed': defineEvent({
    version: 1,
    payload: z.object({
      edition,
      clause: z.string(),
      verdict: z.enum(verdicts),
      note: z.string(),
      action: z.string(),
      responsible: z.string(),
      dueOn: isoDate.nullable(),
      documentIds,
    }),
    project: async (tx, { edition: of, clause, dueOn, documentIds: ids, ...found }, { entity_id, at, actor }) => {
      await linkInTx(tx, { edition: of, clause }, ids)
      const row = { ...found, due_on: dueOn, assessed_on: instantToLocal(at).slice(0, 10), assessed_by: actor }
      await tx
        .insertInto('conversion_gap')
        .values({ conversion_id: entity_id, clause, ...row })
        .onConflict((conflict) => conflict.columns(['conversion_id', 'clause']).doUpdateSet(row))
        .execute()
    },
  }),

  'conversion.clauseLinked': defineEvent({
    version: 1,
    payload: z.object({ edition, clause: z.string(), documentIds }),
    project: (tx, { edition: of, clause, documentIds: ids }) => linkInTx(tx, { edition: of, clause }, ids),
  }),

  /** A document that needs no new issue; null: it needs one after all. */
  'conversion.documentExempted': defineEvent({
    version: 1,
    payload: z.object({ documentId: z.string(), reason: z.string().nullable() }),
    project: async (tx, { documentId, reason }, { entity_id }) => {
      await tx
        .deleteFrom('conversion_document')
        .where('conversion_id', '=', entity_id)
        .where('document_id', '=', documentId)
        .execute()
      if (reason === null) return
      await tx
        .insertInto('conversion_document')
        .values({ conversion_id: entity_id, document_id: documentId, exempt_reason: reason })
        .execute()
    },
  }),

  'conversion.stepRecorded': defineEvent({
    version: 1,
    payload: z.object({
      step: z.enum(entrySteps),
      actId: z.string(),
      number: z.string(),
      conclusion: z.string(),
      file: z.string(),
      justification: z.string(),
    }),
    project: async (tx, { actId, step, ...said }, { entity_id }) => {
      await tx
        .insertInto('conversion_entry')
        .values({ conversion_id: entity_id, step, act_id: actId, ...said })
        .onConflict((conflict) => conflict.columns(['conversion_id', 'step', 'act_id']).doUpdateSet(said))
        .execute()
    },
  }),

  'conversion.closed': defineEvent({
    version: 1,
    payload: z.object({ on: isoDate, newInstrumentId: z.string(), reason: z.string() }),
    project: async (tx, { on, newInstrumentId, reason }, { entity_id }) => {
      await change(tx, entity_id, {
        status: 'closed',
        ended_on: on,
        end_reason: reason,
        new_instrument_id: newInstrumentId,
      })
    },
  }),

  'conversion.givenUp': defineEvent({
    version: 1,
    payload: z.object({ on: isoDate, reason: z.string() }),
    project: async (tx, { on, reason }, { entity_id }) => {
      await change(tx, entity_id, { status: 'givenUp', ended_on: on, end_reason: reason })
    },
  }),
}
