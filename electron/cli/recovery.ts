// The commands of recovery: sealed copies and salvage. A passphrase comes from the environment or from the standard input, never from
// the arguments, which every user of the computer can read.
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { recordCarried } from '../../db/backup/commands.ts'
import { backUpOffice, verifyBackup } from '../../db/backup/copy.ts'
import { areOnOneDisk } from '../../db/backup/files.ts'
import { salvage } from '../../db/backup/salvage.ts'
import { sealBackup, unsealBackup } from '../../db/backup/sealed.ts'
import { backupFolder } from '../../db/backup/shelf.ts'
import type { Actor } from '../../db/event.ts'
import { systemClock } from '../../db/model/clock.ts'
import { refuseFields } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { passphraseMinLength } from '../../db/model/passphrase.ts'
import { lockFolder } from '../../db/store/open.ts'
import type { SqliteOptions } from '../../db/store/sqlite.ts'
import type { Office } from '../worker/office.ts'
import type { Output } from './output.ts'

const passphraseVariable = 'MOTCUA_PASSPHRASE'

/** MOTCUA_PASSPHRASE, else the first line of the standard input. */
async function readPassphrase(output: Output): Promise<string> {
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

/** Makes a backup and seals it into `target`. Throws input.invalid for a passphrase that is too short. */
export async function sealOffice({ store, clock, sqlite }: Office, actor: Actor, target: string, output: Output): Promise<void> {
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
}

/** Opens a sealed copy into a folder and checks it from end to end. */
export async function unsealCopy(file: string, target: string, sqlite: SqliteOptions, output: Output): Promise<void> {
  const opened = await unsealBackup(file, target, await readPassphrase(output))
  const contents = await verifyBackup(opened, sqlite)
  output.result({ file: opened, ...contents }, () => [output.t('unsealed', { file: opened, ...contents })])
}

/** Salvages the database of a folder, or another damaged one, into the folder's backups. */
export async function salvageFolder(
  folder: string,
  file: string | undefined,
  sqlite: SqliteOptions,
  output: Output,
): Promise<void> {
  const lock = lockFolder(folder, sqlite)
  try {
    const report = await salvage(lock.folder, systemClock, sqlite, () => {}, file)
    const made = join(backupFolder(lock.folder), report.backup.name)
    output.result({ ...report, file: made }, () => [
      output.t('salvaged', {
        file: made,
        cases: report.cases,
        events: report.events,
        readable: report.readable,
        last: instantToLocal(report.lastEventAt),
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
  } finally {
    lock.release()
  }
}
