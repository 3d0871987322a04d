// The checklist for a lost computer: before it is printed, on a printer, as PDF.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import type { InputOf, OutputOf } from '../api/contract.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import { writeWhole } from '../write-whole.ts'

export interface LostDeviceParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getOffice: () => Promise<OutputOf<'people.getOffice'>>
  readonly isTraining: () => boolean
}

type Mine = 'print.previewLostDevice' | 'print.printLostDevice' | 'print.saveLostDevice'

export function makeLostDeviceHandlers(parts: LostDeviceParts): Pick<MainHandlers, Mine> {
  const { shelf, press, resources, getWindow, t, getOffice } = parts

  async function shelve(sheet: InputOf<'print.previewLostDevice'>): Promise<string> {
    const { name, settings } = await getOffice()
    const { renderLostDevice } = await import('../print/lost-device.ts') // with its libraries: the start goes without them
    const printedOn = instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)
    const { governingBody, place } = settings
    const paper = renderLostDevice(join(resources, 'registers'), { governingBody, place, officeName: name, printedOn, sheet })
    return shelf.put(paper, { isTraining: parts.isTraining() })
  }

  return {
    'print.previewLostDevice': async (sheet) => ({ url: await shelve(sheet) }),
    'print.printLostDevice': async ({ printer, ...sheet }) => {
      await press.toPrinter(await shelve(sheet), printer, 'a4-two-up') // A4, landscape
      return {}
    },
    'print.saveLostDevice': async (sheet) => {
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveLostDevice'),
        defaultPath: join(app.getPath('documents'), `${t('lostDeviceName')}.pdf`),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(await shelve(sheet)))
      return { fileName: basename(filePath) }
    },
  }
}
