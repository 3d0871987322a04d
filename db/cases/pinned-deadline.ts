// A deadline as it was computed or typed: kept with the case, so that a changed calendar moves nothing.
import { z } from 'zod'
import { reason } from '../calendar/reasons.ts'

export const pinnedDeadline = z.object({
  /** ISO date and local time; null when there is no limit or a year on the way is not decided. */
  dueDate: z.string().nullable(),
  dueAt: z.string().nullable(),
  explanation: z.array(reason),
  warnings: z.array(reason),
  isManual: z.boolean(),
})
export type PinnedDeadline = z.infer<typeof pinnedDeadline>
