// The composition root of the main process: what is set up, in which order. No logic of its own. The order is the start's speed: the
// database opens while Chromium begins, the window while the page's process does, and the rest of the program is read while the page
// compiles its scripts.
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session as electronSession, Menu, powerMonitor } from 'electron'
import { systemClock } from '../db/model/clock.ts'
import { type Application, openApplication } from './application.ts'
import { scheduleTiming } from './backup-schedule.ts'
import { CitizenScreen } from './citizen-screen.ts'
import { openDoor } from './door.ts'
import { openLog } from './log.ts'
import { mainText as t } from './main-text.ts'
import { notify } from './page.ts'
import { ScanShelf } from './papers/scan-shelf.ts'
import { dataFolder, logFile, trainingFolder, userDataFolder, versionsFolder } from './paths.ts'
import { readPolicyAtStart } from './policy/at-start.ts'
import { type MachinePolicy, policyFile, rememberedPolicyFile } from './policy/machine-policy.ts'
import { PaperShelf } from './print/paper-shelf.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { hardenContents, hardenSession, switchOffNetwork } from './security.ts'
import { Shelf } from './update/shelf.ts'
import { mayUndoMigration } from './update/start-decision.ts'
import { prepareStart, relaunch } from './update/start-up.ts'
import type { UpdateDesk } from './update/update-desk.ts'
import { openMainWindow } from './window.ts'
import { readWindowState, rememberWindow } from './window-state.ts'
import { clearUnsealed } from './worker/unsealed.ts'

// One folder for the window and the command line, whatever Electron would make of the product's Vietnamese name.
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', userDataFolder())
// Root (a container, a build machine) cannot have Chromium's sandbox and must say so; everybody else gets it for every process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
switchOffNetwork()
registerScheme()
hardenContents()

// The taskbar's icon belongs to the installed program's shortcut, whichever version shows the window.
if (process.platform === 'win32') app.setAppUserModelId('vn.motcua.desktop')
// By it the task bar of Linux knows which menu entry a window belongs to.
if (process.platform === 'linux') app.setName('motcua')
// The page's scripts are compiled whole at the first start and kept as compiled; otherwise every start compiles anew whatever runs after a
// script's first pass, which is all that draws a screen.
app.commandLine.appendSwitch('js-flags', '--no-lazy')
// Windows here have no menu; on macOS it is what makes copying work.
if (process.platform !== 'darwin') Menu.setApplicationMenu(null)

const userData = app.getPath('userData')
const versions = new Shelf(versionsFolder(userData, !app.commandLine.hasSwitch('user-data-dir')))
const startUp = prepareStart(versions)
const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(app.getAppPath(), 'resources')
const binding = app.isPackaged ? join(process.resourcesPath, 'better_sqlite3.node') : (process.env.MOTCUA_SQLITE_BINDING ?? null)
const log = openLog(logFile(userData), systemClock)

/** A database that takes longer is no reason to leave the page without an answer. */
const openingPatienceMs = 2_000
/** Time for the page to draw its first screens, on old computers too. */
const quietMs = 1_000
/** The citizen's screen keeps a case that nobody does anything with for so long. */
const citizenIdleMs = 60_000

let window: BrowserWindow | undefined
let desk: UpdateDesk | undefined
let citizen: CitizenScreen | undefined
const onBackupChange = () => window && notify(window.webContents, 'backup', {})

void begin().catch(failToStart)

async function begin(): Promise<void> {
  const policy = await readPolicyAtStart(policyFile(app.isPackaged), rememberedPolicyFile(userData))
  if (await startUp.handOver(policy)) return app.exit(0)
  if (!app.requestSingleInstanceLock()) {
    startUp.reporter.noteElsewhere()
    return app.quit()
  }
  process.on('uncaughtException', (error) => log.incident('uncaught', error))
  process.on('unhandledRejection', (error) => log.incident('unhandled', error))
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform })
  const application = prepareApplication(policy)
  const hurry = closeInOrder(application)
  const opened = application.reopen()
  await app.whenReady()
  const answers = openWindow(application, policy, hurry, opened)
  void opened.then(({ failure }) => {
    if (!startUp.reporter.noteData(failure?.code ?? null)) app.quit()
  })
  await answers
}

function prepareApplication(policy: MachinePolicy): Application {
  const { maxLockMinutes, language, problems } = policy
  const folder = dataFolder(userData, policy.dataFolder)
  clearUnsealed(folder)
  // For tests of the program in the tree, which cannot wait for an hour.
  const everyMs = app.isPackaged ? 0 : Number(app.commandLine.getSwitchValue('backup-every-ms'))
  return openApplication(
    {
      folder,
      resources,
      binding,
      logFile: logFile(userData),
      mayUndoMigration: mayUndoMigration(app.getVersion(), versions.list()),
    },
    trainingFolder(userData),
    log,
    {
      version: app.getVersion(),
      machine: { maxLockMinutes, language, policyProblems: [...problems] },
      getUpdate: () => desk?.summary,
      onStatus: (status) => {
        if (status.state !== 'signedIn') citizen?.clear()
        if (window) notify(window.webContents, 'status', status)
      },
      onBackupChange,
      timing: everyMs > 0 ? { ...scheduleTiming, firstMs: everyMs, everyMs } : scheduleTiming,
    },
  )
}

/** Ends when the window's calls are answered. */
async function openWindow(
  application: Application,
  policy: MachinePolicy,
  hurry: () => void,
  opened: Promise<unknown>,
): Promise<void> {
  const session = electronSession.defaultSession
  hardenSession(session)
  const built = { page: join(app.getAppPath(), 'out', 'renderer'), fonts: join(app.getAppPath(), 'out', 'fonts') }
  const shelf = new PaperShelf()
  const scans = new ScanShelf()
  const whenPageIsRead = serveScheme(session, built, shelf, scans)
  const answerWith = openDoor()
  // For tests of the program in the tree, which cannot wait for a minute.
  const idleMs = app.isPackaged ? 0 : Number(app.commandLine.getSwitchValue('citizen-idle-ms'))
  citizen = new CitizenScreen({ session, shelf, idleMs: idleMs > 0 ? idleMs : citizenIdleMs })

  const stateFile = join(userData, 'window-state.json')
  window = openMainWindow(readWindowState(stateFile), join(resources, 'icons', 'icon.png'))
  rememberWindow(window, stateFile)
  startUp.reporter.stayAlive()
  window.webContents.on('input-event', () => {
    application.sessions.touch()
    citizen?.touch()
  })
  window.on('closed', () => {
    startUp.reporter.noteClosed()
    window = undefined // closing the database takes a moment, and nobody may touch a window that is gone
    app.quit()
  })
  app.on('second-instance', () => {
    // Started again while the last backup is being made: it gives way, or the person would wait for a window that does not come.
    if (!window) {
      application.schedule.hurry()
      relaunch()
    }
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  powerMonitor.on('lock-screen', () => application.sessions.lock())
  powerMonitor.on('suspend', () => application.sessions.lock())
  powerMonitor.on('shutdown', hurry)
  window.on('session-end', hurry)

  await whenPageIsRead
  const { readAhead, serveProgram } = await import('./program.ts')
  const program = serveProgram({
    application,
    log,
    versions,
    policy,
    onBackupChange,
    shelf,
    scans,
    session,
    resources,
    citizen,
    getWindow: () => {
      if (!window) throw new Error('no window')
      return window
    },
    diagnosed: {
      folder: dataFolder(userData, policy.dataFolder),
      usualFolder: dataFolder(userDataFolder()),
      resources,
      binding,
      logFile: logFile(userData),
      built,
    },
    onPage: () => startUp.reporter.notePage(),
  })
  desk = program.desk
  // The page's first question is answered with the database open, or it would draw its first screen twice.
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, openingPatienceMs).unref())])
  answerWith(program.answer)
  setTimeout(readAhead, quietMs).unref()
  startUp.onFile((file) => desk?.open(file))
  void desk.lookIntoFolder()
}

/** Closes the database before the program ends. Returns what a computer that goes down calls first. */
function closeInOrder(application: Application): () => void {
  // A computer that goes down waits for nobody, and a copy that holds it up would be cut off half-way.
  let isHurried = false
  let isClosing = false
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    // The window goes at once; what is left to do (a backup, closing the database) needs nobody. Its own `closed` quits again.
    if (window) return window.close()
    if (isClosing) return
    isClosing = true
    void application.close({ isHurried }).finally(() => {
      isClosed = true
      app.quit()
    })
  })
  return () => {
    isHurried = true
    application.schedule.hurry()
  }
}

function failToStart(error: unknown): void {
  const { isWatched } = startUp.reporter
  startUp.reporter.noteFailed() // the version that started this one then opens the window; two messages would be one too many
  if (!isWatched) dialog.showErrorBox(t('failedTitle'), t('failedText'))
  console.error(error)
  app.exit(1)
}
