// The hub's import against the work that no import can do without, and the week of a province on both of its stores.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type ImportOptions, importBundle } from '../../db/hub/import.ts'
import { openHub } from '../../db/hub/open.ts'
import { importQueue, listQueue } from '../../db/hub/queue.ts'
import { bulkColumns } from '../../db/hub/schema.ts'
import type { HubStore } from '../../db/hub/store.ts'
import type { StoredEvent } from '../../db/model/events.ts'
import { hashEvent } from '../../db/store/event-log.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import { findDecrypted, makeIdentity } from '../../db/sync/bundle/age.ts'
import { openBundle } from '../../db/sync/bundle/read.ts'
import { appendCase, fixedId, type HubDevice, hubCode, hubStart, makeHubDevice, trustOf, writeParcel } from '../fixtures/hub.ts'
import { startPostgres } from '../fixtures/postgres.ts'
import { type Figure, median, takeTurns, timed } from './measure.ts'
import { workPlace } from './place.ts'

const eventCount = 10_000
const officeCount = 40
const weeklyCases = 12_500
/** About a MiB of NDJSON, as exports divide. */
const eventsPerChunk = 800

function fill(device: HubDevice, cases: number, firstMs = hubStart): void {
  for (let number = 1; number <= cases; number += 1)
    appendCase(device, number, firstMs + number * 300_000, fixedId(hubStart, number % 40))
}
const chunksOf = (events: readonly StoredEvent[]): StoredEvent[][] =>
  Array.from({ length: Math.ceil(events.length / eventsPerChunk) }, (_, index) =>
    events.slice(index * eventsPerChunk, (index + 1) * eventsPerChunk),
  )

const eventTable = `CREATE TABLE event (${bulkColumns.waiting_event
  .map((name) => `${name} ${name === 'seq' || name === 'version' || name === 'year' ? 'INTEGER' : 'TEXT'} NOT NULL`)
  .join(', ')}, PRIMARY KEY (device, seq)) STRICT`

/** Rows into a table of their own, one prepared statement in one transaction. */
async function insertPlain(folder: string, events: readonly StoredEvent[]): Promise<void> {
  mkdirSync(folder)
  const connection = openConnection(join(folder, 'plain.db'), 'writer')
  connection.exec(eventTable)
  const columns = bulkColumns.waiting_event
  const insert = connection.prepare(`INSERT INTO event (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`)
  connection.transaction(() => {
    for (const event of events) {
      const row: Record<string, unknown> = { ...event, office: '', year: 2026 }
      insert.run(columns.map((column) => row[column]))
    }
  })()
  connection.close()
}

/** Reads, sums, decrypts, unzips, parses, checks each event's hash, inserts: what lies where is told beforehand. */
async function doRawWork(folder: string, file: string, identity: string, lying: ReadonlyArray<{ at: number; size: number }>) {
  const bytes = readFileSync(file)
  createHash('sha256').update(bytes).digest()
  const events: StoredEvent[] = []
  for (const { at, size } of lying) {
    const plain = await findDecrypted([identity], bytes.subarray(at, at + size))
    const lines = gunzipSync(plain ?? new Uint8Array())
      .toString('utf8')
      .split('\n')
    for (const line of lines) {
      if (line === '') continue
      const event = JSON.parse(line) as StoredEvent
      const { hash, ...body } = event
      if (hashEvent(body) !== hash) throw new Error('not the event that was sent')
      events.push(event)
    }
  }
  await insertPlain(folder, events)
}

export async function measureBundles({ rounds, say }: { rounds: number; say: (line: string) => void }): Promise<Figure[]> {
  const place = join(workPlace, 'bundles')
  mkdirSync(place, { recursive: true })
  const { identity, recipient } = await makeIdentity()
  const device = makeHubDevice('19768', 1)
  fill(device, Math.ceil(eventCount / 4.5))
  device.chain.length = Math.min(device.chain.length, eventCount)
  const file = await writeParcel(place, { signer: device, number: 1, chunks: chunksOf(device.chain), heads: [] }, [recipient])
  const options: ImportOptions = {
    identities: [identity],
    trust: trustOf([device]),
    ownOfficeCode: hubCode,
    now: '2026-11-23T00:00:00.000Z',
  }
  const opened = await openBundle(file, [identity])
  const sizes = opened.manifest.chunks.map(({ size, sha256 }) => ({ size, sha256 }))
  await opened.close()
  const bytes = readFileSync(file)
  let from = 0
  const lying = sizes.map(({ size, sha256 }) => {
    const at = bytes.indexOf(sha256, from) + sha256.length + 1
    from = at + size
    return { at, size }
  })

  const repeats: number[] = []
  let turn = 0
  const newFolder = () => {
    turn += 1
    return join(place, `turn-${turn}`)
  }
  const takeFirst = async (): Promise<number> => {
    const folder = newFolder()
    mkdirSync(folder)
    const store = await openHub(folder)
    const first = await timed(() => importBundle(store, file, options))
    repeats.push(await timed(() => importBundle(store, file, options)))
    await store.close()
    rmSync(folder, { recursive: true })
    return first
  }
  const clearing = (work: (folder: string) => Promise<unknown>) => async () => {
    const folder = newFolder()
    const ms = await timed(() => work(folder))
    rmSync(folder, { recursive: true })
    return ms
  }
  say('an import of 10,000 events')
  const raw = await takeTurns(
    rounds,
    takeFirst,
    clearing((folder) => doRawWork(folder, file, identity, lying)),
  )
  const bulk = await takeTurns(
    rounds,
    takeFirst,
    clearing((folder) => insertPlain(folder, device.chain)),
  )
  const title = `import of ${device.chain.length} events`
  const figures: Figure[] = [
    {
      ...{ id: 'bundle-import', title, unit: 'ms', bar: 2 },
      yardstick: 'read, decrypt, unzip, check, insert',
      ...{ product: median(raw.product), reference: median(raw.reference) },
    },
    {
      ...{ id: 'bundle-import-rate', title, unit: 'ms', bar: 5 },
      yardstick: 'the same rows inserted, nothing else',
      ...{ product: median(bulk.product), reference: median(bulk.reference) },
    },
    {
      ...{ id: 'bundle-repeat', title: 'the same bundle again', unit: 'ms', bar: 0.3 },
      yardstick: 'its first import',
      ...{ product: median(repeats), reference: median([...raw.product, ...bulk.product]) },
    },
  ]
  figures.push(await measureWeek(place, identity, recipient, rounds > 2, say))
  rmSync(place, { recursive: true })
  return figures
}

/** Forty offices' bundles of a week, into the file and into the server. */
async function measureWeek(place: string, identity: string, recipient: string, isWhole: boolean, say: (line: string) => void) {
  const cases = isWhole ? weeklyCases : weeklyCases / 10
  say(`the bundles of ${officeCount} offices, ${cases} cases`)
  const inbox = join(place, 'inbox')
  mkdirSync(inbox)
  const devices = Array.from({ length: officeCount }, (_, index) => makeHubDevice(String(19_700 + index), index + 1))
  for (const device of devices) {
    fill(device, Math.ceil(cases / officeCount))
    await writeParcel(inbox, { signer: device, number: 1, chunks: chunksOf(device.chain), heads: [] }, [recipient])
  }
  const events = devices.reduce((sum, { chain }) => sum + chain.length, 0)
  const options = { identities: [identity], trust: trustOf(devices), ownOfficeCode: hubCode, now: '2026-11-23T00:00:00.000Z' }
  const takeAll = (store: HubStore) =>
    timed(() =>
      importQueue(store, listQueue(inbox), options, (_file, outcome) => {
        if ('error' in outcome) throw outcome.error
      }),
    )
  const folders = ['week-file', 'week-server'].map((name) => join(place, name))
  for (const folder of folders) mkdirSync(folder)
  const server = await startPostgres()
  const file = await openHub(folders[0] ?? '')
  const database = await openHub(folders[1] ?? '', await server.makeDatabase())
  const reference = await takeAll(file)
  const product = await takeAll(database)
  await file.close()
  await database.close()
  await server.stop()
  const rate = (ms: number) => Math.round((events / ms) * 1_000)
  return {
    ...{ id: 'bundle-week', title: `a week of ${officeCount} offices into PostgreSQL`, unit: 'ms' as const, bar: null },
    ...{ yardstick: 'into a file of SQLite', product, reference },
    note: `${events} events; ${rate(product)} a second into PostgreSQL, ${rate(reference)} into SQLite`,
  }
}
