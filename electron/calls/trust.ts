// The trust list as files: taken from the province, given out by it, and the requests of computers to be let in.
import { readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { AppError } from '../../db/model/errors.ts'
import { bundleExtension } from '../../db/sync/bundle/manifest.ts'
import { makeEscrow } from '../../db/sync/escrow.ts'
import { enrolExtension, trustExtension } from '../../db/trust/files.ts'
import type { Enrolment } from '../../db/trust/list.ts'
import { PickedFiles } from '../picked-files.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls, InternalName } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

interface TrustCallParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  /** Of the machine's policy. */
  readonly packKeys: readonly string[]
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    as?: string | null,
  ) => Promise<InternalCalls[Name]['output']>
}

type Mine = 'saveEnrolment' | 'take' | 'takeCompared' | 'begin' | 'pickRequest' | 'admit' | 'save'

const textLimitBytes = 16 * 1_048_576

/** Throws file.unreadable, file.tooLarge. */
async function readText(file: string): Promise<string> {
  const name = basename(file)
  try {
    const { size } = await stat(file)
    if (size > textLimitBytes) throw new AppError('file.tooLarge', { file: name, limit: textLimitBytes / 1_048_576 })
    return await readFile(file, 'utf8')
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('file.unreadable', { file: name })
  }
}

export function makeTrustHandlers({ getWindow, t, packKeys, ask }: TrustCallParts): Pick<MainHandlers, `trust.${Mine}`> {
  const lists = new PickedFiles<{ text: string; fileName: string }>()
  const requests = new PickedFiles<Enrolment>()
  const policyKeys = [...packKeys]

  async function pick(title: string, extensions: string[]): Promise<string | undefined> {
    const { filePaths } = await dialog.showOpenDialog(getWindow(), {
      title,
      properties: ['openFile'],
      filters: [{ name: title, extensions }],
    })
    return filePaths[0]
  }

  async function savePlace(title: string, fileName: string, extension: string): Promise<string | undefined> {
    const { filePath } = await dialog.showSaveDialog(getWindow(), {
      title,
      defaultPath: join(app.getPath('documents'), fileName),
      filters: [{ name: title, extensions: [extension] }],
    })
    return filePath || undefined
  }

  return {
    'trust.saveEnrolment': async () => {
      const { text, fileName } = await ask('internal.makeEnrolment', null)
      const file = await savePlace(t('saveEnrolment'), fileName, enrolExtension)
      if (file === undefined) return { fileName: null }
      writeWhole(file, text)
      return { fileName: basename(file) }
    },
    'trust.take': async () => {
      const file = await pick(t('pickTrust'), [trustExtension])
      if (file === undefined) return null
      const list = { text: await readText(file), fileName: basename(file) }
      try {
        return { ...(await ask('internal.takeTrust', { ...list, isCompared: false, policyKeys })), compare: null }
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'pack.unknownSigner') throw error
        return { serial: null, compare: { token: lists.keep(list), keyId: String(error.params.keyId ?? '') } }
      }
    },
    'trust.takeCompared': async ({ token }) => {
      const taken = await ask('internal.takeTrust', { ...lists.get(token), isCompared: true, policyKeys })
      lists.forget(token)
      return taken
    },
    // The file first: a recipient whose secret nobody kept would be on the list for good.
    'trust.begin': async ({ escrowName, escrowPassphrase, passphrase }) => {
      const { recipient: own, officeName } = await ask('internal.getOwnRecipient', null)
      const { recipient, sealed } = await makeEscrow(escrowPassphrase)
      const file = await savePlace(t('saveEscrow'), `${t('escrowName')}.age`, 'age')
      if (file === undefined) return { fileName: null }
      writeWhole(file, Buffer.from(sealed))
      await ask('internal.issueTrust', {
        changes: [
          { kind: 'addRecipient', name: officeName, purpose: 'province', recipient: own },
          { kind: 'addRecipient', name: escrowName || t('escrowHolder'), purpose: 'escrow', recipient },
        ],
        passphrase,
      })
      return { fileName: basename(file) }
    },
    'trust.pickRequest': async () => {
      const file = await pick(t('pickEnrolment'), [enrolExtension, bundleExtension])
      if (file === undefined) return null
      const isBundle = extname(file).toLowerCase() === `.${bundleExtension}`
      const text = isBundle ? null : await readText(file)
      const { request, isKnownDevice } = await ask('internal.readRequest', { file, fileName: basename(file), text })
      const { officeCode, officeName, deviceCode } = request
      return { token: requests.keep(request), officeCode, officeName, deviceCode, isKnownDevice }
    },
    'trust.admit': async ({ token, code, passphrase }) => {
      await ask('internal.issueTrust', { changes: [{ kind: 'admit', request: requests.get(token), code }], passphrase })
      requests.forget(token)
      return {}
    },
    'trust.save': async () => {
      const list = await ask('internal.getTrustText', null)
      if (list === null) throw new AppError('entity.notFound', { entity: 'trust' })
      const file = await savePlace(t('saveTrust'), `${t('trustName')}-${list.serial}.${trustExtension}`, trustExtension)
      if (file === undefined) return { fileName: null }
      writeWhole(file, list.text)
      return { fileName: basename(file) }
    },
  }
}
