// The schedule with the real workers on a real office; only its waiting times are short.
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { backupFolder, listBackups } from '../../../db/backup/shelf.ts'
import { systemClock } from '../../../db/model/clock.ts'
import type { DataKind } from '../../../db/store/sqlite.ts'
import { BackupSchedule, type ScheduleParts } from '../../../electron/backup-schedule.ts'
import type { Log } from '../../../electron/log.ts'
import { canMount, mountMemoryDisk } from '../../fixtures/mount.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../fixtures/office.ts'
import { startWorker, type TestWorker } from '../../fixtures/worker.ts'

const never = 10 * 60_000
const timing = { firstMs: never, everyMs: never, drillMs: never, exitLimitMs: 30_000 }
const waiting = { timeout: 30_000, interval: 50 }
const log: Log = { info: () => {}, incident: () => 'X' }

let folder: string
let remove: () => void
let workers: { writer: TestWorker; reader: TestWorker }
let administrator: string
let procedureId: string
let told = 0
let schedules: BackupSchedule[] = []

async function open(place: { folder: string; remove: () => void }) {
  ;({ folder, remove } = place)
  const office = await openTestOffice({ folder })
  administrator = office.actor.staffId
  procedureId = await office.procedureId('KS')
  await office.close()
  workers = { writer: await startWorker('writer', folder), reader: await startWorker('reader', folder) }
}
beforeEach(() => {
  told = 0
})
afterEach(async () => {
  for (const schedule of schedules) await schedule.atExit()
  schedules = []
  await workers.reader.close()
  await workers.writer.close()
  remove()
})

/** The workers as the main process asks them. */
const host = {
  ask: (name, input, staffId, { role = 'writer' } = {}) => workers[role].ask(name, input, staffId),
  cancel: (name) => {
    for (const worker of Object.values(workers)) worker.cancel(name)
  },
} as ScheduleParts['host']
function start(times: Partial<typeof timing>, isReady = () => true): BackupSchedule {
  const schedule = new BackupSchedule({
    host,
    isReady,
    clock: systemClock,
    log,
    onChange: () => {
      told += 1
    },
    timing: { ...timing, ...times },
  })
  schedules.push(schedule)
  return schedule
}
const receive = () => workers.writer.ask('cases.receive', sampleIntake({ procedureId }), administrator)
const reasons = () => listBackups(folder).map(({ reason }) => reason)

it('backs up soon after the start what the last exit could not, then only what changed', async () => {
  await open(makeFolder())
  start({ firstMs: 10, everyMs: 200 })
  await vi.waitFor(() => expect(reasons()).toEqual(['hourly']), waiting)
  await receive()
  await vi.waitFor(() => expect(reasons()).toEqual(['hourly', 'hourly']), waiting)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(reasons()).toHaveLength(2)
  expect(told).toBe(2)
}, 60_000)

it('backs up at exit what changed, and nothing otherwise', async () => {
  await open(makeFolder())
  await start({}).atExit()
  expect(reasons()).toEqual(['exit'])
  await start({}).atExit()
  expect(reasons()).toEqual(['exit'])
  await receive()
  const schedule = start({})
  await Promise.all([schedule.atExit(), schedule.atExit()])
  expect(reasons()).toEqual(['exit', 'exit'])
}, 60_000)

it('backs up at once what came from another computer, whose first look would come too late', async () => {
  await open(makeFolder())
  const schedule = start({})
  await schedule.backUpNow()
  await schedule.backUpNow()
  expect(reasons()).toEqual(['hourly'])
  expect(told).toBe(1)
}, 60_000)

it('leaves an office alone that is not open, or that stands aside for a restore', async () => {
  await open(makeFolder())
  start({ firstMs: 10, everyMs: 20, drillMs: 10 }, () => false)
  const schedule = start({ firstMs: 10, everyMs: 20, drillMs: 10 })
  await schedule.standAside(() => new Promise((resolve) => setTimeout(resolve, 500)))
  expect(reasons().length).toBeLessThanOrEqual(1)
}, 60_000)

it('proves a backup by itself when that is due, once', async () => {
  await open(makeFolder())
  await workers.reader.ask('internal.backUp', { reason: 'manual', onlyIfChanged: false }, administrator)
  start({ drillMs: 10, everyMs: 100 })
  const history = async () => (await workers.writer.ask('internal.getBackupHistory', null)) as { ok: true; value: object }
  await vi.waitFor(async () => expect((await history()).value).toMatchObject({ lastDrill: { isSound: true } }), waiting)
  const first = await history()
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await history()).toEqual(first)
}, 60_000)

it('a drill that meets a change to training and back is recorded with the own data or not at all, whenever it is met', async () => {
  await open(makeFolder())
  await workers.reader.ask('internal.backUp', { reason: 'manual', onlyIfChanged: false }, administrator)
  const practice = makeFolder()
  let kind: DataKind = 'office'
  const drillOf = async () => {
    const reply = await workers.writer.ask('internal.getBackupHistory', null)
    return (reply as { value: { lastDrill: object | null } }).value.lastDrill
  }
  const openKind = async (next: DataKind) => {
    await workers.reader.close()
    await workers.writer.close()
    const place = next === 'training' ? practice.folder : folder
    workers = {
      writer: await startWorker('writer', place, { kind: next }),
      reader: await startWorker('reader', place, { kind: next }),
    }
    if (next === 'training')
      expect(await workers.writer.ask('internal.prepareTraining', { anew: false })).toMatchObject({ ok: true })
  }
  for (const delayMs of [0, 20, 60, 120]) {
    const schedule = start({ drillMs: 1 }, () => kind === 'office')
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    for (const next of ['training', 'office'] as const) {
      await schedule.standAside(async () => {
        kind = next
        await openKind(next)
      })
      if (next === 'training') expect(await drillOf(), `${delayMs} ms`).toBeNull()
      expect(readdirSync(next === 'training' ? practice.folder : folder)).not.toContain('motcua-drill')
    }
    await schedule.atExit({ isHurried: true })
  }
  start({ drillMs: 1 })
  await vi.waitFor(async () => expect(await drillOf()).toMatchObject({ isSound: true }), waiting)
  practice.remove()
}, 120_000)

it.skipIf(!canMount)(
  'keeps a full disk in mind for the people who can act, and tries again (needs root on Linux)',
  async () => {
    const disk = mountMemoryDisk(32)
    await open(disk)
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(join(folder, 'fill'), Buffer.alloc(bavail * bsize - 5_000_000))
    const schedule = start({ firstMs: 10, everyMs: 300 })
    await vi.waitFor(() => expect(schedule.failure).toMatchObject({ code: 'store.diskFull' }), waiting)
    expect(readdirSync(backupFolder(folder))).toEqual([])
    expect(await receive()).toMatchObject({ ok: true })
    rmSync(join(folder, 'fill'))
    await vi.waitFor(() => expect(schedule.failure).toBeNull(), waiting)
    expect(reasons()).toEqual(['hourly'])
  },
  60_000,
)
