// Does the store of files hold what the events name, and is each content still what its name says? And the same for its copies.
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../model/errors.ts'
import { findStoreFailure } from '../store/failures.ts'
import type { Connection } from '../store/sqlite.ts'
import { blobFile, blobFolder, listBlobs, putVerified, type StoredFile, sumOf } from './store.ts'

type OnProgress = (done: number, total: number) => void

/** Contents that the rows name, each once; none in a database from before there were any. */
export function listNamedBlobs(connection: Connection): StoredFile[] {
  const isThere = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'scan'").pluck().get()
  if (isThere === undefined) return []
  return connection.prepare('SELECT sha256, max(size_bytes) AS sizeBytes FROM scan GROUP BY sha256').all() as StoredFile[]
}

export interface BlobReport {
  /** Contents that the rows name. */
  readonly named: number
  /** What lies in the store. */
  readonly stored: number
  readonly storedBytes: number
  /** Named, but not there. */
  readonly missing: number
  /** There, but of another length or content. */
  readonly damaged: number
  /** There, but named by nobody: an attachment that a power cut ended. They do no harm. */
  readonly orphans: number
  /** Writings that never came to their end. */
  readonly unfinished: number
}

/** How many named contents another store has not. */
export function countLacking(named: readonly StoredFile[], blobs: string): number {
  const sizes = new Map(listBlobs(blobs).files.map(({ sha256, sizeBytes }) => [sha256, sizeBytes]))
  return named.filter(({ sha256, sizeBytes }) => sizes.get(sha256) !== sizeBytes).length
}

/** Compares the store of `folder` with the rows by names and lengths. */
export function compareBlobs(connection: Connection, folder: string): BlobReport {
  const named = listNamedBlobs(connection)
  const { files, parts } = listBlobs(blobFolder(folder))
  const sizes = new Map(files.map(({ sha256, sizeBytes }) => [sha256, sizeBytes]))
  let [missing, damaged] = [0, 0]
  for (const { sha256, sizeBytes } of named) {
    const found = sizes.get(sha256)
    if (found === undefined) missing += 1
    else if (found !== sizeBytes) damaged += 1
    sizes.delete(sha256)
  }
  const storedBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return { named: named.length, stored: files.length, storedBytes, missing, damaged, orphans: sizes.size, unfinished: parts }
}

/** The same, and reads every content that the rows name. */
export async function checkBlobs(connection: Connection, folder: string, onProgress: OnProgress = () => {}): Promise<BlobReport> {
  const report = compareBlobs(connection, folder)
  const named = listNamedBlobs(connection)
  let spoilt = 0
  for (const [index, { sha256, sizeBytes }] of named.entries()) {
    const content = readOrNull(blobFile(blobFolder(folder), sha256))
    if (content?.length === sizeBytes && sumOf(content) !== sha256) spoilt += 1
    onProgress(index + 1, named.length)
    await setImmediate()
  }
  return { ...report, damaged: report.damaged + spoilt }
}

export interface BlobCopies {
  readonly copied: number
  readonly copiedBytes: number
  /** Wanted, but not in the source, or damaged there. */
  readonly missing: number
}

/**
 * Brings the contents that are wanted from one store into another: only those that it has not, each checked against its name on the way
 * and read back. With `isDeep` those that it has are read too, and a spoilt one is replaced. What the source lacks is counted, never a
 * reason to stop. Throws store.diskFull, store.readOnly, what `onProgress` throws.
 */
export async function copyBlobs(
  from: string,
  to: string,
  wanted: readonly StoredFile[],
  onProgress: OnProgress = () => {},
  isDeep = false,
): Promise<BlobCopies> {
  let [copied, copiedBytes, missing, done] = [0, 0, 0, 0]
  try {
    for (const { sha256, sizeBytes } of wanted) {
      const target = blobFile(to, sha256)
      const isThere = statSync(target, { throwIfNoEntry: false })?.size === sizeBytes
      if (!isThere || (isDeep && sumOf(readFileSync(target)) !== sha256)) {
        const content = readOrNull(blobFile(from, sha256))
        if (content === null || sumOf(content) !== sha256) missing += 1
        else {
          mkdirSync(to, { recursive: true })
          putVerified(to, sha256, content)
          copied += 1
          copiedBytes += content.length
        }
        await setImmediate()
      }
      done += 1
      onProgress(done, wanted.length)
    }
  } catch (error) {
    throw error instanceof AppError ? error : (findStoreFailure(error, to) ?? error)
  }
  return { copied, copiedBytes, missing }
}

function readOrNull(file: string): Buffer | null {
  try {
    return existsSync(file) ? readFileSync(file) : null
  } catch {
    return null
  }
}
