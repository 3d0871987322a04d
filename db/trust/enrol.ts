// What a computer shows to be let in: its key by twelve characters, and a request as a file that it signs itself.
import type { Db } from '../event.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { spokenFingerprint } from '../model/spoken-code.ts'
import { getCurrentDevice, getOfficeProfile } from '../people/queries.ts'
import { type DeviceKey, openDeviceKey } from '../sync/device-key.ts'
import { enrolExtension } from './files.ts'
import { findDeviceOf, writeEnrolment } from './list.ts'
import { findTrust } from './queries.ts'

/** This computer's key; made when there is none. */
export async function ownDeviceKey(db: Db, folder: string, clock: Clock): Promise<DeviceKey> {
  const { id } = await getCurrentDevice(db)
  return openDeviceKey(folder, id, toInstant(clock.nowMs()))
}

export async function makeEnrolment(db: Db, folder: string, clock: Clock): Promise<{ text: string; fileName: string }> {
  const { code, name } = await getOfficeProfile(db)
  const device = await getCurrentDevice(db)
  const key = await ownDeviceKey(db, folder, clock)
  const request = {
    officeCode: code,
    officeName: name,
    deviceId: device.id,
    deviceCode: device.code,
    publicKey: key.publicKey,
    recipient: key.recipient,
    madeAt: toInstant(clock.nowMs()),
  }
  return {
    text: await writeEnrolment(request, key.keyId, key.signBytes),
    fileName: `${code}-${device.code}.${enrolExtension}`.replace(/[^A-Za-z0-9.-]/g, '_'),
  }
}

export const enrolStates = ['noList', 'unknown', 'admitted', 'revoked'] as const
export type EnrolState = (typeof enrolStates)[number]

/** What this computer is called, its twelve characters, and how the list in use knows it. */
export async function describeOwnDevice(db: Db, folder: string, clock: Clock) {
  const device = await getCurrentDevice(db)
  const { keyId, recipient } = await ownDeviceKey(db, folder, clock)
  const trust = await findTrust(db)
  const known = trust && findDeviceOf(trust, keyId)
  const state: EnrolState = !trust ? 'noList' : !known ? 'unknown' : known.device.revokedAt === null ? 'admitted' : 'revoked'
  return { deviceCode: device.code, code: spokenFingerprint(keyId), recipient, state }
}
