// The commands of recovery: sealed copies and salvage. A passphrase comes from the environment or from the standard input, never from
// the arguments, which every user of the computer can read.
import { basename, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { recordCarried } from '../../db/backup/commands.ts'
import { backUpOffice, verifyBackup } from '../../db/backup/copy.ts'
import { areOnOneDisk } from '../../db/backup/files.ts'
import { salvage } from '../../db/backup/salvage.ts'
import { sealBackup, unsealBackup } from '../../db/backup/sealed.ts'
import { backupFolder } from '../../db/backup/shelf.ts'
import { systemClock } from '../../db/model/clock.ts'
import { refuseFields } from '../../db/model/errors.ts'
import { passphraseMinLength } from '../../db/model/passphrase.ts'
import {
  type Commands,
  getArgument,
  getCommandLineActor,
  getFile,
  requireDatabase,
  sqliteOf,
  withFolder,
  withOffice,
} from './invocation.ts'
import { type Output, timeText } from './output.ts'

const passphraseVariable = 'MOTCUA_PASSPHRASE'

/** MOTCUA_PASSPHRASE, else the first line of the standard input. */
export async function readPassphrase(output: Output): Promise<string> {
  const given = process.env[passphraseVariable]
  if (given !== undefined) return given.normalize('NFC')
  if (process.stdin.isTTY) output.problem(output.t('askPassphrase'))
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) return line.normalize('NFC')
    return ''
  } finally {
    lines.close()
  }
}

export const recoveryCommands: Commands = {
  // Refuses a passphrase that is too short before anything is made.
  'backup seal': (invocation) =>
    withOffice(invocation, async (office) => {
      const { store, clock, sqlite } = office
      const { output } = invocation
      const target = resolve(getArgument(invocation, 0))
      const actor = await getCommandLineActor(office)
      const passphrase = await readPassphrase(output)
      if (passphrase.length < passphraseMinLength)
        refuseFields([{ path: passphraseVariable, code: 'passwordTooShort', params: { min: passphraseMinLength } }])
      const made = await backUpOffice(store.connection, store.folder, 'carried', clock, sqlite)
      const sealed = await sealBackup(join(backupFolder(store.folder), made.name), target, passphrase)
      const isOnSameDisk = areOnOneDisk(target, store.folder)
      if (!isOnSameDisk) await recordCarried(store.db, actor, { name: made.name, isSealed: true, sizeBytes: sealed.sizeBytes })
      output.result({ file: target, backup: made.name, isOnSameDisk, ...sealed }, () => [
        output.t('sealed', { file: target }),
        ...(isOnSameDisk ? [output.t('recovery:seal.sameDisk')] : []),
      ])
    }),

  // What was opened is checked from end to end.
  'backup unseal': async (invocation) => {
    const { output } = invocation
    const [file, target] = [resolve(getArgument(invocation, 0)), resolve(getArgument(invocation, 1))]
    const opened = await unsealBackup(file, target, await readPassphrase(output))
    const contents = await verifyBackup(opened, sqliteOf(invocation))
    output.result({ file: opened, ...contents }, () => [output.t('unsealed', { file: opened, ...contents })])
  },

  // The database of the folder, or another damaged one, into the folder's backups.
  salvage: async (invocation) => {
    const { words, output } = invocation
    const file = words[0] === undefined ? undefined : getFile(invocation)
    if (file === undefined) requireDatabase(invocation)
    await withFolder(invocation, async (folder) => {
      const report = await salvage(folder, systemClock, sqliteOf(invocation), () => {}, file)
      const made = join(backupFolder(folder), report.backup.name)
      output.result({ ...report, file: made }, () => [
        output.t('salvaged', {
          file: made,
          cases: report.cases,
          events: report.events,
          readable: report.readable,
          last: timeText(report.lastEventAt),
          base: report.base ?? '-',
        }),
        ...report.gaps.map(({ deviceCode, firstMissing, unjoined }) =>
          output.t('salvageGap', { device: deviceCode || '?', first: firstMissing, unjoined }),
        ),
        ...(report.unjoinedFile === null
          ? []
          : [output.t('salvageKept', { file: join(dirname(made), basename(report.unjoinedFile)) })]),
        ...(report.canSignIn ? [] : [output.t('salvageNoSignIn')]),
      ])
    })
  },
}
