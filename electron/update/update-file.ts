// Reading an update file. Until the signature is found good, not one field of it is believed: only lengths are looked at.
import { verify } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../../db/model/errors.ts'
import {
  fileLimitBytes,
  formatLine,
  manifestLimitBytes,
  signatureBytes,
  type UpdateManifest,
  updateManifest,
} from './manifest.ts'
import { realFs } from './real-fs.ts'
import type { TrustedKey } from './trusted-keys.ts'
import { isNewer } from './version.ts'

/** The program that would be updated. */
export interface RunningProgram {
  readonly version: string
  readonly platform: string
  readonly arch: string
}

export interface UpdateHead {
  readonly manifest: UpdateManifest
  readonly keyId: string
  /** Where the payload begins in the file. */
  readonly payloadOffset: number
}

const headLimitBytes = formatLine.length + Math.ceil(signatureBytes / 3) * 4 + 1 + manifestLimitBytes + 1

/** The head of the file, or as much of a longer one as may be a head; and the file's size. */
async function readHead(file: string): Promise<{ bytes: Buffer; size: number }> {
  let handle: Awaited<ReturnType<typeof realFs.promises.open>> | undefined
  try {
    handle = await realFs.promises.open(file, 'r')
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.min(size, headLimitBytes))
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return { bytes, size }
  } catch {
    throw new AppError('file.unreadable', { file: basename(file) })
  } finally {
    await handle?.close()
  }
}

/**
 * Reads and judges the head: kind of file, signature by one of `keys`, then the manifest. The payload is checked while it is
 * unpacked. Throws file.unreadable, file.tooLarge, update.notAnUpdate, update.untrusted, update.damaged.
 */
export async function readUpdateFile(file: string, keys: readonly TrustedKey[]): Promise<UpdateHead> {
  const name = basename(file)
  const { bytes, size } = await readHead(file)
  if (size > fileLimitBytes) throw new AppError('file.tooLarge', { file: name, limit: fileLimitBytes / 1_048_576 })
  const format = Buffer.from(formatLine)
  if (!bytes.subarray(0, format.length).equals(format)) throw new AppError('update.notAnUpdate', { file: name })
  const signatureEnd = bytes.indexOf(10, format.length)
  const manifestEnd = signatureEnd < 0 ? -1 : bytes.indexOf(10, signatureEnd + 1)
  if (manifestEnd < 0) throw new AppError('update.damaged', { file: name })
  const signatureText = bytes.subarray(format.length, signatureEnd).toString('latin1')
  const signature = Buffer.from(signatureText, 'base64')
  const manifestText = bytes.subarray(signatureEnd + 1, manifestEnd)
  const signed = Buffer.concat([format, manifestText])
  // One spelling only: base64 forgives strange characters, a signature must not.
  const isWhole = signature.length === signatureBytes && signature.toString('base64') === signatureText
  const signer = isWhole ? keys.find(({ key }) => verify(null, signed, key, signature)) : undefined
  if (!signer) throw new AppError('update.untrusted', { file: name })
  const manifest = parseManifest(manifestText.toString('utf8'))
  if (!manifest) throw new AppError('update.notAnUpdate', { file: name })
  if (size !== manifestEnd + 1 + manifest.payload.size) throw new AppError('update.damaged', { file: name })
  return { manifest, keyId: signer.id, payloadOffset: manifestEnd + 1 }
}

/** Signed by a trusted key, yet of a shape that this version does not know: a later format, or a mistake in making it. */
function parseManifest(text: string): UpdateManifest | undefined {
  try {
    return updateManifest.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Whether this update is for this program. Throws update.otherSystem, update.notNewer, update.tooFar. */
export function refuseUnfit({ version, platform, arch, oldestVersion }: UpdateManifest, running: RunningProgram): void {
  if (platform !== running.platform || arch !== running.arch) throw new AppError('update.otherSystem', { platform, arch })
  if (!isNewer(version, running.version)) throw new AppError('update.notNewer', { version, running: running.version })
  if (isNewer(oldestVersion, running.version))
    throw new AppError('update.tooFar', { oldest: oldestVersion, running: running.version })
}
