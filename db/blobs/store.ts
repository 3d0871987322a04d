// The store of files beside the database: each content once, under its own SHA-256 (`blobs/ab/abcdef…`), never changed and never
// deleted. A file bears its name only after it was written, forced to the disk, read back and found to be what the name says; whoever
// records an event about it does so afterwards. A kill in between leaves a content that no event names, never an event without one.
import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { requireRoom, syncFolder } from '../backup/files.ts'
import { AppError } from '../model/errors.ts'
import { findStoreFailure } from '../store/failures.ts'
import { type BlobKind, isBlobName } from './rules.ts'
import { sniff } from './sniff.ts'

export const blobFolder = (folder: string): string => join(folder, 'blobs')
const blobIn = (blobs: string, sha256: string): string => join(blobs, sha256.slice(0, 2), sha256)
/** Where a content lies. Throws for what is no content's name, so that no name ever leads out of the folder. */
export function blobFile(blobs: string, sha256: string): string {
  if (!isBlobName(sha256)) throw new AppError('entity.notFound', { entity: 'file' })
  return blobIn(blobs, sha256)
}

export const sumOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file
const partPattern = /^[0-9a-f-]{36}\.part$/

/**
 * The content of a file that a person chose. Throws file.unreadable for one that is gone, is none or was pulled out while it was read,
 * file.tooLarge before anything of a larger one is read.
 */
export function readChosen(file: string, limitBytes: number): Buffer {
  const name = baseName(file)
  try {
    const { size } = statSync(file)
    if (size > limitBytes) throw new AppError('file.tooLarge', { file: name, limit: limitBytes / 1_048_576 })
    const content = readFileSync(file)
    if (content.length !== size) throw new AppError('file.unreadable', { file: name }) // still growing, or cut off
    return content
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('file.unreadable', { file: name })
  }
}

/** What the content is. Throws scan.empty, scan.unknown, scan.damaged, scan.encrypted with the name that the person knows. */
export function requireKind(content: Uint8Array, file: string): BlobKind {
  const found = sniff(content)
  if ('kind' in found) return found.kind
  throw new AppError(`scan.${found.refusal}`, { file: baseName(file) })
}

export interface StoredBlob {
  readonly sha256: string
  readonly kind: BlobKind
  readonly sizeBytes: number
}

/** Puts a content into the store, where it may lie already. Throws scan.*, store.diskFull, store.readOnly; nothing half stored stays. */
export function putBlob(folder: string, content: Uint8Array, fileName: string): StoredBlob {
  const kind = requireKind(content, fileName)
  const sha256 = sumOf(content)
  const blobs = blobFolder(folder)
  try {
    mkdirSync(blobs, { recursive: true })
    clearParts(blobs)
    putVerified(blobs, sha256, content)
  } catch (error) {
    throw findStoreFailure(error, blobs) ?? error
  }
  return { sha256, kind, sizeBytes: content.length }
}

/** What an interrupted writing left. One program at a time writes into a store. */
function clearParts(blobs: string): void {
  for (const name of readdirSync(blobs)) if (partPattern.test(name)) rmSync(join(blobs, name), { force: true })
}

/** Writes, waits for the disk, reads back, renames. A content that is there already is read instead, and replaced when it is damaged. */
export function putVerified(blobs: string, sha256: string, content: Uint8Array): void {
  const file = blobFile(blobs, sha256)
  if (isWhole(file, sha256)) return
  requireRoom(blobs, content.length)
  const temporary = join(blobs, `${randomUUID()}.part`)
  try {
    const descriptor = openSync(temporary, 'wx')
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (!isWhole(temporary, sha256)) throw new AppError('scan.notWritten', {})
    mkdirSync(join(file, '..'), { recursive: true })
    renameSync(temporary, file)
    syncFolder(file)
    syncFolder(join(file, '..')) // the folder of its first two letters may be new
  } catch (error) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // The disk is gone, and the unfinished file with it; the next writing clears it away.
    }
    throw error
  }
}

const isWhole = (file: string, sha256: string): boolean => existsSync(file) && sumOf(readFileSync(file)) === sha256

/** The content, checked. Throws scan.missing, scan.broken. */
export function readBlob(folder: string, sha256: string, fileName: string): Buffer {
  const file = blobFile(blobFolder(folder), sha256)
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch {
    throw new AppError('scan.missing', { file: fileName })
  }
  if (sumOf(content) !== sha256) throw new AppError('scan.broken', { file: fileName })
  return content
}

export interface StoredFile {
  readonly sha256: string
  readonly sizeBytes: number
}

/** Everything that lies in a store under a content's name, and how many other files. */
export function listBlobs(blobs: string): { files: StoredFile[]; parts: number } {
  const files: StoredFile[] = []
  let parts = 0
  if (!existsSync(blobs)) return { files, parts }
  for (const entry of readdirSync(blobs, { withFileTypes: true })) {
    if (!entry.isDirectory()) {
      if (partPattern.test(entry.name)) parts += 1
      continue
    }
    for (const name of readdirSync(join(blobs, entry.name))) {
      if (!isBlobName(name) || !name.startsWith(entry.name)) continue
      files.push({ sha256: name, sizeBytes: statSync(join(blobs, entry.name, name), { throwIfNoEntry: false })?.size ?? 0 })
    }
  }
  return { files, parts }
}

export function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
