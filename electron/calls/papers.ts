// Files on their way to a case: chosen in the native dialog, dropped or pasted into the page, or put into a folder by the scanner; and
// what is being looked at. The page holds tokens; paths stay here.
import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { mostLimitMegabytes } from '../../db/blobs/rules.ts'
import { systemClock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { ScanSource } from '../../db/papers/rules.ts'
import type { CallName } from '../api/contract.ts'
import type { ScanShelf } from '../papers/scan-shelf.ts'
import { ScannerTray } from '../papers/scanner-tray.ts'
import { PickedFiles } from '../picked-files.ts'
import type { MainHandlers } from '../router.ts'
import type { ChosenContent, InternalCalls, InternalName } from '../worker/protocol.ts'
import type { AskOptions } from '../worker-handle.ts'

export interface PaperCallParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly scans: ScanShelf
  readonly isTraining: () => boolean
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    options?: AskOptions & { readonly role?: 'writer' | 'reader' },
  ) => Promise<InternalCalls[Name]['output']>
  readonly getScannerFolder: () => Promise<string | null>
}

type Handlers = Pick<MainHandlers, Extract<keyof MainHandlers, `papers.${string}`>>

interface Chosen extends ChosenContent {
  readonly fileName: string
  readonly source: Exclude<ScanSource, 'reuse'>
}

/** A person may choose many papers at once and goes through them one by one. */
const mostChosen = 100
/** What one person drops or pastes is held in memory until it is attached. */
const mostHeld = 4
const endings = ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff']

export function makePaperHandlers({ getWindow, t, scans, isTraining, ask, getScannerFolder }: PaperCallParts): Handlers {
  const chosen = new PickedFiles<Chosen>(mostChosen)
  const held = new PickedFiles<Chosen>(mostHeld)
  const tray = new ScannerTray(systemClock)
  let upload: { readonly id: string; readonly parts: Buffer[]; bytes: number } | undefined

  const find = (token: string): Chosen => {
    const scanned = tray.find(token)
    if (scanned) return { file: scanned, content: null, fileName: basename(scanned), source: 'scanner' }
    try {
      return held.get(token)
    } catch {
      return chosen.get(token)
    }
  }

  const show = (kind: InternalCalls['internal.readScan']['output']['kind'], content: Uint8Array) => {
    const token = scans.put({ kind, content: Buffer.from(content) })
    return { token, kind, url: kind === 'jpeg' || kind === 'png' ? `motcua://scan/${token}` : null }
  }

  async function pickFolder(title: string): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(getWindow(), { title, properties: ['openDirectory'] })
    return filePaths[0] ?? null
  }

  async function copy(
    title: string,
    name: 'internal.copyScansOut' | 'internal.bringScansBack',
    call: CallName,
    onProgress: AskOptions['onProgress'],
  ) {
    if (isTraining()) throw new AppError('training.notHere')
    const folder = await pickFolder(title)
    if (folder === null) return null
    const role = name === 'internal.copyScansOut' ? 'reader' : 'writer'
    return { folder, ...(await ask(name, { folder }, { role, onProgress, cancelName: call })) }
  }

  return {
    'papers.pickFiles': async () => {
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickScans'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: t('scanFiles'), extensions: endings }],
      })
      const files = filePaths.slice(0, mostChosen).map((file) => {
        const fileName = basename(file)
        return { token: chosen.keep({ file, content: null, fileName, source: 'file' }), fileName, sizeBytes: 0 }
      })
      return { files }
    },
    'papers.upload': async ({ uploadId, fileName, source, index, data, isLast }) => {
      if (index === 0) upload = { id: uploadId, parts: [], bytes: 0 }
      if (!upload || upload.id !== uploadId || upload.parts.length !== index)
        throw new AppError('file.unreadable', { file: fileName })
      const part = Buffer.from(data, 'base64')
      upload.parts.push(part)
      upload.bytes += part.length
      if (upload.bytes > mostLimitMegabytes * 1_048_576) {
        upload = undefined
        throw new AppError('file.tooLarge', { file: fileName, limit: mostLimitMegabytes })
      }
      if (!isLast) return { file: null }
      const content = Buffer.concat(upload.parts)
      upload = undefined
      const token = held.keep({ file: fileName, content, fileName, source })
      return { file: { token, fileName, sizeBytes: content.length } }
    },
    'papers.attach': async ({ token, ...place }) => {
      const file = find(token)
      const { scanId, sizeBytes } = await ask('internal.attachScan', { ...place, ...file })
      chosen.forget(token)
      held.forget(token)
      // Only now, with the content stored and its event written; and a real scan is never lost to made-up data.
      const isLeft = file.source === 'scanner' && (isTraining() || !tray.remove(token, sizeBytes))
      return { scanId, isLeft }
    },
    'papers.view': async ({ scanId }) => {
      const { kind, content } = await ask('internal.readScan', { scanId })
      return show(kind, content)
    },
    'papers.preview': async ({ token }) => {
      const { file, content, fileName } = find(token)
      const read = await ask('internal.readChosen', { file, content, fileName })
      return show(read.kind, read.content)
    },
    'papers.readShown': async ({ token }) => ({ content: new Uint8Array(scans.get(token).content) }),
    'papers.closeShown': async ({ token }) => {
      scans.forget(token)
      return {}
    },
    'papers.listTray': async () => {
      const folder = await getScannerFolder()
      if (folder === null) return { state: 'none', files: [] }
      const files = tray.look(folder)
      return files === null ? { state: 'gone', files: [] } : { state: 'open', files }
    },
    'papers.chooseScannerFolder': async () => {
      const folder = await pickFolder(t('pickScannerFolder'))
      if (folder !== null) await ask('internal.setScannerFolder', { folder })
      return { folder }
    },
    'papers.copyOut': (_, onProgress) => copy(t('pickScansTarget'), 'internal.copyScansOut', 'papers.copyOut', onProgress),
    'papers.bringBack': (_, onProgress) => copy(t('pickScansSource'), 'internal.bringScansBack', 'papers.bringBack', onProgress),
  }
}
