// Calls about the program itself: which version runs, and taking a new one from an update file.
import { z } from 'zod'
import { call, instant, nothing } from './call.ts'

/** An update file whose signature is good and that fits this computer. */
const updateOffer = z.object({
  token: z.string(),
  fileName: z.string(),
  version: z.string(),
  createdAt: instant,
  notes: z.object({ vi: z.string(), en: z.string() }),
  /** Of the publisher's key: the first digits of its SHA-256. */
  keyId: z.string(),
})
export type UpdateOffer = z.infer<typeof updateOffer>

const token = z.object({ token: z.string().max(60) })

export const program = {
  getState: call({
    input: nothing,
    output: z.object({
      version: z.string(),
      /** `off`: the machine's policy keeps updates to the installer. `noKeys`: no publisher is trusted yet. */
      updates: z.enum(['allow', 'off', 'noKeys']),
      /** Taken and waiting for a restart. */
      readyVersion: z.string().nullable(),
      /** Publishers whose updates are taken. */
      keyIds: z.array(z.string()),
      updateFolder: z.string().nullable(),
    }),
    access: 'signedIn',
    runs: 'main',
  }),
  /** Asks for a file and judges it; null when the person changed their mind. Throws update.*, file.*. */
  pickUpdate: call({ input: nothing, output: updateOffer.nullable(), access: 'program.update', runs: 'main' }),
  /** Judges the file that was opened with the program, else the newest of the policy's folder; null when there is none. */
  findOffer: call({ input: nothing, output: updateOffer.nullable(), access: 'program.update', runs: 'main' }),
  /** Checks, unpacks, backs up, records. Long: reports progress, may be called off. The restart is a call of its own. */
  installUpdate: call({ input: token, output: z.object({ version: z.string() }), access: 'program.update', runs: 'main' }),
  /** Closes the database and starts again, on the newest version that was taken. */
  restart: call({ input: nothing, output: nothing, access: 'program.update', runs: 'main' }),
  /**
   * The same after a version that did not come up: the one that is named gets another chance. Also before sign-in: the data may need it.
   */
  retryVersion: call({
    input: z.object({ version: z.string().max(20) }),
    output: nothing,
    access: 'anyone',
    runs: 'main',
  }),
}
