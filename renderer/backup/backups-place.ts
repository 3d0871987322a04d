// Where the copies lie, for the person who takes them to another disk.

/** The folder of the backups inside the folder of the database, written the way of the system it stands on. */
export function backupsPlace(databaseFolder: string): string {
  const separator = databaseFolder.includes('\\') ? '\\' : '/'
  return `${databaseFolder.replace(/[\\/]+$/, '')}${separator}backups`
}
