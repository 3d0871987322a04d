// Calls for the bad days and for moving house: copies locked with a passphrase, the recovery window while the database cannot be
// used, and a first run that begins with the data of another computer. A page never names a path: it holds a token for what the
// person picked. Those open to anyone are refused by the main process in any other state of the program.
import { z } from 'zod'
import { passphraseMaxLength, passphraseMinLength } from '../../db/model/passphrase.ts'
import { backupFile, named } from './backup.ts'
import { call, instant, nothing } from './call.ts'

/** NFC, so that it is the same from every keyboard; nothing else of it is touched, since other programs open the copy too. */
const passphrase = z
  .string()
  .max(passphraseMaxLength)
  .transform((value) => value.normalize('NFC'))
const newPassphrase = passphrase.refine((value) => value.length >= passphraseMinLength, {
  params: { issue: 'passwordTooShort', min: passphraseMinLength },
})
const token = z.object({ token: z.uuid() })
const counts = { events: z.number(), cases: z.number() }

const salvageReport = z.object({
  backup: backupFile,
  ...counts,
  readable: z.number(),
  base: z.string().nullable(),
  lastEventAt: instant,
  canSignIn: z.boolean(),
  gaps: z.array(z.object({ deviceCode: z.string(), firstMissing: z.number(), unjoined: z.number() })),
  unjoinedFile: z.string().nullable(),
})
export type SalvageReport = z.infer<typeof salvageReport>

const copyPreview = z.object({
  officeName: z.string(),
  deviceCode: z.string(),
  lastEventAt: instant,
  ...counts,
})
export type CopyPreview = z.infer<typeof copyPreview>

export const recovery = {
  /** Makes a backup, asks where to, seals it there and reads it back. Null when the person named no place. */
  seal: call({
    input: z.object({ passphrase: newPassphrase }),
    output: z
      .object({
        fileName: z.string(),
        /** For the person's eyes: no call takes it back. */
        folder: z.string(),
        sizeBytes: z.number(),
        /** The file lies on the disk of the data: not counted as carried to a second medium. */
        isOnSameDisk: z.boolean(),
        ...counts,
      })
      .nullable(),
    access: 'backup.create',
    runs: 'main',
  }),

  /** While the database cannot be used or nothing has been set up. */
  pick: call({
    input: nothing,
    output: token.extend({ fileName: z.string(), isSealed: z.boolean(), sizeBytes: z.number() }).nullable(),
    access: 'anyone',
    runs: 'main',
  }),
  /** Opens what was picked, checks it from end to end and says what it holds. */
  preview: call({
    input: token.extend({ passphrase: passphrase.nullable() }),
    output: copyPreview,
    access: 'anyone',
    runs: 'main',
  }),
  /** Takes the place of the present data, which is put aside; needs a preview before. */
  restorePicked: call({ input: token, output: nothing, access: 'anyone', runs: 'main' }),

  /** While the database cannot be used. */
  list: call({ input: nothing, output: z.array(backupFile), access: 'anyone', runs: 'main' }),
  verify: call({ input: named, output: z.object(counts), access: 'anyone', runs: 'main' }),
  restore: call({ input: named, output: nothing, access: 'anyone', runs: 'main' }),
  salvage: call({ input: nothing, output: salvageReport, access: 'anyone', runs: 'main' }),
  showFolder: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
}
