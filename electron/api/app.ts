// Calls about the application itself.
import { z } from 'zod'
import { call, nothing } from './call.ts'
import { session } from './people.ts'

const appStatus = z.object({
  state: z.enum(['opening', 'needsSetUp', 'signedOut', 'locked', 'signedIn', 'unavailable']),
  session: session.nullable(),
  /** While unavailable: why the database cannot be used. */
  failure: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  version: z.string(),
  platform: z.string(),
  officeName: z.string(),
  /** The made-up data are open, not the office's own. */
  isTraining: z.boolean(),
  /** Where the database lies, for the person who copies it or asks for help. */
  databaseFolder: z.string(),
  machine: z.object({
    /** Of the window as long as a person has not chosen another. */
    language: z.enum(['vi', 'en']),
    /** What the machine's policy allows at most; null when it says nothing. */
    maxLockMinutes: z.number().nullable(),
    /** Keys of the policy that are wrong. */
    policyProblems: z.array(z.string()),
  }),
  update: z.object({
    /** A newer version that did not come up, so that this one runs. */
    failedVersion: z.string().nullable(),
    /** Newer than the running one, found in the policy's folder. */
    offeredVersion: z.string().nullable(),
    /** An update file was opened with the program and nobody has looked at it. */
    isFileOpened: z.boolean(),
  }),
})
export type AppStatus = z.infer<typeof appStatus>

export const app = {
  getStatus: call({ input: nothing, output: appStatus, access: 'anyone', runs: 'main' }),
  /** After a failure to open the database: tries again. */
  retryOpen: call({ input: nothing, output: appStatus, access: 'anyone', runs: 'main' }),
  /** Calls off a long call of this name, which then ends with app.cancelled. */
  cancel: call({ input: z.object({ call: z.string().max(60) }), output: nothing, access: 'anyone', runs: 'main' }),
  quit: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
}
