// The register of documents on paper: before it is printed, on a printer, as PDF.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { InputOf } from '../api/contract.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { DocumentListPaper } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

export interface DocumentListParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getList: (input: InputOf<'print.previewDocumentList'>) => Promise<DocumentListPaper>
}

type Handlers = Pick<MainHandlers, 'print.previewDocumentList' | 'print.printDocumentList' | 'print.saveDocumentList'>

export function makeDocumentListHandlers({ shelf, press, resources, getWindow, t, getList }: DocumentListParts): Handlers {
  async function shelve(input: InputOf<'print.previewDocumentList'>) {
    const { list, isTraining } = await getList(input)
    const { renderDocumentList } = await import('../print/document-list.ts') // with its libraries: the start goes without them
    const paper = renderDocumentList(join(resources, 'registers'), list)
    return { url: shelf.put(paper, { isTraining }), fileName: `${isTraining ? 'TAP-HUAN-' : ''}BM.01.02-${list.date}.pdf` }
  }

  return {
    'print.previewDocumentList': async (input) => ({ url: (await shelve(input)).url }),
    'print.printDocumentList': async ({ printer, ...input }) => {
      const { url } = await shelve(input)
      await press.toPrinter(url, printer, 'a4-two-up') // A4, landscape
      return {}
    },
    'print.saveDocumentList': async (input) => {
      const { url, fileName } = await shelve(input)
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveDocumentList'),
        defaultPath: join(app.getPath('documents'), fileName),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(url))
      return { fileName: basename(filePath) }
    },
  }
}
