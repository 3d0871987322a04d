// Calls that the main process answers itself: the program's state, files chosen in native dialogs, paper. A page never
// names a path: it holds a token for what the person picked.
import { basename } from 'node:path'
import { app, type BrowserWindow, dialog, type Session } from 'electron'
import { systemClock } from '../db/model/clock.ts'
import type { AppStatus } from './api/app.ts'
import type { TrainingMode } from './application.ts'
import type { BackupSchedule } from './backup-schedule.ts'
import { makeArchiveHandlers } from './calls/archive.ts'
import { backUpBeforeImport, makeBackupHandlers } from './calls/backup.ts'
import { makeBundleHandlers } from './calls/bundles.ts'
import { makeCaseListHandlers } from './calls/case-list.ts'
import { makeCasePaperHandlers } from './calls/case-paper.ts'
import { makeCitizenHandlers } from './calls/citizen.ts'
import { makeControlPaperHandlers } from './calls/control-paper.ts'
import { type DiagnosticsCallParts, makeDiagnosticsHandlers } from './calls/diagnostics.ts'
import { makeDisclosureHandlers } from './calls/disclosure.ts'
import { makeDocumentListHandlers } from './calls/document-list.ts'
import { makeFormHandlers } from './calls/forms.ts'
import { makeGapListHandlers } from './calls/gap-list.ts'
import { makeHubHandlers } from './calls/hub.ts'
import { makeLostDeviceHandlers } from './calls/lost-device.ts'
import { makeMergeHandlers } from './calls/merge.ts'
import { makePackHandlers } from './calls/packs.ts'
import { makePaperHandlers } from './calls/papers.ts'
import { makePersonalHandlers } from './calls/personal.ts'
import { makePrintingHandlers } from './calls/printing.ts'
import { makeProcessPaperHandlers } from './calls/process-paper.ts'
import { makeProgramHandlers } from './calls/program.ts'
import { makeRecoveryHandlers } from './calls/recovery.ts'
import { makeStubHandlers } from './calls/stubs.ts'
import { makeTrainingHandlers } from './calls/training.ts'
import { makeTrustHandlers } from './calls/trust.ts'
import { makeWorkbookHandlers } from './calls/workbook.ts'
import type { CitizenScreen } from './citizen-screen.ts'
import type { DatabaseHost } from './db-host.ts'
import { unwrap } from './failure.ts'
import type { ScanShelf } from './papers/scan-shelf.ts'
import { PickedFiles } from './picked-files.ts'
import { makeFormPress, type PaperAsk } from './print/form-press.ts'
import type { PaperShelf } from './print/paper-shelf.ts'
import { PaperPress } from './print/print-window.ts'
import { cancelCall, type MainHandlers } from './router.ts'
import type { SessionKeeper } from './session.ts'
import type { UpdateDesk } from './update/update-desk.ts'
import type { InternalCalls, InternalName, WorkerCallName } from './worker/protocol.ts'

interface MainCallParts {
  readonly host: DatabaseHost
  readonly sessions: SessionKeeper
  readonly schedule: BackupSchedule
  readonly onBackupChange: () => void
  readonly shelf: PaperShelf
  readonly scans: ScanShelf
  readonly session: Session
  readonly formsFolder: string
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly citizen: CitizenScreen
  readonly getStatus: () => AppStatus
  /** Opens the database again. */
  readonly reopen: () => Promise<AppStatus>
  /** Opens it when it is not open. */
  readonly retry: () => Promise<AppStatus>
  readonly training: TrainingMode
  readonly diagnosed: DiagnosticsCallParts['diagnosed']
  readonly desk: UpdateDesk
  /** Of the machine's policy: whose packs are taken. */
  readonly packKeys: readonly string[]
  /** The page has asked its first question. */
  readonly onPage: () => void
  readonly t: (key: string) => string
}

export function makeMainHandlers(parts: MainCallParts): MainHandlers {
  const { host, sessions, shelf, session } = parts
  const picked = new PickedFiles<string>()
  const press = new PaperPress(session, shelf)
  const ask = async <Name extends InternalName>(name: Name, input: InternalCalls[Name]['input'], as = sessions.activeStaffId) =>
    unwrap(await host.ask(name, input, as))

  // What is read for many papers is read beside what people type.
  const askForPaper: PaperAsk = async (name, input, staffId = sessions.activeStaffId) => {
    const isLong = name === 'internal.getFormPapers' || name === 'internal.getRegisterPaper'
    return unwrap(await host.ask(name, input, staffId, { role: isLong ? 'reader' : 'writer' }))
  }
  const formPress = makeFormPress({ ...parts, press, ask: askForPaper })

  async function pickJson(titleKey: string): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(parts.getWindow(), {
      title: parts.t(titleKey),
      properties: ['openFile'],
      filters: [{ name: 'JSON', extensions: ['json'] }],
    })
    return filePaths[0] ?? null
  }

  /** Made-up data are not worth a backup, and may have none. */
  const backUpFirst = async () => {
    if (!parts.training.isOn()) await backUpBeforeImport(parts)
  }

  return {
    ...makeRecoveryHandlers(parts),
    ...makeDiagnosticsHandlers(parts),
    ...makeProcessPaperHandlers({
      ...parts,
      press,
      getStaffId: () => sessions.activeStaffId,
      record: (print, staffId) => ask('internal.recordDocumentPrint', print, staffId),
      getData: (versionId) => ask('internal.getProcessPaper', { versionId }),
    }),
    ...makeControlPaperHandlers({ ...parts, press, getPaper: (paper) => ask('internal.getControlPaper', { paper }) }),
    ...makeDocumentListHandlers({ ...parts, press, getList: (input) => ask('internal.getDocumentList', input) }),

    'app.getStatus': async () => {
      parts.onPage()
      return parts.getStatus()
    },
    'app.retryOpen': () => parts.retry(),
    'app.cancel': async ({ call }) => {
      host.cancel(call as WorkerCallName) // another name finds nothing
      cancelCall(call)
      return {}
    },
    'app.quit': async () => {
      app.quit()
      return {}
    },
    'people.lock': async () => {
      sessions.lock()
      return {}
    },
    'people.signOut': async () => {
      shelf.clear()
      parts.scans.clear()
      sessions.signOut()
      return {}
    },

    ...makeWorkbookHandlers({ ...parts, errands: host.errands, ask: (name, input) => ask(name, input), backUpFirst }),
    ...makeDisclosureHandlers({
      ...parts,
      press,
      errands: host.errands,
      getStaffId: () => sessions.activeStaffId,
      // What is read for a long paper is read beside what people type.
      ask: async (name, input, staffId) =>
        unwrap(await host.ask(name, input, staffId, { role: name === 'internal.recordSite' ? 'writer' : 'reader' })),
    }),
    ...makeMergeHandlers({
      ...parts,
      backUpFirst,
      getStaffId: () => sessions.activeStaffId,
      ask: async (name, input, { as, onProgress }) =>
        unwrap(await host.ask(name, input, as, { onProgress, cancelName: 'merge.take' })),
    }),
    ...makePackHandlers({ ...parts, ask, backUpFirst, getStaffId: () => sessions.activeStaffId }),
    ...makeTrustHandlers({ ...parts, ask }),
    ...makeBundleHandlers({
      ...parts,
      press,
      getStaffId: () => sessions.activeStaffId,
      ask: async (name, input, { as = sessions.activeStaffId, ...options } = {}) =>
        unwrap(await host.ask(name, input, as, { ...options, cancelName: 'bundles.write' })),
      getOffice: async () => unwrap(await host.call('people.getOffice', 'writer', {}, sessions.activeStaffId)),
    }),
    ...makePaperHandlers({
      ...parts,
      isTraining: parts.training.isOn,
      ask: async (name, input, options) => unwrap(await host.ask(name, input, sessions.activeStaffId, options)),
      getScannerFolder: async () =>
        unwrap(await host.call('papers.getSettings', 'writer', {}, sessions.activeStaffId)).scannerFolder,
    }),
    ...makeArchiveHandlers({ ...parts, errands: host.errands, ask: (name, input) => ask(name, input), backUpFirst }),
    ...makeGapListHandlers({ ...parts, press, errands: host.errands, getList: (input) => ask('internal.getGapList', input) }),
    ...makeFormHandlers({
      ...parts,
      press,
      formPress,
      errands: host.errands,
      getStaffId: () => sessions.activeStaffId,
      ask: askForPaper,
    }),
    ...makeStubHandlers({ ...parts, press, formPress, getStaffId: () => sessions.activeStaffId, ask: askForPaper }),
    ...makePrintingHandlers({ formPress, getStaffId: () => sessions.activeStaffId, ask: askForPaper }),
    ...makeCaseListHandlers({
      ...parts,
      ask: async (name, input, onProgress) => {
        const role = name === 'internal.writeCaseList' ? 'reader' : 'writer'
        return unwrap(await host.ask(name, input, sessions.activeStaffId, { role, onProgress, cancelName: 'cases.saveList' }))
      },
    }),
    ...makeCitizenHandlers({
      ...parts,
      getCase: (caseId) => ask('internal.getCitizenCase', { caseId }),
    }),
    ...makeCasePaperHandlers({
      ...parts,
      press,
      ask: async (name, input, call, onProgress) => {
        const role = name === 'internal.getCasePaper' ? 'reader' : 'writer'
        return unwrap(await host.ask(name, input, sessions.activeStaffId, { role, onProgress, cancelName: call }))
      },
    }),
    ...makeLostDeviceHandlers({
      ...parts,
      press,
      isTraining: parts.training.isOn,
      getOffice: async () => unwrap(await host.call('people.getOffice', 'writer', {}, sessions.activeStaffId)),
    }),
    ...makePersonalHandlers({
      ...parts,
      ask: async (name, input, options) => unwrap(await host.ask(name, input, sessions.activeStaffId, options)),
    }),
    ...makeHubHandlers({
      ...parts,
      errands: host.errands,
      getProvince: () => ask('internal.getProvince', null),
      askHub: async (name, input, onProgress) => unwrap(await host.askHub(name, input, onProgress)),
    }),
    ...makeProgramHandlers({ ...parts, getStaffId: () => sessions.activeStaffId }),

    'procedures.pickImport': async () => {
      const file = await pickJson('pickCatalogue')
      if (file === null) return null
      const { text, ...preview } = await ask('internal.previewCatalogue', { file })
      return { token: picked.keep(text), fileName: basename(file), ...preview }
    },
    'procedures.import': async ({ token }) => {
      await backUpFirst()
      const result = await ask('internal.importCatalogue', { text: picked.get(token) })
      picked.forget(token)
      return result
    },
    'calendar.pickImport': async () => {
      const file = await pickJson('pickCalendar')
      if (file === null) return null
      const { text, ...preview } = await ask('internal.previewCalendar', { file })
      return { token: picked.keep(text), fileName: basename(file), ...preview }
    },
    'calendar.import': async ({ token }) => {
      await backUpFirst()
      await ask('internal.importCalendar', { text: picked.get(token) })
      picked.forget(token)
      return {}
    },

    'print.listPrinters': async () => {
      const printers = await parts.getWindow().webContents.getPrintersAsync()
      return printers.map(({ name, displayName, ...rest }) => ({
        name,
        displayName: displayName || name,
        isDefault: 'isDefault' in rest && rest.isDefault === true,
      }))
    },

    ...makeBackupHandlers({
      ...parts,
      clock: systemClock,
      databaseFolder: parts.getStatus().databaseFolder,
    }),
    ...makeTrainingHandlers(parts),
  }
}
