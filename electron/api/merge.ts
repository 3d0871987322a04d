// Calls about the office's other computers: taking in what they did, and settling what clashed.
import { z } from 'zod'
import { clashReasons } from '../../db/merge/rules.ts'
import { caseStatuses } from '../../db/model/case-status.ts'
import { call, id, multilineText, nothing } from './call.ts'

const clash = z.object({
  eventId: id,
  reason: z.enum(clashReasons),
  /** Of the event that was not applied; its words are those of a case's history. */
  type: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  actorName: z.string(),
  deviceCode: z.string(),
  at: z.string(),
  /** Null for what is about no case. */
  caseId: id.nullable(),
  caseCode: z.string(),
  applicantName: z.string(),
  /** How the case stands, and the last thing that was done to it. */
  status: z.enum(caseStatuses).nullable(),
  standing: z
    .object({
      type: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      actorName: z.string(),
      deviceCode: z.string(),
      at: z.string(),
    })
    .nullable(),
})
export type ClashRow = z.infer<typeof clash>

export const merge = {
  /** At most 200, oldest first. */
  listClashes: call({
    input: nothing,
    output: z.object({ rows: z.array(clash), others: z.number() }),
    access: 'case.read',
    runs: 'writer',
  }),
  settle: call({
    input: z.object({ eventId: id, choice: z.enum(['keep', 'take']), note: multilineText(500) }),
    output: nothing,
    access: 'bundle.exchange',
    runs: 'writer',
  }),
  /** Chooses a bundle of another computer of the office and takes it in, after a backup. Null when none was chosen. */
  take: call({
    input: nothing,
    output: z
      .object({
        events: z.number(),
        openClashes: z.number(),
        missing: z.array(z.object({ deviceCode: z.string(), from: z.number(), to: z.number() })),
      })
      .nullable(),
    access: 'bundle.exchange',
    runs: 'main',
  }),
}
