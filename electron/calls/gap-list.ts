// The gap list of a conversion: before it is printed, on a printer, as PDF and as an .xlsx file.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { ErrandHost } from '../errand-host.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

type GapList = InternalCalls['internal.getGapList']

export interface GapListParts {
  readonly errands: ErrandHost
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getList: (input: GapList['input']) => Promise<GapList['output']>
}

type Mine = 'conversions.saveGapList' | 'print.previewGapList' | 'print.printGapList' | 'print.saveGapList'

export function makeGapListHandlers(parts: GapListParts): Pick<MainHandlers, Mine> {
  const { errands, shelf, press, resources, getWindow, t, getList } = parts

  async function shelve(input: GapList['input']) {
    const list = await getList(input)
    const { renderGapList } = await import('../print/gap-list.ts') // with its libraries: the start goes without them
    return { list, url: shelf.put(renderGapList(join(resources, 'registers'), list.paper), list) }
  }

  async function askPlace({ edition, date, isTraining }: GapList['output'], name: string, extension: string) {
    const { filePath } = await dialog.showSaveDialog(getWindow(), {
      title: t('saveGapList'),
      defaultPath: join(
        app.getPath('documents'),
        `${isTraining ? 'TAP-HUAN-' : ''}${t('gapListName')}-${edition}-${date}.${extension}`,
      ),
      filters: [{ name, extensions: [extension] }],
    })
    return filePath
  }

  return {
    'print.previewGapList': async (input) => ({ url: (await shelve(input)).url }),
    'print.printGapList': async ({ printer, ...input }) => {
      await press.toPrinter((await shelve(input)).url, printer, 'a4-two-up') // A4, landscape
      return {}
    },
    'print.saveGapList': async (input) => {
      const { list, url } = await shelve(input)
      const filePath = await askPlace(list, 'PDF', 'pdf')
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(url))
      return { fileName: basename(filePath) }
    },
    'conversions.saveGapList': async (input) => {
      const list = await getList(input)
      const filePath = await askPlace(list, 'Excel', 'xlsx')
      if (!filePath) return { fileName: null }
      writeWhole(filePath, Buffer.from(await errands.run('documents.saveWorkbook', { sheets: list.sheets })))
      return { fileName: basename(filePath) }
    },
  }
}
