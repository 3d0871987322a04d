// The very first thing that the program does: look whether a newer version stands on the shelf and, if so, let that one run.
// This program waits without a window and takes its own turn when the other does not come up.
import { randomUUID } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { app } from 'electron'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import type { MachinePolicy } from '../policy/machine-policy.ts'
import { findStartToken, sandboxOf, startedByArgument, startVersion } from './hand-over.ts'
import type { Shelf } from './shelf.ts'
import { chooseVersion } from './start-decision.ts'
import { StartReporter } from './start-reporter.ts'
import { updateExtension } from './version.ts'

interface StartUp {
  /** What this program tells the one that started it, if one did. */
  readonly reporter: StartReporter
  /** Whether another version runs in place of this one, which then has nothing left to do. */
  handOver(policy: MachinePolicy): Promise<boolean>
  /** Hears of update files that are opened with the program: the one at start, then every later one. */
  onFile(listener: (file: string) => void): void
}

const isUpdateFile = (argument: string): boolean => !argument.startsWith('-') && argument.endsWith(`.${updateExtension}`)

/** The update file among a program's arguments: what a double click on one hands over. */
function findUpdateFile(args: readonly string[], folder: string): string | undefined {
  const file = args.slice(1).findLast(isUpdateFile)
  return file === undefined ? undefined : resolve(folder, file)
}

/** The program's arguments without what was meant for this start alone. */
const lastingArguments = (): string[] =>
  process.argv.slice(1).filter((one) => !isUpdateFile(one) && !one.startsWith(startedByArgument))

/** Lets the program start again once it has ended. */
export function relaunch(): void {
  // Inside an AppImage the program's own path is gone by then.
  const image = process.env.APPIMAGE
  app.relaunch({ args: lastingArguments(), ...(image ? { execPath: image } : {}) })
}

export function prepareStart(shelf: Shelf): StartUp {
  const token = findStartToken(process.argv)
  const isInstalled = !shelf.holds(process.execPath)
  let opened = findUpdateFile(process.argv, process.cwd())
  let listener = (file: string) => {
    opened = file
  }
  // macOS names a file by an event, at a start before `ready`; the other systems among the arguments.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    if (isUpdateFile(file)) listener(file)
  })
  app.on('second-instance', (_event, args, folder) => {
    const file = findUpdateFile(args, folder)
    if (file !== undefined) listener(file)
  })

  /** This version has come up whole: from now on it is a proven one, and what is older than anybody needs may go. */
  function noteStarted(): void {
    if (!app.isPackaged) return
    try {
      if (!isInstalled) shelf.noteStarted(app.getVersion(), toInstant(systemClock.nowMs()))
      shelf.tidy(app.getVersion(), isInstalled, systemClock.nowMs())
    } catch {
      // A full disk: noted at the next start.
    }
  }

  return {
    reporter: new StartReporter(token === undefined ? undefined : shelf.reportFile(token), noteStarted),
    handOver: async (policy) => {
      // In the tree there is only the tree; one that was started in another's place starts no third.
      if (!app.isPackaged || token !== undefined || !policy.startsTaken) return false
      const newer = chooseVersion(app.getVersion(), shelf.list())
      if (!newer) return false
      if (process.platform === 'darwin') {
        await app.whenReady() // by then a file that was opened is known
        app.dock?.hide()
      }
      const given = randomUUID()
      const outcome = await startVersion({
        program: shelf.programOf(newer),
        args: [...lastingArguments(), ...(opened === undefined ? [] : [opened]), `${startedByArgument}${given}`],
        reportFile: shelf.reportFile(given),
        env: sandboxOf(dirname(process.execPath)),
      })
      if (outcome !== 'failed') return true
      shelf.noteFailed(newer.version)
      await app.dock?.show()
      return false
    },
    onFile: (listen) => {
      listener = listen
      if (opened !== undefined) listen(opened)
    },
  }
}
