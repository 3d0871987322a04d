// The commands about backups in the office's own folder and elsewhere.
import { basename, dirname, join, resolve } from 'node:path'
import { recordBackupMade, recordDrill } from '../../db/backup/commands.ts'
import { backUpOffice, copyScans, createBackup, verifyBackup } from '../../db/backup/copy.ts'
import { runDrill } from '../../db/backup/drill.ts'
import { restoreBackup } from '../../db/backup/restore.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { countLacking, listNamedBlobs } from '../../db/blobs/check.ts'
import { blobFolder } from '../../db/blobs/store.ts'
import { systemClock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { inspectFile } from '../../db/store/sqlite.ts'
import { type Commands, getCommandLineActor, getFile, requireFolder, sqliteOf, withFolder, withOffice } from './invocation.ts'
import { sizeText, tableLines, timeText } from './output.ts'

export const backupCommands: Commands = {
  'backup create': (invocation) =>
    withOffice(invocation, async (office) => {
      const { store, clock, sqlite } = office
      const { words, output } = invocation
      const target = words[0] ? resolve(words[0]) : backupFolder(store.folder)
      const made = words[0]
        ? await createBackup(store.connection, target, 'manual', clock, sqlite)
        : await backUpOffice(store.connection, store.folder, 'manual', clock, sqlite)
      if (words[0]) await copyScans(store.connection, target)
      await recordBackupMade(store.db, await getCommandLineActor(office), made)
      const file = join(target, made.name)
      output.result({ ...made, file }, () => [output.t('backupCreated', { file })])
    }),

  'backup verify': async (invocation) => {
    const { output } = invocation
    const file = getFile(invocation)
    const contents = await verifyBackup(file, sqliteOf(invocation))
    const named = inspectFile(file, sqliteOf(invocation), listNamedBlobs)
    const scans = { scans: named.length, missingScans: countLacking(named, blobFolder(dirname(file))) }
    output.result({ file, ...contents, ...scans }, () => [
      output.t('backupVerified', { file: basename(file), ...contents }),
      ...(scans.missingScans > 0 ? [output.t('backupScansMissing', scans)] : []),
    ])
    return scans.missingScans > 0 ? 1 : 0
  },

  'backup restore': async (invocation) => {
    const { output } = invocation
    const file = getFile(invocation)
    await withFolder(invocation, async (folder) => {
      const aside = await restoreBackup(folder, file, systemClock, sqliteOf(invocation))
      output.result({ restored: file, aside }, () => [output.t('backupRestored', { file: basename(file), aside: aside ?? '-' })])
    })
  },

  'backup list': async (invocation) => {
    requireFolder(invocation)
    const { data, output } = invocation
    const { t } = output
    const files = listBackups(data)
    output.result(files, () =>
      files.length === 0
        ? [t('backupNone', { folder: backupFolder(data) })]
        : tableLines(
            [
              { head: t('backup:column.createdAt'), text: (file) => timeText(file.createdAt) },
              {
                head: t('backup:column.reason'),
                text: ({ reason }) => t(`backup:reason.${reason}`, { defaultValue: t('backup:reason.other') }),
              },
              { head: t('backup:column.cases'), text: ({ cases }) => String(cases ?? '-'), isNumber: true },
              { head: t('backup:column.size'), text: ({ sizeBytes }) => sizeText(sizeBytes), isNumber: true },
              { head: t('backup:column.name'), text: ({ name }) => name },
            ],
            files,
          ),
    )
  },

  'backup drill': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output } = invocation
      const result = await runDrill(office.store.folder, office.sqlite)
      await recordDrill(office.store.db, await getCommandLineActor(office), result)
      if (result.failure !== null) throw new AppError('backup.invalid', { file: result.name, reason: result.failure })
      output.result(result, () => [output.t('backupDrilled', { ...result, file: result.name })])
    }),
}
