// What answers the page: the update desk, the calls of the main process, the router. Read while the page compiles its scripts, so that
// neither the window nor the page waits for it.
import type { BrowserWindow, Session } from 'electron'
import { app } from 'electron'
import { systemClock } from '../db/model/clock.ts'
import type { Application } from './application.ts'
import { backUpBeforeUpdate } from './calls/backup.ts'
import type { DiagnosticsCallParts } from './calls/diagnostics.ts'
import type { CitizenScreen } from './citizen-screen.ts'
import type { Answer } from './door.ts'
import { unwrap } from './failure.ts'
import type { Log } from './log.ts'
import { makeMainHandlers } from './main-calls.ts'
import { mainText as t } from './main-text.ts'
import type { ScanShelf } from './papers/scan-shelf.ts'
import { resourcePaths } from './paths.ts'
import type { MachinePolicy } from './policy/machine-policy.ts'
import type { PaperShelf } from './print/paper-shelf.ts'
import { makeAnswer } from './router.ts'
import type { Shelf } from './update/shelf.ts'
import { UpdateDesk } from './update/update-desk.ts'

export { readAhead } from './api/contract.ts'

interface ProgramParts {
  readonly application: Application
  readonly log: Log
  readonly versions: Shelf
  readonly policy: MachinePolicy
  readonly onBackupChange: () => void
  readonly shelf: PaperShelf
  readonly scans: ScanShelf
  readonly session: Session
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly citizen: CitizenScreen
  readonly diagnosed: DiagnosticsCallParts['diagnosed']
  /** The page has asked its first question. */
  readonly onPage: () => void
}

/** What answers the page's calls, and where update files are taken. */
export function serveProgram({ application, log, versions, policy, ...parts }: ProgramParts): {
  readonly answer: Answer
  readonly desk: UpdateDesk
} {
  const { onBackupChange, resources } = parts
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
  const handlers = makeMainHandlers({
    ...parts,
    ...application,
    desk,
    packKeys: policy.packKeys,
    formsFolder: resourcePaths(resources).forms,
    t,
  })
  const answer = makeAnswer(application.host, application.sessions, handlers, log, {
    isTraining: application.training.isOn,
    afterChange: application.refresh,
  })
  return { answer, desk }
}
