// Reading what became of the backups.
import type { Db } from '../event.ts'
import type { BackupMilestones } from './rules.ts'
import type { BackupRecordTable } from './schema.ts'

export interface BackupHistory extends BackupMilestones {
  readonly lastDrill: {
    readonly at: string
    readonly name: string
    readonly isSound: boolean
    readonly failure: string | null
    readonly damaged: number
  } | null
  readonly lastCarried: { readonly at: string; readonly name: string; readonly isSealed: boolean } | null
}

/** The newest of each kind, by the order of events: a clock that went back does not hide what came after. */
export async function getBackupHistory(db: Db): Promise<BackupHistory> {
  const newest = (kind: BackupRecordTable['kind']) =>
    db.selectFrom('backup_record').selectAll().where('kind', '=', kind).orderBy('stamp', 'desc')
  const drill = await newest('drilled').limit(1).executeTakeFirst()
  const good = await newest('drilled').where('failure', 'is', null).limit(1).executeTakeFirst()
  const carried = await newest('carried').limit(1).executeTakeFirst()
  const { setUpAt } = await db
    .selectFrom('device')
    .select((eb) => eb.fn.min('created_at').as('setUpAt'))
    .executeTakeFirstOrThrow()
  return {
    setUpAt,
    lastDrill: drill
      ? { at: drill.at, isSound: drill.failure === null, name: drill.backup_name, failure: drill.failure, damaged: drill.damaged }
      : null,
    lastGoodDrillAt: good?.at ?? null,
    lastCarriedAt: carried?.at ?? null,
    lastCarried: carried ? { at: carried.at, name: carried.backup_name, isSealed: carried.is_sealed === 1 } : null,
  }
}
