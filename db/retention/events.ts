// How long cases are kept and what is decided about them, as events.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { retentionDecisions, retentionScopes } from './rules.ts'

export const retentionEvents = {
  /** Takes the place of an earlier rule for the same cases. */
  'retention.ruleSet': defineEvent({
    version: 1,
    payload: z.object({
      scope: z.enum(retentionScopes),
      value: z.string(),
      years: z.number().int().nullable(),
      ground: z.string(),
    }),
    project: async (tx, { scope, value, years, ground }, event) => {
      await tx.deleteFrom('retention_rule').where('scope', '=', scope).where('value', '=', value).execute()
      await tx
        .insertInto('retention_rule')
        .values({ id: event.entity_id, scope, value, years, ground, recorded_at: event.at, recorded_by: event.actor })
        .execute()
    },
  }),

  'retention.ruleDropped': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx.deleteFrom('retention_rule').where('id', '=', entity_id).execute()
    },
  }),

  /** The last decision counts; the earlier ones stay in the case's history. */
  'case.retentionDecided': defineEvent({
    version: 1,
    payload: z.object({
      decision: z.enum(retentionDecisions),
      keepUntil: z.string().nullable(),
      recordNumber: z.string(),
      reason: z.string(),
    }),
    project: async (tx, { decision, keepUntil, recordNumber, reason }, event) => {
      const values = { decision, keep_until: keepUntil, record_number: recordNumber, reason }
      const decided = { ...values, decided_at: event.at, decided_by: event.actor }
      await tx
        .insertInto('retention_decision')
        .values({ case_id: event.entity_id, ...decided })
        .onConflict((conflict) => conflict.column('case_id').doUpdateSet(decided))
        .execute()
    },
  }),
}
