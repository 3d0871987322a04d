// What an update file says of itself. The file, carried on a stick from whoever publishes the program:
//
//   motcua-update 1            kind and format
//   <base64>                   Ed25519 signature of the first line and the third, to the byte
//   {"product":"motcua",…}     the manifest, one line of JSON
//   <bytes>                    the program's files one after another, in the manifest's order, as one gzip stream
//
// Names, sizes and links of the files stand in the signed manifest, so nothing in the payload has to be interpreted: an archive
// format with headers of its own would bring paths that no signature has covered yet.
import { z } from 'zod'
import { isSafePath, isSafeSegment } from './safe-path.ts'
import { isVersion } from './version.ts'

export const product = 'motcua'
/** First line of the file, and of what is signed: a signature made for anything else is worth nothing here. */
export const formatLine = 'motcua-update 1\n'
export const signatureBytes = 64
export const manifestLimitBytes = 1_048_576
/** Largest file that is looked at, and largest program that is unpacked: several times what the program weighs. */
export const fileLimitBytes = 1024 * 1_048_576
const unpackedLimitBytes = 2048 * 1_048_576
const fileCountLimit = 20_000

/** Where a link in `path` leads, from the root of the program; undefined when it leads out of it. */
export function linkTarget(path: string, target: string): string | undefined {
  const parts = path.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (isSafeSegment(part)) parts.push(part)
    else return undefined
  }
  return parts.join('/')
}

const version = z.string().refine(isVersion)
const size = z.number().int().min(0).max(unpackedLimitBytes)
const path = z.string().refine(isSafePath)
const notes = z.string().max(20_000)

const entry = z.strictObject({
  path,
  size,
  isExecutable: z.boolean(),
})
const link = z.strictObject({ path, target: z.string().max(240) })

export const updateManifest = z
  .strictObject({
    product: z.literal(product),
    version,
    platform: z.enum(['linux', 'win32', 'darwin']),
    arch: z.enum(['x64', 'arm64']),
    /** Oldest version that may take this update; an older one needs one in between, or the installer. */
    oldestVersion: version,
    createdAt: z.iso.datetime(),
    notes: z.strictObject({ vi: notes, en: notes }),
    /** What is started: one of the files. */
    executable: path,
    payload: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().min(1).max(fileLimitBytes) }),
    files: z.array(entry).min(1).max(fileCountLimit),
    /** Made after all files, so that nothing is ever written through one. */
    links: z.array(link).max(1_000),
  })
  .refine(({ files, executable }) => files.some((file) => file.path === executable && file.isExecutable))
  .refine(({ files }) => files.reduce((sum, file) => sum + file.size, 0) <= unpackedLimitBytes)
  .refine(({ files, links }) => hasOwnPlaces([...files, ...links].map((one) => one.path)))
  .refine(({ links }) => links.every((one) => linkTarget(one.path, one.target) !== undefined))

export type UpdateManifest = z.infer<typeof updateManifest>

/** No two of the same name, also where the disk does not tell small from capital letters, and nothing below a file or a link. */
function hasOwnPlaces(paths: readonly string[]): boolean {
  const folded = paths.map((one) => one.normalize('NFC').toLowerCase())
  const taken = new Set(folded)
  if (taken.size < paths.length) return false
  return folded.every((one) => {
    const parts = one.split('/')
    return parts.every((_, index) => index === 0 || !taken.has(parts.slice(0, index).join('/')))
  })
}

/** Bytes that the files take on the disk. */
export const unpackedBytes = ({ files }: UpdateManifest): number => files.reduce((sum, file) => sum + file.size, 0)
