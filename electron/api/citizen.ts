// Calls about the screen that the citizen at the desk sees: a window without scripts, which shows one case or a greeting and can ask nothing.
import { z } from 'zod'
import { call, id, localDateTime, nothing, text } from './call.ts'

const counts = { originals: z.number().int(), certified: z.number().int(), copies: z.number().int() }

/** A case that is kept, or what stands on the intake screen before it is. Numbers are hidden by the main process. */
const shown = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), caseId: id }),
  z.object({
    kind: z.literal('intake'),
    procedureName: text(1_000),
    applicantName: text(200),
    idNumber: text(30),
    phone: text(40),
    handedIn: z.array(z.object({ name: text(1_000), ...counts })).max(200),
    missing: z.array(text(1_000)).max(200),
    dueAt: localDateTime.nullable(),
  }),
])
export type ShownToCitizen = z.infer<typeof shown>

export const citizen = {
  /** Shows it on the second monitor, else over this one; what is shown already is put away. After a while without a call it becomes the greeting. */
  toggle: call({ input: z.object({ shown }), output: z.object({ isShown: z.boolean() }), access: 'case.read', runs: 'main' }),
  /** The case has been left: the greeting takes its place where the screen stands open. */
  clear: call({ input: nothing, output: z.object({}), access: 'signedIn', runs: 'main' }),
}
