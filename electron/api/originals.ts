// Calls about originals that the office keeps (NĐ 61/2018/NĐ-CP Điều 20(2)).
import { z } from 'zod'
import { call, id, isoDate, text } from './call.ts'

const done = z.object({})

export const keptOriginal = z.object({
  id,
  caseId: id,
  caseCode: z.string(),
  applicantName: z.string(),
  component: z.number(),
  componentName: z.string(),
  title: z.string(),
  count: z.number(),
  keptOn: z.string(),
  keptBy: z.string(),
  days: z.number(),
  givenBackOn: z.string().nullable(),
  givenBackTo: z.string(),
  givenBackNote: z.string(),
  givenBackBy: z.string(),
  struckReason: z.string().nullable(),
  isOverstayed: z.boolean(),
})
export type KeptOriginal = z.infer<typeof keptOriginal>

export const originals = {
  /** What the office has now, longest first. */
  listHeld: call({
    input: z.object({ onlyOverstayed: z.boolean() }),
    output: z.object({ rows: z.array(keptOriginal), hasMore: z.boolean() }),
    access: 'case.read',
    runs: 'writer',
  }),
  keep: call({
    input: z.object({
      caseId: id,
      component: z.number().int().min(0).max(1_000),
      title: text(400),
      count: z.number().max(9_999),
      keptOn: isoDate,
    }),
    output: z.object({ originalId: id }),
    access: 'paper.write',
    runs: 'writer',
  }),
  giveBack: call({
    input: z.object({ originalIds: z.array(id).max(200), on: isoDate, to: text(200), note: text(1_000) }),
    output: done,
    access: 'paper.write',
    runs: 'writer',
  }),
  reopen: call({ input: z.object({ originalId: id, reason: text(1_000) }), output: done, access: 'paper.write', runs: 'writer' }),
  strike: call({ input: z.object({ originalId: id, reason: text(1_000) }), output: done, access: 'paper.write', runs: 'writer' }),
}
