// What the screens of the province read, in both stores: how offices stand, cases by words and lateness in pages, where a case came from.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importBundle } from '../../../../db/hub/import.ts'
import { openHub } from '../../../../db/hub/open.ts'
import * as overview from '../../../../db/hub/overview.ts'
import { getHubCase } from '../../../../db/hub/queries.ts'
import { sendBack } from '../../../../db/hub/receipt.ts'
import type { HubStore } from '../../../../db/hub/store.ts'
import { makeIdentity } from '../../../../db/sync/bundle/age.ts'
import {
  append,
  appendCase,
  fixedId,
  type HubDevice,
  hubCode,
  hubStart,
  makeHubDevice,
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

describe.each(['sqlite', 'postgres'] as const)('the province on %s', (kind) => {
  let folder: string
  let remove: () => void
  let store: HubStore
  let device: HubDevice
  let send: (number: number, from: number, to: number) => Promise<unknown>

  beforeEach(async () => {
    ;({ folder, remove } = makeFolder())
    store = await openHub(folder, kind === 'postgres' ? await server.makeDatabase() : undefined)
    const { identity, recipient } = await makeIdentity()
    device = makeHubDevice('19768', 1)
    const content = procedureContent('Đăng ký khai sinh', 'Hộ tịch')
    const payload = { localKey: 'KS', versionId: fixedId(hubStart, 601), content }
    append(device, hubStart, { entity: 'procedure', entity_id: procedureId, type: 'procedure.published', payload })
    for (let number = 1; number <= 10; number += 1) appendCase(device, number, hubStart + number * 3_600_000, procedureId)
    send = async (number, from, to) => {
      const parcel = { signer: device, number, chunks: [device.chain.slice(from - 1, to)], heads: [{ device, count: to }] }
      const file = await writeParcel(folder, parcel, [recipient])
      return importBundle(store, file, { identities: [identity], trust: trustOf([device]), ownOfficeCode: hubCode, now })
    }
  })
  afterEach(async () => {
    await store.close()
    remove()
  })
  const cases = (changes: Partial<overview.OfficeCaseFilter> = {}, limit = 100) =>
    overview.listOfficeCases(store.db, { office: '19768', status: null, isLate: false, text: '', now, ...changes }, null, limit)
  const codesOf = async (rows: ReturnType<typeof cases>) => (await rows).map(({ code }) => code)

  it('tells of every office of the list what came and what is missing, with the numbers of the bundles', async () => {
    const end = device.chain.length
    await send(1, 1, 10)
    await send(4, 21, end)
    const [silent, office] = await overview.listOfficeStates(store.db, ['19768', '19700'], now)
    expect(silent).toMatchObject({ office: '19700', bundles: 0, lastNumber: null, open: 0, late: 0, waiting: 0 })
    expect(office).toMatchObject({
      office: '19768',
      bundles: 2,
      lastNumber: 4,
      gaps: 1,
      waiting: end - 20,
      rejected: 0,
      partial: 0,
    })
    expect(await overview.listMissing(store.db, '19768')).toEqual([
      { deviceCode: 'D1', ranges: [{ from: 11, to: 20 }], bundles: [{ from: 2, to: 3 }] },
    ])
    await send(2, 11, 20)
    const [whole] = await overview.listOfficeStates(store.db, [], now)
    expect(whole).toMatchObject({ gaps: 0, waiting: 0, open: 2, late: 2 })
    expect(await overview.listMissing(store.db, '19768')).toEqual([])
  })

  it('lists what was kept and not counted, with the case that it is about', async () => {
    const about = { entity: 'case', entity_id: fixedId(hubStart + 3_600_000, 300, 1, 1) }
    append(device, hubStart + 1e9, { ...about, type: 'case.archived', payload: { from: 'nowhere' } })
    await send(1, 1, device.chain.length)
    expect(await overview.listRejected(store.db, '19768', 10)).toEqual([
      { deviceCode: 'D1', seq: device.chain.length, type: 'case.archived', caseCode: 'D1-000001', reason: 'payloadInvalid' },
    ])
  })

  it('finds cases by code and name as they are written, and pages through them without a gap', async () => {
    await send(1, 1, device.chain.length)
    const all = await codesOf(cases())
    expect(all).toHaveLength(10)
    expect((await cases())[0]?.procedure_name).toBe('Đăng ký khai sinh')
    expect(await codesOf(cases({ text: '000003' }))).toEqual(['D1-000003'])
    expect(await codesOf(cases({ text: 'Nguyễn Thị D1-000004' }))).toEqual(['D1-000004'])
    // What means something to LIKE is a letter like any other.
    expect(await codesOf(cases({ text: '%' }))).toEqual([])
    expect(await codesOf(cases({ text: 'D1_00000' }))).toEqual([])
    expect(await codesOf(cases({ status: 'open' }))).toEqual(['D1-000010', 'D1-000005'])
    expect(await codesOf(cases({ isLate: true }))).toEqual(['D1-000005', 'D1-000010'])
    expect(await codesOf(cases({ office: '19700' }))).toEqual([])
    const first = await cases({}, 4)
    const last = first.at(-1)
    const filter = { office: '19768', status: null, isLate: false, text: '', now }
    const rest = await overview.listOfficeCases(store.db, filter, { at: last?.received_at ?? '', id: last?.id ?? '' }, 100)
    expect([...first, ...rest].map(({ code }) => code)).toEqual(all)
  })

  it('tells of a case where it came from and how often it was given back, and what totals can be narrowed to', async () => {
    await send(1, 1, device.chain.length)
    const id = fixedId(hubStart + 5 * 3_600_000, 300, 5, 1)
    const { events } = await getHubCase(store.db, '19768', id)
    expect(await overview.listOrigins(store.db, '19768', new Map([[device.id, events.length]]))).toEqual([
      { deviceCode: 'D1', events: 3, bundle: { number: 1, madeAt: '2026-11-23T00:00:00.000Z', takenAt: now } },
    ])
    await sendBack(store, '19768', id, 'Thiếu giấy chứng sinh.', now)
    expect(await overview.listSentBackOf(store.db, '19768', id)).toEqual([{ at: now, reason: 'Thiếu giấy chứng sinh.' }])
    expect(await overview.listTotalChoices(store.db)).toEqual({
      fields: ['Hộ tịch'],
      procedures: [{ code: '1.001193', name: 'Đăng ký khai sinh' }],
    })
    expect(await overview.findProcedureName(store.db, '19768', procedureId)).toBe('Đăng ký khai sinh')
    expect(await overview.findProcedureName(store.db, '19768', id)).toBe('')
  })
})
