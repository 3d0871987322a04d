// Calls about the program: its version, update files, starting again.
import { app, type BrowserWindow, dialog } from 'electron'
import type { MainHandlers } from '../router.ts'
import { relaunch } from '../update/start-up.ts'
import type { UpdateDesk } from '../update/update-desk.ts'
import { updateExtension } from '../update/version.ts'

interface ProgramCallParts {
  readonly desk: UpdateDesk
  /** Who is at the window now. */
  readonly getStaffId: () => string | null
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
}

type ProgramHandlers = Pick<MainHandlers, Extract<keyof MainHandlers, `program.${string}`>>

export function makeProgramHandlers({ desk, getStaffId, getWindow, t }: ProgramCallParts): ProgramHandlers {
  return {
    'program.getState': async () => desk.state,
    'program.pickUpdate': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickUpdate'),
        properties: ['openFile'],
        filters: [{ name: t('updateFiles'), extensions: [updateExtension] }],
      })
      return filePaths[0] === undefined ? null : desk.offer(filePaths[0])
    },
    'program.findOffer': () => desk.findOffer(),
    'program.installUpdate': async ({ token }, onProgress) => ({ version: await desk.install(token, getStaffId(), onProgress) }),
    'program.restart': async () => {
      restart()
      return {}
    },
    'program.retryVersion': async ({ version }) => {
      desk.forgive(version)
      restart()
      return {}
    },
  }
}

/** Quits in order, then the program starts again and takes the newest version of the shelf. */
function restart(): void {
  relaunch()
  app.quit()
}
