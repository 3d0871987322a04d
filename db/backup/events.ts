// What people and the program do with backups, as the log keeps it. Automatic backups leave no event: every one would change the
// office and so call for the next.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { type BackupRecordKind, drillFailures } from './rules.ts'
import type { BackupRecordTable } from './schema.ts'

const counts = { events: z.number().nullable(), cases: z.number().nullable() }

const record = async (
  tx: Tx,
  kind: BackupRecordKind,
  event: StoredEvent,
  details: Pick<BackupRecordTable, 'backup_name'> & Partial<Pick<BackupRecordTable, 'failure' | 'damaged' | 'is_sealed'>>,
): Promise<void> => {
  await tx
    .insertInto('backup_record')
    .values({
      id: event.id,
      kind,
      at: event.at,
      stamp: event.hlc,
      failure: null,
      damaged: 0,
      is_sealed: 0,
      actor: event.actor,
      ...details,
    })
    .execute()
}

export const backupEvents = {
  /** Made at a person's wish. */
  'backup.made': defineEvent({
    version: 1,
    payload: z.object({ name: z.string(), sizeBytes: z.number(), ...counts }),
    project: (tx, { name }, event) => record(tx, 'made', event, { backup_name: name }),
  }),

  /** Restored for trial beside the office; `failure` null: everything in it was proved. */
  'backup.drilled': defineEvent({
    version: 1,
    payload: z.object({
      name: z.string(),
      failure: z.enum(drillFailures).nullable(),
      /** Newer backups whose content no longer fits their sum. */
      damaged: z.number(),
      ...counts,
    }),
    project: (tx, { name, failure, damaged }, event) => record(tx, 'drilled', event, { backup_name: name, failure, damaged }),
  }),

  /** The office was put back to a backup: the first event of the new epoch after device.started. */
  'backup.restored': defineEvent({
    version: 1,
    payload: z.object({
      name: z.string(),
      /** Who did it; null where nobody was signed in. The backup may not know the person yet. */
      by: z.object({ staffId: z.string(), fullName: z.string() }).nullable(),
    }),
    project: (tx, { name }, event) => record(tx, 'restored', event, { backup_name: name }),
  }),

  /** A copy was written to a second medium, read back and found whole. */
  'backup.carried': defineEvent({
    version: 1,
    payload: z.object({ name: z.string(), isSealed: z.boolean(), sizeBytes: z.number() }),
    project: (tx, { name, isSealed }, event) => record(tx, 'carried', event, { backup_name: name, is_sealed: isSealed ? 1 : 0 }),
  }),
}
