// What an office sends to the province, and what it learns from the answers: on real files and a real database.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putBlob } from '../../../../db/blobs/store.ts'
import { takeReceipt, takeReceiptCode } from '../../../../db/bundles/answer.ts'
import { recordBundles } from '../../../../db/bundles/commands.ts'
import { findDeliveries } from '../../../../db/bundles/delivery.ts'
import { writeBundles } from '../../../../db/bundles/export.ts'
import { cutChunks, planParts } from '../../../../db/bundles/parts.ts'
import { listBundles, readWaiting } from '../../../../db/bundles/queries.ts'
import type { ExportChoice } from '../../../../db/bundles/rules.ts'
import { receiveCase, recordPrint, setOfficialCode } from '../../../../db/cases/commands.ts'
import type { StoredEvent } from '../../../../db/model/events.ts'
import { newId } from '../../../../db/model/ids.ts'
import { attachScan } from '../../../../db/papers/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { type DeviceKey, openDeviceKey } from '../../../../db/sync/device-key.ts'
import { spellReceipt } from '../../../../db/sync/receipt-code.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'
import { arrivedUpTo, makeProvince, type Province, trustProvince } from '../../../fixtures/province.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

let office: TestOffice
let province: Province
let stick: string
let key: DeviceKey

beforeEach(async () => {
  office = await openTestOffice()
  stick = join(office.folder, 'usb')
  mkdirSync(stick)
  province = await makeProvince(join(office.folder, 'province'))
  key = await openDeviceKey(office.folder, office.actor.deviceId, '2026-11-20T01:00:00.000Z')
})
afterEach(async () => {
  await office.close()
})

const everything: ExportChoice = {
  ...{ scope: 'since', from: null, to: null, caseId: null, bundleIds: null, withScans: true, splitMegabytes: null },
}

const write = async (choice: Partial<ExportChoice> = {}, onProgress?: (done: number, total: number) => void) => {
  const { db, folder, clock } = office
  const place = { db, dataFolder: folder, key, clock, program: '0.0.0' }
  return writeBundles(place, { ...everything, ...choice }, stick, onProgress)
}

async function send(choice: Partial<ExportChoice> = {}) {
  const made = await write(choice)
  await recordBundles(office.db, office.actor, made.bundles)
  return made
}

async function receive(): Promise<string> {
  office.clock.advance({ minutes: 3 })
  const { caseId } = await receiveCase(
    office.db,
    office.actor,
    sampleIntake({ procedureId: await office.procedureId('KS') }),
    office.formKeyOn,
  )
  return caseId
}

async function scan(caseId: string, name = 'three-pages.pdf'): Promise<string> {
  const blob = putBlob(office.folder, scanBytes(name), name)
  const about = { title: 'Đơn', issuedOn: null, validUntil: null, source: 'file', fileName: name } as const
  await attachScan(office.db, office.actor, { caseId, component: 0, blob, ...about })
  return blob.sha256
}

const allEvents = (): Promise<StoredEvent[]> =>
  office.db.selectFrom('event').selectAll().orderBy('device').orderBy('seq').execute()
const head = async () => Math.max(...(await allEvents()).map(({ seq }) => seq))
const filesOf = () => readdirSync(stick).sort()

describe('what an office sends', () => {
  it('is refused without a list of recipients, and for nothing but its own records', async () => {
    await expect(write()).rejects.toMatchObject({ code: 'bundle.noRecipients' })
    await trustProvince(office, province)
    await send()
    const device = office.actor.deviceId
    await takeReceipt(
      office.db,
      office.actor,
      await province.answer(office, { devices: [await arrivedUpTo(office, device, await head())] }),
      key.identity,
    )
    // Now `bundle.answered` alone waits.
    await expect(write()).rejects.toMatchObject({ code: 'bundle.nothingToSend' })
    expect(await readWaiting(office.db)).toMatchObject({ hasWork: false, cases: 0, events: 1 })
  })

  it('reaches the province exactly, scans and all, and the next goes on from the receipt', async () => {
    await trustProvince(office, province)
    const first = await receive()
    const content = await scan(first)
    await receive()
    const sent = await allEvents()
    expect(await readWaiting(office.db)).toMatchObject({ cases: 2, scans: 1, hasWork: true, lastWrittenAt: null })
    const { bundles } = await send()
    expect(filesOf()).toEqual(['19777-A-1.mcbundle'])
    const opened = await province.read(join(stick, '19777-A-1.mcbundle'))
    expect(opened).toMatchObject({ isWhole: true, events: sent, manifestSha256: bundles[0]?.sha256 })
    expect(Buffer.concat(opened.blobs.get(content) ?? [])).toEqual(scanBytes('three-pages.pdf'))
    const codes = (
      await office.db.selectFrom('case_file').select('provisional_code as code').orderBy('received_at').execute()
    ).map(({ code }) => code)
    expect(opened.manifest).toMatchObject({
      ...{ number: 1, previous: '', scope: 'since', to: { officeCode: '46' }, from: { officeCode: '19777' } },
      ...{ firstCase: codes[0], lastCase: codes[1], counts: { events: sent.length, cases: 2, blobs: 1 } },
      heads: [{ device: office.actor.deviceId, seq: sent.length, code: 'A' }],
    })
    expect(opened.manifest.chunks.flatMap((chunk) => ('cases' in chunk ? chunk.cases : []))).toEqual(codes.toSorted())

    // Sent is not received: the same goes again, under the next number, and nothing is overwritten.
    await send()
    expect((await province.read(join(stick, '19777-A-2.mcbundle'))).manifest).toMatchObject({
      number: 2,
      previous: bundles[0]?.sha256,
    })
    expect((await readWaiting(office.db)).events).toBe((await allEvents()).length)

    const device = office.actor.deviceId
    const receipt = await province.answer(office, { devices: [await arrivedUpTo(office, device, await head())] })
    expect(await takeReceipt(office.db, office.actor, receipt, key.identity)).toMatchObject({ rejected: 0, lacking: 0 })
    expect(await readWaiting(office.db)).toMatchObject({ cases: 0 })
    await receive()
    await send()
    const third = await province.read(join(stick, '19777-A-3.mcbundle'))
    expect(third.manifest).toMatchObject({ number: 3, counts: { cases: 1 } })
    expect(third.events[0]?.prev_hash).toBe((await allEvents())[(third.events[0]?.seq ?? 0) - 2]?.hash)
  })

  it('leaves nothing where it is called off, and clears away what a power cut left', async () => {
    await trustProvince(office, province)
    await scan(await receive())
    writeFileSync(join(stick, '19777-A-9.mcbundle.part'), 'half')
    writeFileSync(join(stick, 'của người khác.part'), 'x')
    let calls = 0
    await expect(
      write({ splitMegabytes: 2 }, () => {
        calls += 1
        if (calls > 2) throw new Error('called off')
      }),
    ).rejects.toThrow('called off')
    expect(filesOf()).toEqual(['của người khác.part'])
  })

  it('never overwrites a file that lies there', async () => {
    await trustProvince(office, province)
    writeFileSync(join(stick, '19777-A-1.mcbundle'), 'of an office that was restored since')
    await send()
    expect(filesOf()).toEqual(['19777-A-1.mcbundle', '19777-A-1_2.mcbundle'])
  })

  it('sends one case, or some days, and no other', async () => {
    await trustProvince(office, province)
    const first = await receive()
    office.clock.setLocal('2026-11-25T09:00')
    const second = await receive()
    await setOfficialCode(office.db, office.actor, first, '000.00.01.H57-261125-0001')
    await send({ scope: 'case', caseId: first })
    const one = await province.read(join(stick, '19777-A-1.mcbundle'))
    expect(one.events.filter(({ entity }) => entity === 'case').map(({ entity_id }) => entity_id)).toEqual([first, first])
    expect(
      one.manifest.chunks.every((chunk) => !('from' in chunk) || Number(chunk.to) - Number(chunk.from) + 1 === chunk.events),
    ).toBe(true)
    await send({ scope: 'period', from: '2026-11-25', to: '2026-11-25' })
    const day = await province.read(join(stick, '19777-A-2.mcbundle'))
    expect(new Set(day.events.filter(({ entity }) => entity === 'case').map(({ entity_id }) => entity_id))).toEqual(
      new Set([first, second]),
    )
    expect(day.events.every(({ at }) => at >= '2026-11-24T17:00')).toBe(true)
    await expect(write({ scope: 'period', from: '2026-11-25', to: null })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('divides into whole bundles, each with events of its own and none larger than was asked', async () => {
    await trustProvince(office, province)
    const caseId = await receive()
    for (const name of ['three-pages.pdf']) await scan(caseId, name)
    const chunks = await cutChunks(office.db, [{ device: office.actor.deviceId, from: 1, to: await head() }])
    const blobs = Array.from({ length: 5 }, (_, index) => ({ sha256: String(index).repeat(64), sizeBytes: 900_000 }))
    const plan = planParts(chunks, [...blobs, { sha256: 'f'.repeat(64), sizeBytes: 3_000_000 }], 2_200_000, 0.5)
    expect(plan.tooLarge).toBe(1)
    expect(plan.parts.length).toBeGreaterThan(2)
    expect(plan.parts.flatMap((part) => part.blobs)).toEqual(blobs)
    expect(plan.parts.every(({ events, bytes }) => events.length > 0 && bytes <= 2_200_000)).toBe(true)
    const ranges = plan.parts.flatMap(({ events }) => events)
    expect(ranges[0]?.from).toBe(1)
    for (const [index, { from }] of ranges.entries()) if (index > 0) expect(from).toBe((ranges[index - 1]?.to ?? 0) + 1)
    expect(ranges.at(-1)?.to).toBe(await head())
  })

  it('keeps its keys to itself', async () => {
    await trustProvince(office, province)
    await receive()
    await send()
    const written = JSON.stringify(await allEvents()) + readdirSync(stick).join()
    for (const secret of [key.identity, key.identity.slice(20, 50)]) expect(written).not.toContain(secret)
    const failure = await write({ scope: 'case', caseId: newId(0) }).catch((error: unknown) => JSON.stringify(error))
    expect(failure).not.toContain(key.identity.slice(20, 50))
  })
})

describe('what the province answers', () => {
  let caseId: string
  let device: string
  beforeEach(async () => {
    await trustProvince(office, province)
    caseId = await receive()
    await scan(caseId)
    device = office.actor.deviceId
  })
  const take = async (changes: Parameters<Province['answer']>[1], as?: Parameters<Province['answer']>[2]) =>
    takeReceipt(office.db, office.actor, await province.answer(office, changes, as), key.identity)
  const stateOf = async () => (await findDeliveries(office.db, [caseId]))?.[0]

  it('is told for each case', async () => {
    expect(await stateOf()).toMatchObject({ state: 'unsent' })
    await send()
    const upTo = await head()
    expect(await stateOf()).toMatchObject({ state: 'sent', bundleNumber: 1 })
    office.clock.advance({ days: 1 })
    await take({ devices: [await arrivedUpTo(office, device, upTo)] })
    expect(await stateOf()).toMatchObject({ state: 'received', at: '2026-11-24T02:03:00.000Z' })
    office.clock.advance({ days: 1 })
    await setOfficialCode(office.db, office.actor, caseId, '000.00.01.H57-261125-0001')
    expect(await stateOf()).toMatchObject({ state: 'changed' })
    await send()
    expect(await stateOf()).toMatchObject({ state: 'sent', bundleNumber: 2 })
    const back = { caseId, caseCode: '', reason: 'Thiếu văn bản ủy quyền', at: '2026-11-26T00:00:00.000Z' }
    const madeAt = '2026-11-26T01:00:00.000Z'
    office.clock.advance({ days: 1 })
    await take({ madeAt, devices: [await arrivedUpTo(office, device, await head())], sentBack: [back] })
    expect(await stateOf()).toMatchObject({ state: 'returned', reason: back.reason })
    office.clock.advance({ days: 1 })
    await recordPrint(office.db, office.actor, caseId, 'pdf')
    expect(await stateOf()).toMatchObject({ state: 'changed' })
    // A later receipt repeats what was sent back: the case is not sent back anew.
    await take({
      madeAt: '2026-11-27T01:00:00.000Z',
      devices: [await arrivedUpTo(office, device, await head())],
      sentBack: [back],
    })
    expect(await stateOf()).toMatchObject({ state: 'received' })
  })

  it('is not shown where no province is', async () => {
    const alone = await openTestOffice()
    expect(await findDeliveries(alone.db, [caseId])).toBeUndefined()
    await alone.close()
  })

  it('asks for a chunk again, and only that is sent again', async () => {
    const { bundles } = await send()
    const upTo = await head()
    const blobAt = bundles[0]?.ranges.findIndex(({ blob }) => blob !== null) ?? -1
    const lacking = { bundleId: bundles[0]?.bundleId ?? '', number: 1, device, positions: [blobAt] }
    expect(await take({ devices: [await arrivedUpTo(office, device, upTo)], chunksLacking: [lacking] })).toMatchObject({
      lacking: 1,
    })
    expect((await listBundles(office.db, 10))[0]).toMatchObject({ state: 'lacking', lackingChunks: 1 })
    await send({ scope: 'resend' })
    const again = await province.read(join(stick, '19777-A-2.mcbundle'))
    expect(again.events).toEqual([])
    expect([...again.blobs.keys()]).toEqual([bundles[0]?.ranges[blobAt]?.blob])
    await take({ devices: [await arrivedUpTo(office, device, upTo)] })
    expect((await listBundles(office.db, 10)).map(({ number, state }) => [number, state])).toEqual([
      [2, 'sent'],
      [1, 'received'],
    ])
    await expect(write({ scope: 'resend' })).rejects.toMatchObject({ code: 'bundle.nothingToSend' })
  })

  it('counts a scan as arrived by a bundle that nobody else could have brought', async () => {
    await send()
    await send({ withScans: false })
    // Both bundles hold the events: perhaps only the one without scans has arrived.
    await take({ devices: [await arrivedUpTo(office, device, await head().then((seq) => seq - 2))] })
    expect((await readWaiting(office.db)).scans).toBe(1)
    await send()
    await take({ devices: [await arrivedUpTo(office, device, await head().then((seq) => seq - 1))] })
    expect((await readWaiting(office.db)).scans).toBe(0)
  })

  it('is refused when it is old, of another office, or signed by somebody else', async () => {
    await send()
    const devices = [await arrivedUpTo(office, device, 3)]
    const file = await province.answer(office, { devices })
    const taking = (one: string) => takeReceipt(office.db, office.actor, one, key.identity)
    expect(await taking(file)).toMatchObject({ events: 3 })
    await expect(taking(file)).rejects.toMatchObject({ code: 'bundle.receiptOlder' })
    await expect(take({ devices, madeAt: '2026-01-01T00:00:00.000Z' })).rejects.toMatchObject({ code: 'bundle.receiptOlder' })
    await expect(take({ officeCode: '19774' })).rejects.toMatchObject({ code: 'bundle.receiptOfOther' })
    const other = { ...(devices[0] as (typeof devices)[number]), acknowledged: { seq: 3, hash: '0'.repeat(64) } }
    await expect(take({ devices: [other] })).rejects.toMatchObject({ code: 'bundle.receiptOfOther' })
    await expect(take({ devices }, { key })).rejects.toMatchObject({ code: 'bundle.notOfProvince' })
    await expect(take({ devices }, { officeCode: '99' })).rejects.toMatchObject({ code: 'bundle.notOfProvince' })
    await expect(taking(join(stick, '19777-A-1.mcbundle'))).rejects.toMatchObject({ code: 'bundle.notForUs' })
    expect(await office.db.selectFrom('bundle_receipt').selectAll().execute()).toHaveLength(1)
  })

  it('is also taken as twelve characters, with the slips of a telephone, never for fewer events', async () => {
    await send()
    const event = (await allEvents())[4] as StoredEvent
    const code = spellReceipt(device, 5, event.hash)
    const taking = (typed: string) => takeReceiptCode(office.db, office.actor, typed)
    expect(await taking(code.toLowerCase().replaceAll('0', 'o'))).toEqual({ events: 5, rejected: 0, lacking: 0, returned: 0 })
    await expect(taking(code)).rejects.toMatchObject({ code: 'bundle.receiptOlder' })
    await expect(taking(spellReceipt(device, 6, event.hash))).rejects.toMatchObject({ code: 'bundle.codeInvalid' })
    const viewer = { ...office.actor, permissions: [] }
    await expect(takeReceiptCode(office.db, viewer, code)).rejects.toMatchObject({ code: 'access.denied' })
    await expect(taking('không phải mã')).rejects.toMatchObject({ code: 'bundle.codeInvalid' })
  })

  it('is made again from the events alone', async () => {
    const { bundles } = await send()
    const lacking = { bundleId: bundles[0]?.bundleId ?? '', number: 1, device, positions: [1] }
    await take({ devices: [await arrivedUpTo(office, device, 2)], chunksLacking: [lacking] })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
