// Calls about how long cases are kept. The program proposes; nothing is deleted by itself.
import { z } from 'zod'
import { retentionDecisions, retentionScopes } from '../../db/retention/rules.ts'
import { call, id, instant, text } from './call.ts'

export { knownTerms, type RetentionDecision, type RetentionScope, retentionScopes } from '../../db/retention/rules.ts'

const rule = z.object({
  id,
  scope: z.enum(retentionScopes),
  value: z.string(),
  /** Of the procedure or the field; '' for all cases. */
  name: z.string(),
  years: z.number().nullable(),
  ground: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
})
export type RetentionRule = z.infer<typeof rule>

const expired = z.object({
  caseId: id,
  code: z.string(),
  applicantName: z.string(),
  procedureName: z.string(),
  endedAt: instant,
  years: z.number(),
  ground: z.string(),
})
export type ExpiredCase = z.infer<typeof expired>

const decided = z.object({
  caseId: id,
  code: z.string(),
  applicantName: z.string(),
  keepUntil: z.string().nullable(),
  recordNumber: z.string(),
  reason: z.string(),
  decidedAt: instant,
  decidedBy: z.string(),
})
export type DecidedCase = z.infer<typeof decided>

const access = 'retention.manage' as const
const limit = z.number().int().min(1).max(1_000)

export const retention = {
  listRules: call({ input: z.object({}), output: z.array(rule), access, runs: 'writer' }),
  /** Takes the place of the rule for the same cases. `years` null: for good. */
  setRule: call({
    input: z.object({ scope: z.enum(retentionScopes), value: text(200), years: z.number().nullable(), ground: text(500) }),
    output: z.object({ ruleId: id }),
    access,
    runs: 'writer',
  }),
  dropRule: call({ input: z.object({ ruleId: id, reason: text(1_000) }), output: z.object({}), access, runs: 'writer' }),
  /** Ended cases whose time has passed and about which nothing stands decided. */
  listExpired: call({
    input: z.object({ limit }),
    output: z.object({ rows: z.array(expired), total: z.number(), hasRules: z.boolean() }),
    access,
    runs: 'reader',
  }),
  listDecided: call({
    input: z.object({ decision: z.enum(retentionDecisions), limit }),
    output: z.object({ rows: z.array(decided) }),
    access,
    runs: 'reader',
  }),
  decide: call({
    input: z.object({
      caseIds: z.array(id).min(1).max(1_000),
      decision: z.enum(retentionDecisions),
      keepUntil: z.string().max(10),
      recordNumber: text(100),
      reason: text(1_000),
    }),
    output: z.object({}),
    access,
    runs: 'writer',
  }),
}
