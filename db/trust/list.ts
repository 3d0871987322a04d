// The trust list: who may send to the province, and for whom is encrypted. The province signs it with the key of its packs; offices take
// it from a file. A text of three lines, so that it can also be read by eye:
//
//   motcua-trust 1
//   <fingerprint> <base64>     whose key, and its Ed25519 signature of the first line and the third, to the byte
//   {"serial":…}               the list, one line of JSON
//
// An office asks to be on it with a request of the same form (`motcua-enrol 1`), signed by the device itself.
import { z } from 'zod'
import { AppError } from '../model/errors.ts'
import { findPublicKey, isSignedBy } from '../sync/keys.ts'

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const code = z.string().min(1).max(50)
const name = z.string().min(1).max(300)
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const recipient = z.string().regex(/^age1[0-9a-z]{20,120}$/)
const publicKey = z.string().max(200)

/** Fewer recipients than this and one broken disk closes everything that was sent. */
export const fewestRecipients = 2

export const trustedDevice = z.looseObject({
  deviceId: id,
  code,
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  publicKey,
  recipient,
  admittedAt: instant,
  revokedAt: instant.nullable(),
  reason: z.string().max(500),
})
export type TrustedDevice = z.infer<typeof trustedDevice>

export const recipientPurposes = ['province', 'escrow'] as const
export const trustedRecipient = z.looseObject({ name, purpose: z.enum(recipientPurposes), recipient })
export type TrustedRecipient = z.infer<typeof trustedRecipient>

export const trustList = z.looseObject({
  serial: z.number().int().min(1),
  issuedAt: instant,
  issuer: z.looseObject({ officeCode: code, officeName: name, publicKey }),
  recipients: z.array(trustedRecipient).max(20),
  offices: z.array(z.looseObject({ code, name, devices: z.array(trustedDevice).max(1_000) })).max(5_000),
})
export type TrustList = z.infer<typeof trustList>

export const enrolment = z.strictObject({
  officeCode: code,
  officeName: name,
  deviceId: id,
  deviceCode: code,
  publicKey,
  recipient,
  madeAt: instant,
})
export type Enrolment = z.infer<typeof enrolment>

const fileLimitBytes = 16 * 1_048_576
const listLine = 'motcua-trust 1\n'
const enrolLine = 'motcua-enrol 1\n'

type SignBytes = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

async function write(head: string, value: unknown, keyId: string, signBytes: SignBytes): Promise<string> {
  const text = JSON.stringify(value)
  const signature = Buffer.from(await signBytes(Buffer.from(head + text)))
  return `${head}${keyId} ${signature.toString('base64')}\n${text}\n`
}

/** Divides a text and finds it signed by the key that it names itself; undefined otherwise. */
function findSigned(
  head: string,
  text: string,
): { value: unknown; keyId: string; signedBy: (publicKeyText: string) => boolean } | undefined {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  if (plain.length > fileLimitBytes || !plain.startsWith(head)) return undefined
  const [, keyId = '', spelled = '', json = ''] =
    /^([0-9a-f]{32}) ([A-Za-z0-9+/=]{88})\n([^\n]+)\n*$/.exec(plain.slice(head.length)) ?? []
  const signature = Buffer.from(spelled, 'base64')
  // One spelling only: base64 forgives strange characters, a signature must not.
  if (signature.length !== 64 || signature.toString('base64') !== spelled) return undefined
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const signedBy = (publicKeyText: string): boolean => {
    const key = findPublicKey(publicKeyText)
    return key?.id === keyId && isSignedBy(key, Buffer.from(head + json), signature)
  }
  return { value, keyId, signedBy }
}

export const writeTrustList = (list: TrustList, keyId: string, signBytes: SignBytes): Promise<string> =>
  write(listLine, trustList.parse(list), keyId, signBytes)

/**
 * A list signed by the key that it names; whether that key is trusted is for the caller. Throws bundle.trustInvalid, trustForged.
 * @param fileName for the refusal.
 */
export function readTrustList(text: string, fileName: string): { list: TrustList; keyId: string } {
  const signed = findSigned(listLine, text)
  const parsed = trustList.safeParse(signed?.value)
  if (!signed || !parsed.success) throw new AppError('bundle.trustInvalid', { file: fileName })
  if (!signed.signedBy(parsed.data.issuer.publicKey)) throw new AppError('bundle.trustForged', { file: fileName })
  return { list: parsed.data, keyId: signed.keyId }
}

export const writeEnrolment = (request: Enrolment, keyId: string, signBytes: SignBytes): Promise<string> =>
  write(enrolLine, enrolment.parse(request), keyId, signBytes)

/** A request signed by the device that asks. Throws bundle.trustInvalid. */
export function readEnrolment(text: string, fileName: string): { request: Enrolment; keyId: string } {
  const signed = findSigned(enrolLine, text)
  const parsed = enrolment.safeParse(signed?.value)
  if (!signed || !parsed.success || !signed.signedBy(parsed.data.publicKey))
    throw new AppError('bundle.trustInvalid', { file: fileName })
  return { request: parsed.data, keyId: signed.keyId }
}

export interface KnownDevice {
  readonly officeCode: string
  readonly officeName: string
  readonly device: TrustedDevice
}

/** Whose key it is. */
export function findDeviceOf(list: TrustList, keyId: string): KnownDevice | undefined {
  for (const { code: officeCode, name: officeName, devices } of list.offices) {
    const device = devices.find((one) => one.keyId === keyId)
    if (device) return { officeCode, officeName, device }
  }
  return undefined
}
