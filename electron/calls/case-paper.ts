// Papers about several cases: before they are printed, on a printer, as PDF.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { OnProgress } from '../../db/backup/files.ts'
import { AppError } from '../../db/model/errors.ts'
import type { InputOf } from '../api/contract.ts'
import { mostPrintedCases } from '../api/print.ts'
import type { CasePaper } from '../print/case-paper.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

type Asked = InputOf<'print.previewCasePaper'>['paper']
type Mine = 'print.previewCasePaper' | 'print.printCasePaper' | 'print.saveCasePaper'
type Question = 'internal.countCaseList' | 'internal.getCasePaper'

export interface CasePaperParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends Question>(
    name: Name,
    input: InternalCalls[Name]['input'],
    call: Mine,
    onProgress: OnProgress,
  ) => Promise<InternalCalls[Name]['output']>
}

const footers: Readonly<Record<CasePaper['kind'], string>> = {
  handOver: 'Danh sách bàn giao hồ sơ',
  list: 'Danh sách hồ sơ',
  destruction: 'Biên bản tiêu hủy',
}

export function makeCasePaperHandlers({ shelf, press, resources, getWindow, t, ask }: CasePaperParts): Pick<MainHandlers, Mine> {
  async function shelve(asked: Asked, call: Mine, onProgress: OnProgress) {
    const total = asked.kind === 'list' ? (await ask('internal.countCaseList', asked, call, onProgress)).total : null
    if (total !== null && total > mostPrintedCases) throw new AppError('print.tooManyRows', { most: mostPrintedCases })
    const { paper, isTraining } = await ask('internal.getCasePaper', { paper: asked, total }, call, onProgress)
    const { renderCasePaper } = await import('../print/case-paper.ts') // with its libraries: the start goes without them
    const url = shelf.put(renderCasePaper(join(resources, 'registers'), paper), { isTraining })
    const kindName =
      asked.kind === 'list' ? t('caseListName') : asked.kind === 'destruction' ? t('destructionName') : t('handOverName')
    const name = `${kindName}-${paper.printedOn}.pdf`
    return { url, footer: footers[asked.kind], fileName: `${isTraining ? 'TAP-HUAN-' : ''}${name}` }
  }

  return {
    'print.previewCasePaper': async ({ paper }, onProgress) => ({
      url: (await shelve(paper, 'print.previewCasePaper', onProgress)).url,
    }),
    'print.printCasePaper': async ({ paper, printer }, onProgress) => {
      const { url, footer } = await shelve(paper, 'print.printCasePaper', onProgress)
      await press.toPrinter(url, printer, 'a4-two-up', { footer }) // A4, landscape
      return {}
    },
    'print.saveCasePaper': async ({ paper }, onProgress) => {
      const { url, footer, fileName } = await shelve(paper, 'print.saveCasePaper', onProgress)
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveCasePaper'),
        defaultPath: join(app.getPath('documents'), fileName),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      // Untagged: the tags of thousands of cells take longer than the pages.
      writeWhole(filePath, await press.toPdf(url, { footer, isTagged: paper.kind !== 'list' }))
      return { fileName: basename(filePath) }
    },
  }
}
