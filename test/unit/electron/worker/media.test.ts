// The disk under a running office fails: it is full, pulled out, moved away, no longer ours to write. Every call that follows is
// refused with a reason that has a sentence, the worker lives on, and what was acknowledged is there afterwards.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftLimitCharacters } from '../../../../db/cases/rules.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { canCutPower, canMount, mountMemoryDisk, mountPowerDisk } from '../../../fixtures/mount.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../../fixtures/office.ts'
import { startWorker, type TestWorker } from '../../../fixtures/worker.ts'

let root: string
let remove: () => void
let staffId: string
let procedureId: string
let writer: TestWorker | undefined
beforeEach(() => {
  ;({ folder: root, remove } = makeFolder())
})
afterEach(async () => {
  await writer?.close()
  writer = undefined
  remove()
})

async function setUp(folder: string): Promise<void> {
  const office = await openTestOffice({ folder })
  staffId = office.actor.staffId
  procedureId = await office.procedureId('KS')
  await office.close()
}
async function start(folder: string): Promise<TestWorker> {
  writer = await startWorker('writer', folder, { logFile: join(root, 'main.log') })
  expect(writer.failure).toBeNull()
  return writer
}
const receive = (worker: TestWorker, note = '') => worker.ask('cases.receive', sampleIntake({ procedureId, note }), staffId)
const saveDraft = (worker: TestWorker, payload: string) => worker.ask('cases.saveDraft', { payload }, staffId)
const done = { ok: true }
const refused = (code: string) => ({ ok: false, error: { code, incident: null } })
const freeBytes = (folder: string) => statfsSync(folder).bavail * statfsSync(folder).bsize
const fill = (folder: string) => {
  for (let name = 0; freeBytes(folder) > 0 && name < 8; name += 1) {
    writeFileSync(join(folder, `fill-${name}`), Buffer.alloc(freeBytes(folder)))
  }
}
const empty = (folder: string) => {
  for (const name of readdirSync(folder)) if (name.startsWith('fill-')) rmSync(join(folder, name))
}

describe('a data folder that goes away while the program runs', () => {
  it('moved: nothing is called done until it is back', async () => {
    const folder = join(root, 'data')
    await setUp(folder)
    const worker = await start(folder)
    expect(await receive(worker)).toMatchObject(done)
    renameSync(folder, join(root, 'elsewhere'))
    expect(await receive(worker)).toMatchObject(refused('store.vanished'))
    expect(await saveDraft(worker, '{}')).toMatchObject(refused('store.vanished'))
    renameSync(join(root, 'elsewhere'), folder)
    expect(await receive(worker)).toMatchObject(done)
  })

  it('deleted: nothing is called done', async () => {
    const folder = join(root, 'data')
    await setUp(folder)
    const worker = await start(folder)
    rmSync(folder, { recursive: true })
    expect(await receive(worker)).toMatchObject(refused('store.vanished'))
  })

  it('replaced by a copy: nothing is called done, for it would not be in the copy', async () => {
    const folder = join(root, 'data')
    await setUp(folder)
    const worker = await start(folder)
    renameSync(folder, join(root, 'elsewhere'))
    cpSync(join(root, 'elsewhere'), folder, { recursive: true })
    expect(await receive(worker)).toMatchObject(refused('store.vanished'))
  })

  it.skipIf(!canCutPower)('pulled out (needs root on Linux, loop devices, mkfs.ext4, perl)', async () => {
    const disk = mountPowerDisk(64)
    const folder = join(disk.folder, 'data')
    await setUp(folder)
    const worker = await start(folder)
    const received = await receive(worker)
    expect(received).toMatchObject(done)
    disk.cut()
    for (const reply of [await receive(worker), await saveDraft(worker, '{}'), await receive(worker)]) {
      expect(reply.ok ? '' : reply.error.code).toMatch(/^store\.(damaged|readOnly|cannotOpen|vanished|diskFull)$/)
    }
    await worker.close()
    writer = undefined
    disk.restore()
    const again = await start(folder)
    expect(await again.ask('cases.count', {}, staffId)).toMatchObject({ ok: true, value: { total: 1 } })
    expect(await receive(again)).toMatchObject(done)
    await again.close()
    writer = undefined
    disk.remove()
  })
})

describe.skipIf(!canMount)('a disk that is full (needs root on Linux to mount a small one)', () => {
  it('refuses drafts and cases, answers questions, and goes on as soon as there is room', async () => {
    const disk = mountMemoryDisk(8)
    await setUp(disk.folder)
    const worker = await start(disk.folder)
    expect(await receive(worker)).toMatchObject(done)
    expect(await saveDraft(worker, 'kept')).toMatchObject(done)
    fill(disk.folder)
    const big = 'x'.repeat(draftLimitCharacters)
    expect(await saveDraft(worker, big)).toMatchObject(refused('store.diskFull'))
    expect(await receive(worker, big)).toMatchObject({ ok: false })
    expect(await worker.ask('cases.getDraft', {}, staffId)).toMatchObject({ ok: true, value: { payload: 'kept' } })
    expect(await worker.ask('cases.count', {}, staffId)).toMatchObject({ ok: true, value: { total: 1 } })
    empty(disk.folder)
    expect(await saveDraft(worker, big)).toMatchObject(done)
    expect(await receive(worker)).toMatchObject(done)
    await worker.close()
    writer = undefined
    disk.remove()
  })

  it('does not stop the office when it is the log that has no room', async () => {
    const disk = mountMemoryDisk(1)
    const folder = join(root, 'data')
    await setUp(folder)
    fill(disk.folder)
    writer = await startWorker('writer', folder, { logFile: join(disk.folder, 'logs', 'main.log') })
    expect(await receive(writer)).toMatchObject(done)
    expect(await writer.ask('cases.get', { caseId: 'none' }, staffId)).toMatchObject({ ok: false }) // is logged, or would be
    expect(await receive(writer)).toMatchObject(done)
    disk.remove()
  })

  it('refuses to make the database, and makes it when there is room', async () => {
    const disk = mountMemoryDisk(4)
    fill(disk.folder)
    writer = await startWorker('writer', disk.folder, { logFile: join(root, 'main.log') })
    expect(writer.failure).toMatchObject({ code: 'store.diskFull' })
    await writer.close()
    writeFileSync(join(disk.folder, 'fill-0'), Buffer.alloc(4 * 1_048_576 - 150_000)) // room for the lock, not for the tables
    writer = await startWorker('writer', disk.folder, { logFile: join(root, 'main.log') })
    expect(writer.failure).toMatchObject({ code: 'store.diskFull' })
    await writer.close()
    empty(disk.folder)
    writer = await startWorker('writer', disk.folder, { logFile: join(root, 'main.log') })
    expect(writer.failure).toBeNull()
    await writer.close()
    writer = undefined
    disk.remove()
  })
})

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'a folder that is no longer ours (needs root on Linux)',
  () => {
    const nobody = 65_534
    const openAsNobody = (folder: string) => {
      const program = join(import.meta.dirname, '../../../fixtures/open-office.ts')
      const args = ['--disable-warning=ExperimentalWarning', program, folder]
      return spawnSync(process.execPath, args, { encoding: 'utf8', uid: nobody, gid: nobody }).stdout.trim()
    }

    it('is refused in plain words, and its file stays as it was', async () => {
      const folder = join(root, 'data')
      await setUp(folder)
      const file = join(folder, databaseName)
      chmodSync(root, 0o755)
      for (const name of ['', ...readdirSync(folder)])
        if (!name.startsWith('backups')) chownSync(join(folder, name), nobody, nobody)
      expect(openAsNobody(folder)).toBe('open')
      const bytes = readFileSync(file)
      for (const [mode, path] of [
        [0o500, folder],
        [0o400, file],
        [0o000, file],
        [0o000, folder],
      ] as const) {
        const usual = statSync(path).mode
        chmodSync(path, mode)
        expect(openAsNobody(folder), `${mode.toString(8)} ${path}`).toMatch(/^store\.(readOnly|cannotOpen)$/)
        chmodSync(path, usual)
      }
      expect(readFileSync(file).equals(bytes)).toBe(true)
      expect(openAsNobody(folder)).toBe('open')
    })
  },
)

describe('a file of no bytes beside backups', () => {
  it('is no new office', async () => {
    const folder = join(root, 'data')
    await setUp(folder)
    const reader = await startWorker('reader', folder, { logFile: join(root, 'main.log') })
    expect(await reader.ask('internal.backUp', { reason: 'manual', onlyIfChanged: false }, staffId)).toMatchObject(done)
    await reader.close()
    writeFileSync(join(folder, databaseName), '')
    writer = await startWorker('writer', folder, { logFile: join(root, 'main.log') })
    expect(writer.failure).toMatchObject({ code: 'store.missing' })
    expect(statSync(join(folder, databaseName)).size).toBe(0)
  })
})
