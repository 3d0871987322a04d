// How backups are named and checked. Pure.

/** Why a backup was made; part of its name. */
export const backupReasons = ['manual', 'migration', 'import', 'restore', 'exit', 'hourly'] as const
export type BackupReason = (typeof backupReasons)[number]

/** `motcua-20261123T020000Z-manual.db` (UTC). */
export const backupName = (instant: string, reason: BackupReason): string =>
  `motcua-${instant.replace(/[-:]/g, '').replace(/\.\d+/, '')}-${reason}.db`

/** The instant and reason of a backup's name, or undefined for another file. */
export function findBackupInfo(name: string): { createdAt: string; reason: string } | undefined {
  const match = /^motcua-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z]+)(?:-\d+)?\.db$/.exec(name)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, reason = ''] = match
  return { createdAt: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`, reason }
}
