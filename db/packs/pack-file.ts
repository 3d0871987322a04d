// A pack as a file, carried on a stick or sent by mail; the container of the update files (electron/update/manifest.ts):
//
//   motcua-pack 1              kind and format
//   <fingerprint> <base64>     whose key, and its Ed25519 signature of the first line and the third, to the byte
//   {"packId":…}               the manifest, one line of JSON
//   <bytes>                    the parts one after another, in the manifest's order, as one gzip stream
//
// Until the signature is found good, not one field is believed: only lengths are looked at. Sizes stand in the signed manifest, so a
// stream that unfolds to more is cut off where it should have ended.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { AppError } from '../model/errors.ts'
import { complaintsOf } from '../model/zod-issues.ts'
import { findPublicKey, isSignedBy } from '../sync/keys.ts'
import { type PackContent, type PackManifest, type PackPart, packManifest, packParts, partSchemas } from './content.ts'

const kind = 'motcua-pack'
const format = '1'
const formatLine = `${kind} ${format}\n`
const signatureBytes = 64
const headLineLimit = 256
const manifestLimitBytes = 1_048_576
const megabyte = 1_048_576
/** Largest file that is looked at, and most that its parts may unfold to. A catalogue of 2,000 procedures is some 12 MB. */
export const packFileLimitBytes = 32 * megabyte
export const unpackedLimitBytes = 128 * megabyte
/** Complaints about a part's content that are told. */
const issueLimit = 200

export interface TrustedIssuer {
  readonly keyId: string
  readonly publicKey: string
  readonly issuerCode: string
  readonly issuerName: string
}

export interface OpenedPack {
  readonly manifest: PackManifest
  readonly content: PackContent
  readonly keyId: string
  readonly sha256: string
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Entries by part, as the list of packs shows them. */
export function countsOf(content: PackContent): Partial<Record<PackPart, number>> {
  const { documents, procedures, laws, calendar, units } = content
  return {
    ...(documents && { documents: documents.entries.length + documents.withdrawn.length }),
    ...(procedures && { procedures: procedures.entries.length + procedures.withdrawn.length }),
    ...(laws && { laws: laws.entries.length }),
    ...(calendar && { calendar: Object.keys(calendar.years).length }),
    ...(units && { units: units.entries.length + units.withdrawn.length }),
  }
}

/** What a pack holds, entry by entry, as the office that made it reads it again. */
export function contentsOf({ documents, procedures, laws, calendar, units }: PackContent) {
  type Part = { readonly withdrawn?: readonly { code: string; name: string }[] } | undefined
  const brought = (part: PackPart, code: string, name: string) => ({ part, code, name, kind: 'new' as const })
  const gone = (part: PackPart, from: Part) =>
    (from?.withdrawn ?? []).map(({ code, name }) => ({ part, code, name, kind: 'withdrawn' as const }))
  return [
    ...(documents?.entries ?? []).map(({ code, body }) => brought('documents', code, body.content.name)),
    ...gone('documents', documents),
    ...(procedures?.entries ?? []).map(({ localKey, content }) =>
      brought('procedures', content.nationalCode ?? localKey, content.name),
    ),
    ...gone('procedures', procedures),
    ...(laws?.entries ?? []).map(({ number, title }) => brought('laws', number, title)),
    ...Object.keys(calendar?.years ?? {}).map((year) => brought('calendar', year, calendar?.name ?? '')),
    ...(units?.entries ?? []).map(({ code, name }) => brought('units', code, name)),
    ...gone('units', units),
  ]
}

/** The file's bytes. `signBytes` makes the signature; the same content gives the same parts everywhere. */
export async function writePack(
  about: Omit<PackManifest, 'parts'>,
  content: PackContent,
  keyId: string,
  signBytes: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<{ bytes: Uint8Array; manifest: PackManifest }> {
  const texts = packParts.flatMap((name) => (content[name] ? [{ name, bytes: Buffer.from(JSON.stringify(content[name])) }] : []))
  const parts = texts.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256Of(bytes) }))
  const manifest = packManifest.parse({ ...about, parts })
  const text = Buffer.from(JSON.stringify(manifest))
  const signature = Buffer.from(await signBytes(Buffer.concat([Buffer.from(formatLine), text])))
  const payload = gzipSync(Buffer.concat(texts.map(({ bytes }) => bytes)))
  const head = Buffer.from(`${formatLine}${keyId} ${signature.toString('base64')}\n`)
  return { bytes: Buffer.concat([head, text, Buffer.from('\n'), payload]), manifest }
}

/**
 * Reads and judges a file. Throws file.tooLarge, pack.notAPack, otherFormat, damaged, unsigned, unknownSigner, forged, otherIssuer,
 * tooLarge, partDamaged, contentInvalid (with the complaints).
 */
export function readPack(given: Uint8Array, fileName: string, issuers: readonly TrustedIssuer[]): OpenedPack {
  if (given.length > packFileLimitBytes) {
    throw new AppError('file.tooLarge', { file: fileName, limit: packFileLimitBytes / megabyte })
  }
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const damaged = () => new AppError('pack.damaged', { file: fileName })
  const { signatureLine, manifestText, payload } = divide(bytes, fileName, damaged)

  const [, keyId = '', signatureText = ''] = /^([0-9a-f]{32}) ([A-Za-z0-9+/=]+)$/.exec(signatureLine) ?? []
  const signature = Buffer.from(signatureText, 'base64')
  // One spelling only: base64 forgives strange characters, a signature must not.
  if (signature.length !== signatureBytes || signature.toString('base64') !== signatureText) throw new AppError('pack.unsigned')
  const issuer = issuers.find((one) => one.keyId === keyId)
  if (!issuer) throw new AppError('pack.unknownSigner', { keyId: spellKeyId(keyId) })
  const key = findPublicKey(issuer.publicKey)
  if (key?.id !== keyId || !isSignedBy(key, Buffer.concat([Buffer.from(formatLine), manifestText]), signature)) {
    throw new AppError('pack.forged', { issuer: issuer.issuerName })
  }

  const manifest = parse(packManifest, manifestText.toString('utf8'), 'manifest')
  if (manifest.issuer.code !== issuer.issuerCode) {
    throw new AppError('pack.otherIssuer', { issuer: manifest.issuer.name, signer: issuer.issuerName })
  }
  const total = manifest.parts.reduce((sum, { size }) => sum + size, 0)
  if (total > unpackedLimitBytes) throw new AppError('pack.tooLarge', { limit: unpackedLimitBytes / megabyte })
  return { manifest, content: readParts(manifest, unfold(payload, total, damaged)), keyId, sha256: sha256Of(bytes) }
}

/** Fingerprints are read out four digits at a time. */
export const spellKeyId = (keyId: string): string => keyId.replace(/(.{4})(?=.)/g, '$1 ')

function divide(bytes: Buffer, fileName: string, damaged: () => AppError) {
  const firstEnd = bytes.subarray(0, headLineLimit).indexOf(10)
  const [name, version] = firstEnd < 0 ? [] : bytes.subarray(0, firstEnd).toString('latin1').split(' ')
  if (name !== kind) throw new AppError('pack.notAPack', { file: fileName })
  if (version !== format) throw new AppError('pack.otherFormat', { version: String(version ?? '').slice(0, 20) })
  const signatureEnd = bytes.subarray(0, firstEnd + 1 + headLineLimit).indexOf(10, firstEnd + 1)
  if (signatureEnd < 0) throw damaged()
  const manifestEnd = bytes.subarray(0, signatureEnd + 1 + manifestLimitBytes).indexOf(10, signatureEnd + 1)
  if (manifestEnd < 0) throw damaged()
  return {
    signatureLine: bytes.subarray(firstEnd + 1, signatureEnd).toString('latin1'),
    manifestText: bytes.subarray(signatureEnd + 1, manifestEnd),
    payload: bytes.subarray(manifestEnd + 1),
  }
}

function unfold(payload: Buffer, size: number, damaged: () => AppError): Buffer {
  let whole: Buffer
  try {
    whole = gunzipSync(payload, { maxOutputLength: size + 1 })
  } catch {
    throw damaged()
  }
  if (whole.length !== size) throw damaged()
  return whole
}

function readParts(manifest: PackManifest, whole: Buffer): PackContent {
  const content: Record<string, unknown> = {}
  let at = 0
  for (const { name, size, sha256 } of manifest.parts) {
    const bytes = whole.subarray(at, at + size)
    at += size
    if (sha256Of(bytes) !== sha256) throw new AppError('pack.partDamaged', { part: name })
    content[name] = parse<unknown>(partSchemas[name], bytes.toString('utf8'), name)
  }
  return content as PackContent
}

/** Throws pack.contentInvalid with the part and the entry at fault. */
function parse<Value>(schema: z.ZodType<Value>, text: string, part: PackPart | 'manifest'): Value {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AppError('pack.contentInvalid', { part, entry: '', count: 1 })
  }
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  const complaints = complaintsOf(result.error)
  const [first] = complaints
  throw new AppError(
    'pack.contentInvalid',
    { part, entry: nameOf(value, first?.path ?? []), count: complaints.length },
    complaints
      .slice(0, issueLimit)
      .map(({ path, code, params }) => ({ path: [part, ...path].map(String).join('.'), code, params })),
  )
}

/** What a person knows the entry at fault by, or its place in the list. */
function nameOf(value: unknown, path: readonly PropertyKey[]): string {
  const [list, index] = path
  if (typeof index !== 'number') return path.map(String).join('.').slice(0, 100)
  const entry = (value as Record<string, unknown[]> | null)?.[String(list)]?.[index] as Record<string, unknown> | undefined
  const name = entry?.code ?? entry?.number ?? entry?.localKey
  return typeof name === 'string' && name !== '' ? name.slice(0, 100) : String(index + 1)
}
