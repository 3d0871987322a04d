// The file by which a computer of the office hears of another one.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordBundles } from '../../../../db/bundles/commands.ts'
import { findDeliveries } from '../../../../db/bundles/delivery.ts'
import { writeBundles } from '../../../../db/bundles/export.ts'
import type { ExportChoice } from '../../../../db/bundles/rules.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { takeSiblingBundle } from '../../../../db/merge/take.ts'
import { type BundleAbout, writeBundle } from '../../../../db/sync/bundle/write.ts'
import { type DeviceKey, openDeviceKey } from '../../../../db/sync/device-key.ts'
import { takeTrust } from '../../../../db/trust/commands.ts'
import { aboutBundle } from '../../../fixtures/bundles.ts'
import { openTestOffice, sampleIntake, samplePerson, TestClock, type TestOffice } from '../../../fixtures/office.ts'
import { issueList, logOf, openSiblings, type Sibling } from '../../../fixtures/siblings.ts'

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
  listText = await issueList(province, [
    { sibling: a, key: keyOfA },
    { sibling: b, key: keyOfB },
  ])
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
const toSiblings: ExportChoice = {
  scope: 'siblings',
  ...{ from: null, to: null, caseId: null, bundleIds: null, withScans: true, splitMegabytes: null },
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

  it('holds what the other computer was not known to have, both ways', async () => {
    await takeTrust(a.office.db, a.office.actor, { text: listText, fileName: 'x', isCompared: true, policyKeys: [] })
    const exchange = async (from: Sibling, to: Sibling, keys: { from: DeviceKey; to: DeviceKey }) => {
      const place = { db: from.office.db, dataFolder: from.office.folder, key: keys.from, clock: from.office.clock, program: '1' }
      const { bundles } = await writeBundles(place, toSiblings, from.office.folder)
      await recordBundles(from.office.db, from.office.actor, bundles)
      const [written] = bundles
      const merged = await takeSiblingBundle(to.office.db, to.office.actor, {
        file: join(from.office.folder, written?.fileName ?? ''),
        folder: to.office.folder,
        identities: [keys.to.identity],
      })
      return { sent: written?.events ?? 0, merged }
    }
    const forth = { from: keyOfA, to: keyOfB }
    const back = { from: keyOfB, to: keyOfA }
    const log = await logOf(a)
    expect((await exchange(a, b, forth)).sent).toBe(log.length)
    // B has told nothing yet; from its own bundle A learns what B has.
    await exchange(b, a, back)
    await expect(exchange(a, b, forth)).rejects.toMatchObject({ code: 'bundle.nothingToSend' })
    const intake = sampleIntake({
      procedureId: await a.office.procedureId('KS'),
      applicant: samplePerson({ fullName: 'Võ Văn Dũng' }),
    })
    await receiveCase(a.office.db, a.office.actor, intake, a.office.formKeyOn)
    const again = await exchange(a, b, forth)
    expect(again.sent).toBeLessThan(15)
    expect(again.merged.missing).toEqual([])
    const names = await b.office.db.selectFrom('case_file').select('applicant_name').orderBy('provisional_code').execute()
    expect(names.map((row) => row.applicant_name)).toEqual(['Lê Thị Cúc', 'Võ Văn Dũng'])
    // What went to the other computer has not gone to the province.
    expect((await findDeliveries(b.office.db, [intake.caseId]))?.[0]?.state).toBe('unsent')
  })

  it('is refused when it is meant for another office, or comes from one', async () => {
    await expect(take(await bundleOfA({ to: { officeCode: '46' } }))).rejects.toMatchObject({ code: 'bundle.otherOffice' })
    const other = { officeCode: '19774', officeName: 'Phường khác' }
    await expect(take(await bundleOfA({ from: other }))).rejects.toMatchObject({ code: 'bundle.otherOffice' })
  })
})
