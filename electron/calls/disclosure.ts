// Sheets for notice boards on paper and as PDF, and the folder of the public site.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { SheetSource } from '../../db/disclosure/queries.ts'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import type { ErrandHost } from '../errand-host.ts'
import { PickedFiles } from '../picked-files.ts'
import type { SheetsPaper } from '../print/notice-sheet.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import { inspectSiteFolder } from '../worker/site-folder.ts'
import { writeWhole } from '../write-whole.ts'

type Asked = 'internal.getSheets' | 'internal.getSite' | 'internal.recordSite'

export interface DisclosureParts {
  readonly errands: ErrandHost
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  /** Who asks is who did it, even when the window locks meanwhile. */
  readonly getStaffId: () => string | null
  readonly ask: <Name extends Asked>(
    name: Name,
    input: InternalCalls[Name]['input'],
    staffId: string | null,
  ) => Promise<InternalCalls[Name]['output']>
}

type Mine = Extract<keyof MainHandlers, `disclosure.${string}`>

export function makeDisclosureHandlers(parts: DisclosureParts): Pick<MainHandlers, Mine> {
  const { errands, shelf, press, resources, getWindow, t, ask, getStaffId } = parts
  const folder = join(resources, 'notice-board')
  const picked = new PickedFiles<string>()
  const getSheets = (sheets: readonly SheetSource[]) => ask('internal.getSheets', { sheets }, getStaffId())

  // Loaded when it is asked for, with its libraries: the start goes without them.
  const loadSheets = () => import('../print/notice-sheet.ts')
  const shelve = (data: SheetsPaper, paper: Parameters<PaperShelf['put']>[0]): string => shelf.put(paper, data)

  return {
    'disclosure.previewSheet': async ({ sheet, ...print }) => {
      const data = await getSheets([sheet])
      const render = (await loadSheets()).makeSheetRenderer(folder, data, print)
      const [known] = data.sheets
      if (!known) throw new Error('one sheet was asked for')
      return { url: shelve(data, render(known)) }
    },
    'disclosure.printSheets': async ({ sheets, printer, ...print }, onProgress) => {
      const data = await getSheets(sheets)
      const render = (await loadSheets()).makeSheetRenderer(folder, data, print)
      for (const [index, known] of data.sheets.entries()) {
        onProgress(index, sheets.length)
        await press.toPrinter(shelve(data, render(known)), printer, print.size)
      }
      return { count: sheets.length }
    },
    'disclosure.saveSheets': async ({ sheets, ...print }, onProgress) => {
      const data = await getSheets(sheets)
      const { makeSheetRenderer, sheetFooter } = await loadSheets()
      const { joinPdfs } = await import('../print/join-pdfs.ts')
      const [first] = data.sheets
      const what = data.sheets.length === 1 && first ? first.code.replace(/[\\/:*?"<>|\s]+/g, '-') : `${data.sheets.length}`
      const name = `${data.isTraining ? 'TAP-HUAN-' : ''}${t('sheetsName')}-${what}-${print.size.toUpperCase()}-${data.date}.pdf`
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveSheets'),
        defaultPath: join(app.getPath('documents'), name),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      const render = makeSheetRenderer(folder, data, print)
      const isOne = data.sheets.length === 1
      const pdfs: Buffer[] = []
      for (const known of data.sheets) {
        onProgress(pdfs.length, sheets.length)
        pdfs.push(await press.toPdf(shelve(data, render(known)), { footer: sheetFooter(known), isTagged: isOne }))
      }
      onProgress(pdfs.length, sheets.length)
      const [only] = pdfs
      writeWhole(filePath, isOne && only ? only : joinPdfs(pdfs, t('sheetsTitle')))
      return { fileName: basename(filePath) }
    },
    'disclosure.pickSiteFolder': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickSiteFolder'),
        properties: ['openDirectory', 'createDirectory'],
      })
      const chosen = filePaths[0]
      if (!chosen) return null
      const { madeAt } = inspectSiteFolder(chosen)
      return { token: picked.keep(chosen), folder: chosen, madeAt }
    },
    'disclosure.writeSite': async ({ token, onlyServed, mayReplace }, onProgress) => {
      const staffId = getStaffId()
      const chosen = picked.get(token)
      onProgress(0, 1)
      const { fingerprint, ...paper } = await ask('internal.getSite', { onlyServed }, staffId)
      onProgress(1, 4)
      const madeAt = toInstant(systemClock.nowMs())
      const pageCount = paper.sheets.length
      await errands.run(
        'disclosure.writeSite',
        { folder: chosen, templates: folder, paper, madeAt, mayReplace },
        (done, total) => {
          try {
            onProgress(total + done * 3, total * 4)
          } catch {
            // Called off: the worker has been told as well and ends by itself.
          }
        },
      )
      picked.forget(token)
      await ask('internal.recordSite', { pageCount, fingerprint }, staffId)
      return { pageCount, folder: chosen }
    },
  }
}
