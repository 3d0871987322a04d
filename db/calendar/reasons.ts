// The reasons of a deadline as they are kept and sent: a code with plain values, open to codes of later versions.
import { z } from 'zod'

export const reason = z.object({ code: z.string() }).catchall(z.union([z.string(), z.number()]))
export type Reason = z.infer<typeof reason>

/** Explanation entries or warnings as plain reasons; values that are not set are left out. */
export const toReasons = (entries: ReadonlyArray<{ readonly code: string }>): Reason[] =>
  entries.map((entry) => reason.parse(Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))))
