// Calls about training mode: going into it and back, beginning anew, and signing in there.
import { z } from 'zod'
import { call, nothing } from './call.ts'
import { session } from './people.ts'

export const training = {
  /**
   * Makes the sample cases unless they are there (progress: cases), signs the person out and opens the training data in the place of
   * the office's own. Refused while the window is locked: what stands under the lock stays there. A failure changes nothing.
   */
  enter: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
  /** Signs out and opens the office's own data again. */
  leave: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
  /** Throws all training data away, makes new samples (progress: cases) and signs out. Refused outside training mode. */
  reset: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
  /** Anybody of the made-up office, without a password. Refused outside training mode. */
  signIn: call({ input: z.object({ signInName: z.string().max(40) }), output: session, access: 'anyone', runs: 'writer' }),
}
