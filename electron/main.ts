// The composition root of the main process: what is set up, in which order. No logic of its own.
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session as electronSession, powerMonitor } from 'electron'
import { systemClock } from '../db/model/clock.ts'
import { openApplication } from './application.ts'
import { scheduleTiming } from './backup-schedule.ts'
import { backUpBeforeUpdate } from './calls/backup.ts'
import { unwrap } from './failure.ts'
import { openLog } from './log.ts'
import { makeMainHandlers } from './main-calls.ts'
import { mainText as t } from './main-text.ts'
import { dataFolder, logFile, resourcePaths, trainingFolder, userDataFolder, versionsFolder } from './paths.ts'
import { policyFile, readPolicy, rememberedPolicyFile } from './policy/policy.ts'
import { PaperShelf } from './print/paper-shelf.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { notify, serveCalls } from './router.ts'
import { hardenContents, hardenSession, switchOffNetwork } from './security.ts'
import { Shelf } from './update/shelf.ts'
import { mayUndoMigration } from './update/start-decision.ts'
import { prepareStart, relaunch } from './update/start-up.ts'
import { UpdateDesk } from './update/update-desk.ts'
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

const userData = app.getPath('userData')
const policy = readPolicy(policyFile(app.isPackaged), rememberedPolicyFile(userData))
const versions = new Shelf(versionsFolder(userData, !app.commandLine.hasSwitch('user-data-dir')))
const startUp = prepareStart(versions, policy)

void begin().catch(failToStart)

async function begin(): Promise<void> {
  if (await startUp.handOver()) return app.exit(0)
  if (!app.requestSingleInstanceLock()) {
    startUp.reporter.noteElsewhere()
    return app.quit()
  }
  await app.whenReady()
  await start()
}

async function start(): Promise<void> {
  const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(app.getAppPath(), 'resources')
  const binding = app.isPackaged
    ? join(process.resourcesPath, 'better_sqlite3.node')
    : (process.env.MOTCUA_SQLITE_BINDING ?? null)
  const log = openLog(logFile(userData), systemClock)
  process.on('uncaughtException', (error) => log.incident('uncaught', error))
  process.on('unhandledRejection', (error) => log.incident('unhandled', error))
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform })

  let window: BrowserWindow | undefined
  const onBackupChange = () => window && notify(window.webContents, 'backup', {})
  // For tests of the program in the tree, which cannot wait for an hour.
  const everyMs = app.isPackaged ? 0 : Number(app.commandLine.getSwitchValue('backup-every-ms'))
  const shelf = new PaperShelf()
  const desk = new UpdateDesk({
    running: { version: app.getVersion(), platform: process.platform, arch: process.arch },
    shelf: versions,
    policy,
    keysFile: resourcePaths(resources).updateKeys,
    clock: systemClock,
    backUp: (staffId, onProgress) => backUpBeforeUpdate({ host: application.host, onBackupChange }, staffId, onProgress),
    record: async (staffId, update) => void unwrap(await application.host.ask('internal.recordUpdate', update, staffId)),
    onChange: () => application.tell(),
  })
  const { maxLockMinutes, language, problems } = policy
  const settings = {
    folder: dataFolder(userData, policy.dataFolder),
    resources,
    binding,
    logFile: logFile(userData),
    mayUndoMigration: mayUndoMigration(app.getVersion(), versions.list()),
  }
  clearUnsealed(settings.folder)
  const application = openApplication(settings, trainingFolder(userData), log, {
    version: app.getVersion(),
    machine: { maxLockMinutes, language, policyProblems: [...problems] },
    getUpdate: () => desk.summary,
    onStatus: (status) => window && notify(window.webContents, 'status', status),
    onBackupChange,
    timing: everyMs > 0 ? { ...scheduleTiming, firstMs: everyMs, everyMs } : scheduleTiming,
  })
  const session = electronSession.defaultSession
  hardenSession(session)
  const built = { page: join(app.getAppPath(), 'out', 'renderer'), fonts: join(app.getAppPath(), 'out', 'fonts') }
  serveScheme(session, built, shelf)
  serveCalls(
    application.host,
    application.sessions,
    makeMainHandlers({
      host: application.host,
      sessions: application.sessions,
      schedule: application.schedule,
      onBackupChange,
      shelf,
      session,
      formsFolder: resourcePaths(resources).forms,
      resources,
      getWindow: () => {
        if (!window) throw new Error('no window')
        return window
      },
      getStatus: application.getStatus,
      reopen: application.reopen,
      retry: application.retry,
      training: application.training,
      diagnosed: {
        folder: settings.folder,
        usualFolder: dataFolder(userDataFolder()),
        resources,
        binding,
        logFile: logFile(userData),
        built,
      },
      desk,
      onPage: () => startUp.reporter.notePage(),
      t,
    }),
    log,
    { isTraining: application.training.isOn, afterChange: application.refresh },
  )

  startUp.onFile((file) => desk.open(file))
  void application.reopen().then(({ failure }) => {
    if (!startUp.reporter.noteData(failure?.code ?? null)) app.quit()
  })
  void desk.lookIntoFolder()
  const stateFile = join(userData, 'window-state.json')
  window = openMainWindow(readWindowState(stateFile), join(resources, 'icons', 'icon.png'))
  rememberWindow(window, stateFile)
  startUp.reporter.stayAlive()
  window.webContents.on('input-event', () => application.sessions.touch())
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

  // A computer that goes down waits for nobody, and a copy that holds it up would be cut off half-way.
  let isHurried = false
  const hurry = () => {
    isHurried = true
    application.schedule.hurry()
  }
  powerMonitor.on('shutdown', hurry)
  window.on('session-end', hurry)

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
}

function failToStart(error: unknown): void {
  const { isWatched } = startUp.reporter
  startUp.reporter.noteFailed() // the version that started this one then opens the window; two messages would be one too many
  if (!isWatched) dialog.showErrorBox(t('failedTitle'), t('failedText'))
  console.error(error)
  app.exit(1)
}
