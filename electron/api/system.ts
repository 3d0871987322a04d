// The quality system at a glance: its counts and its deadlines on any day.
import { z } from 'zod'
import { deadlineKinds, deadlineStates, deadlineTargets } from '../../db/conformity/deadline-words.ts'
import { processGroups } from '../../db/documents/rules.ts'
import { call, id, isoDate } from './call.ts'

const count = z.number()

export const systemDeadline = z.object({
  kind: z.enum(deadlineKinds),
  state: z.enum(deadlineStates),
  dueOn: z.string().nullable(),
  daysLeft: z.number().nullable(),
  subject: z.string(),
  target: z.enum(deadlineTargets),
  targetId: id.nullable(),
  missing: z.array(z.string()),
  count: z.number().optional(),
})
export type SystemDeadline = z.infer<typeof systemDeadline>

export const system = {
  /** @param date null: today. */
  getState: call({
    input: z.object({ date: isoDate.nullable() }),
    output: z.object({
      date: z.string(),
      today: z.string(),
      counts: z.object({
        certificate: z.object({ instrumentId: id, title: z.string(), ordinal: count, lines: count }).nullable(),
        activities: count,
        activityGroups: z.record(z.enum(processGroups), count),
        authorityProcedures: count,
        internalProcesses: count,
        procedures: count,
        coveredProcedures: count,
        declaredProcedures: count,
        gaps: count,
        toDeclare: count,
      }),
      deadlines: z.array(systemDeadline),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
}
