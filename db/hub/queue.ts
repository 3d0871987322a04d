// A folder of bundles as a queue. The files stay where they are; which of them were taken is known by their manifests, so that the work
// may be stopped at any moment and begun anew, by several programs beside each other where the store is PostgreSQL.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundleExtension } from '../sync/bundle/manifest.ts'
import { type ImportOptions, type ImportResult, importBundle } from './import.ts'
import type { HubStore } from './store.ts'

/** Bundles of a folder by name; folders in it are left alone. */
export const listQueue = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith(`.${bundleExtension}`))
    .map(({ name }) => join(folder, name))
    .sort()

/** Takes files in, as many at once as the store is good for. One that is refused stops no other. */
export async function importQueue(
  store: HubStore,
  files: readonly string[],
  options: ImportOptions,
  onTaken: (file: string, outcome: { readonly result: ImportResult } | { readonly error: unknown }) => void,
): Promise<void> {
  const left = files[Symbol.iterator]()
  const work = async () => {
    for (const file of left) {
      try {
        onTaken(file, { result: await importBundle(store, file, options) })
      } catch (error) {
        onTaken(file, { error })
      }
    }
  }
  await Promise.all(Array.from({ length: store.workers }, work))
}
