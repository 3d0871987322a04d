// The folder in which the backups of an office stand: what is in it, what an interrupted one left there, what may go from it.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '../store/sqlite.ts'
import { checksumFile } from './files.ts'
import { findLabel, labelFile, readHeads } from './label.ts'
import { findBackupInfo, findSurplus } from './rules.ts'

const backupFolderName = 'backups'
export const backupFolder = (folder: string): string => join(folder, backupFolderName)

export interface BackupFile {
  readonly name: string
  readonly createdAt: string
  readonly sizeBytes: number
  readonly reason: string
  /** From the label; null for an older backup without one. */
  readonly events: number | null
  readonly cases: number | null
}

/** Whole backups of an office's folder, newest first. Opens no database and needs none. */
export function listBackups(folder: string): BackupFile[] {
  const target = backupFolder(folder)
  if (!existsSync(target)) return []
  return readdirSync(target)
    .flatMap((name) => {
      const info = findBackupInfo(name)
      const file = join(target, name)
      const stat = statSync(file, { throwIfNoEntry: false })
      if (!info || !stat || !existsSync(checksumFile(file))) return []
      const { events = null, cases = null } = findLabel(file) ?? {}
      return [{ name, ...info, sizeBytes: stat.size, events, cases }]
    })
    .sort((a, b) => b.name.localeCompare(a.name))
}

/**
 * Whether a backup of the folder holds every event of the open database but those about backups themselves: then another copy
 * would say nothing new. Told by the chains, so that no clock has a say.
 */
export function isBackedUp(connection: Connection, folder: string): boolean {
  const { heads } = readHeads(connection)
  const hashAt = connection.prepare('SELECT hash FROM event WHERE device = ? AND seq = ?').pluck()
  const findNews = connection.prepare("SELECT 1 FROM event WHERE device = ? AND seq > ? AND entity <> 'backup' LIMIT 1").pluck()
  return listBackups(folder).some(({ name }) => {
    const label = findLabel(join(backupFolder(folder), name))
    return (
      label !== undefined &&
      Object.keys(heads).every((device) => {
        const { seq, hash } = label.heads[device] ?? { seq: 0, hash: undefined }
        return hashAt.get(device, seq) === hash && findNews.get(device, seq) === undefined
      })
    )
  })
}

const temporaryPattern = /^(motcua-.+\.db)\.tmp(-journal|-wal|-shm)?$/
const companionPattern = /^(motcua-.+\.db)\.(sha256|json)$/

/** Removes what killed runs left in a folder of backups: unfinished copies, and sums and labels of copies that never came to be. */
export function clearLeftovers(target: string): void {
  for (const name of readdirSync(target)) {
    const owner = companionPattern.exec(name)?.[1]
    const isOrphan = owner !== undefined && findBackupInfo(owner) !== undefined && !existsSync(join(target, owner))
    const unfinished = temporaryPattern.exec(name)?.[1]
    if (isOrphan || (unfinished !== undefined && findBackupInfo(unfinished))) rmSync(join(target, name), { force: true })
  }
}

/** Takes away what `findSurplus` names. Called only after a newer backup was checked and named. Returns the names. */
export function thinOut(folder: string, now: string): string[] {
  const surplus = findSurplus(listBackups(folder), now)
  for (const name of surplus) {
    const file = join(backupFolder(folder), name)
    // The copy first: what is left of an interrupted removal is an orphan, which the next backup clears away.
    try {
      for (const one of [file, labelFile(file), checksumFile(file)]) rmSync(one, { force: true })
    } catch {
      // Open in another program, or write-protected: it stays, and the next time is tried again.
    }
  }
  return surplus
}
