// What the workers of the hub do: one takes bundles in and answers them, one reads. The office's own database is not open here.
import { basename, join } from 'node:path'
import { historyLine } from '../../db/cases/history.ts'
import { type ImportResult, importBundle } from '../../db/hub/import.ts'
import { openHub } from '../../db/hub/open.ts'
import * as overview from '../../db/hub/overview.ts'
import { getHubCase, sumTotals } from '../../db/hub/queries.ts'
import { makeReceipt, sendBack, spokenReceipts, writeReceipt } from '../../db/hub/receipt.ts'
import type { HubCaseTable } from '../../db/hub/schema.ts'
import { openSqliteHub } from '../../db/hub/sqlite-store.ts'
import type { HubStore } from '../../db/hub/store.ts'
import { type Clock, toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { StoredEvent } from '../../db/model/events.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import type { SqliteOptions } from '../../db/store/sqlite.ts'
import { bundleExtension, isBlobChunk, isEventsChunk } from '../../db/sync/bundle/manifest.ts'
import { openBundle } from '../../db/sync/bundle/read.ts'
import { type DeviceKey, findDeviceKey } from '../../db/sync/device-key.ts'
import { readTrustList } from '../../db/trust/list.ts'
import type { Failure } from '../api/call.ts'
import type { HubCase, TakenFile } from '../api/hub.ts'
import type { HubCalls, HubName, HubProvince, WrittenReceipt } from './hub-protocol.ts'

export interface HubContext {
  readonly clock: Clock
  readonly version: string
  readonly onProgress: (done: number, total: number) => void
  /** What a thrown error is for the person, kept in the log. */
  readonly failureOf: (error: unknown) => Failure
}
interface DeskContext extends HubContext {
  readonly store: HubStore
}

type HubHandlers = {
  readonly [Name in HubName]: (context: DeskContext, input: HubCalls[Name]['input']) => Promise<HubCalls[Name]['output']>
}

/** Codes of case files that are named; the others are counted. */
const mostNamed = 20
const mostRejected = 200
/** Of one file's progress: reading, checking and writing take about as long. */
const phases = ['read', 'check', 'write'] as const

function keyOf(store: HubStore, { deviceId }: HubProvince): DeviceKey {
  const key = findDeviceKey(store.folder, deviceId)
  if (!key) throw new AppError('bundle.noKey')
  return key
}

const failed = ({ code, params, incident }: Failure): NonNullable<TakenFile['failure']> => ({
  ...{ code, incident },
  params: Object.fromEntries(Object.entries(params).flatMap(([name, value]) => (value == null ? [] : [[name, value]]))),
})

const plain = ({ deviceCode, ranges, bundles }: overview.MissingOf) => ({
  deviceCode,
  ranges: [...ranges],
  bundles: [...bundles],
})

async function takenOf(store: HubStore, result: ImportResult, officeName: string): Promise<TakenFile['taken']> {
  const { office, deviceCode, number, part, parts, isRepeat, applied, pending, rejected, alreadyThere, waiting } = result
  const missing = result.missing.length > 0 ? await overview.listMissing(store.db, office) : []
  return {
    ...{ office, officeName, deviceCode, number, part, parts, isRepeat, applied, pending, rejected, alreadyThere, waiting },
    missing: missing.map(plain),
    lackingChunks: result.lacking.length,
    scans: result.blobs,
  }
}

/** What the sound chunks of a damaged file lack; null for one of which nothing can be taken. */
async function findDamage(file: string, identity: string, failure: Failure): Promise<TakenFile['damage']> {
  if (failure.code !== 'bundle.chunkDamaged' && failure.code !== 'bundle.notWhole') return null
  const bundle = await openBundle(file, [identity])
  try {
    const { chunks } = bundle.manifest
    const told = Number(failure.params.chunk ?? 0) - 1 // one whose bytes are right and whose content is not
    const damaged = chunks.filter((_, position) => bundle.damaged.includes(position) || position === told)
    const cases = [...new Set(damaged.flatMap((chunk) => (isEventsChunk(chunk) ? chunk.cases : [])))]
    return {
      chunks: chunks.length,
      damagedChunks: damaged.length,
      events: damaged.reduce((sum, chunk) => sum + (isEventsChunk(chunk) ? chunk.events : 0), 0),
      cases: cases.slice(0, mostNamed),
      caseCount: cases.length,
      scans: new Set(damaged.flatMap((chunk) => (isBlobChunk(chunk) ? [chunk.blob] : []))).size,
    }
  } finally {
    await bundle.close()
  }
}

const rowOf = (row: HubCaseTable, procedureName: string, now: string): HubCase => ({
  id: row.id,
  code: row.code,
  officialCode: row.official_code,
  applicantName: row.applicant_name,
  procedureName,
  status: row.status,
  clock: row.clock,
  receivedAt: row.received_at,
  dueAt: row.due_at,
  finishedAt: row.finished_at,
  holder: row.holder,
  isLate: row.clock === 'running' && row.due_at !== null && row.due_at < now,
})

/** What an office could not have written is a line that says nothing more than when. */
function lineOf(event: StoredEvent) {
  try {
    return historyLine(event)
  } catch {
    return { id: event.id, at: event.at, type: event.type, params: {}, clockDoubtful: true }
  }
}

const fileNameOf = (office: string, now: string): string =>
  `${office.replace(/[^0-9A-Za-z-]/g, '_')}-phuc-dap-${instantToLocal(now).replace(/\D/g, '').slice(0, 12)}.${bundleExtension}`

const handlers: HubHandlers = {
  'hub.take': async ({ store, clock, onProgress, failureOf }, { files, salvage, province }) => {
    const { list: trust } = readTrustList(province.trustText, '')
    const { identity } = keyOf(store, province)
    const rows: Array<Omit<TakenFile, 'token'>> = []
    for (const [index, file] of files.entries()) {
      const about = { file: basename(file), failure: null, damage: null, taken: null }
      try {
        const result = await importBundle(store, file, {
          ...{ identities: [identity], trust, ownOfficeCode: province.officeCode, salvage },
          now: toInstant(clock.nowMs()),
          onProgress: (phase, done, total) => {
            const share = (phases.indexOf(phase) + (total > 0 ? done / total : 0)) / phases.length
            onProgress(Math.round((index + share) * 1_000), files.length * 1_000)
          },
        })
        const officeName = trust.offices.find(({ code }) => code === result.office)?.name ?? result.office
        rows.push({ ...about, taken: await takenOf(store, result, officeName) })
      } catch (error) {
        if (error instanceof AppError && error.code === 'app.cancelled') return { rows, isCancelled: true }
        const failure = failureOf(error)
        rows.push({ ...about, failure: failed(failure), damage: await findDamage(file, identity, failure).catch(() => null) })
      }
    }
    return { rows, isCancelled: false }
  },
  'hub.writeReceipts': async ({ store, clock, version, onProgress, failureOf }, { folder, offices, province }) => {
    const { list: trust } = readTrustList(province.trustText, '')
    const { deviceId, deviceCode, officeCode, officeName, schema } = province
    const device = { id: deviceId, code: deviceCode, key: keyOf(store, province) }
    const written: WrittenReceipt[] = []
    for (const [index, office] of offices.entries()) {
      onProgress(index, offices.length)
      const nowMs = clock.nowMs()
      const now = toInstant(nowMs)
      const fileName = fileNameOf(office, now)
      const own = { code: officeCode, name: officeName }
      const answering = { trust, device, office: own, program: version, schema, nowMs, now }
      let failure: WrittenReceipt['failure'] = null
      try {
        await writeReceipt(store, office, join(folder, fileName), answering)
      } catch (error) {
        failure = failed(failureOf(error))
      }
      const codes =
        failure?.code === 'hub.unknownOffice' ? [] : spokenReceipts(await makeReceipt(store.db, office, officeCode, now))
      written.push({
        ...{ office, failure },
        fileName: failure ? null : fileName,
        codes: codes.map(({ code, spoken, seq }) => ({ deviceCode: code, spoken, events: seq })),
      })
    }
    return written
  },
  'hub.sendBack': async ({ store, clock }, { office, caseId, reason }) => {
    await sendBack(store, office, caseId, reason, toInstant(clock.nowMs()))
    return null
  },
  'hub.listOffices': async ({ store, clock }, { codes }) => {
    const nowMs = clock.nowMs()
    const states = await overview.listOfficeStates(store.db, codes, toInstant(nowMs))
    return states.map((state) => ({
      ...state,
      days: state.lastMadeAt === null ? null : Math.max(0, Math.floor((nowMs - Date.parse(state.lastMadeAt)) / 86_400_000)),
    }))
  },
  'hub.getOffice': async ({ store }, { office }) => ({
    missing: (await overview.listMissing(store.db, office)).map(plain),
    rejected: await overview.listRejected(store.db, office, mostRejected),
  }),
  'hub.getTotals': async ({ store }, { by, filter }) => sumTotals(store.db, by, filter),
  'hub.listChoices': async ({ store }) => overview.listTotalChoices(store.db),
  'hub.listCases': async ({ store, clock }, { filter, after, limit }) => {
    const now = toInstant(clock.nowMs())
    const rows = await overview.listOfficeCases(store.db, { ...filter, now }, after, limit)
    const last = rows.at(-1)
    const at = filter.isLate ? last?.due_at : last?.received_at
    return {
      rows: rows.map((row) => rowOf(row, row.procedure_name, now)),
      next: rows.length === limit && last && at != null ? { at, id: last.id } : null,
    }
  },
  'hub.getCase': async ({ store, clock }, { office, caseId }) => {
    const { row, events } = await getHubCase(store.db, office, caseId)
    const procedureName = await overview.findProcedureName(store.db, office, row.procedure_id)
    const devices = new Map<string, number>()
    for (const { device } of events) devices.set(device, (devices.get(device) ?? 0) + 1)
    const origins = await overview.listOrigins(store.db, office, devices)
    const codes = new Map([...devices.keys()].map((device, index) => [device, origins[index]?.deviceCode ?? '']))
    return {
      ...rowOf(row, procedureName, toInstant(clock.nowMs())),
      originalDueAt: row.original_due_at,
      missedDueAt: row.missed_due_at,
      finishResult: row.finish_result,
      history: events.map((event) => ({ ...lineOf(event), deviceCode: codes.get(event.device) ?? '' })),
      origins: origins.map((origin) => ({ ...origin })),
      sentBack: await overview.listSentBackOf(store.db, office, caseId),
    }
  },
}

/** The hub's store as one worker has it open. */
export interface HubDesk {
  readonly answer: (name: string, input: unknown, context: HubContext) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** `hub` first: it brings the store to this program's schema and tidies up after a kill, which nobody may do beside an import. */
export async function openHubDesk(folder: string, role: 'hub' | 'hubReader', sqlite: SqliteOptions): Promise<HubDesk> {
  const store = await (role === 'hub' ? openHub(folder, undefined, sqlite) : openSqliteHub(folder, sqlite))
  return {
    answer: (name, input, context) => {
      const handler = handlers[name as HubName] as ((context: DeskContext, input: unknown) => Promise<unknown>) | undefined
      if (!handler) throw new Error(`no such question to the hub: ${name}`)
      return handler({ ...context, store }, input)
    },
    close: () => store.close(),
  }
}
