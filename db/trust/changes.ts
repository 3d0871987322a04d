// What the province changes in its trust list, as pure functions: the next list from the one before. Nobody is ever taken off: a device
// that must not send any more is revoked, so that what it sent before stays readable and a revoked key is told from an unknown one.
import { z } from 'zod'
import { AppError, refuseFields } from '../model/errors.ts'
import { findCodeValue, spokenFingerprint } from '../model/spoken-code.ts'
import { findPublicKey } from '../sync/keys.ts'
import { enrolment, fewestRecipients, type TrustList, trustedRecipient } from './list.ts'

export const trustChange = z.discriminatedUnion('kind', [
  /** `code`: the twelve characters as they were read over the telephone. */
  z.object({ kind: z.literal('admit'), request: enrolment, code: z.string().max(50) }),
  z.object({ kind: z.literal('revoke'), deviceId: z.string().max(50), reason: z.string().trim().max(500) }),
  z.object({ kind: z.literal('addRecipient'), ...trustedRecipient.shape }),
  z.object({ kind: z.literal('removeRecipient'), recipient: z.string().max(200) }),
])
export type TrustChange = z.infer<typeof trustChange>

/** Throws input.invalid (`code` codeDiffers, `reason` required), entity.notFound. @param now UTC instant. */
export function changeTrust(list: TrustList, change: TrustChange, now: string): TrustList {
  switch (change.kind) {
    case 'admit':
      return admit(list, change, now)
    case 'revoke': {
      if (change.reason === '') refuseFields([{ path: 'reason', code: 'required' }])
      let found = false
      const offices = list.offices.map((office) => ({
        ...office,
        devices: office.devices.map((device) => {
          if (device.deviceId !== change.deviceId || device.revokedAt !== null) return device
          found = true
          return { ...device, revokedAt: now, reason: change.reason }
        }),
      }))
      if (!found) throw new AppError('entity.notFound', { entity: 'trustedDevice' })
      return { ...list, offices }
    }
    case 'addRecipient': {
      const { kind: _, ...added } = change
      if (list.recipients.some(({ recipient }) => recipient === added.recipient)) return list
      return { ...list, recipients: [...list.recipients, added] }
    }
    case 'removeRecipient':
      return { ...list, recipients: list.recipients.filter(({ recipient }) => recipient !== change.recipient) }
  }
}

function admit(list: TrustList, { request, code }: Extract<TrustChange, { kind: 'admit' }>, now: string): TrustList {
  const key = findPublicKey(request.publicKey)
  const spoken = findCodeValue(code)
  if (!key || spoken === undefined || spoken !== findCodeValue(spokenFingerprint(key.id))) {
    refuseFields([{ path: 'code', code: 'codeDiffers' }])
  }
  const device = {
    deviceId: request.deviceId,
    code: request.deviceCode,
    keyId: key?.id ?? '',
    publicKey: request.publicKey,
    recipient: request.recipient,
    admittedAt: now,
    revokedAt: null,
    reason: '',
  }
  const old = list.offices.find((office) => office.code === request.officeCode)
  // A device that asks again with a new key (its key file was lost) puts its old key out of use.
  const kept = (old?.devices ?? [])
    .filter(({ keyId }) => keyId !== device.keyId)
    .map((one) => (one.deviceId === device.deviceId && one.revokedAt === null ? { ...one, revokedAt: now } : one))
  const office = { ...old, code: request.officeCode, name: request.officeName, devices: [...kept, device] }
  const offices = [...list.offices.filter((one) => one.code !== office.code), office].toSorted((a, b) =>
    a.code < b.code ? -1 : 1,
  )
  return { ...list, offices }
}

/** Whether a list can be given out. Throws input.invalid (`recipients` tooFewRecipients). */
export function requireRecipients({ recipients }: TrustList): void {
  const purposes = new Set(recipients.map(({ purpose }) => purpose))
  if (recipients.length < fewestRecipients || purposes.size < 2) {
    refuseFields([{ path: 'recipients', code: 'tooFewRecipients', params: { min: fewestRecipients } }])
  }
}
