// A list of old paper files: chosen and checked whole, brought in, and its empty form.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { SheetRows } from '../../db/processes/workbook/sheets.ts'
import type { ErrandHost } from '../errand-host.ts'
import { PickedFiles } from '../picked-files.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

/** Complaints that are told; whoever has mended them asks again. */
const complaintLimit = 500
/** One format whatever language the window speaks, so that a list goes from one office to another. */
const headings = ['Tên hồ sơ', 'Họ và tên', 'Năm', 'Quyển số', 'Trang', 'Kệ', 'Hộp', 'Ghi chú']
const widths = [50, 28, 8, 12, 10, 10, 10, 30]

type Asked = 'internal.checkOldFileList' | 'internal.importOldFileList'

interface ArchiveParts {
  readonly errands: ErrandHost
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends Asked>(name: Name, input: InternalCalls[Name]['input']) => Promise<InternalCalls[Name]['output']>
  readonly backUpFirst: () => Promise<void>
}

type Handlers = Pick<MainHandlers, 'archive.pickList' | 'archive.importList' | 'archive.saveTemplate'>

export function makeArchiveHandlers({ errands, getWindow, t, ask, backUpFirst }: ArchiveParts): Handlers {
  const picked = new PickedFiles<{ readonly sheets: readonly SheetRows[]; readonly fileName: string }>()
  const filters = [{ name: 'Excel', extensions: ['xlsx'] }]
  return {
    'archive.pickList': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickOldFiles'),
        properties: ['openFile'],
        filters,
      })
      const [file] = filePaths
      if (!file) return null
      const fileName = basename(file)
      const sheets = await errands.run('documents.pickWorkbook', { file })
      const { complaints, ...counts } = await ask('internal.checkOldFileList', { sheets, fileName })
      const token = complaints.length === 0 ? picked.keep({ sheets, fileName }) : null
      const told = complaints.slice(0, complaintLimit).map((complaint) => ({ ...complaint, params: { ...complaint.params } }))
      return { token, fileName, ...counts, complaintCount: complaints.length, complaints: told }
    },
    'archive.importList': async ({ token }) => {
      const list = picked.get(token)
      await backUpFirst()
      const counts = await ask('internal.importOldFileList', list)
      picked.forget(token)
      return counts
    },
    'archive.saveTemplate': async () => {
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveOldFilesTemplate'),
        defaultPath: join(app.getPath('documents'), `${t('oldFilesTemplateName')}.xlsx`),
        filters,
      })
      if (!filePath) return { fileName: null }
      const sheets = [{ name: t('oldFilesSheet'), rows: [headings], widths, isForm: true }]
      writeWhole(filePath, Buffer.from(await errands.run('documents.saveWorkbook', { sheets })))
      return { fileName: basename(filePath) }
    },
  }
}
