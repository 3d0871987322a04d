// What can happen to the program on a computer. For the record of who put which version to use, and when: no row is made of it.
import { z } from 'zod'
import { defineEvent } from '../event.ts'

export const programEvents = {
  /** An update was taken from a file; it runs from the next start on. The entity is the device. */
  'program.updated': defineEvent({
    version: 1,
    payload: z.object({ from: z.string(), to: z.string(), keyId: z.string() }),
    project: async () => {},
  }),
}
