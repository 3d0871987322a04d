// Signing keys, and the proof that another office signed. Ed25519. The office's key, which speaks for its head, leaves this file only
// sealed with a passphrase (age) and is in the clear for as long as one signature takes. A device's key signs what the device sends
// without being asked: it lies in a file of its own in the data folder, in no database, no backup and no bundle.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { AppError } from '../model/errors.ts'

/** scrypt's N is 2 to this, as for backups that are carried away (db/backup/sealed.ts). */
const scryptWorkFactor = 17
/** Hexadecimal digits of the key's SHA-256 by which people compare it over the telephone: 128 bits. */
const keyIdLength = 32

export interface PublicKey {
  readonly id: string
  readonly key: KeyObject
}

const idOf = (der: Buffer): string => createHash('sha256').update(der).digest('hex').slice(0, keyIdLength)

/** A public Ed25519 key as base64 of its DER form, in its one spelling; undefined for anything else. */
export function findPublicKey(text: string): PublicKey | undefined {
  try {
    const der = Buffer.from(text, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519' || der.toString('base64') !== text) return undefined
    return { id: idOf(der), key }
  } catch {
    return undefined
  }
}

/** A new key pair: the public half as base64 of its DER form, the private half sealed, as base64. */
export async function makeSigningKey(passphrase: string): Promise<{ id: string; publicKey: string; sealed: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ type: 'spki', format: 'der' })
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(scryptWorkFactor)
  const sealed = await encrypter.encrypt(new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })))
  return { id: idOf(der), publicKey: der.toString('base64'), sealed: Buffer.from(sealed).toString('base64') }
}

/** Opens the sealed key, signs once, forgets it. Throws pack.wrongPassphrase. */
export async function signWithSealed(sealed: string, passphrase: string, bytes: Uint8Array): Promise<Buffer> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  let der: Uint8Array
  try {
    der = await decrypter.decrypt(Buffer.from(sealed, 'base64'))
  } catch {
    throw new AppError('pack.wrongPassphrase')
  }
  return sign(null, bytes, createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }))
}

/** A new key pair of a device: the private half as base64 of its DER form. */
export function makeDevicePair(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** What signs with a device's private half. */
export function signerOf(privateKey: string): (bytes: Uint8Array) => Buffer {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return (bytes) => sign(null, bytes, key)
}

export const isSignedBy = ({ key }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, bytes, key, signature)
