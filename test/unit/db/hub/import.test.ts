// What the hub takes and what it refuses, with real files, in both of its stores.
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { blobFile, sumOf } from '../../../../db/blobs/store.ts'
import { type ImportOptions, importBundle } from '../../../../db/hub/import.ts'
import { openHub } from '../../../../db/hub/open.ts'
import { countLate, getHubCase, listHubCases, listOffices, listSilent, sumTotals } from '../../../../db/hub/queries.ts'
import { makeReceipt, sendBack, spokenReceipts, writeReceipt } from '../../../../db/hub/receipt.ts'
import { type HubStore, hubBlobFolder, stagingFolder } from '../../../../db/hub/store.ts'
import type { AppError } from '../../../../db/model/errors.ts'
import { makeIdentity } from '../../../../db/sync/bundle/age.ts'
import { openBundle } from '../../../../db/sync/bundle/read.ts'
import type { ChunkContent } from '../../../../db/sync/bundle/write.ts'
import { openDeviceKey } from '../../../../db/sync/device-key.ts'
import { receipt } from '../../../../db/sync/receipt.ts'
import { findSpokenReceipt, isReceiptOf } from '../../../../db/sync/receipt-code.ts'
import {
  append,
  appendCase,
  dumpHub,
  fixedId,
  type HubDevice,
  hubCode,
  hubStart,
  makeHubDevice,
  type Parcel,
  procedureContent,
  trustOf,
  writeParcel,
} from '../../../fixtures/hub.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { startPostgres, type TestPostgres } from '../../../fixtures/postgres.ts'

const now = '2026-11-23T02:00:00.000Z'
const procedureId = fixedId(hubStart, 600)

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describe.each(['sqlite', 'postgres'] as const)('the hub on %s', (kind) => {
  let folder: string
  let remove: () => void
  let store: HubStore
  let province: { identity: string; recipient: string }
  let device: HubDevice
  let options: ImportOptions

  beforeEach(async () => {
    ;({ folder, remove } = makeFolder())
    store = await openHub(folder, kind === 'postgres' ? await server.makeDatabase() : undefined)
    province = await makeIdentity()
    device = makeHubDevice('19768', 1)
    const payload = {
      localKey: 'KS',
      versionId: fixedId(hubStart, 601),
      content: procedureContent('Đăng ký khai sinh', 'Hộ tịch'),
    }
    append(device, hubStart, { entity: 'procedure', entity_id: procedureId, type: 'procedure.published', payload })
    for (let number = 1; number <= 10; number += 1) appendCase(device, number, hubStart + number * 3_600_000, procedureId)
    options = { identities: [province.identity], trust: trustOf([device]), ownOfficeCode: hubCode, now }
  })
  afterEach(async () => {
    await store.close()
    remove()
  })

  const parcel = (number: number, from: number, to: number, changes: Partial<Parcel> = {}): Parcel => ({
    signer: device,
    number,
    chunks: [device.chain.slice(from - 1, Math.ceil((from + to) / 2)), device.chain.slice(Math.ceil((from + to) / 2), to)],
    heads: [{ device, count: to }],
    ...changes,
  })
  const write = (one: Parcel) => writeParcel(folder, one, [province.recipient])
  const take = (file: string, changes: Partial<ImportOptions> = {}) => importBundle(store, file, { ...options, ...changes })
  /** Every byte of the store, as far as it is a file; its rows otherwise. */
  const stateOf = async () => [
    JSON.stringify(await dumpHub(store)),
    ...(kind === 'sqlite' ? ['hub.db', 'hub.db-wal'].map((name) => sumOf(readFileSync(join(folder, name)))) : []),
    existsSync(stagingFolder(folder)) ? readdirSync(stagingFolder(folder)).join() : '',
  ]
  const refused = async (file: string, changes: Partial<ImportOptions> = {}): Promise<string> => {
    const before = await stateOf()
    const error = await take(file, changes).then(
      () => undefined,
      (thrown: AppError) => thrown,
    )
    expect(await stateOf()).toEqual(before)
    return String(error?.code)
  }
  const last = () => device.chain.length

  it('counts what it took, once', async () => {
    const file = await write(parcel(1, 1, last()))
    const result = await take(file)
    expect(result).toMatchObject({
      isRepeat: false,
      applied: last(),
      rejected: 0,
      pending: 0,
      waiting: 0,
      missing: [],
      lacking: [],
    })
    const before = await stateOf()
    expect(await take(file)).toMatchObject({ isRepeat: true, applied: 0, alreadyThere: last() })
    expect(await stateOf()).toEqual(before)

    const [total] = await sumTotals(store.db, 'field')
    expect(total).toMatchObject({ key: 'Hộ tịch', counts: { received: 10, open: 2, finished_early: 7, finished_late: 1 } })
    expect(await sumTotals(store.db, 'procedure')).toMatchObject([{ key: '1.001193', name: 'Đăng ký khai sinh' }])
    expect(await sumTotals(store.db, 'day', { from: '2026-01-05', to: '2026-01-05' })).toHaveLength(1)
    expect(await sumTotals(store.db, 'office', { offices: ['19777'] })).toEqual([])
    expect(await countLate(store.db, now)).toEqual([{ office: '19768', late: 2 }])
    expect(await countLate(store.db, '2026-01-05T02:00:00.000Z')).toEqual([])

    const all = await listHubCases(store.db, { office: '19768' }, null, 6)
    const end = all.at(-1)
    const rest = await listHubCases(store.db, { office: '19768' }, { at: end?.received_at ?? '', id: end?.id ?? '' }, 6)
    expect([...all, ...rest].map(({ code }) => code)).toEqual(
      Array.from({ length: 10 }, (_, index) => `D1-${String(10 - index).padStart(6, '0')}`),
    )
    const late = await listHubCases(store.db, { lateAt: now }, null, 10)
    expect(late.map(({ code, holder }) => [code, holder])).toEqual([
      ['D1-000005', 'Tư pháp - Hộ tịch'],
      ['D1-000010', 'Tư pháp - Hộ tịch'],
    ])
    const { events } = await getHubCase(store.db, '19768', late[0]?.id ?? '')
    expect(events.map(({ type }) => type)).toEqual(['case.received', 'case.handedOver', 'case.takenOver'])
    expect(await listSilent(store.db, ['19768', '19777'], '2026-11-01T00:00:00.000Z')).toMatchObject([
      { office: '19777', bundles: 0 },
    ])
    expect(await listOffices(store.db, [])).toMatchObject([{ office: '19768', bundles: 1, devices: 1, gaps: 0 }])
  })

  it('waits for what is missing, names it, and counts it when it comes', async () => {
    const [first, second, third] = [await write(parcel(1, 1, 10)), await write(parcel(2, 11, 20)), await write(parcel(3, 21, 30))]
    expect(await take(third)).toMatchObject({
      applied: 0,
      waiting: 10,
      missing: [{ device: device.id, ranges: [{ from: 1, to: 20 }] }],
    })
    expect(await sumTotals(store.db, 'office')).toEqual([])
    expect(await take(first)).toMatchObject({ applied: 10, missing: [{ ranges: [{ from: 11, to: 20 }] }] })
    expect((await makeReceipt(store.db, '19768', hubCode, now)).devices).toMatchObject([
      {
        acknowledged: { seq: 10, hash: device.chain[9]?.hash },
        missing: [{ from: 11, to: 20 }],
        waiting: [{ from: 21, to: 30 }],
      },
    ])
    expect(await take(second)).toMatchObject({ applied: 20, missing: [] })
  })

  it('asks for the chunks that were damaged, and takes them from another copy', async () => {
    const file = await write(parcel(1, 1, last()))
    const whole = readFileSync(file)
    const damagedCopy = (at: number) => {
      const copy = join(folder, `${at}.mcbundle`)
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(copy, bytes)
      return copy
    }
    const { chunks } = (await openManifest(file)).manifest
    const second = 200 + (chunks[0]?.size ?? 0) + 300
    expect(await refused(damagedCopy(500))).toBe('bundle.chunkDamaged')
    const half = Math.ceil((1 + last()) / 2)
    expect(await take(damagedCopy(500), { salvage: true })).toMatchObject({ applied: 0, waiting: last() - half, lacking: [0] })
    const answer = await makeReceipt(store.db, '19768', hubCode, now)
    expect(answer.chunksLacking).toMatchObject([{ number: 1, device: device.id, positions: [0] }])
    expect(await take(damagedCopy(second), { salvage: true })).toMatchObject({ applied: last(), lacking: [] })
    expect((await makeReceipt(store.db, '19768', hubCode, now)).chunksLacking).toEqual([])
  })

  const openManifest = async (file: string) => {
    const bundle = await openBundle(file, [province.identity])
    await bundle.close()
    return bundle
  }

  it('keeps what it does not know and lists what does not fit', async () => {
    const about = { entity: 'case', entity_id: fixedId(hubStart + 3_600_000, 300, 1, 1) }
    append(device, hubStart + 1e9, { ...about, type: 'case.flown', payload: { to: 'the moon' } })
    append(device, hubStart + 1e9, { ...about, type: 'case.archived', version: 9, payload: {} })
    append(device, hubStart + 1e9, { ...about, type: 'case.archived', payload: { from: 'nowhere' } })
    append(device, hubStart + 1e9, { ...about, type: 'case.officialCodeSet', payload: '{"officialCode":' })
    append(device, hubStart + 1e9, { ...about, type: 'case.officialCodeSet', payload: { officialCode: 'H57.1' } })
    const unknown = { kind: 'greeting', json: { text: 'xin chào' } }
    const file = await writeParcel(folder, parcel(1, 1, last()), [province.recipient], [unknown])
    expect(await take(file)).toMatchObject({ applied: last() - 4, pending: 2, rejected: 2, unknownChunks: 1, missing: [] })
    const answer = await makeReceipt(store.db, '19768', hubCode, now)
    expect(answer.devices).toMatchObject([{ acknowledged: { seq: last() }, pending: 2 }])
    expect(answer.devices[0]?.rejected.map(({ seq, caseCode, reason }) => [seq, caseCode, reason])).toEqual([
      [last() - 2, 'H57.1', 'payloadInvalid'],
      [last() - 1, 'H57.1', 'payloadInvalid'],
    ])
    const kept = await store.db.selectFrom('kept_chunk').selectAll().execute()
    expect(kept).toMatchObject([{ kind: 'greeting', position: 2 }])
  })

  it('counts what an older program did not know, as soon as it knows it', async () => {
    const about = { entity: 'case', entity_id: fixedId(hubStart + 3_600_000, 300, 1, 1) }
    append(device, hubStart + 1e9, { ...about, type: 'case.officialCodeSet', payload: { officialCode: 'H57.1' } })
    append(device, hubStart + 2e9, { ...about, type: 'case.archived', version: 9, payload: {} })
    await take(await write(parcel(1, 1, last() - 1)))
    const right = JSON.stringify(await dumpHub(store))
    // As a program left it that had no official codes.
    await store.db.updateTable('event').set({ state: 1 }).where('type', '=', 'case.officialCodeSet').execute()
    await store.db.updateTable('hub_case').set({ official_code: null }).where('official_code', '=', 'H57.1').execute()
    expect(JSON.stringify(await dumpHub(store))).not.toBe(right)
    await take(await write(parcel(2, last(), last())))
    const code = await store.db.selectFrom('hub_case').select('official_code').where('id', '=', about.entity_id).execute()
    expect(code).toEqual([{ official_code: 'H57.1' }])
    expect(await store.db.selectFrom('event').select('type').where('state', '=', 1).execute()).toEqual([
      { type: 'case.archived' },
    ])
  })

  it('refuses who is not trusted, who was revoked, who speaks for another office', async () => {
    const other = makeHubDevice('19777', 2)
    append(other, hubStart, {
      entity: 'case',
      entity_id: fixedId(hubStart, 700),
      type: 'case.officialCodeSet',
      payload: { officialCode: 'X' },
    })
    const file = await write(parcel(1, 1, 5))
    expect(await refused(file, { trust: trustOf([other]) })).toBe('bundle.unknownSigner')
    expect(await refused(file, { trust: trustOf([device], new Set([device.id])) })).toBe('bundle.revokedSigner')
    expect(await refused(file, { ownOfficeCode: '48' })).toBe('bundle.otherOffice')
    expect(await refused(file, { identities: [(await makeIdentity()).identity] })).toBe('bundle.notForUs')
    const both = { trust: trustOf([device, other]) }
    const from = { from: { officeCode: '19777', officeName: 'Phường khác' } }
    expect(await refused(await write(parcel(2, 1, 5, { changes: from })), both)).toBe('bundle.signerOfOther')
    expect(await refused(await write(parcel(3, 1, 5, { chunks: [other.chain] })), both)).toBe('bundle.signerOfOther')
    const answer = { role: 'province', scope: 'answer' } as const
    expect(await refused(await write(parcel(4, 1, 5, { changes: answer })))).toBe('bundle.notFromOffice')
    expect(await refused(await write(parcel(5, 1, 5, { changes: { scope: 'answer' } })))).toBe('bundle.notFromOffice')
  })

  it("refuses another office's claim to a chain that it knows", async () => {
    const other = makeHubDevice('19777', 2)
    const stranger = makeHubDevice('19768', 3) // in no list: an old computer of the first office
    append(stranger, hubStart, {
      entity: 'case',
      entity_id: fixedId(hubStart, 701),
      type: 'case.officialCodeSet',
      payload: { officialCode: 'X' },
    })
    const both = { trust: trustOf([device, other]) }
    await take(await write(parcel(1, 1, 5, { chunks: [device.chain.slice(0, 5), stranger.chain] })), both)
    const claim = parcel(1, 1, 1, { signer: other, chunks: [stranger.chain], heads: [] })
    expect(await refused(await write(claim), both)).toBe('bundle.signerOfOther')
  })

  it('refuses a chain that branches off, told by events, by what waits and by the heads', async () => {
    await take(await write(parcel(1, 1, 10)))
    await take(await write(parcel(2, 15, 20)))
    const twin = { ...device, chain: device.chain.slice(0, 9), newestHlc: device.chain[8]?.hlc }
    for (let number = 0; number < 12; number += 1) appendCase(twin, 50 + number, hubStart + 1e9, procedureId)
    const cloned = (number: number, from: number, to: number, count = 0) =>
      write(parcel(number, from, to, { chunks: [twin.chain.slice(from - 1, to)], heads: [{ device: twin, count }] }))
    expect(await refused(await cloned(3, 10, 10))).toBe('bundle.forked')
    expect(await refused(await cloned(4, 11, 12))).toBe('bundle.forked')
    expect(await refused(await cloned(5, 16, 16))).toBe('bundle.forked')
    expect(await refused(await cloned(6, 21, 22))).toBe('bundle.forked')
    expect(await refused(await cloned(7, 1, 9, 10))).toBe('bundle.forked')
  })

  it('refuses another content under a number that it has, and what was cut off or altered', async () => {
    const file = await write(parcel(1, 1, 10))
    const kept = join(folder, 'kept.mcbundle')
    copyFileSync(file, kept)
    await take(kept)
    const bytes = readFileSync(await write(parcel(1, 1, 9)))
    const other = join(folder, 'other.mcbundle')
    writeFileSync(other, bytes)
    expect(await refused(other)).toBe('bundle.replayed')
    const next = readFileSync(await write(parcel(2, 11, 20)))
    writeFileSync(other, next.subarray(0, next.length - 40))
    expect(await refused(other)).toBe('bundle.notWhole')
    writeFileSync(other, next.subarray(0, next.length / 2))
    expect(await refused(other)).toBe('bundle.truncated')
    writeFileSync(other, 'motcua-bundle 2\n')
    expect(await refused(other)).toBe('bundle.otherFormat')
    writeFileSync(other, Buffer.concat([next, Buffer.from('more')]))
    expect(['bundle.notWhole', 'bundle.damaged', 'bundle.truncated']).toContain(await refused(other))
  })

  it('puts a scan together from pieces in several bundles', async () => {
    const scan = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251))
    const blob = sumOf(scan)
    const piece = (offset: number, end: number) => ({
      kind: 'blob' as const,
      blob,
      blobSize: scan.length,
      offset,
      bytes: scan.subarray(offset, end),
    })
    const send = (number: number, ...pieces: ChunkContent[]) =>
      writeParcel(folder, parcel(number, number, number, { chunks: [] }), [province.recipient], pieces)
    const target = blobFile(hubBlobFolder(folder), blob)
    expect(await take(await send(1, piece(0, 2_000)))).toMatchObject({ blobs: 0 })
    expect(await take(await send(2, piece(3_000, 5_000)))).toMatchObject({ blobs: 0 })
    expect(existsSync(target)).toBe(false)
    expect(await take(await send(3, piece(1_500, 3_200)))).toMatchObject({ blobs: 1 })
    expect(sumOf(readFileSync(target))).toBe(blob)
    expect(await take(await send(4, piece(0, 5_000)))).toMatchObject({ blobs: 1 })
    const forged = { ...piece(0, 5_000), bytes: Buffer.alloc(5_000), blob: sumOf(Buffer.from('other')) }
    expect(await refused(await send(5, forged))).toBe('bundle.altered')
    expect(statSync(target).size).toBe(scan.length)
    expect(await store.db.selectFrom('blob_piece').selectAll().execute()).toEqual([])
  })

  it('answers by a bundle that the computers of the office open, and by twelve characters', async () => {
    const receiver = await makeIdentity()
    await take(await write(parcel(1, 1, 12)))
    const [row] = await listHubCases(store.db, { office: '19768' }, null, 1)
    await sendBack(store, '19768', row?.id ?? '', 'Thiếu bản sao', now)
    const trust = trustOf([device])
    for (const { devices } of trust.offices) for (const one of devices) one.recipient = receiver.recipient
    const key = await openDeviceKey(folder, 'province', now)
    const file = join(folder, 'receipt.mcbundle')
    const answering = { trust, device: { id: fixedId(hubStart, 800), code: 'T1', key }, office: { code: hubCode, name: 'Huế' } }
    const written = await writeReceipt(store, '19768', file, { ...answering, program: '0', schema: '0', nowMs: hubStart, now })
    const bundle = await openBundle(file, [receiver.identity])
    expect(bundle.manifest).toMatchObject({ role: 'province', scope: 'answer', number: 1, to: { officeCode: '19768' } })
    expect(bundle.manifest.chunks.map(({ kind }) => kind)).toEqual(['receipt'])
    const read = receipt.parse(await bundle.readJson(0))
    await bundle.close()
    expect(read).toEqual(written)
    expect(read.devices).toMatchObject([{ device: device.id, acknowledged: { seq: 12 }, missing: [] }])
    expect(read.sentBack).toMatchObject([{ caseCode: row?.code, reason: 'Thiếu bản sao' }])
    const [spoken] = spokenReceipts(read)
    const heard = findSpokenReceipt(spoken?.spoken ?? '')
    expect(heard && isReceiptOf(heard, device.id, device.chain[heard.seq - 1]?.hash)).toBe(true)
    const again = await writeReceipt(store, '19768', file, { ...answering, program: '0', schema: '0', nowMs: hubStart, now })
    expect(again).toEqual(written)
  })
})
