// What a scanned paper may be, how large, and when the store of files asks for attention. Pure.

export const blobKinds = ['pdf', 'jpeg', 'png', 'tiff'] as const
export type BlobKind = (typeof blobKinds)[number]

const megabyte = 1_048_576
/** Size of one file unless the office says otherwise, and the most that it may say. */
export const limitMegabytesAtFirst = 20
export const mostLimitMegabytes = 100
export const limitBytesOf = (megabytes: number): number => megabytes * megabyte

/** A content's name: lower-case hex of its SHA-256. */
export const isBlobName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Below this the next scans and a backup of them may not find room. */
const lowRoomBytes = 2_048 * megabyte
/** From here on somebody should think about where the scans of past years are kept. */
const largeStoreBytes = 20_480 * megabyte

export type StoreConcern = 'lowRoom' | 'large'

/** What the office should be told about the room that files take; null when nothing. */
export function concernOf({ storeBytes, freeBytes }: { storeBytes: number; freeBytes: number }): StoreConcern | null {
  // Scans grow by what is already there, not by a fixed amount: a tenth of the store must still fit, twice, with its backup.
  if (freeBytes < Math.max(lowRoomBytes, storeBytes / 5)) return 'lowRoom'
  return storeBytes >= largeStoreBytes ? 'large' : null
}
