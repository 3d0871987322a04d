// The folder in which the backups of an office stand: where it is, what is in it.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checksumFile } from './files.ts'
import { findBackupInfo } from './rules.ts'

const backupFolderName = 'backups'
export const backupFolder = (folder: string): string => join(folder, backupFolderName)

export interface BackupFile {
  readonly name: string
  readonly createdAt: string
  readonly sizeBytes: number
  readonly reason: string
}

/** Whole backups of a folder, newest first. */
export function listBackups(folder: string): BackupFile[] {
  const target = backupFolder(folder)
  if (!existsSync(target)) return []
  return readdirSync(target)
    .flatMap((name) => {
      const info = findBackupInfo(name)
      return info && existsSync(checksumFile(join(target, name)))
        ? [{ name, ...info, sizeBytes: statSync(join(target, name)).size }]
        : []
    })
    .sort((a, b) => b.name.localeCompare(a.name))
}
