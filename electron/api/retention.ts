// Calls about how long cases are kept. The program proposes; nothing is deleted by itself.
import { z } from 'zod'
import { mostDestroyed } from '../../db/destruction/rules.ts'
import { retentionDecisions, retentionScopes } from '../../db/retention/rules.ts'
import { call, id, instant, text } from './call.ts'

export { mostDestroyed } from '../../db/destruction/rules.ts'
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
  /** The minutes under which it was carried out; null while it waits. */
  destroyed: z.object({ at: instant, number: z.string(), on: z.string() }).nullable(),
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
    input: z.object({ limit, after: id.nullable() }),
    /** `total`: of the first page. */
    output: z.object({
      ...{ rows: z.array(expired), total: z.number().nullable(), nextCursor: id.nullable(), hasRules: z.boolean() },
    }),
    access,
    runs: 'reader',
  }),
  listDecided: call({
    input: z.object({ decision: z.enum(retentionDecisions), limit, after: id.nullable() }),
    output: z.object({ rows: z.array(decided), nextCursor: id.nullable() }),
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
  /**
   * Carries out what was decided, under signed minutes: erases whom the cases were about from the rows and removes the files of their scans.
   * `left`: files that could not be removed yet. Throws input.invalid, retention.notDecided, retention.originalsHeld.
   */
  destroy: call({
    input: z.object({
      ...{ caseIds: z.array(id).min(1).max(mostDestroyed), recordNumber: text(100), recordDate: z.string().max(10) },
      /** How many cases the person believes it to be. */
      typedCount: z.number().int().nullable(),
    }),
    output: z.object({ removed: z.number(), left: z.number() }),
    access,
    runs: 'writer',
  }),
  /** Files of destroyed scans that still lie on the disk, since a power cut came between or another program had them open. */
  countFilesLeft: call({ input: z.object({}), output: z.object({ left: z.number() }), access, runs: 'writer' }),
  removeFilesLeft: call({
    input: z.object({}),
    output: z.object({ removed: z.number(), left: z.number() }),
    access,
    runs: 'writer',
  }),
}
