// Calls about backups.
import { z } from 'zod'
import { carriedStates, drillFailures, drillStates } from '../../db/backup/rules.ts'
import { call, instant, nothing } from './call.ts'

export const backupFile = z.object({
  name: z.string(),
  createdAt: instant,
  sizeBytes: z.number(),
  reason: z.string(),
  /** Null for an older backup without a label. */
  events: z.number().nullable(),
  cases: z.number().nullable(),
})
export type BackupFile = z.infer<typeof backupFile>

const drillResult = z.object({
  name: z.string(),
  /** Null when it was restored whole. */
  failure: z.enum(drillFailures).nullable(),
  damaged: z.number(),
  events: z.number().nullable(),
  cases: z.number().nullable(),
})
export type DrillResult = z.infer<typeof drillResult>

const backupState = z.object({
  last: backupFile.nullable(),
  drill: z.object({
    state: z.enum(drillStates),
    at: instant.nullable(),
    name: z.string().nullable(),
    failure: z.string().nullable(),
    /** Newer backups that the last drill had to pass over. */
    damaged: z.number(),
  }),
  /** The copy on a second medium. */
  carried: z.object({ state: z.enum(carriedStates), at: instant.nullable(), name: z.string().nullable() }),
  /** Why the program's own backup failed the last time it was tried; null when it did not. */
  failure: z
    .object({ at: instant, code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type BackupState = z.infer<typeof backupState>

export const named = z.object({ name: z.string().regex(/^[a-zA-Z0-9_.-]{1,120}$/) })

export const backup = {
  list: call({ input: nothing, output: z.array(backupFile), access: 'backup.create', runs: 'main' }),
  /** What the backup screen's cards say, and whether anybody should act. */
  getState: call({ input: nothing, output: backupState, access: 'backup.create', runs: 'main' }),
  /** Copies, opens the copy, checks it, writes its sha256 beside it, then names it. */
  create: call({ input: nothing, output: backupFile, access: 'backup.create', runs: 'main' }),
  /** Restores the newest sound backup beside the office and proves it. A backup that fails is an answer, not a refusal. */
  drill: call({ input: nothing, output: drillResult, access: 'backup.create', runs: 'main' }),
  verify: call({
    input: named,
    output: z.object({ events: z.number(), cases: z.number() }),
    access: 'backup.create',
    runs: 'reader',
  }),
  /** Puts the present file aside, takes the backup's place for it, starts a new device epoch, signs everybody out. */
  restore: call({ input: named, output: nothing, access: 'backup.restore', runs: 'main' }),
}
