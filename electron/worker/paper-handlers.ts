// What the calls about papers, originals and old paper files do in the database workers. A content goes into the store here, before the
// event about it is written in the same worker.
import { existsSync, statSync } from 'node:fs'
import * as archive from '../../db/archive/commands.ts'
import { readOldFileList } from '../../db/archive/list-file.ts'
import { findOldFiles, listLoans } from '../../db/archive/queries.ts'
import { type BlobReport, checkBlobs, compareBlobs, copyBlobs, listNamedBlobs } from '../../db/blobs/check.ts'
import { concernOf, limitBytesOf } from '../../db/blobs/rules.ts'
import { blobFile, blobFolder, freeBytesOf, putBlob, readBlob, readChosen, requireKind } from '../../db/blobs/store.ts'
import { authorise } from '../../db/event.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import * as originals from '../../db/originals/commands.ts'
import { listHeldOriginals } from '../../db/originals/queries.ts'
import * as papers from '../../db/papers/commands.ts'
import { getCasePapers, getPaperSettings, getScanRow, listEarlierPapers } from '../../db/papers/queries.ts'
import { recordLook } from '../../db/personal/commands.ts'
import type { Context, InternalHandlers, WorkerHandlers } from './handlers.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

const withRoom = ({ office }: Context, report: BlobReport) => {
  const freeBytes = freeBytesOf(office.store.folder)
  return { ...report, freeBytes, concern: concernOf({ storeBytes: report.storedBytes, freeBytes }) }
}

/** The bytes of a file that a person chose on the disk, or dropped or pasted into the page, within the office's limit. */
async function contentOf(
  { office }: Context,
  { file, content }: { file: string; content: Uint8Array | null },
): Promise<Uint8Array> {
  const { limitMegabytes } = await getPaperSettings(office.store.db)
  if (content === null) return readChosen(file, limitBytesOf(limitMegabytes))
  if (content.length > limitBytesOf(limitMegabytes)) throw new AppError('file.tooLarge', { file, limit: limitMegabytes })
  return content
}

type Names = Extract<keyof WorkerHandlers, `papers.${string}` | `originals.${string}` | `archive.${string}`>

export const paperHandlers: Pick<WorkerHandlers, Names> = {
  'papers.get': (context, { caseId }) => getCasePapers(context.office.store.db, caseId, todayOf(context)),
  'papers.listEarlier': async (context, place) => ({
    rows: await listEarlierPapers(context.office.store.db, place, todayOf(context)),
  }),
  'papers.describe': async ({ office, actor }, input) => {
    await papers.describeScan(office.store.db, await actor(), input)
    return {}
  },
  'papers.takeOff': async ({ office, actor }, input) => {
    await papers.takeScanOff(office.store.db, await actor(), input)
    return {}
  },
  'papers.reuse': async ({ office, actor }, input) => {
    const { sha256, file_name } = await getScanRow(office.store.db, input.scanId)
    const isThere = statSync(blobFile(blobFolder(office.store.folder), sha256), { throwIfNoEntry: false }) !== undefined
    if (!isThere) throw new AppError('scan.missing', { file: file_name })
    return { scanId: await papers.reuseScan(office.store.db, await actor(), input) }
  },
  'papers.markNotScanned': async ({ office, actor }, input) => {
    await papers.markNotScanned(office.store.db, await actor(), input)
    return {}
  },
  'papers.getSettings': ({ office }) => getPaperSettings(office.store.db),
  'papers.setLimit': async ({ office, actor }, { limitMegabytes }) => {
    await papers.changePaperSettings(office.store.db, await actor(), { limitMegabytes })
    return {}
  },
  'papers.forgetScannerFolder': async ({ office, actor }) => {
    await papers.changePaperSettings(office.store.db, await actor(), { scannerFolder: null })
    return {}
  },
  'papers.getStore': async (context) => {
    const { connection, folder } = context.office.store
    return withRoom(context, compareBlobs(connection, folder))
  },
  'papers.checkStore': async (context) => {
    const { connection, folder } = context.office.store
    return withRoom(context, await checkBlobs(connection, folder, context.onProgress))
  },

  'originals.listHeld': (context, { onlyOverstayed }) =>
    listHeldOriginals(context.office.store.db, onlyOverstayed, todayOf(context)),
  'originals.keep': async ({ office, actor }, input) => ({
    originalId: await originals.keepOriginal(office.store.db, await actor(), input),
  }),
  'originals.giveBack': async ({ office, actor }, input) => {
    await originals.giveBackOriginals(office.store.db, await actor(), input)
    return {}
  },
  'originals.reopen': async ({ office, actor }, input) => {
    await originals.reopenOriginal(office.store.db, await actor(), input)
    return {}
  },
  'originals.strike': async ({ office, actor }, input) => {
    await originals.strikeOriginal(office.store.db, await actor(), input)
    return {}
  },

  'archive.find': (context, search) => findOldFiles(context.office.store.db, search, todayOf(context)),
  'archive.listLoans': async ({ office }, { fileId }) => ({ rows: await listLoans(office.store.db, fileId) }),
  'archive.add': async ({ office, actor }, input) => ({
    fileId: await archive.addOldFile(office.store.db, await actor(), input),
  }),
  'archive.change': async ({ office, actor }, input) => {
    await archive.changeOldFile(office.store.db, await actor(), input)
    return {}
  },
  'archive.strike': async ({ office, actor }, input) => {
    await archive.strikeOldFile(office.store.db, await actor(), input)
    return {}
  },
  'archive.lend': async ({ office, actor }, input) => {
    await archive.lendOldFile(office.store.db, await actor(), input)
    return {}
  },
  'archive.takeBack': async ({ office, actor }, input) => {
    await archive.takeOldFileBack(office.store.db, await actor(), input)
    return {}
  },
}

type InternalNames =
  | 'internal.attachScan'
  | 'internal.readScan'
  | 'internal.readChosen'
  | 'internal.setScannerFolder'
  | 'internal.copyScansOut'
  | 'internal.bringScansBack'
  | 'internal.checkOldFileList'
  | 'internal.importOldFileList'

export const internalPaperHandlers: Pick<InternalHandlers, InternalNames> = {
  'internal.attachScan': async (context, { file, content, fileName, ...attachment }) => {
    const { office } = context
    const actor = await context.actor()
    authorise(actor, 'paper.write') // before anything is stored
    const bytes = await contentOf(context, { file, content })
    const blob = putBlob(office.store.folder, bytes, fileName)
    const scanId = await papers.attachScan(office.store.db, actor, { ...attachment, fileName, blob })
    return { scanId, sizeBytes: blob.sizeBytes }
  },
  'internal.readScan': async ({ office, actor }, { scanId }) => {
    const { db } = office.store
    const { sha256, kind, file_name, person_id: personId, case_id: caseId } = await getScanRow(db, scanId)
    await recordLook(db, await actor(), { personId, kind: 'scan', caseId, purpose: '' })
    return { kind, content: readBlob(office.store.folder, sha256, file_name) }
  },
  'internal.readChosen': async (context, { file, content, fileName }) => {
    const bytes = await contentOf(context, { file, content })
    return { kind: requireKind(bytes, fileName), content: bytes }
  },
  'internal.setScannerFolder': async ({ office, actor }, { folder }) => {
    await papers.changePaperSettings(office.store.db, await actor(), { scannerFolder: folder })
    return null
  },
  'internal.copyScansOut': async ({ office, actor, onProgress }, { folder }) => {
    authorise(await actor(), 'backup.create')
    const { connection, folder: own } = office.store
    return copyBlobs(blobFolder(own), blobFolder(folder), listNamedBlobs(connection), onProgress)
  },
  'internal.bringScansBack': async ({ office, actor, onProgress }, { folder }) => {
    authorise(await actor(), 'backup.restore')
    const { connection, folder: own } = office.store
    const from = existsSync(blobFolder(folder)) ? blobFolder(folder) : folder
    return copyBlobs(from, blobFolder(own), listNamedBlobs(connection), onProgress, true)
  },
  'internal.checkOldFileList': async ({ office, actor }, { sheets, fileName }) => {
    const person = await actor()
    authorise(person, 'oldFile.write')
    const { entries, complaints } = readOldFileList(sheets, archive.thisYearOf(person))
    const counts =
      complaints.length > 0
        ? { added: 0, known: 0 }
        : await archive.checkOldFileList(office.store.db, person, { fileName, entries })
    return { ...counts, complaints }
  },
  'internal.importOldFileList': async ({ office, actor }, { sheets, fileName }) => {
    const person = await actor()
    const { entries } = readOldFileList(sheets, archive.thisYearOf(person))
    return archive.importOldFiles(office.store.db, person, { fileName, entries })
  },
}
