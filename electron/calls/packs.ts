// Packs as files: chosen and judged, approved after a backup, made and saved; and the line of the office's key.
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { AppError } from '../../db/model/errors.ts'
import { packExtension } from '../../db/packs/content.ts'
import { packFileLimitBytes } from '../../db/packs/pack-file.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls, InternalName } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

interface PackCallParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  /** Of the machine's policy. */
  readonly packKeys: readonly string[]
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    as?: string | null,
  ) => Promise<InternalCalls[Name]['output']>
  readonly backUpFirst: () => Promise<void>
  /** Who is at the window now. */
  readonly getStaffId: () => string | null
}

type PackMainCalls = 'get' | 'take' | 'approve' | 'rollBack' | 'make' | 'getKeys' | 'saveKey'
type Handlers = Pick<MainHandlers, `packs.${PackMainCalls}`>

/** Looks at the size first: what is far too large is not read. Throws file.unreadable, file.tooLarge. */
async function readWhole(file: string): Promise<Uint8Array> {
  const name = basename(file)
  try {
    const { size } = await stat(file)
    if (size > packFileLimitBytes) throw new AppError('file.tooLarge', { file: name, limit: packFileLimitBytes / 1_048_576 })
    return new Uint8Array(await readFile(file))
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('file.unreadable', { file: name })
  }
}

export function makePackHandlers({ getWindow, t, packKeys, ask, backUpFirst, getStaffId }: PackCallParts): Handlers {
  const policyKeys = [...packKeys]
  return {
    'packs.get': ({ packId }) => ask('internal.getPack', { packId, policyKeys }),
    'packs.take': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickPack'),
        properties: ['openFile'],
        filters: [{ name: t('packFiles'), extensions: [packExtension] }],
      })
      const file = filePaths[0]
      if (file === undefined) return null
      const bytes = await readWhole(file)
      return { packId: await ask('internal.proposePack', { bytes, fileName: basename(file), policyKeys }) }
    },
    // Who asked is who did it, even when the window locks during the backup.
    'packs.approve': async (approval) => {
      const staffId = getStaffId()
      await backUpFirst()
      await ask('internal.approvePack', { ...approval, policyKeys }, staffId)
      return {}
    },
    'packs.rollBack': async (input) => {
      const staffId = getStaffId()
      await backUpFirst()
      await ask('internal.rollBackPack', input, staffId)
      return {}
    },
    'packs.make': async (input, onProgress) => {
      const staffId = getStaffId()
      onProgress(0, 3)
      const { isTraining, ...made } = await ask('internal.makePack', input, staffId)
      const { number, issuer } = made.manifest
      onProgress(1, 3)
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('savePack'),
        defaultPath: join(
          app.getPath('documents'),
          `${isTraining ? 'TAP-HUAN-' : ''}goi-${issuer.code}-${number}.${packExtension}`,
        ),
        filters: [{ name: t('packFiles'), extensions: [packExtension] }],
      })
      if (!filePath) return { fileName: null, number }
      writeWhole(filePath, Buffer.from(made.bytes))
      onProgress(2, 3)
      const fileName = basename(filePath)
      await ask('internal.recordPackMade', { ...made, fileName }, staffId)
      onProgress(3, 3)
      return { fileName, number }
    },
    'packs.getKeys': () => ask('internal.getPackKeys', { policyKeys }),
    'packs.saveKey': async ({ text }) => {
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('savePackKey'),
        defaultPath: join(app.getPath('documents'), `${t('packKeyName')}.txt`),
        filters: [{ name: 'Text', extensions: ['txt'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, `${text}\n`)
      return { fileName: basename(filePath) }
    },
  }
}
