// The process that takes bundles in is killed at any moment. What it had answered for must be there, nothing may be half there, and the
// same work begun again must come to the state of one that nobody disturbed.
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openHub } from '../../db/hub/open.ts'
import { importQueue, listQueue } from '../../db/hub/queue.ts'
import type { HubStore } from '../../db/hub/store.ts'
import { makeIdentity } from '../../db/sync/bundle/age.ts'
import { kill, startChild } from '../fixtures/child.ts'
import { appendCase, dumpHub, fixedId, hubCode, hubStart, makeHubDevice, trustOf, writeParcel } from '../fixtures/hub.ts'
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts'
import { killsOf, makeChance, makeFastFolder, sayResult, withSeed } from './chance.ts'

const limitMs = 1_800_000
const bundlesPerDevice = 10
const eventsPerBundle = 150

let [base, inbox]: [string, string] = ['', '']
let remove: () => void
let server: TestPostgres
let options: Parameters<typeof importQueue>[2]
let undisturbed: Record<string, string[]>
const devices = [1, 2, 3].map((number) => makeHubDevice(number === 3 ? '19777' : '19768', number))

beforeAll(async () => {
  ;({ folder: base, remove } = makeFastFolder())
  inbox = join(base, 'inbox')
  mkdirSync(inbox)
  server = await startPostgres()
  const { identity, recipient } = await makeIdentity()
  options = { identities: [identity], trust: trustOf(devices), ownOfficeCode: hubCode, now: '2026-11-23T00:00:00.000Z' }
  for (const device of devices) {
    for (let number = 1; device.chain.length < bundlesPerDevice * eventsPerBundle; number += 1)
      appendCase(device, number, hubStart + number * 600_000, fixedId(hubStart, number % 3))
    for (let number = 1; number <= bundlesPerDevice; number += 1) {
      const chunks = [device.chain.slice((number - 1) * eventsPerBundle, number * eventsPerBundle)]
      await writeParcel(inbox, { signer: device, number, chunks, heads: [] }, [recipient])
    }
  }
  mkdirSync(join(base, 'calm'))
  const calm = await openHub(join(base, 'calm'))
  await importQueue(calm, listQueue(inbox), options, () => {})
  undisturbed = await dumpHub(calm)
  await calm.close()
})
afterAll(async () => {
  await server.stop()
  remove()
})

/** What cannot be so after whole bundles alone. */
async function findFaults({ db }: HubStore, answered: ReadonlySet<string>): Promise<string[]> {
  const bundles = await db.selectFrom('bundle').select(['device', 'number', 'device_code']).execute()
  const there = new Set(bundles.map(({ device_code, number }) => `${device_code}-${number}.mcbundle`))
  const faults = [...answered].filter((name) => !there.has(name)).map((name) => `${name} was taken and is not there`)
  const count = async (table: 'event' | 'waiting_event') =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows
  const events = (await count('event')) + (await count('waiting_event'))
  if (events !== bundles.length * eventsPerBundle) faults.push(`${events} events of ${bundles.length} bundles`)
  const [linked] = (await sql<{ seq: number }>`SELECT coalesce(sum(linked_seq), 0) AS seq FROM chain`.execute(db)).rows
  if (linked?.seq !== (await count('event'))) faults.push(`${linked?.seq} linked events, ${await count('event')} kept`)
  const [cases] = (await sql<{ known: number }>`SELECT count(*) AS known FROM hub_case WHERE known = 1`.execute(db)).rows
  const [total] = (await sql<{ sum: number }>`SELECT coalesce(sum(received), 0) AS sum FROM day_total`.execute(db)).rows
  if (cases?.known !== total?.sum) faults.push(`${cases?.known} cases, ${total?.sum} in the totals`)
  return faults
}

describe.each(['sqlite', 'postgres'] as const)('an import into %s', (kind) => {
  let folder: string
  let clear: () => void
  beforeEach(() => {
    const made = makeFastFolder()
    folder = made.folder
    clear = made.remove
  })
  afterEach(() => clear())
  const rounds = Math.ceil(killsOf('hub') * (kind === 'sqlite' ? 0.7 : 0.3))

  it(
    `killed ${rounds} times has all of a bundle or nothing, and comes to its end`,
    () =>
      withSeed(async () => {
        const chance = makeChance(`hub-${kind}`)
        let [ends, place] = [0, 0]
        let url = kind === 'postgres' ? await server.makeDatabase() : undefined
        let answered = new Set<string>()
        for (let round = 1; round <= rounds; round += 1) {
          const data = join(folder, String(place))
          mkdirSync(data, { recursive: true })
          const plan = JSON.stringify({ folder: data, inbox, url, options })
          const child = startChild(join(import.meta.dirname, 'hub-load.ts'), '--plan', plan)
          const lines = createInterface({ input: child.stdout })
          const closed = new Promise((resolve) => lines.on('close', resolve))
          const refusals: string[] = []
          const opened = new Promise<void>((resolve) => {
            lines.on('line', (line) => {
              if (line === 'open') resolve()
              if (line.startsWith('taken ')) answered.add(basename(line))
              if (line.startsWith('refused ')) refusals.push(line)
            })
            child.once('exit', () => resolve())
          })
          if (chance.next() < 0.9) await opened
          await wait(chance.next() * 300)
          await kill(child)
          await closed
          expect(refusals).toEqual([])
          const store = await openHub(data, url)
          expect(await findFaults(store, answered)).toEqual([])
          const isLast = round === rounds
          if (isLast) await importQueue(store, listQueue(inbox), options, () => {})
          const { taken } = await store.db
            .selectFrom('bundle')
            .select(({ fn }) => fn.countAll<number>().as('taken'))
            .executeTakeFirstOrThrow()
          if (taken === devices.length * bundlesPerDevice) {
            expect(await dumpHub(store)).toEqual(undisturbed)
            ends += 1
            place += 1
            answered = new Set()
            if (url !== undefined) url = await server.makeDatabase()
          }
          await store.close()
        }
        sayResult(`${rounds} kills at import, ${kind}`, { ends })
        expect(ends).toBeGreaterThan(0)
      }),
    limitMs,
  )
})

it('two programs that work through the same folder at once come to the same state', async () => {
  const url = await server.makeDatabase()
  const folders = ['one', 'two'].map((name) => join(base, name))
  for (const folder of folders) mkdirSync(folder)
  const stores = await Promise.all(folders.map((folder) => openHub(folder, url)))
  const outcomes: unknown[] = []
  await Promise.all(
    stores.map((store) =>
      importQueue(store, listQueue(inbox), options, (_file, outcome) => {
        if ('error' in outcome) outcomes.push(outcome.error)
      }),
    ),
  )
  expect(outcomes).toEqual([])
  for (const store of stores) expect(await dumpHub(store)).toEqual(undisturbed)
  await Promise.all(stores.map((store) => store.close()))
})
