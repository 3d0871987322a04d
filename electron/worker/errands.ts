// What a worker does that is thrown away with its answer. It opens no office, and takes the folder's lock only where it changes the
// folder: everything here works while the database cannot be used.
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { verifyBackup } from '../../db/backup/copy.ts'
import { checksumFile, type OnProgress, partOf } from '../../db/backup/files.ts'
import { findLabel, readContents } from '../../db/backup/label.ts'
import { restoreBackup } from '../../db/backup/restore.ts'
import { type SalvageReport, salvage } from '../../db/backup/salvage.ts'
import { isSealed, type SealedCopy, sealBackup, unsealBackup } from '../../db/backup/sealed.ts'
import { type BackupFile, backupFolder, listBackups } from '../../db/backup/shelf.ts'
import type { Clock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { SheetRows } from '../../db/processes/workbook/sheets.ts'
import { lockFolder } from '../../db/store/open.ts'
import { inspectFile, type SqliteOptions } from '../../db/store/sqlite.ts'
import type { CopyPreview } from '../api/recovery.ts'
import type { DiagnosticParts } from '../diagnostics/parts.ts'
import type { Diagnosis } from '../diagnostics/run.ts'
import type { SheetsPaper } from '../print/notice-sheet.ts'
import type { WrittenSheet } from '../workbook/write-file.ts'
import { clearUnsealed, unsealedFolder } from './unsealed.ts'

/** Questions of the main process: input and answer of each, by the name of the call that a person can call off. */
export interface ErrandCalls {
  'recovery.list': { input: null; output: BackupFile[] }
  'recovery.verify': { input: { name: string }; output: { events: number; cases: number } }
  'recovery.restore': { input: { name: string }; output: null }
  'recovery.salvage': { input: null; output: SalvageReport }
  'recovery.pick': { input: { file: string }; output: { isSealed: boolean; sizeBytes: number } }
  /** `opened`: the file that restorePicked takes. */
  'recovery.preview': { input: { file: string; passphrase: string | null }; output: CopyPreview & { opened: string } }
  'recovery.restorePicked': { input: { opened: string; origin: string }; output: null }
  'recovery.seal': {
    input: { name: string; target: string; passphrase: string }
    output: SealedCopy & { events: number; cases: number }
  }
  'diagnostics.run': { input: DiagnosticParts; output: Diagnosis }
  'documents.pickWorkbook': { input: { file: string }; output: SheetRows[] }
  'disclosure.writeSite': {
    input: { folder: string; templates: string; paper: SheetsPaper; madeAt: string; mayReplace: boolean }
    output: null
  }
  'documents.saveWorkbook': { input: { sheets: readonly WrittenSheet[] }; output: Uint8Array }
  /** `docx` is base64. */
  'forms.pickDocx': {
    input: { file: string; known: readonly string[] }
    output: { docx: string; used: string[]; unknown: string[] }
  }
}
export type ErrandName = keyof ErrandCalls

export interface ErrandContext {
  readonly folder: string
  readonly clock: Clock
  readonly sqlite: SqliteOptions
  readonly onProgress: OnProgress
}

export type ErrandHandlers = {
  readonly [Name in ErrandName]: (
    context: ErrandContext,
    input: ErrandCalls[Name]['input'],
  ) => Promise<ErrandCalls[Name]['output']>
}

async function withLock<T>({ folder, sqlite }: ErrandContext, act: (folder: string) => Promise<T>): Promise<T> {
  const lock = lockFolder(folder, sqlite)
  try {
    return await act(lock.folder)
  } finally {
    lock.release()
  }
}

export const errandHandlers: ErrandHandlers = {
  'recovery.list': async ({ folder }) => listBackups(folder),
  'recovery.verify': ({ folder, sqlite, onProgress }, { name }) =>
    verifyBackup(join(backupFolder(folder), name), sqlite, onProgress),
  'recovery.restore': (context, { name }) =>
    withLock(context, async (folder) => {
      await restoreBackup(folder, join(backupFolder(folder), name), context.clock, context.sqlite, null, context.onProgress)
      return null
    }),
  'recovery.salvage': (context) =>
    withLock(context, (folder) => salvage(folder, context.clock, context.sqlite, context.onProgress)),
  'recovery.pick': async (_, { file }) => ({ isSealed: isSealed(file), sizeBytes: statSync(file).size }),
  'recovery.preview': async ({ folder, sqlite, onProgress }, { file, passphrase }) => {
    clearUnsealed(folder)
    try {
      const isLocked = isSealed(file)
      if (!isLocked && !statSync(checksumFile(file), { throwIfNoEntry: false })) {
        throw new AppError('backup.noChecksum', { file: file.split(/[\\/]/).at(-1) ?? file })
      }
      const opened = isLocked
        ? await unsealBackup(file, unsealedFolder(folder), passphrase ?? '', partOf(onProgress, 0, 0.5))
        : file
      const { events, cases } = await verifyBackup(opened, sqlite, partOf(onProgress, isLocked ? 0.5 : 0, 1))
      return inspectFile(opened, sqlite, (connection) => {
        const { officeName, deviceCode } = readContents(connection)
        const lastEventAt = String(connection.prepare('SELECT at FROM event ORDER BY hlc DESC LIMIT 1').pluck().get() ?? '')
        return { officeName: officeName ?? '', deviceCode: deviceCode ?? '', lastEventAt, events, cases, opened }
      })
    } catch (error) {
      clearUnsealed(folder)
      throw error
    }
  },
  'recovery.restorePicked': async (context, { opened, origin }) => {
    const restored = await withLock(context, async (folder) => {
      await restoreBackup(folder, opened, context.clock, context.sqlite, null, context.onProgress, origin)
      return null
    })
    if (dirname(opened) === unsealedFolder(context.folder)) clearUnsealed(context.folder)
    return restored
  },
  'recovery.seal': async ({ folder, onProgress }, { name, target, passphrase }) => {
    const file = join(backupFolder(folder), name)
    const { events = 0, cases = 0 } = findLabel(file) ?? {}
    return { ...(await sealBackup(file, target, passphrase, onProgress)), events, cases }
  },
  // Loaded when it is asked for: nobody who restores should wait for it.
  'diagnostics.run': async ({ clock, onProgress }, parts) =>
    (await import('../diagnostics/run.ts')).diagnose(parts, clock, onProgress),
  // Here and not in the worker of the office: a file that somebody sent may take all of this worker's memory and time.
  'documents.pickWorkbook': async (_, { file }) => (await import('../workbook/read-file.ts')).readWorkbookFile(file),
  'disclosure.writeSite': async ({ onProgress }, { folder, templates, paper, madeAt, mayReplace }) => {
    const [{ makeSite }, { writeSiteFolder }] = await Promise.all([import('../print/public-site.ts'), import('./site-folder.ts')])
    const about = { office: paper.office.name, madeAt, mayReplace, total: paper.sheets.length + 1 }
    writeSiteFolder(folder, makeSite(templates, paper), about, onProgress)
    return null
  },
  'documents.saveWorkbook': async (_, { sheets }) => (await import('../workbook/write-file.ts')).writeWorkbookFile(sheets),
  'forms.pickDocx': async (_, { file, known }) => {
    const [{ readDocxFile }, { placeholdersOfDocx }] = await Promise.all([
      import('../workbook/docx-file.ts'),
      import('../print/form-docx.ts'),
    ])
    const bytes = readDocxFile(file)
    try {
      return { docx: bytes.toString('base64'), ...(await placeholdersOfDocx(bytes, known)) }
    } catch {
      throw new AppError('file.notADocument', { file: file.split(/[\\/]/).at(-1) ?? file })
    }
  },
}
