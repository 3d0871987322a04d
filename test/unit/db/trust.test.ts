// The trust list: given out by the province, taken by an office, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../db/model/errors.ts'
import { newId } from '../../../db/model/ids.ts'
import { findCodeValue, spellCode, spokenFingerprint } from '../../../db/model/spoken-code.ts'
import { makeKey } from '../../../db/pack-keys/commands.ts'
import { projectedTables, rebuildProjections } from '../../../db/record.ts'
import { makeIdentity } from '../../../db/sync/bundle/age.ts'
import { openDeviceKey } from '../../../db/sync/device-key.ts'
import type { TrustChange } from '../../../db/trust/changes.ts'
import { issueTrust, takeTrust } from '../../../db/trust/commands.ts'
import { findDeviceOf, readEnrolment, readTrustList, writeEnrolment } from '../../../db/trust/list.ts'
import { findTrust } from '../../../db/trust/queries.ts'
import { dumpTables } from '../../fixtures/dump.ts'
import { openTestOffice, type TestOffice } from '../../fixtures/office.ts'

const passphrase = 'mật khẩu của khóa tỉnh'
const now = '2026-11-23T01:00:00.000Z'

let province: TestOffice
let office: TestOffice
let recipients: TrustChange[]

beforeAll(async () => {
  province = await openTestOffice()
  office = await openTestOffice()
  await makeKey(province.db, province.actor, passphrase)
  recipients = [
    { kind: 'addRecipient', name: 'Văn phòng tỉnh', purpose: 'province', recipient: (await makeIdentity()).recipient },
    { kind: 'addRecipient', name: 'Giữ khóa dự phòng', purpose: 'escrow', recipient: (await makeIdentity()).recipient },
  ]
})
afterAll(async () => {
  await province.close()
  await office.close()
})

async function asking(changes: object = {}) {
  const key = await openDeviceKey(office.folder, newId(Date.parse(now)), now)
  const request = {
    officeCode: '19774',
    officeName: 'Phường Thuận Hóa',
    deviceId: newId(Date.parse(now)),
    deviceCode: 'M1',
    publicKey: key.publicKey,
    recipient: key.recipient,
    madeAt: now,
    ...changes,
  }
  return { key, request, text: await writeEnrolment(request, key.keyId, key.signBytes) }
}
const issues = (error: unknown): unknown => (error instanceof AppError ? (error.issues?.[0] ?? error.code) : error)

describe('the trust list', () => {
  it('is not given out for one recipient, nor without the passphrase', async () => {
    await expect(issueTrust(province.db, province.actor, { changes: recipients.slice(0, 1), passphrase })).rejects.toSatisfy(
      (error) => (issues(error) as { code: string }).code === 'tooFewRecipients',
    )
    await expect(issueTrust(province.db, province.actor, { changes: recipients, passphrase: 'khác' })).rejects.toMatchObject({
      code: 'pack.wrongPassphrase',
    })
    expect(await findTrust(province.db)).toBeUndefined()
  })

  it('admits a device by the code read over the telephone, revokes it, and keeps both', async () => {
    await issueTrust(province.db, province.actor, { changes: recipients, passphrase })
    const { key, text } = await asking()
    const { request } = readEnrolment(text, 'x')
    const spoken = spokenFingerprint(key.keyId)
    await expect(
      issueTrust(province.db, province.actor, {
        changes: [{ kind: 'admit', request, code: spellCode((findCodeValue(spoken) ?? 0n) ^ 1n) }],
        passphrase,
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    const sloppy = spoken.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    await issueTrust(province.db, province.actor, { changes: [{ kind: 'admit', request, code: sloppy }], passphrase })
    const admitted = await findTrust(province.db)
    expect(admitted && findDeviceOf(admitted, key.keyId)).toMatchObject({
      officeCode: '19774',
      device: { revokedAt: null, recipient: key.recipient },
    })
    const { serial } = await issueTrust(province.db, province.actor, {
      changes: [{ kind: 'revoke', deviceId: request.deviceId, reason: 'Mất máy' }],
      passphrase,
    })
    const revoked = await findTrust(province.db)
    expect(serial).toBe(3)
    expect(revoked && findDeviceOf(revoked, key.keyId)?.device).toMatchObject({ reason: 'Mất máy' })
    expect(revoked && findDeviceOf(revoked, key.keyId)?.device.revokedAt).not.toBeNull()
  })

  it('is taken by an office once the fingerprint was compared, never an older one, never a changed one', async () => {
    const first = await issueTrust(province.db, province.actor, { changes: [], passphrase })
    const second = await issueTrust(province.db, province.actor, { changes: [], passphrase })
    const take = (text: string, isCompared = false) =>
      takeTrust(office.db, office.actor, { text, fileName: 'danh-sach.mctrust', isCompared, policyKeys: [] })
    await expect(take(second.text)).rejects.toMatchObject({ code: 'pack.unknownSigner' })
    await expect(take(second.text.replace('Văn phòng tỉnh', 'Văn phòng khác'), true)).rejects.toMatchObject({
      code: 'bundle.trustForged',
    })
    await expect(take('motcua-trust 1\nxx', true)).rejects.toMatchObject({ code: 'bundle.trustInvalid' })
    expect(await take(second.text.replaceAll('\n', '\r\n'), true)).toEqual({ serial: second.serial })
    await expect(take(first.text)).rejects.toMatchObject({ code: 'bundle.trustOlder' })
    const third = await issueTrust(province.db, province.actor, { changes: [], passphrase })
    expect(await take(third.text)).toEqual({ serial: third.serial })
    expect((await findTrust(office.db))?.recipients).toHaveLength(2)
  })

  it('is made again from the events alone', async () => {
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })

  it('takes a request to enrol only as the device signed it', async () => {
    const { text } = await asking()
    expect(() => readEnrolment(text.replace('Phường Thuận Hóa', 'Phường Phú Xuân'), 'x')).toThrow(AppError)
    expect(() => readTrustList(text, 'x')).toThrow(AppError)
  })
})
