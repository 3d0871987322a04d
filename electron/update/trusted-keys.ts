// Whose updates are taken: the public keys that the program brings along, and those that the machine's policy adds.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

export interface TrustedKey {
  /** The first 16 hexadecimal digits of the key's SHA-256, as people compare it over the telephone. */
  readonly id: string
  readonly key: KeyObject
}

const keysFile = z.object({ keys: z.array(z.string()).max(16) })

/** A public Ed25519 key as base64 of its DER form (what `openssl pkey -pubout -outform DER | base64` prints); undefined for another. */
export function findKey(text: string): TrustedKey | undefined {
  try {
    const der = Buffer.from(text, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519') return undefined
    return { id: createHash('sha256').update(der).digest('hex').slice(0, 16), key }
  } catch {
    return undefined
  }
}

export const isPublicKey = (text: string): boolean => findKey(text) !== undefined

/** The keys of `keys.json` and those of the policy. A file that cannot be read trusts nobody. */
export function readTrustedKeys(file: string, more: readonly string[]): TrustedKey[] {
  const found = new Map([...readShipped(file), ...more].flatMap((text) => findKey(text) ?? []).map((key) => [key.id, key]))
  return [...found.values()]
}

function readShipped(file: string): string[] {
  try {
    return keysFile.parse(JSON.parse(readFileSync(file, 'utf8'))).keys
  } catch {
    return []
  }
}
