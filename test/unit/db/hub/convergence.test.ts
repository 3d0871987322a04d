// Whatever way the bundles of the offices take, the hub comes to the same state: in any order, twice, late, cut off and sent again.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventNames } from '../../../../db/cases/life/events.ts'
import { type ImportOptions, importOpened } from '../../../../db/hub/import.ts'
import { openHub } from '../../../../db/hub/open.ts'
import type { HubStore } from '../../../../db/hub/store.ts'
import {
  actPayload,
  append,
  dumpHub,
  emptyHub,
  fixedId,
  type HubDevice,
  hubCode,
  hubStart,
  intakePayload,
  makeHubDevice,
  openParcel,
  type Parcel,
  procedureContent,
  trustOf,
} from '../../../fixtures/hub.ts'
import { startPostgres, type TestPostgres } from '../../../fixtures/postgres.ts'
import { makeFastFolder } from '../../../reliability/chance.ts'

const histories = Number(process.env.MOTCUA_HISTORIES ?? 1_000)
const seed = Number(process.env.MOTCUA_SEED ?? 20_261_123)

const devices = [1, 2, 3, 4, 5].map((number) => makeHubDevice(number <= 3 ? '19768' : '19777', number))
const options: ImportOptions = {
  identities: [],
  trust: trustOf(devices),
  ownOfficeCode: hubCode,
  now: '2026-11-23T00:00:00.000Z',
  salvage: true,
}

interface Step {
  readonly device: number
  readonly act: number
  readonly about: number
  /** The devices of an office know of each other's stamps. */
  readonly hears: boolean
  readonly sends: boolean
}
const step: fc.Arbitrary<Step> = fc.record({
  device: fc.nat(4),
  act: fc.nat(10),
  about: fc.nat(2),
  hears: fc.boolean(),
  sends: fc.boolean(),
})

interface Delivery {
  readonly parcel: number
  readonly damaged: readonly number[]
}
interface History {
  readonly steps: readonly Step[]
  readonly deliveries: ReadonlyArray<{ readonly parcel: number; readonly cut: number; readonly place: number }>
}
const history: fc.Arbitrary<History> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 24 }),
  deliveries: fc.array(fc.record({ parcel: fc.nat(30), cut: fc.nat(7), place: fc.nat(1_000) }), { maxLength: 14 }),
})

const hour = 3_600_000

function write(device: HubDevice, { act, about }: Step, ms: number): void {
  const office = Number(device.office)
  const caseId = fixedId(hubStart, 500, office, about)
  const procedureId = fixedId(hubStart, 501, office, about % 2)
  const ofCase = (type: string, payload: unknown, version = 1) =>
    append(device, ms, { entity: 'case', entity_id: caseId, type, version, payload })
  if (act <= 1) ofCase('case.received', intakePayload(`H${about}-${device.code}`, procedureId, ms, ms + 48 * hour), 2)
  else if (act === 2) ofCase(eventNames.takeOver, actPayload('received', 'appraising'))
  else if (act === 3) ofCase(eventNames.askAfter, actPayload('appraising', 'supplementAfter', { clock: 'paused' }))
  else if (act === 4) {
    const finish = { result: about === 0 ? 'early' : 'overdue', cause: null, note: '' }
    ofCase(eventNames.receiveResult, actPayload('approved', 'resultReady', { finish, clock: 'ended' }))
  } else if (act === 5) ofCase('case.officialCodeSet', { officialCode: `H57.${device.code}.${device.chain.length}` })
  else if (act === 6) ofCase(eventNames.takeOver, { to: 'nowhere' })
  else if (act === 7) ofCase('case.flown', { to: 'the moon' })
  else if (act === 8) ofCase(eventNames.archive, actPayload('returned', 'archived'), 99)
  else if (act === 9) {
    const payload = { localKey: 'KS', versionId: fixedId(ms, 502), content: procedureContent(`Khai sinh ${ms}`, 'Hộ tịch') }
    append(device, ms, { entity: 'procedure', entity_id: procedureId, type: 'procedure.published', payload })
  } else
    ofCase(
      eventNames.withdraw,
      actPayload('appraising', 'withdrawn', {
        due: {
          dueAt: null,
          startedAt: null,
          deadline: { dueDate: null, dueAt: null, explanation: [], warnings: [], isManual: false },
          isExtension: false,
        },
      }),
    )
}

/** Lets the devices work and send; what they send, in the order of sending. */
function play(steps: readonly Step[]): Parcel[] {
  const parcels: Parcel[] = []
  const sent = new Map<HubDevice, number>()
  const numbers = new Map<HubDevice, number>()
  for (const device of devices) {
    device.chain.length = 0
    device.newestHlc = undefined
  }
  const send = (signer: HubDevice) => {
    const chunks: Parcel['chunks'][number][] = []
    const colleagues = devices.filter(({ office }) => office === signer.office)
    for (const device of colleagues) {
      const from = sent.get(device) ?? 0
      // Of a colleague's chain only what has not gone yet; sometimes a little of what has.
      const events = device.chain.slice(Math.max(0, from - (signer === device ? 1 : 0)))
      const middle = Math.ceil(events.length / 2)
      for (const part of [events.slice(0, middle), events.slice(middle)]) if (part.length > 0) chunks.push(part)
      sent.set(device, device.chain.length)
    }
    if (chunks.length === 0) return
    const number = (numbers.get(signer) ?? 0) + 1
    numbers.set(signer, number)
    parcels.push({ signer, number, chunks, heads: colleagues.map((device) => ({ device, count: device.chain.length })) })
  }
  for (const [index, one] of steps.entries()) {
    const device = devices[one.device]
    if (!device) continue
    const newest = devices.filter(({ office }) => office === device.office).map(({ newestHlc }) => newestHlc ?? '')
    if (one.hears) device.newestHlc = newest.sort().at(-1) || undefined
    write(device, one, hubStart + index * 20 * hour)
    if (one.sends) send(device)
  }
  for (const device of devices) send(device)
  return parcels
}

async function deliver(store: HubStore, parcels: readonly Parcel[], deliveries: readonly Delivery[]): Promise<void> {
  await emptyHub(store)
  for (const { parcel, damaged } of deliveries) {
    const one = parcels[parcel]
    if (one) await importOpened(store, openParcel(one, damaged), 'a.mcbundle', options)
  }
}

const property = (store: () => HubStore) =>
  fc.asyncProperty(history, async ({ steps, deliveries }) => {
    const parcels = play(steps)
    const taken = deliveries.map(({ parcel, cut, place }) => {
      const index = parcel % parcels.length
      const chunks = parcels[index]?.chunks ?? []
      return { parcel: index, place, damaged: chunks.flatMap((_, position) => (cut & (1 << position) ? [position] : [])) }
    })
    await deliver(
      store(),
      parcels,
      taken.toSorted((a, b) => a.parcel - b.parcel),
    )
    const inOrder = await dumpHub(store())
    await deliver(
      store(),
      parcels,
      taken.toSorted((a, b) => a.place - b.place),
    )
    expect(await dumpHub(store())).toEqual(inOrder)

    // And when the rest arrives, everything counts.
    await deliver(store(), parcels, [...taken, ...parcels.map((_, parcel) => ({ parcel, damaged: [] })).reverse()])
    const whole = await dumpHub(store())
    expect(whole.waiting_event).toEqual([])
    expect(whole.chunk_lacking).toEqual([])
    expect(whole.event?.length).toBe(devices.reduce((sum, { chain }) => sum + chain.length, 0))
  })

describe('in a file of SQLite', () => {
  const { folder, remove } = makeFastFolder()
  let store: HubStore
  beforeAll(async () => {
    store = await openHub(folder)
    await sql`PRAGMA synchronous = OFF`.execute(store.db)
  })
  afterAll(async () => {
    await store.close()
    remove()
  })
  it(
    `${histories} histories come to the same state by whatever way`,
    () =>
      fc.assert(
        property(() => store),
        { numRuns: histories, seed },
      ),
    1_800_000,
  )
})

describe('in PostgreSQL', () => {
  const runs = Math.ceil(histories / 20)
  const { folder, remove } = makeFastFolder()
  let [server, store]: [TestPostgres | undefined, HubStore | undefined] = [undefined, undefined]
  beforeAll(async () => {
    server = await startPostgres()
    store = await openHub(folder, await server.makeDatabase())
  })
  afterAll(async () => {
    await store?.close()
    await server?.stop()
    remove()
  })
  it(
    `${runs} histories come to the same state by whatever way`,
    () =>
      fc.assert(
        property(() => store as HubStore),
        { numRuns: runs, seed },
      ),
    1_800_000,
  )
})
