// Blank receipts on paper: before they are printed, on a printer, as PDF.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { FormPress, PaperAsk } from '../print/form-press.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import { writeWhole } from '../write-whole.ts'

interface StubParts {
  readonly press: PaperPress
  readonly formPress: FormPress
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getStaffId: () => string | null
  readonly ask: PaperAsk
}

type Mine = 'stubs.preview' | 'stubs.print' | 'stubs.save'

export function makeStubHandlers({ press, formPress, getWindow, t, getStaffId, ask }: StubParts): Pick<MainHandlers, Mine> {
  return {
    'stubs.preview': async (sheets) => ({ url: (await formPress.stubsOf(sheets)).url }),
    'stubs.print': async ({ printer, ...sheets }) => {
      const staffId = getStaffId()
      const { url } = await formPress.stubsOf(sheets)
      const work = { kind: 'stubs' as const, ...sheets, printer: printer ?? '' }
      const [copyNumber = 0] = await formPress.queue.print([work], staffId, () => press.toPrinter(url, printer, 'a4-two-up'))
      return { copyNumber }
    },
    'stubs.save': async (sheets) => {
      const staffId = getStaffId()
      const { paper, url } = await formPress.stubsOf(sheets)
      const name = `${paper.isTraining ? 'TAP-HUAN-' : ''}${t('stubsName')}-${paper.sheets[0]?.code}.pdf`
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveStubs'),
        defaultPath: join(app.getPath('documents'), name),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(url))
      await ask('internal.recordStubsPrint', { ...sheets, method: 'pdf', printer: '', reason: '' }, staffId)
      return { fileName: basename(filePath) }
    },
  }
}
