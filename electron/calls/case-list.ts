// The list of cases as a file that the person names.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { OnProgress } from '../../db/backup/files.ts'
import { AppError } from '../../db/model/errors.ts'
import type { MainHandlers } from '../router.ts'
import { mostSheetRows } from '../workbook/sheet-limit.ts'
import type { InternalCalls } from '../worker/protocol.ts'

type Asked = 'internal.countCaseList' | 'internal.writeCaseList'

export interface CaseListParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends Asked>(
    name: Name,
    input: InternalCalls[Name]['input'],
    onProgress: OnProgress,
  ) => Promise<InternalCalls[Name]['output']>
}

export function makeCaseListHandlers({ getWindow, t, ask }: CaseListParts): Pick<MainHandlers, 'cases.saveList'> {
  return {
    'cases.saveList': async (input, onProgress) => {
      const { total, date, isTraining } = await ask('internal.countCaseList', input, onProgress)
      // Told before a place is asked for; where the number is not known, the writing stops at the same row.
      if (input.format === 'xlsx' && total !== null && total >= mostSheetRows)
        throw new AppError('file.tooManyRows', { most: mostSheetRows - 1 })
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveCaseList'),
        defaultPath: join(
          app.getPath('documents'),
          `${isTraining ? 'TAP-HUAN-' : ''}${t('caseListName')}-${date}.${input.format}`,
        ),
        filters: [{ name: input.format === 'xlsx' ? 'Excel' : 'CSV', extensions: [input.format] }],
      })
      if (!filePath) return { fileName: null, count: 0 }
      const name = `${t('caseListName')} ${date}`
      const { count } = await ask('internal.writeCaseList', { ...input, file: filePath, name, total }, onProgress)
      return { fileName: basename(filePath), count }
    },
  }
}
