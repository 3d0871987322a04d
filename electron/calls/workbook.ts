// The workbook of processes: chosen and checked, entered, given out.
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

type Asked = 'internal.checkWorkbook' | 'internal.importWorkbook' | 'internal.getWorkbook'

export interface WorkbookParts {
  readonly errands: ErrandHost
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends Asked>(name: Name, input: InternalCalls[Name]['input']) => Promise<InternalCalls[Name]['output']>
  readonly backUpFirst: () => Promise<void>
}

type Handlers = Pick<MainHandlers, 'documents.pickWorkbook' | 'documents.importWorkbook' | 'documents.saveWorkbook'>

export function makeWorkbookHandlers({ errands, getWindow, t, ask, backUpFirst }: WorkbookParts): Handlers {
  const picked = new PickedFiles<readonly SheetRows[]>()
  const filters = [{ name: 'Excel', extensions: ['xlsx'] }]

  return {
    'documents.pickWorkbook': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickWorkbook'),
        properties: ['openFile'],
        filters,
      })
      const file = filePaths[0]
      if (!file) return null
      const sheets = await errands.run('documents.pickWorkbook', { file })
      const checked = await ask('internal.checkWorkbook', { sheets, complaintLimit })
      // Without a token there is no way to enter a file that anything is wrong with.
      return { token: checked.complaintCount === 0 ? picked.keep(sheets) : null, fileName: basename(file), ...checked }
    },
    'documents.importWorkbook': async ({ token }) => {
      const sheets = picked.get(token)
      await backUpFirst()
      const result = await ask('internal.importWorkbook', { sheets })
      picked.forget(token)
      return result
    },
    'documents.saveWorkbook': async ({ documentIds, date }) => {
      const { sheets, count, date: day, isTraining } = await ask('internal.getWorkbook', { documentIds, date })
      const name = documentIds === null ? t('workbookTemplateName') : `${t('workbookName')}-${day}`
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t(documentIds === null ? 'saveWorkbookTemplate' : 'saveWorkbook'),
        defaultPath: join(app.getPath('documents'), `${isTraining ? 'TAP-HUAN-' : ''}${name}.xlsx`),
        filters,
      })
      if (!filePath) return { fileName: null, count }
      writeWhole(filePath, Buffer.from(await errands.run('documents.saveWorkbook', { sheets })))
      return { fileName: basename(filePath), count }
    },
  }
}
