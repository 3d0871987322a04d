// The signature over the manifest: made by the writer, judged by the reader.
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { findPublicKey, isSignedBy } from '../keys.ts'
import { type BundleManifest, bundleManifest, limits } from './manifest.ts'

/** Stands before the signed bytes, so that a signature made for another purpose never fits here. */
export const manifestDomain = Buffer.from('motcua-bundle-manifest 1\n')

export interface SignedManifest {
  readonly manifest: BundleManifest
  /** Fingerprint of the key that signed; whether it is to be trusted is for the caller. */
  readonly keyId: string
  /** Of the manifest's bytes. */
  readonly sha256: string
}

export type ManifestFault = 'damaged' | 'forged' | 'otherFormat' | 'invalid'

const signatureLineLimit = 200

/** Unfolds, checks the signature with the key that the manifest itself names, and reads. Returns the fault otherwise. */
export function readManifest(zipped: Uint8Array): SignedManifest | ManifestFault {
  let plain: Buffer
  try {
    plain = gunzipSync(zipped, { maxOutputLength: limits.plainManifestBytes })
  } catch {
    return 'damaged'
  }
  const end = plain.subarray(0, signatureLineLimit).indexOf(10)
  const [, keyId = '', spelled = ''] =
    /^([0-9a-f]{32}) ([A-Za-z0-9+/=]{88})$/.exec(plain.subarray(0, Math.max(0, end)).toString('latin1')) ?? []
  const signature = Buffer.from(spelled, 'base64')
  // One spelling only: base64 forgives strange characters, a signature must not.
  if (signature.length !== 64 || signature.toString('base64') !== spelled) return 'forged'
  const text = plain.subarray(end + 1)
  let value: unknown
  try {
    value = JSON.parse(text.toString('utf8'))
  } catch {
    return 'invalid'
  }
  // Only the key is taken from it before it is found signed by that key.
  const key = findPublicKey(String((value as { device?: { publicKey?: unknown } } | null)?.device?.publicKey ?? ''))
  if (key?.id !== keyId || !isSignedBy(key, Buffer.concat([manifestDomain, text]), signature)) return 'forged'
  const format = (value as { format?: unknown }).format
  if (typeof format === 'number' && format > 1) return 'otherFormat'
  const parsed = bundleManifest.safeParse(value)
  if (!parsed.success) return 'invalid'
  return { manifest: parsed.data, keyId, sha256: createHash('sha256').update(text).digest('hex') }
}
