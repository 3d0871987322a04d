// A bundle of another computer of the office, as a file: chosen, taken in after a backup.
import { type BrowserWindow, dialog } from 'electron'
import type { OnProgress } from '../../db/backup/files.ts'
import { bundleExtension } from '../../db/sync/bundle/manifest.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls, InternalName } from '../worker/protocol.ts'

interface MergeCallParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    options: { readonly as: string | null; readonly onProgress: OnProgress },
  ) => Promise<InternalCalls[Name]['output']>
  readonly backUpFirst: () => Promise<void>
  readonly getStaffId: () => string | null
}

export function makeMergeHandlers({
  getWindow,
  t,
  ask,
  backUpFirst,
  getStaffId,
}: MergeCallParts): Pick<MainHandlers, 'merge.take'> {
  return {
    // Who asked is who did it, even when the window locks during the backup.
    'merge.take': async (_, onProgress) => {
      const staffId = getStaffId()
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickBundle'),
        properties: ['openFile'],
        filters: [{ name: t('bundleFiles'), extensions: [bundleExtension] }],
      })
      const file = filePaths[0]
      if (file === undefined) return null
      await backUpFirst()
      return ask('internal.takeSibling', { file }, { as: staffId, onProgress })
    },
  }
}
