// The calls of the diagnosis. What only the main process knows (printers, sandbox, memory of all processes) is gathered here; all else
// runs in a thread of its own.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { AppError } from '../../db/model/errors.ts'
import type { AppStatus } from '../api/app.ts'
import type { DatabaseHost } from '../db-host.ts'
import type { DiagnosticParts, WindowFacts } from '../diagnostics/parts.ts'
import type { Diagnosis } from '../diagnostics/run.ts'
import { supportFileName } from '../diagnostics/support-file.ts'
import type { MainHandlers } from '../router.ts'
import type { SessionKeeper } from '../session.ts'
import { writeWhole } from '../write-whole.ts'

export interface DiagnosticsCallParts {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly getWindow: () => BrowserWindow
  readonly getStatus: () => AppStatus
  readonly t: (key: string) => string
  /** Where things lie. */
  readonly diagnosed: Pick<DiagnosticParts, 'folder' | 'usualFolder' | 'resources' | 'binding' | 'logFile'> & {
    readonly built: { readonly page: string; readonly fonts: string }
  }
}

type Handlers = Pick<MainHandlers, 'diagnostics.run' | 'diagnostics.save'>
type OnProgress = (done: number, total: number) => void

export function makeDiagnosticsHandlers(parts: DiagnosticsCallParts): Handlers {
  const { host, getWindow, getStatus, diagnosed } = parts
  let running: Promise<Diagnosis> | undefined
  let last: Diagnosis | undefined

  /**
   * The one place that decides who may diagnose. Somebody who is signed in may; and anybody while the database cannot be opened, when
   * nobody can sign in and the file is needed most: what it shows then is about the computer and a file that does not open. With an open
   * database a passer-by at the sign-in screen gets nothing, though the file names no person.
   */
  function authorise(): void {
    const isHopeless = getStatus().state === 'unavailable'
    if (!isHopeless && parts.sessions.activeStaffId === null) throw new AppError('access.signedOut')
  }

  async function windowFacts(): Promise<WindowFacts> {
    const { webContents } = getWindow()
    const printers = await webContents.getPrintersAsync()
    // Newer Electron no longer says which printer is the default.
    const tellsDefault = printers.some((printer) => 'isDefault' in printer)
    return {
      programFile: process.execPath,
      printerCount: printers.length,
      hasDefaultPrinter: tellsDefault ? printers.some((printer) => 'isDefault' in printer && printer.isDefault === true) : null,
      isPackaged: app.isPackaged,
      isSandboxed: !app.commandLine.hasSwitch('no-sandbox'),
      memoryBytes: app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * 1_024, 0),
    }
  }

  async function diagnoseNow(onProgress: OnProgress): Promise<Diagnosis> {
    const { state, failure } = getStatus()
    const isOpenHere = state !== 'unavailable' && state !== 'opening'
    const pragmas = isOpenHere ? await host.ask('internal.readPragmas', null, null) : null
    const input: DiagnosticParts = {
      ...diagnosed,
      isOpenHere,
      writerPragmas: pragmas?.ok ? pragmas.value : null,
      openFailure: failure?.code ?? null,
      version: app.getVersion(),
      window: await windowFacts(),
    }
    last = await host.errands.run('diagnostics.run', input, onProgress)
    return last
  }

  /** Asked twice, it runs once. */
  function diagnose(onProgress: OnProgress): Promise<Diagnosis> {
    running ??= diagnoseNow(onProgress).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    'diagnostics.run': async (_, onProgress) => {
      authorise()
      const { createdAt, steps } = (await diagnose(onProgress)).report
      return { createdAt, steps: steps.map((step) => ({ ...step, findings: [...step.findings] })) }
    },
    'diagnostics.save': async (_, onProgress) => {
      authorise()
      const { report, text } = last ?? (await diagnose(onProgress))
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: parts.t('saveDiagnostics'),
        defaultPath: join(app.getPath('documents'), supportFileName(report.createdAt)),
        filters: [{ name: 'TXT', extensions: ['txt'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, text)
      return { fileName: basename(filePath) }
    },
  }
}
