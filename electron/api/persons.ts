// Calls about applicants that were entered twice.
import { z } from 'zod'
import { personDetails } from '../../db/people/rules.ts'
import { likenesses } from '../../db/persons/rules.ts'
import { call, id, instant, nothing } from './call.ts'

const record = z.object({ id, person: personDetails, caseCount: z.number(), lastCaseAt: instant.nullable() })
const pair = z.object({ likeness: z.enum(likenesses), one: record, other: record })
export type LikelyPair = z.infer<typeof pair>

const merge = z.object({
  id,
  keptName: z.string(),
  mergedName: z.string(),
  caseCount: z.number(),
  mergedAt: instant,
  byName: z.string(),
})
export type MergeRow = z.infer<typeof merge>

export const persons = {
  /** Pairs of records that are likely of one person, the surest first. */
  findPairs: call({ input: nothing, output: z.object({ pairs: z.array(pair) }), access: 'person.merge', runs: 'reader' }),
  /** `details`: what the one record says from now on. What each case was given on its day stays. */
  merge: call({
    input: z.object({ keptId: id, mergedId: id, details: personDetails }),
    output: z.object({}),
    access: 'person.merge',
    runs: 'writer',
  }),
  keepApart: call({ input: z.object({ oneId: id, otherId: id }), output: z.object({}), access: 'person.merge', runs: 'writer' }),
  listMerges: call({ input: nothing, output: z.object({ rows: z.array(merge) }), access: 'person.merge', runs: 'writer' }),
  /** Refused once anything about the one record has changed. */
  unmerge: call({ input: z.object({ mergeId: id }), output: z.object({}), access: 'person.merge', runs: 'writer' }),
}
