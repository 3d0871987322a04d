// The calls of recovery: sealed copies, and what works without a database. The heavy work is done by throw-away workers; here are
// the native dialogs, the tokens for what was picked, and the one check of when these calls are allowed at all.
import { basename, dirname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { areOnOneDisk, type OnProgress, partOf } from '../../db/backup/files.ts'
import { sealedName } from '../../db/backup/rules.ts'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { AppStatus } from '../api/app.ts'
import type { BackupSchedule } from '../backup-schedule.ts'
import type { DatabaseHost } from '../db-host.ts'
import { unwrap } from '../failure.ts'
import { showFolder } from '../open-external.ts'
import { PickedFiles } from '../picked-files.ts'
import type { MainHandlers } from '../router.ts'
import type { SessionKeeper } from '../session.ts'

interface RecoveryCallParts {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly schedule: Pick<BackupSchedule, 'backUpNow'>
  readonly getWindow: () => BrowserWindow
  readonly getStatus: () => AppStatus
  /** Opens the database again. */
  readonly reopen: () => Promise<AppStatus>
  readonly onBackupChange: () => void
  readonly t: (key: string) => string
}

type RecoveryHandlers = Pick<MainHandlers, Extract<keyof MainHandlers, `recovery.${string}`>>

export function makeRecoveryHandlers(parts: RecoveryCallParts): RecoveryHandlers {
  const { host, sessions, getStatus } = parts
  const picked = new PickedFiles<string>()
  /** What the last preview found sound, and for which token: an earlier one's copy lies there no more. */
  let opened: { readonly token: string; readonly file: string } | undefined

  /** Nobody is signed in when these are needed, so the state of the program is what allows them. */
  const demand = (...states: ReadonlyArray<AppStatus['state']>) => {
    if (!states.includes(getStatus().state)) throw new AppError('recovery.notNow')
  }
  /** The data of a newer program are whole: an old backup in their place would only lose what was recorded since. */
  const demandReplaceable = () => {
    if (getStatus().failure?.code === 'store.fromFuture') throw new AppError('recovery.notNow')
  }
  /** Lets go of the folder, changes it, opens what stands there then. Signed out only afterwards: sign-in asks for its people at once. */
  async function replaceData(change: () => Promise<unknown>): Promise<void> {
    await host.close()
    try {
      await change()
    } finally {
      await parts.reopen()
      sessions.signOut()
    }
  }

  async function seal(passphrase: string, onProgress: OnProgress) {
    const staffId = sessions.activeStaffId
    const { code } = unwrap(await host.call('people.getOffice', 'writer', {}, staffId))
    const { filePath } = await dialog.showSaveDialog(parts.getWindow(), {
      title: parts.t('saveSealed'),
      defaultPath: join(app.getPath('documents'), sealedName(code, toInstant(systemClock.nowMs()))),
      filters: [{ name: parts.t('sealedFiles'), extensions: ['age'] }],
    })
    if (!filePath) return null
    const made = unwrap(
      await host.ask('internal.backUp', { reason: 'carried', onlyIfChanged: false }, staffId, {
        role: 'reader',
        onProgress: partOf(onProgress, 0, 0.3),
        cancelName: 'recovery.seal',
      }),
    )
    if (made === null) throw new Error('a backup that was asked for is always made')
    const input = { name: made.name, target: filePath, passphrase }
    const { sizeBytes, events, cases } = await host.errands.run('recovery.seal', input, partOf(onProgress, 0.3, 1))
    const isOnSameDisk = areOnOneDisk(filePath, getStatus().databaseFolder)
    if (!isOnSameDisk) unwrap(await host.ask('internal.recordCarried', { name: made.name, isSealed: true, sizeBytes }, staffId))
    parts.onBackupChange()
    return { fileName: basename(filePath), folder: dirname(filePath), sizeBytes, events, cases, isOnSameDisk }
  }

  return {
    'recovery.seal': ({ passphrase }, onProgress) => seal(passphrase, onProgress),

    'recovery.pick': async () => {
      demand('unavailable', 'needsSetUp')
      const { filePaths } = await dialog.showOpenDialog(parts.getWindow(), {
        title: parts.t('pickBackup'),
        properties: ['openFile'],
        filters: [{ name: parts.t('backupFiles'), extensions: ['age', 'db'] }],
      })
      const [file] = filePaths
      if (!file) return null
      const facts = await host.errands.run('recovery.pick', { file })
      return { token: picked.keep(file), fileName: basename(file), ...facts }
    },
    'recovery.preview': async ({ token, passphrase }, onProgress) => {
      demand('unavailable', 'needsSetUp')
      opened = undefined
      const input = { file: picked.get(token), passphrase }
      const { opened: file, ...preview } = await host.errands.run('recovery.preview', input, onProgress)
      opened = { token, file }
      return preview
    },
    'recovery.restorePicked': async ({ token }, onProgress) => {
      demand('unavailable', 'needsSetUp')
      demandReplaceable()
      const origin = dirname(picked.get(token))
      if (opened?.token !== token) throw new AppError('entity.notFound', { entity: 'file' })
      const input = { opened: opened.file, origin }
      await replaceData(() => host.errands.run('recovery.restorePicked', input, onProgress))
      void parts.schedule.backUpNow() // nobody waits for it
      opened = undefined
      picked.clear()
      return {}
    },

    'recovery.list': async () => {
      demand('unavailable')
      return host.errands.run('recovery.list', null)
    },
    'recovery.verify': async ({ name }, onProgress) => {
      demand('unavailable')
      return host.errands.run('recovery.verify', { name }, onProgress)
    },
    'recovery.restore': async ({ name }, onProgress) => {
      demand('unavailable')
      demandReplaceable()
      await replaceData(() => host.errands.run('recovery.restore', { name }, onProgress))
      return {}
    },
    'recovery.salvage': async (_, onProgress) => {
      demand('unavailable')
      const { gaps, ...report } = await host.errands.run('recovery.salvage', null, onProgress)
      return { ...report, gaps: gaps.map((gap) => ({ ...gap })) }
    },
    'recovery.showFolder': async () => {
      demand('unavailable')
      await showFolder(getStatus().databaseFolder)
      return {}
    },
  }
}
