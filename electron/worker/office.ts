// An opened office: the database. The workers and the command line both work through it. Every start waits for this file and what it
// needs, so that nothing stands here that an opening usually does without; what the product brings along is read by brought-files.ts.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { clearDrill, hasAside } from '../../db/backup/beside.ts'
import type { CopyOptions } from '../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import type { Actor, Db } from '../../db/event.ts'
import type { Clock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { getCurrentDevice, getStaff } from '../../db/people/queries.ts'
import { permissionsOf } from '../../db/people/rules.ts'
import { databaseName, lockFolder, openReader, openWriter, type Store, type StoreLock } from '../../db/store/open.ts'
import { type DataKind, openForInspection } from '../../db/store/sqlite.ts'

export interface Office {
  readonly store: Store
  readonly clock: Clock
  readonly resources: string
  readonly sqlite: CopyOptions
}

/** Opens for writing under the folder's lock, which the caller releases after closing. */
export async function openOffice(
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Promise<{ office: Office; lock: StoreLock }> {
  const lock = lockFolder(folder, sqlite)
  try {
    return { office: await reopenOffice(lock.folder, resources, clock, sqlite, kind), lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Opens for writing in a folder that is locked already. */
export async function reopenOffice(
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Promise<Office> {
  const backUpFirst = async (file: string) => {
    if (kind === 'training') return // what is made up is made again, not kept
    const { backUpOffice } = await import('../../db/backup/copy.ts')
    const connection = openForInspection(file, sqlite)
    try {
      await backUpOffice(connection, folder, 'migration', clock, sqlite)
    } finally {
      connection.close()
    }
  }
  // An office whose file is gone must not look like a new one: the wizard is for an empty folder.
  const file = join(folder, databaseName)
  const isEmpty = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
  if (isEmpty && (listBackups(folder).length > 0 || hasAside(folder))) throw new AppError('store.missing', { file })
  try {
    clearDrill(folder)
  } catch {
    // What a drill left and a virus scanner holds must not keep the office shut; the next drill clears it.
  }
  return { store: await openWriter(folder, backUpFirst, sqlite, kind), clock, resources, sqlite }
}

export const openOfficeForReading = (
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Office => ({
  store: openReader(folder, sqlite, kind),
  clock,
  resources,
  sqlite,
})

/** The acting person with today's permissions, read anew for every command. Throws access.denied for a person switched off. */
export async function getActor(db: Db, clock: Clock, staffId: string): Promise<Actor> {
  const staff = await getStaff(db, staffId)
  if (!staff.isActive) throw new AppError('access.denied', {})
  const device = await getCurrentDevice(db)
  return { staffId, deviceId: device.id, deviceCode: device.code, clock, permissions: permissionsOf(staff.roles) }
}

export const backupPath = (office: Office, name: string): string => join(backupFolder(office.store.folder), name)
