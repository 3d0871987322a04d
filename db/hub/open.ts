// Opens the hub's store: a file of the data folder, or PostgreSQL, whose client is loaded only then.
import { rmSync } from 'node:fs'
import type { SqliteOptions } from '../store/sqlite.ts'
import { openSqliteHub } from './sqlite-store.ts'
import { type HubStore, stagingFolder } from './store.ts'

export const isPostgresUrl = (text: string): boolean => /^postgres(ql)?:\/\//.test(text)

/**
 * Opens the store, makes it when it is new and brings it to this program's schema.
 * @param folder the data folder, whose lock the caller holds.
 * @param url of a database of PostgreSQL; undefined for the file in the folder.
 * Throws store.fromFuture, hub.unreachable.
 */
export async function openHub(folder: string, url?: string, sqlite: SqliteOptions = {}): Promise<HubStore> {
  if (url !== undefined) {
    const { openPostgresHub } = await import('./postgres-store.ts')
    return openPostgresHub(folder, url)
  }
  rmSync(stagingFolder(folder), { recursive: true, force: true }) // of an import that was killed
  return openSqliteHub(folder, sqlite)
}
