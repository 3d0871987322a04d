// Which folders may hold the database. WAL needs shared memory and honest locks: network file systems have neither, and
// cloud-sync programs copy the file while it changes. Both lose data silently, so both are refused in plain words.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statfsSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { AppError, type ErrorCode } from '../model/errors.ts'
import { findStoreFailure } from './failures.ts'

export const databaseName = 'motcua.db'

/** statfs magic numbers (linux/magic.h): NFS, SMB, CIFS, SMB2, CODA, AFS, Ceph. */
const networkFileSystems: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x73757245, 0x5346414f, 0x00c36400,
])
const networkMountTypes = /\((smbfs|nfs|afpfs|webdav|cifs)/
const cloudFolders =
  /^(onedrive|dropbox|google ?drive|my drive|drive của tôi|icloud ?drive|mobile documents|box sync|mega|nextcloud|owncloud)\b/i

/** True when the resolved path is a Windows network path, also in its long form; a mapped drive letter resolves to one. */
export const isNetworkPath = (resolved: string): boolean => /^(\\\\|\/\/)([^\\/?.]|[?.][\\/]UNC[\\/])/i.test(resolved)

/** True when a folder on the way is one that a cloud-sync program keeps. */
export const isCloudPath = (resolved: string): boolean =>
  resolved
    .normalize('NFC')
    .split(/[\\/]/)
    .some((part) => cloudFolders.test(part))

function isNetworkMount(folder: string): boolean {
  if (process.platform === 'linux') return networkFileSystems.has(statfsSync(folder).type)
  if (process.platform !== 'darwin') return false
  const mounts = (spawnSync('/sbin/mount', { encoding: 'utf8' }).stdout ?? '').split('\n')
  const inside = mounts
    .map((line) => ({ line, point: / on (.+) \(/.exec(line)?.[1] ?? '' }))
    .filter(({ point }) => point !== '' && (folder === point || folder.startsWith(point === sep ? sep : point + sep)))
    .sort((a, b) => b.point.length - a.point.length)
  return networkMountTypes.test(inside[0]?.line ?? '')
}

/** Throws store.readOnly, store.diskFull, store.cannotOpen. */
function makeFolder(folder: string): string {
  try {
    let existing = folder
    while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
    accessSync(existing, constants.W_OK) // asked first: a recursive mkdir calls a write-protected disk a missing folder
    mkdirSync(folder, { recursive: true })
    return realpathSync.native(folder)
  } catch (error) {
    throw findStoreFailure(error, folder) ?? new AppError('store.cannotOpen', { file: folder })
  }
}

/** Why a folder that exists may not hold the database, by its real path; undefined when it may. */
export function findFolderRefusal(resolved: string): ErrorCode | undefined {
  if (isNetworkPath(resolved) || isNetworkMount(resolved)) return 'store.networkFolder'
  return isCloudPath(resolved) ? 'store.cloudFolder' : undefined
}

/** Makes the folder when it is missing and returns its real path; refuses network and cloud-synced ones. */
export function prepareFolder(folder: string): string {
  if (isNetworkPath(folder)) throw new AppError('store.networkFolder', { file: folder })
  const resolved = makeFolder(resolve(folder))
  const refusal = findFolderRefusal(resolved)
  if (refusal) throw new AppError(refusal, { file: resolved })
  return resolved
}
