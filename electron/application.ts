// The program's state: database open or why not, first run, signed out, locked, signed in. The page follows it by notices.
import type { AppStatus } from './api/app.ts'
import type { Failure } from './api/call.ts'
import { DatabaseHost } from './db-host.ts'
import type { Log } from './log.ts'
import { SessionKeeper } from './session.ts'
import type { WorkerSettings } from './worker/protocol.ts'

export interface Application {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly getStatus: () => AppStatus
  /** Opens the database, again if need be, and returns the new state. */
  readonly reopen: () => Promise<AppStatus>
  /** Reads anew what a change of staff or office may have altered. */
  readonly refresh: () => Promise<void>
}

export function openApplication(
  settings: Omit<WorkerSettings, 'role'>,
  log: Log,
  options: { readonly version: string; readonly onStatus: (status: AppStatus) => void },
): Application {
  let failure: Failure | null = null
  let isSetUp = false
  let isOpen = false
  let officeName = ''

  const getStatus = (): AppStatus => {
    const { session, isLocked } = sessions.state
    const state = !isOpen
      ? failure
        ? 'unavailable'
        : 'opening'
      : !isSetUp
        ? 'needsSetUp'
        : !session
          ? 'signedOut'
          : isLocked
            ? 'locked'
            : 'signedIn'
    return {
      state,
      session,
      failure: isOpen || !failure ? null : { code: failure.code, params: { ...failure.params } },
      version: options.version,
      platform: process.platform,
      officeName,
      databaseFolder: settings.folder,
    }
  }
  const tell = () => options.onStatus(getStatus())
  const sessions = new SessionKeeper(tell)
  const host = new DatabaseHost(settings, log, () => void reopen())

  async function refresh(): Promise<void> {
    const setUp = await host.ask('internal.isSetUp', null, null)
    isSetUp = setUp.ok && setUp.value
    const line = await host.ask('internal.getOfficeLine', null, null)
    if (line.ok) {
      officeName = line.value.officeName
      sessions.setLockMinutes(line.value.lockMinutes)
    }
    const { session } = sessions.state
    if (session) {
      const now = await host.ask('internal.getSession', { staffId: session.staffId }, session.staffId)
      if (!now.ok || now.value === null) sessions.signOut()
      else sessions.replace(now.value)
    }
    tell()
  }

  let opening: Promise<AppStatus> | undefined
  function reopen(): Promise<AppStatus> {
    opening ??= (async () => {
      failure = await host.open()
      isOpen = failure === null
      if (isOpen) await refresh()
      else tell()
      opening = undefined
      return getStatus()
    })()
    return opening
  }

  return { host, sessions, getStatus, reopen, refresh }
}
