// Bundles as files: written into a folder that a person chose, recorded once they are there; receipts taken; the hand-over page.
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { OnProgress } from '../../db/backup/files.ts'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { bundleExtension } from '../../db/sync/bundle/manifest.ts'
import type { InputOf, OutputOf } from '../api/contract.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls, InternalName, StoreRole } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

interface BundleCallParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    options?: { readonly role?: StoreRole; readonly onProgress?: OnProgress; readonly as?: string | null },
  ) => Promise<InternalCalls[Name]['output']>
  readonly getOffice: () => Promise<OutputOf<'people.getOffice'>>
  /** Who is at the window now. */
  readonly getStaffId: () => string | null
}

type Mine = 'getState' | 'pickFolder' | 'write' | 'takeReceipt' | 'previewHandOver' | 'printHandOver' | 'saveHandOver'

const folderFile = (): string => join(app.getPath('userData'), 'bundle-folder.txt')

/** The folder that was chosen last; undefined before the first. */
function findFolder(): string | undefined {
  try {
    return readFileSync(folderFile(), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

function stateOf(folder: string) {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return { name: folder, isThere: true, freeBytes: bavail * bsize }
  } catch {
    return { name: folder, isThere: false, freeBytes: 0 }
  }
}

export function makeBundleHandlers(parts: BundleCallParts): Pick<MainHandlers, `bundles.${Mine}`> {
  const { shelf, press, resources, getWindow, t, ask, getOffice, getStaffId } = parts

  async function pickFolder(): Promise<string | undefined> {
    const known = findFolder()
    const { filePaths } = await dialog.showOpenDialog(getWindow(), {
      title: t('pickBundleFolder'),
      properties: ['openDirectory', 'createDirectory'],
      ...(known !== undefined && existsSync(known) ? { defaultPath: known } : {}),
    })
    const [folder] = filePaths
    if (folder !== undefined) writeWhole(folderFile(), `${folder}\n`)
    return folder
  }

  async function shelve(sheet: InputOf<'bundles.previewHandOver'>): Promise<string> {
    const { name, settings } = await getOffice()
    const { renderRegister } = await import('../print/register.ts') // with its libraries: the start goes without them
    const printedOn = instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)
    const { governingBody, place } = settings
    const head = { governingBody, place, officeName: name, printedOn }
    return shelf.put(renderRegister(join(resources, 'registers'), 'bundle', head, { ...sheet, formNumber: '' }), {
      isTraining: false,
    })
  }

  return {
    'bundles.getState': async () => {
      const folder = findFolder()
      return {
        ...(await ask('internal.readWaiting', null, { role: 'reader' })),
        folder: folder === undefined ? null : stateOf(folder),
      }
    },
    'bundles.pickFolder': async () => {
      const name = await pickFolder()
      return name === undefined ? null : { name }
    },
    // Who asked is who did it, even when the window locks meanwhile.
    'bundles.write': async (choice, onProgress) => {
      const as = getStaffId()
      const known = findFolder()
      const folder = known !== undefined && existsSync(known) ? known : await pickFolder()
      if (folder === undefined) return null
      const { bundles, tooLarge, unreadable } = await ask(
        'internal.writeBundles',
        { choice, folder },
        { role: 'reader', onProgress, as },
      )
      try {
        return { folder, bundles: await ask('internal.recordBundles', { bundles }, { as }), tooLarge, unreadable }
      } catch (error) {
        // What nobody knows of was not sent.
        for (const { fileName } of bundles) rmSync(join(folder, fileName), { force: true })
        throw error
      }
    },
    'bundles.takeReceipt': async () => {
      const known = findFolder()
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickReceipt'),
        properties: ['openFile'],
        filters: [{ name: t('bundleFiles'), extensions: [bundleExtension] }],
        ...(known !== undefined && existsSync(known) ? { defaultPath: known } : {}),
      })
      const [file] = filePaths
      return file === undefined ? null : ask('internal.takeReceipt', { file })
    },
    'bundles.previewHandOver': async (sheet) => ({ url: await shelve(sheet) }),
    'bundles.printHandOver': async ({ printer, ...sheet }) => {
      await press.toPrinter(await shelve(sheet), printer, 'a4')
      return {}
    },
    'bundles.saveHandOver': async (sheet) => {
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveBundlePage'),
        defaultPath: join(app.getPath('documents'), `${t('bundlePageName')}.pdf`),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(await shelve(sheet)))
      return { fileName: basename(filePath) }
    },
  }
}
