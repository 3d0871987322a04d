// A process on paper: before it is printed, as PDF, as Word file.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { DocumentPrintMethod } from '../../db/documents/rules.ts'
import type { Skeleton } from '../../db/processes/content.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { ProcessPaperData } from '../print/process-paper.ts'
import type { MainHandlers } from '../router.ts'
import { writeWhole } from '../write-whole.ts'

export interface ProcessPaperParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  /** Who asks is who printed it, even when the window locks while the printer or the dialog takes its time. */
  readonly getStaffId: () => string | null
  readonly record: (print: { versionId: string; method: DocumentPrintMethod }, staffId: string | null) => Promise<unknown>
  readonly getData: (versionId: string) => Promise<ProcessPaperData>
}

type Handlers = Pick<MainHandlers, 'print.previewProcess' | 'print.printProcess' | 'print.saveProcess'>

export function makeProcessPaperHandlers(parts: ProcessPaperParts): Handlers {
  const { shelf, press, resources, getWindow, t, getStaffId, record, getData } = parts
  const folder = join(resources, 'process-papers')

  // Loaded when it is asked for, with its libraries: the start goes without them.
  async function compose(versionId: string, skeleton: Skeleton | null) {
    const [data, { makeProcessPaper, readSkeleton }, { loadTexts }] = await Promise.all([
      getData(versionId),
      import('../print/process-paper.ts'),
      import('../texts.ts'),
    ])
    const texts = await loadTexts(resources)
    const shape = readSkeleton(folder, skeleton ?? data.content.skeleton)
    return { data, paper: makeProcessPaper(data, shape, (key, params) => texts(key, { ...params })) }
  }

  async function shelve(versionId: string, skeleton: Skeleton | null) {
    const { data, paper } = await compose(versionId, skeleton)
    const { renderProcess } = await import('../print/process-html.ts')
    return { data, paper, url: shelf.put(renderProcess(folder, paper), data) }
  }

  return {
    'print.previewProcess': async ({ versionId, skeleton }) => ({ url: (await shelve(versionId, skeleton)).url }),
    'print.printProcess': async ({ versionId, skeleton, printer }) => {
      const staffId = getStaffId()
      const { paper, url } = await shelve(versionId, skeleton)
      await press.toPrinter(url, printer, 'a4', { footer: paper.footer })
      await record({ versionId, method: 'printer' }, staffId)
      return {}
    },
    'print.saveProcess': async ({ versionId, skeleton, format }) => {
      const staffId = getStaffId()
      const { data, paper, url } = await shelve(versionId, skeleton)
      const number = `${data.issue}.${data.revision}`
      const name = `${data.isTraining ? 'TAP-HUAN-' : ''}${data.code.replace(/[\\/:*?"<>|]/g, '-')}_${number}.${format}`
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t(format === 'pdf' ? 'saveProcessPdf' : 'saveProcessDocx'),
        defaultPath: join(app.getPath('documents'), name),
        filters: [format === 'pdf' ? { name: 'PDF', extensions: ['pdf'] } : { name: 'Word', extensions: ['docx'] }],
      })
      if (!filePath) return { fileName: null }
      if (format === 'pdf') writeWhole(filePath, await press.toPdf(url, { footer: paper.footer }))
      else writeWhole(filePath, await (await import('../print/process-docx.ts')).processToDocx(paper, data.isTraining))
      await record({ versionId, method: format }, staffId)
      return { fileName: basename(filePath) }
    },
  }
}
