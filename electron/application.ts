// The program's state: database open or why not, first run, signed out, locked, signed in; and which data: the office's own or those
// of training mode. The page follows it by notices. Nothing remembers training mode: every start is a start with the own data.
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { OnProgress } from '../db/backup/files.ts'
import { systemClock } from '../db/model/clock.ts'
import { AppError } from '../db/model/errors.ts'
import { databaseName } from '../db/store/folder.ts'
import type { DataKind } from '../db/store/sqlite.ts'
import type { AppStatus } from './api/app.ts'
import type { Failure } from './api/call.ts'
import { BackupSchedule, type ScheduleTiming } from './backup-schedule.ts'
import { DatabaseHost, type DataPlace } from './db-host.ts'
import { unwrap } from './failure.ts'
import type { Log } from './log.ts'
import { SessionKeeper } from './session.ts'
import type { HostSettings } from './worker-handle.ts'

export interface Application {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly schedule: BackupSchedule
  readonly getStatus: () => AppStatus
  /** Opens the database, again if need be, and returns the new state. */
  readonly reopen: () => Promise<AppStatus>
  /** The same at a person's wish; an open database is left alone. */
  readonly retry: () => Promise<AppStatus>
  /** Reads anew what a change of staff or office may have altered. */
  readonly refresh: () => Promise<void>
  /** Tells the page the state anew. */
  readonly tell: () => void
  readonly training: TrainingMode
  /** Backs up what changed, then closes the database. */
  readonly close: (options?: { readonly isHurried?: boolean }) => Promise<void>
}

export interface TrainingMode {
  readonly isOn: () => boolean
  /** Signs out and opens the training data in the place of the own ones. When it throws, everything is as it was. */
  readonly enter: (onProgress: OnProgress) => Promise<void>
  /** Signs out and opens the own data again. */
  readonly leave: () => Promise<void>
  /** Makes the training data anew and signs out. Throws store.realData outside training mode. */
  readonly reset: (onProgress: OnProgress) => Promise<void>
}

const lostFailure: Failure = { code: 'store.restarting', params: {}, issues: [], incident: null }
/** What tells that the database itself is damaged. */
const damageCodes: ReadonlySet<string> = new Set(['store.damaged', 'store.notADatabase'])
/** After an unclean end the whole structure is looked at, when the clerk has the first screen and the disk some rest. */
const checkDelayMs = 5_000
/** Whoever practises is not asked to look after the program. */
const noUpdate: AppStatus['update'] = { failedVersion: null, offeredVersion: null, isFileOpened: false }
/** Times that a writer is started again by itself. */
const lossLimit = 3
/** How long quitting waits for a database that is still opening. */
const openingLimitMs = 10_000

export function openApplication(
  settings: Omit<HostSettings, 'version'>,
  trainingFolder: string,
  log: Log,
  options: {
    readonly version: string
    readonly machine: AppStatus['machine']
    /** Undefined as long as nothing of updates has been read. */
    readonly getUpdate: () => AppStatus['update'] | undefined
    readonly onStatus: (status: AppStatus) => void
    readonly onBackupChange: () => void
    readonly timing: ScheduleTiming
  },
): Application {
  let kind: DataKind = 'office'
  const placeOf = (wanted: DataKind): DataPlace => ({
    kind: wanted,
    folder: wanted === 'training' ? trainingFolder : settings.folder,
  })
  let failure: Failure | null = null
  let isSetUp = false
  let isOpen = false
  let officeName = ''

  function stateOf(): AppStatus['state'] {
    if (!isOpen) return failure ? 'unavailable' : 'opening'
    if (!isSetUp) return 'needsSetUp'
    const { session, isLocked } = sessions.state
    if (!session) return 'signedOut'
    return isLocked ? 'locked' : 'signedIn'
  }

  const getStatus = (): AppStatus => {
    return {
      state: stateOf(),
      session: sessions.state.session,
      failure: isOpen || !failure ? null : { code: failure.code, params: { ...failure.params } },
      version: options.version,
      platform: process.platform,
      officeName,
      isTraining: kind === 'training',
      databaseFolder: placeOf(kind).folder,
      machine: options.machine,
      update: (kind === 'training' ? undefined : options.getUpdate()) ?? noUpdate,
    }
  }
  const tell = () => options.onStatus(getStatus())
  const sessions = new SessionKeeper(tell)
  const hostSettings = { ...settings, version: options.version }
  const host = new DatabaseHost(hostSettings, log, () => void onLost(), onRefused)
  const schedule = new BackupSchedule({
    host,
    isReady: () => isOpen && isSetUp && kind === 'office',
    clock: systemClock,
    log,
    onChange: options.onBackupChange,
    timing: options.timing,
  })
  let losses = 0

  async function refresh(): Promise<void> {
    const setUp = await host.ask('internal.isSetUp', null, null)
    // A question that fails is no answer: an office that cannot be read must not look like a new one.
    if (!setUp.ok) {
      failure = setUp.error
      isOpen = false
      return tell()
    }
    isSetUp = setUp.value
    const line = await host.ask('internal.getOfficeLine', null, null)
    if (line.ok) {
      officeName = line.value.officeName
      sessions.setLockMinutes(Math.min(line.value.lockMinutes, options.machine.maxLockMinutes ?? Number.POSITIVE_INFINITY))
    }
    const { session } = sessions.state
    if (session) {
      const now = await host.ask('internal.getSession', { staffId: session.staffId }, session.staffId)
      if (!now.ok || now.value === null) sessions.signOut()
      else sessions.replace(now.value)
    }
    tell()
  }

  /** A damage shows wherever the damaged page is read: from then on nothing is written. */
  function onRefused(name: string, error: Failure): void {
    if (!isOpen) return
    const isAboutIt = basename(String(error.params.file ?? '')) === databaseName || !error.params.file
    if (error.code === 'store.vanished' || (damageCodes.has(error.code) && isAboutIt)) stop(error)
    // A copy that does not come out sound may have been copied from damage.
    else if (damageCodes.has(error.code) || (name === 'internal.backUp' && error.code === 'backup.invalid')) void checkSoundness()
  }

  function stop(found: Failure): void {
    log.info('damage found', { code: found.code })
    isOpen = false
    failure = found
    tell()
    void host.close()
  }

  const checkSoundness = () => host.ask('internal.checkSoundness', null, null, { role: 'reader' })

  /** Makes samples that are missing, half made or old, or all anew, beside whatever is open. Throws what stands against it. */
  async function makeSamples(anew: boolean, onProgress: OnProgress): Promise<void> {
    const maker = new DatabaseHost(hostSettings, log, () => {})
    try {
      const refused = await maker.open(placeOf('training'))
      if (refused) unwrap({ ok: false, error: refused })
      unwrap(await maker.ask('internal.prepareTraining', { anew }, null, { onProgress }))
    } finally {
      await maker.close()
    }
  }

  /** Nobody stays signed in, so nothing that a screen still sends from the data left behind is taken by the other. */
  async function switchTo(next: DataKind): Promise<void> {
    await schedule.standAside(async () => {
      await opening
      kind = next
      isOpen = false
      failure = null
      sessions.signOut()
      await reopen()
    })
    log.info('data', { kind })
  }

  const training: TrainingMode = {
    isOn: () => kind === 'training',
    enter: async (onProgress) => {
      if (kind === 'training') return
      await makeSamples(false, onProgress)
      await switchTo('training')
    },
    leave: async () => {
      if (kind === 'training') await switchTo('office')
    },
    reset: async (onProgress) => {
      if (kind !== 'training') throw new AppError('store.realData', { file: settings.folder })
      isOpen = false
      await host.close() // its file is about to go
      try {
        await makeSamples(true, onProgress)
      } finally {
        await switchTo('training')
      }
    },
  }

  let opening: Promise<AppStatus> | undefined
  function reopen(mustProve = false): Promise<AppStatus> {
    opening ??= openNow(mustProve).finally(() => {
      opening = undefined
    })
    return opening
  }

  async function openNow(mustProve: boolean): Promise<AppStatus> {
    failure = await host.open(placeOf(kind))
    if (failure === null && kind === 'training') {
      const made = await host.ask('internal.prepareTraining', { anew: false }, null)
      if (!made.ok) failure = made.error
    }
    if (failure === null && mustProve) {
      const proved = await checkSoundness()
      if (!proved.ok) {
        failure = proved.error
        await host.close()
      }
    }
    isOpen = failure === null
    if (isOpen) await refresh()
    else tell()
    if (isOpen && !mustProve && host.wasUnclean) setTimeout(() => isOpen && void checkSoundness(), checkDelayMs).unref()
    return getStatus()
  }

  /** The writer died by itself: opened again a few times, then the person is asked. */
  async function onLost(): Promise<void> {
    isOpen = false
    failure = lostFailure
    tell()
    losses += 1
    if (losses > lossLimit) return
    await opening
    await reopen()
  }

  /** Lets an opening that runs come to its end, then closes; a disk that hangs does not keep the program for ever. */
  async function close({ isHurried = false } = {}): Promise<void> {
    await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, openingLimitMs).unref())])
    if (kind === 'training' && !isHurried) {
      // The office's own data may have changed before; they are backed up at every exit.
      kind = 'office'
      isOpen = false
      await reopen()
    }
    await schedule.atExit({ isHurried })
    await host.close()
  }

  // Damage that was seen once is not believed gone because the file opens: people would type into it.
  async function retry(): Promise<AppStatus> {
    if (isOpen) return getStatus()
    // Data that went away must come back: an empty folder made in their place would look like a new office.
    const isGone = failure?.code === 'store.vanished' && !existsSync(join(placeOf(kind).folder, databaseName))
    return isGone ? getStatus() : reopen(failure !== null && damageCodes.has(failure.code))
  }
  return { host, sessions, schedule, getStatus, reopen: () => reopen(), retry, refresh, tell, training, close }
}
