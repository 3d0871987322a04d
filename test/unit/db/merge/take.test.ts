// The file by which a computer of the office hears of another one.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { takeSiblingBundle } from '../../../../db/merge/take.ts'
import { spokenFingerprint } from '../../../../db/model/spoken-code.ts'
import { makeKey } from '../../../../db/pack-keys/commands.ts'
import { makeIdentity } from '../../../../db/sync/bundle/age.ts'
import { type BundleAbout, writeBundle } from '../../../../db/sync/bundle/write.ts'
import { type DeviceKey, openDeviceKey } from '../../../../db/sync/device-key.ts'
import { issueTrust, takeTrust } from '../../../../db/trust/commands.ts'
import { aboutBundle } from '../../../fixtures/bundles.ts'
import { openTestOffice, sampleIntake, samplePerson, TestClock, type TestOffice } from '../../../fixtures/office.ts'
import { logOf, openSiblings, type Sibling } from '../../../fixtures/siblings.ts'

const passphrase = 'mật khẩu của khóa tỉnh'
const now = '2026-11-23T02:00:00.000Z'

let province: TestOffice
let a: Sibling
let b: Sibling
let closeAll: () => Promise<void>
let keyOfA: DeviceKey
let keyOfB: DeviceKey
let listText: string

beforeAll(async () => {
  const opened = await openSiblings(2, new TestClock())
  closeAll = opened.close
  ;[a, b] = opened.siblings as [Sibling, Sibling]
  keyOfA = await openDeviceKey(a.office.folder, a.deviceId, now)
  keyOfB = await openDeviceKey(b.office.folder, b.deviceId, now)
  province = await openTestOffice()
  await makeKey(province.db, province.actor, passphrase)
  const asking = (sibling: Sibling, key: DeviceKey) => ({
    kind: 'admit' as const,
    code: spokenFingerprint(key.keyId),
    request: {
      ...{ officeCode: '19777', officeName: 'Phường Thuận Hóa', deviceId: sibling.deviceId, deviceCode: sibling.code },
      ...{ publicKey: key.publicKey, recipient: key.recipient, madeAt: now },
    },
  })
  const recipient = async (purpose: 'province' | 'escrow') =>
    ({ kind: 'addRecipient', name: purpose, purpose, recipient: (await makeIdentity()).recipient }) as const
  const changes = [await recipient('province'), await recipient('escrow'), asking(a, keyOfA), asking(b, keyOfB)]
  listText = (await issueTrust(province.db, province.actor, { changes, passphrase })).text
})
afterAll(async () => {
  await closeAll()
  await province.close()
})

async function bundleOfA(changes: Partial<BundleAbout> = {}): Promise<string> {
  const events = (await logOf(a)).filter(({ device }) => device === a.deviceId)
  const file = join(a.office.folder, 'A.mcbundle')
  const office = { officeCode: '19777', officeName: 'Phường Thuận Hóa' }
  const about = { ...aboutBundle(events, keyOfA), from: office, to: { officeCode: '19777' }, ...changes }
  await writeBundle(
    file,
    about,
    [{ kind: 'events', events, cases: [] }],
    () => ({ counts: { events: events.length, cases: 1, blobs: 0 }, firstCase: '', lastCase: '' }),
    { recipients: [keyOfA.recipient, keyOfB.recipient], keyId: keyOfA.keyId, signBytes: keyOfA.signBytes },
  )
  return file
}
const take = (file: string) =>
  takeSiblingBundle(b.office.db, b.office.actor, { file, folder: b.office.folder, identities: [keyOfB.identity] })

describe('a bundle of another computer of the office', () => {
  it('is refused until the province’s list names that computer', async () => {
    await expect(take(await bundleOfA())).rejects.toMatchObject({ code: 'bundle.unknownSigner' })
    await takeTrust(b.office.db, b.office.actor, { text: listText, fileName: 'x', isCompared: true, policyKeys: [] })
  })

  it('brings its cases, once', async () => {
    const intake = sampleIntake({
      procedureId: await a.office.procedureId('KS'),
      applicant: samplePerson({ fullName: 'Lê Thị Cúc' }),
    })
    await receiveCase(a.office.db, a.office.actor, intake, a.office.formKeyOn)
    const file = await bundleOfA()
    expect((await take(file)).events).toBeGreaterThan(0)
    expect(await take(file)).toMatchObject({ events: 0, missing: [], openClashes: 0 })
    const found = await b.office.db.selectFrom('case_file').select('applicant_name').executeTakeFirst()
    expect(found?.applicant_name).toBe('Lê Thị Cúc')
  })

  it('is refused when it is meant for another office, or comes from one', async () => {
    await expect(take(await bundleOfA({ to: { officeCode: '46' } }))).rejects.toMatchObject({ code: 'bundle.otherOffice' })
    const other = { officeCode: '19774', officeName: 'Phường khác' }
    await expect(take(await bundleOfA({ from: other }))).rejects.toMatchObject({ code: 'bundle.otherOffice' })
  })
})
