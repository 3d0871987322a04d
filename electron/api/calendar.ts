// Calls about the deadline calendar.
import { z } from 'zod'
import { reason } from '../../db/calendar/reasons.ts'
import { limitUnits, weekdayNames } from '../../db/calendar/rules.ts'
import { call, id, instant, localDateTime, nothing } from './call.ts'

/** One line of a deadline's reasons: a code with its values; the sentence stands in locales `calendar.explanation`. */
export type { Reason as ExplanationEntry } from '../../db/calendar/reasons.ts'
export { limitUnits, weekdayNames }

export const deadline = z.object({
  /** ISO date and local instant; null when no decided calendar reaches that far or the procedure has no limit. */
  dueDate: z.string().nullable(),
  dueAt: localDateTime.nullable(),
  explanation: z.array(reason),
  warnings: z.array(reason),
})
export type Deadline = z.infer<typeof deadline>

export const calendarDay = z.object({ date: z.string(), kind: z.string(), name: z.string() })

export const calendar = {
  /** Open cases that the present calendar would promise another date than the one they were accepted under; none is moved. */
  listMovedCases: call({
    input: nothing,
    output: z.object({
      rows: z.array(
        z.object({
          caseId: id,
          code: z.string(),
          applicantName: z.string(),
          promisedAt: instant,
          /** Null where a year on the way is not decided. */
          wouldBeAt: instant.nullable(),
          calendarVersion: z.string(),
        }),
      ),
      isCut: z.boolean(),
    }),
    access: 'case.read',
    runs: 'reader',
  }),
  getCurrent: call({
    input: nothing,
    output: z.object({
      id,
      name: z.string(),
      version: z.string(),
      publishedAt: instant,
      weeklyRest: z.array(z.enum(weekdayNames)).readonly(),
      years: z.array(
        z.object({ year: z.number(), decided: z.boolean(), source: z.string(), days: z.array(calendarDay).readonly() }),
      ),
    }),
    access: 'signedIn',
    runs: 'writer',
  }),
  /** Opens a file dialog; reads and checks the file whole. Null when the dialog was cancelled. */
  pickImport: call({
    input: nothing,
    output: z
      .object({ token: z.string(), fileName: z.string(), name: z.string(), version: z.string(), years: z.array(z.number()) })
      .nullable(),
    access: 'calendar.import',
    runs: 'main',
  }),
  /** Publishes the picked calendar; promised dates of existing cases do not move. */
  import: call({ input: z.object({ token: z.string() }), output: nothing, access: 'calendar.import', runs: 'main' }),
  /** A deadline by hand, for the calendar page. */
  compute: call({
    input: z.object({
      limit: z.number().positive().max(10_000),
      unit: z.enum(limitUnits),
      receivedAt: localDateTime,
      cutoff: z.string().nullable(),
    }),
    output: deadline,
    access: 'signedIn',
    runs: 'writer',
  }),
}
