// `motcua bundle export` and `receive-receipt`: the office's side of the bundles, for offices that write them by a timer.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { takeReceipt, takeReceiptCode } from '../../db/bundles/answer.ts'
import { recordBundles } from '../../db/bundles/commands.ts'
import { discard, writeBundles } from '../../db/bundles/export.ts'
import { type ExportScope, exportChoice, exportScopes } from '../../db/bundles/rules.ts'
import { findCaseByCode } from '../../db/cases/queries.ts'
import { checksumWords } from '../../db/model/checksum-words.ts'
import { AppError } from '../../db/model/errors.ts'
import { ownDeviceKey } from '../../db/trust/enrol.ts'
import type { Office } from '../worker/office.ts'
import {
  type Commands,
  findOption,
  getArgument,
  getCommandLineActor,
  type Invocation,
  UsageError,
  withOffice,
} from './invocation.ts'
import { sizeText } from './output.ts'

const isScope = (text: string): text is ExportScope => exportScopes.some((scope) => scope === text)

async function readChoice(invocation: Invocation, { store }: Office) {
  const code = findOption(invocation, 'case')
  const found = code === undefined ? undefined : await findCaseByCode(store.db, code)
  if (code !== undefined && !found) throw new AppError('entity.notFound', { entity: 'case' })
  const scope = findOption(invocation, 'scope') ?? (found ? 'case' : 'since')
  const split = findOption(invocation, 'split')
  if (!isScope(scope) || (scope === 'case') !== (found !== undefined)) throw new UsageError()
  const choice = exportChoice.safeParse({
    scope,
    from: findOption(invocation, 'from') ?? null,
    to: findOption(invocation, 'until') ?? null,
    caseId: found?.caseId ?? null,
    bundleIds: null,
    withScans: invocation.typed['no-scans'] !== true,
    splitMegabytes: split === undefined ? null : Number(split),
  })
  if (!choice.success) throw new UsageError()
  return choice.data
}

export const bundleExportCommands: Commands = {
  'bundle export': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output, parts } = invocation
      const { db, folder: dataFolder } = office.store
      const to = findOption(invocation, 'to')
      if (to === undefined) throw new UsageError()
      const folder = resolve(to)
      const choice = await readChoice(invocation, office)
      const actor = await getCommandLineActor(office)
      const key = await ownDeviceKey(db, dataFolder, office.clock)
      const place = { db, dataFolder, key, clock: office.clock, program: parts.version }
      const { bundles, tooLarge, unreadable } = await writeBundles(place, choice, folder)
      try {
        await recordBundles(db, actor, bundles)
      } catch (error) {
        discard(bundles.map(({ fileName }) => join(folder, fileName)))
        throw error
      }
      const told = bundles.map(({ ranges: _, ...bundle }) => ({
        ...bundle,
        file: join(folder, bundle.fileName),
        words: checksumWords(bundle.sha256).join(' '),
      }))
      output.result({ bundles: told, tooLarge, unreadable }, () => [
        ...told.map((bundle) => output.t('bundleWritten', { ...bundle, size: sizeText(bundle.sizeBytes), scans: bundle.blobs })),
        ...(tooLarge > 0 ? [output.t('bundleTooLarge', { number: tooLarge })] : []),
        ...(unreadable > 0 ? [output.t('bundleUnreadable', { number: unreadable })] : []),
      ])
    }),

  'bundle receive-receipt': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output } = invocation
      const { db, folder } = office.store
      const typed = getArgument(invocation, 0)
      const actor = await getCommandLineActor(office)
      const key = await ownDeviceKey(db, folder, office.clock)
      // What is no file is read as a code.
      const isFile = existsSync(resolve(typed)) || /[\\/.]/.test(typed)
      const answered = isFile
        ? await takeReceipt(db, actor, resolve(typed), key.identity)
        : await takeReceiptCode(db, actor, typed)
      output.result(answered, () => [output.t('receiptTaken', { ...answered })])
    }),
}
