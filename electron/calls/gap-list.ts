// The gap list of a conversion as an .xlsx file, where the person wants it.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { ErrandHost } from '../errand-host.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

type GapList = InternalCalls['internal.getGapList']

export interface GapListParts {
  readonly errands: ErrandHost
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly getList: (input: GapList['input']) => Promise<GapList['output']>
}

export function makeGapListHandlers({
  errands,
  getWindow,
  t,
  getList,
}: GapListParts): Pick<MainHandlers, 'conversions.saveGapList'> {
  return {
    'conversions.saveGapList': async (input) => {
      const { sheets, edition, date, isTraining } = await getList(input)
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveGapList'),
        defaultPath: join(
          app.getPath('documents'),
          `${isTraining ? 'TAP-HUAN-' : ''}${t('gapListName')}-${edition}-${date}.xlsx`,
        ),
        filters: [{ name: 'Excel', extensions: ['xlsx'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, Buffer.from(await errands.run('documents.saveWorkbook', { sheets })))
      return { fileName: basename(filePath) }
    },
  }
}
