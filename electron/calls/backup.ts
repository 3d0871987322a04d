// The calls about backups: the reader copies and tries, the writer records, the main process brings the two together.
import type { OnProgress } from '../../db/backup/files.ts'
import { carriedStateOf, drillStateOf } from '../../db/backup/rules.ts'
import { listBackups } from '../../db/backup/shelf.ts'
import { type Clock, toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { BackupSchedule } from '../backup-schedule.ts'
import type { DatabaseHost } from '../db-host.ts'
import { unwrap } from '../failure.ts'
import type { MainHandlers } from '../router.ts'
import type { SessionKeeper } from '../session.ts'

interface BackupCallParts {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly schedule: BackupSchedule
  readonly clock: Clock
  readonly databaseFolder: string
  /** Opens the database again. */
  readonly reopen: () => Promise<unknown>
  readonly onBackupChange: () => void
}

type BackupHandlers = Pick<MainHandlers, Extract<keyof MainHandlers, `backup.${string}`>>

/** A verified backup before data are brought in; throws when it cannot be made, and then nothing may be brought in. */
export async function backUpBeforeImport({
  host,
  onBackupChange,
}: Pick<BackupCallParts, 'host' | 'onBackupChange'>): Promise<void> {
  unwrap(await host.ask('internal.backUp', { reason: 'import', onlyIfChanged: false }, null, { role: 'reader' }))
  onBackupChange()
}

/** The same before a new version of the program. Called off by calling off the update. */
export async function backUpBeforeUpdate(
  { host, onBackupChange }: Pick<BackupCallParts, 'host' | 'onBackupChange'>,
  staffId: string | null,
  onProgress: OnProgress,
): Promise<void> {
  const report: OnProgress = (done, total) => {
    try {
      onProgress(done, total)
    } catch {
      // Called off: the reader has been told as well and ends by itself.
    }
  }
  const ask = { role: 'reader', onProgress: report, cancelName: 'program.installUpdate' } as const
  unwrap(await host.ask('internal.backUp', { reason: 'update', onlyIfChanged: false }, staffId, ask))
  onBackupChange()
}

export function makeBackupHandlers(parts: BackupCallParts): BackupHandlers {
  const { host, sessions, schedule, clock, databaseFolder, onBackupChange } = parts
  return {
    'backup.list': async () => listBackups(databaseFolder),
    'backup.getState': async () => {
      const history = unwrap(await host.ask('internal.getBackupHistory', null, null))
      if (history === null) throw new AppError('store.notSetUp', { file: databaseFolder })
      const now = toInstant(clock.nowMs())
      const { lastDrill, lastCarried } = history
      return {
        last: listBackups(databaseFolder)[0] ?? null,
        drill: {
          state: drillStateOf(history, now),
          at: lastDrill?.at ?? null,
          name: lastDrill?.name ?? null,
          failure: lastDrill?.failure ?? null,
          damaged: lastDrill?.damaged ?? 0,
        },
        carried: { state: carriedStateOf(history, now), at: lastCarried?.at ?? null, name: lastCarried?.name ?? null },
        failure: schedule.failure,
      }
    },
    // Who asked is who did it, even when the window locks meanwhile.
    'backup.create': async (_, onProgress) => {
      const staffId = sessions.activeStaffId
      const ask = { role: 'reader', onProgress, cancelName: 'backup.create' } as const
      const made = unwrap(await host.ask('internal.backUp', { reason: 'manual', onlyIfChanged: false }, staffId, ask))
      if (made === null) throw new Error('a backup that was asked for is always made')
      unwrap(await host.ask('internal.recordBackup', made, staffId))
      schedule.forgetFailure()
      onBackupChange()
      return made
    },
    'backup.drill': async (_, onProgress) => {
      const staffId = sessions.activeStaffId
      const result = unwrap(
        await host.ask('internal.runDrill', null, staffId, { role: 'reader', onProgress, cancelName: 'backup.drill' }),
      )
      unwrap(await host.ask('internal.recordDrill', result, staffId))
      onBackupChange()
      return result
    },
    'backup.restore': async ({ name }, onProgress) => {
      const staffId = sessions.activeStaffId
      try {
        await schedule.standAside(async () => {
          await host.closeReader()
          unwrap(await host.ask('internal.restore', { name }, staffId, { onProgress, cancelName: 'backup.restore' }))
        })
      } finally {
        // Whatever came of it: another office may stand there now, or none that opens. Signed out only then: the sign-in screen
        // asks for its people at once.
        await parts.reopen()
        sessions.signOut()
      }
      return {}
    },
  }
}
