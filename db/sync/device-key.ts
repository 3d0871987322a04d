// What a device proves itself with, and what is sent to it is encrypted for: an Ed25519 pair to sign, an age identity to open. Both lie
// in one file in the data folder, `keys/<device>.json`, which only the account of the program may read. They are in no database, no
// backup and no bundle: a device restored from a backup is another device, with a key of its own. The file does not lean on the
// operating system's password store, so that a changed Windows password costs nothing; the disk's encryption is the second lock.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../backup/files.ts'
import { makeIdentity } from './bundle/age.ts'
import { findPublicKey, makeDevicePair, signerOf } from './keys.ts'

const deviceKeyFile = z.strictObject({
  version: z.literal(1),
  publicKey: z.string(),
  privateKey: z.string(),
  identity: z.string(),
  recipient: z.string(),
})

export interface DeviceKey {
  /** Fingerprint of the public half. */
  readonly keyId: string
  readonly publicKey: string
  readonly signBytes: (bytes: Uint8Array) => Buffer
  /** age identity: opens what is encrypted for `recipient`. */
  readonly identity: string
  readonly recipient: string
}

export const keyFolder = (folder: string): string => join(folder, 'keys')
const fileOf = (folder: string, deviceId: string): string => join(keyFolder(folder), `${deviceId}.json`)

/** The device's key; undefined where it has none yet, or where its file cannot be read any more: then it needs a new one. */
export function findDeviceKey(folder: string, deviceId: string): DeviceKey | undefined {
  const file = fileOf(folder, deviceId)
  if (!existsSync(file)) return undefined
  try {
    const { publicKey, privateKey, identity, recipient } = deviceKeyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
    const key = findPublicKey(publicKey)
    return key && { keyId: key.id, publicKey, signBytes: signerOf(privateKey), identity, recipient }
  } catch {
    return undefined
  }
}

/** The device's key, made when there is none. A key file that cannot be read is put aside, never overwritten. */
export async function openDeviceKey(folder: string, deviceId: string, now: string): Promise<DeviceKey> {
  const found = findDeviceKey(folder, deviceId)
  if (found) return found
  const file = fileOf(folder, deviceId)
  mkdirSync(keyFolder(folder), { recursive: true, mode: 0o700 })
  if (existsSync(file)) renameSync(file, `${file}.${now.replace(/[:.]/g, '-')}`)
  const made = { version: 1 as const, ...makeDevicePair(), ...(await makeIdentity()) }
  const temporary = `${file}.tmp`
  writeFileSync(temporary, JSON.stringify(made), { mode: 0o600, flush: true })
  chmodSync(temporary, 0o600)
  renameSync(temporary, file)
  syncFolder(file)
  const key = findDeviceKey(folder, deviceId)
  if (!key) throw new Error('a key that was just written cannot be read')
  return key
}
