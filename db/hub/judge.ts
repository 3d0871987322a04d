// Whether a bundle that opens is one that the hub takes: signed by a computer that the province trusts and that belongs to the office
// that it names, meant for this province, sent upwards. Nothing here reads the store; what it may contradict of earlier bundles is in
// link.ts.
import { basename } from 'node:path'
import { AppError } from '../model/errors.ts'
import { spokenFingerprint } from '../model/spoken-code.ts'
import type { OpenBundle } from '../sync/bundle/read.ts'
import { findDeviceOf, type KnownDevice, type TrustList } from '../trust/list.ts'

/** What an office may send upwards. `answer` comes from above. */
const upwards: ReadonlySet<string> = new Set(['since', 'period', 'case', 'resend'])

/** Throws bundle.notFromOffice, otherOffice, unknownSigner, revokedSigner, signerOfOther. */
export function requireSender(
  { manifest, keyId }: OpenBundle,
  file: string,
  trust: TrustList,
  ownOfficeCode: string,
): KnownDevice {
  const name = basename(file)
  const { role, scope, from, to, device } = manifest
  if (role !== 'office' || !upwards.has(scope)) throw new AppError('bundle.notFromOffice', { file: name })
  if (to.officeCode !== ownOfficeCode) throw new AppError('bundle.otherOffice', { file: name, office: to.officeCode })
  const known = findDeviceOf(trust, keyId)
  const place = { file: name, device: device.code, office: from.officeName }
  if (!known) throw new AppError('bundle.unknownSigner', { ...place, code: spokenFingerprint(keyId) })
  const { revokedAt } = known.device
  if (revokedAt !== null) throw new AppError('bundle.revokedSigner', { ...place, date: revokedAt.slice(0, 10) })
  if (known.officeCode !== from.officeCode || known.device.deviceId !== device.id)
    throw new AppError('bundle.signerOfOther', place)
  return known
}

/** The office that a device is listed under, be it revoked or not; undefined for one that was never admitted. */
export const officeOfDevice = (trust: TrustList): ((device: string) => string | undefined) => {
  const offices = new Map(trust.offices.flatMap(({ code, devices }) => devices.map(({ deviceId }) => [deviceId, code] as const)))
  return (device) => offices.get(device)
}
