// Calls about backups.
import { z } from 'zod'
import { call, instant, nothing } from './call.ts'

export const backupFile = z.object({
  name: z.string(),
  createdAt: instant,
  sizeBytes: z.number(),
  reason: z.string(),
})
export type BackupFile = z.infer<typeof backupFile>

const named = z.object({ name: z.string().regex(/^[a-zA-Z0-9_.-]{1,120}$/) })

export const backup = {
  list: call({ input: nothing, output: z.array(backupFile), access: 'backup.create', runs: 'reader' }),
  /** Copies, opens the copy, checks it, writes its sha256 beside it, then names it. */
  create: call({ input: nothing, output: backupFile, access: 'backup.create', runs: 'reader' }),
  verify: call({
    input: named,
    output: z.object({ events: z.number(), cases: z.number() }),
    access: 'backup.create',
    runs: 'reader',
  }),
  /** Puts the present file aside, takes the backup's place for it, starts a new device epoch, signs everybody out. */
  restore: call({ input: named, output: nothing, access: 'backup.restore', runs: 'main' }),
}
