// How backups are named, and which device code a restored office goes on with. Pure.

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

/** Longest device code that a person types at first run. */
const typedCodeLength = 3

/**
 * The device code after a restore: the typed one, R and the number of the restore (`A` gives `AR01`, then `AR02`). Longer than any
 * typed code, so that it never meets the code of another computer of the office, whose desks may well be called A1 and A2.
 * `used` are all codes known here: also one that only a file put aside has used is not given again.
 */
export function epochCode(current: string, used: readonly string[]): string {
  const typed = current.length > typedCodeLength ? current.replace(/R\d+$/, '') : current
  const numbers = used.map((code) =>
    code.startsWith(`${typed}R`) && code.length > typedCodeLength ? Number(code.slice(typed.length + 1)) : 0,
  )
  return `${typed}R${String(Math.max(0, ...numbers.filter(Number.isInteger)) + 1).padStart(2, '0')}`
}
