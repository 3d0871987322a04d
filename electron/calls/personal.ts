// All that is held on one person as a file that is named in the native dialog. The look is recorded before anything is written.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'
import type { AskOptions } from '../worker-handle.ts'

type Asked = 'internal.recordPersonExport' | 'internal.writePersonExport'

export interface PersonalParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends Asked>(
    name: Name,
    input: InternalCalls[Name]['input'],
    options?: AskOptions & { readonly role?: 'writer' | 'reader' },
  ) => Promise<InternalCalls[Name]['output']>
}

export function makePersonalHandlers({ getWindow, t, ask }: PersonalParts): Pick<MainHandlers, 'personal.export'> {
  return {
    'personal.export': async ({ personId, ground, words }, onProgress) => {
      const { date, isTraining } = await ask('internal.recordPersonExport', { personId, ground, isRecorded: false })
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('savePersonExport'),
        defaultPath: join(app.getPath('documents'), `${isTraining ? 'TAP-HUAN-' : ''}${t('personExportName')}-${date}.zip`),
        filters: [{ name: 'ZIP', extensions: ['zip'] }],
      })
      if (!filePath) return { fileName: null, scans: 0, missing: 0 }
      await ask('internal.recordPersonExport', { personId, ground, isRecorded: true })
      const written = await ask(
        'internal.writePersonExport',
        { personId, words, file: filePath },
        { role: 'reader', onProgress, cancelName: 'personal.export' },
      )
      return { fileName: basename(filePath), ...written }
    },
  }
}
