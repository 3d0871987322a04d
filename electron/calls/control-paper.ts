// The papers of control: before they are printed, on a printer, as PDF.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { InputOf } from '../api/contract.ts'
import type { ControlPaper } from '../print/control-paper.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import { writeWhole } from '../write-whole.ts'

type Asked = InputOf<'print.previewControlPaper'>['paper']

export interface ControlPaperParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getPaper: (asked: Asked) => Promise<{ paper: ControlPaper; isTraining: boolean }>
}

type Handlers = Pick<MainHandlers, 'print.previewControlPaper' | 'print.printControlPaper' | 'print.saveControlPaper'>

function fileNameOf(paper: ControlPaper): string {
  if (paper.kind === 'handover') return `bien-ban-ban-giao-${paper.on}.pdf`
  const code = paper.document === null ? paper.printedOn : paper.document.code.replace(/[\\/:*?"<>|]/g, '-')
  if (paper.kind === 'readingSheet') return `ky-da-doc-${code}.pdf`
  return paper.document === null ? `thu-hoi-${code}.pdf` : `phan-phoi-${code}.pdf`
}

export function makeControlPaperHandlers({ shelf, press, resources, getWindow, t, getPaper }: ControlPaperParts): Handlers {
  async function shelve(asked: Asked) {
    const { paper, isTraining } = await getPaper(asked)
    const layout = paper.kind === 'handover' ? ('a4' as const) : ('a4-two-up' as const) // upright, and across
    const { renderControlPaper } = await import('../print/control-paper.ts') // with its libraries: the start goes without them
    const rendered = renderControlPaper(join(resources, 'registers'), paper)
    return { url: shelf.put(rendered, { isTraining }), layout, fileName: `${isTraining ? 'TAP-HUAN-' : ''}${fileNameOf(paper)}` }
  }

  return {
    'print.previewControlPaper': async ({ paper }) => ({ url: (await shelve(paper)).url }),
    'print.printControlPaper': async ({ paper, printer }) => {
      const { url, layout } = await shelve(paper)
      await press.toPrinter(url, printer, layout)
      return {}
    },
    'print.saveControlPaper': async ({ paper }) => {
      const { url, fileName } = await shelve(paper)
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveControlPaper'),
        defaultPath: join(app.getPath('documents'), fileName),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(url))
      return { fileName: basename(filePath) }
    },
  }
}
