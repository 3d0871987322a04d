import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearDrill } from '../../../../db/backup/beside.ts'
import { getProgramActor, recordBackupMade, recordCarried, recordDrill } from '../../../../db/backup/commands.ts'
import { createBackup } from '../../../../db/backup/copy.ts'
import { runDrill } from '../../../../db/backup/drill.ts'
import { getBackupHistory } from '../../../../db/backup/queries.ts'
import { backupFolder, isBackedUp } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { openConnection } from '../../../../db/store/sqlite.ts'
import { toFirstSchema } from '../../../fixtures/first-schema.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { openTestOffice, sampleIntake, starterData, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let target: string
beforeEach(async () => {
  office = await openTestOffice()
  target = backupFolder(office.folder)
})
afterEach(() => office.close())

const receive = async () =>
  receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
const create = () => createBackup(office.office.store.connection, target, 'manual', office.clock)
const drillFolder = () => join(office.folder, 'motcua-drill')

/** Changes a backup as a person with a database tool would, and makes its sum fit. */
function tamper(name: string, sql: string): void {
  const file = join(target, name)
  const connection = openConnection(file, 'writer')
  connection.exec(sql)
  connection.pragma('journal_mode = DELETE')
  connection.close()
  writeFileSync(`${file}.sha256`, `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${name}\n`)
}

describe('the restore drill', () => {
  it('proves the newest backup and leaves nothing behind', async () => {
    await receive()
    await create()
    office.clock.advance({ minutes: 5 })
    await receive()
    const { name, events } = await create()
    const before = readFileSync(join(target, name))
    const steps: number[] = []
    const result = await runDrill(office.folder, {}, (done, total) => steps.push(done / total))
    expect(result).toEqual({ name, failure: null, damaged: 0, events, cases: 2 })
    expect(existsSync(drillFolder())).toBe(false)
    expect(readFileSync(join(target, name)).equals(before)).toBe(true)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(steps.at(-1)).toBe(1)
  })

  it('has nothing to prove without a backup', async () => {
    await expect(runDrill(office.folder)).rejects.toMatchObject({ code: 'entity.notFound' })
  })

  it('passes over a newer one whose bytes have changed, and says so', async () => {
    const { name } = await create()
    office.clock.advance({ minutes: 5 })
    const newer = join(target, (await create()).name)
    const bytes = readFileSync(newer)
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1
    writeFileSync(newer, bytes)
    expect(await runDrill(office.folder)).toMatchObject({ name, failure: null, damaged: 1 })
    rmSync(join(target, name))
    expect(await runDrill(office.folder)).toMatchObject({ failure: 'checksum', damaged: 0, cases: null })
  })

  it.each([
    ['a row that no event made', 'projection', "UPDATE case_file SET summary = 'Khác'"],
    ['a row that is gone', 'projection', 'DELETE FROM case_component'],
    [
      'an event that was changed',
      'chain',
      "DROP TRIGGER event_never_updated; UPDATE event SET payload = replace(payload, 'Duyên', 'Hoa')",
    ],
    [
      'events that were cut off',
      'counts',
      `DROP TRIGGER event_never_deleted; DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)`,
    ],
    ['a case without its procedure', 'foreignKeys', "PRAGMA foreign_keys = OFF; UPDATE case_file SET procedure_id = 'x'"],
  ])('finds %s', async (_, failure, sql) => {
    await receive()
    const { name } = await create()
    tamper(name, sql)
    expect(await runDrill(office.folder)).toMatchObject({ name, failure })
    expect(existsSync(drillFolder())).toBe(false)
  })

  it('brings an older schema to today’s first', async () => {
    // An office of that time has no events of what its schema has no tables for.
    await office.close()
    office = await openTestOffice({ starter: { ...starterData(), laws: { ...starterData().laws, laws: [] } } })
    target = backupFolder(office.folder)
    const { name } = await create()
    tamper(name, toFirstSchema)
    expect(await runDrill(office.folder)).toMatchObject({ name, failure: null })
  })

  it('can be called off at any step, and what a killed one left is cleared away', async () => {
    await receive()
    await create()
    for (const stop of [0, 0.1, 0.3, 0.5, 0.9]) {
      const stopping = runDrill(office.folder, {}, (done, total) => {
        if (done / total >= stop) throw new AppError('app.cancelled')
      })
      await expect(stopping).rejects.toMatchObject({ code: 'app.cancelled' })
      expect(existsSync(drillFolder())).toBe(false)
    }
    mkdirSync(drillFolder())
    writeFileSync(join(drillFolder(), 'motcua.db'), 'a whole office')
    expect(await runDrill(office.folder)).toMatchObject({ failure: null })
    mkdirSync(drillFolder())
    clearDrill(office.folder)
    expect(existsSync(drillFolder())).toBe(false)
  })

  it.skipIf(!canMount)('is not begun where there is no room (needs root on Linux to mount a small disk)', async () => {
    const disk = mountMemoryDisk(24)
    const small = await openTestOffice({ folder: disk.folder })
    await createBackup(small.office.store.connection, backupFolder(disk.folder), 'manual', small.clock)
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(join(disk.folder, 'fill'), Buffer.alloc(bavail * bsize - 5_000_000))
    const names = readdirSync(disk.folder)
    await expect(runDrill(disk.folder)).rejects.toMatchObject({ code: 'store.diskFull' })
    expect(readdirSync(disk.folder)).toEqual(names)
    rmSync(join(disk.folder, 'fill'))
    expect(await runDrill(disk.folder)).toMatchObject({ failure: null })
    await small.close()
    disk.remove()
  })
})

describe('what is recorded about backups', () => {
  const history = () => getBackupHistory(office.db)

  it('is who made, tried and carried which, and calls for no new backup', async () => {
    const made = await create()
    await recordBackupMade(office.db, office.actor, made)
    await recordCarried(office.db, office.actor, { name: made.name, isSealed: true, sizeBytes: made.sizeBytes })
    office.clock.advance({ days: 1 })
    await recordDrill(office.db, await getProgramActor(office.db, office.clock), await runDrill(office.folder))
    expect(await history()).toEqual({
      setUpAt: '2026-11-23T02:00:00.000Z',
      lastDrill: { at: '2026-11-24T02:00:00.000Z', name: made.name, isSound: true, failure: null, damaged: 0 },
      lastGoodDrillAt: '2026-11-24T02:00:00.000Z',
      lastCarriedAt: '2026-11-23T02:00:00.000Z',
      lastCarried: { at: '2026-11-23T02:00:00.000Z', name: made.name, isSealed: true },
    })
    const actors = await office.db.selectFrom('backup_record').select(['kind', 'actor']).orderBy('stamp').execute()
    expect(actors).toEqual([
      { kind: 'made', actor: office.actor.staffId },
      { kind: 'carried', actor: office.actor.staffId },
      { kind: 'drilled', actor: office.actor.deviceId },
    ])
    expect(isBackedUp(office.office.store.connection, office.folder)).toBe(true)
  })

  it('keeps the newest in front when the clock goes back', async () => {
    const { name } = await create()
    const drilled = { name, failure: null, damaged: 0, events: 1, cases: 0 }
    await recordDrill(office.db, office.actor, drilled)
    office.clock.setLocal('2020-01-01T08:00')
    await recordDrill(office.db, office.actor, { ...drilled, failure: 'chain' })
    expect(await history()).toMatchObject({ lastDrill: { isSound: false, failure: 'chain' } })
  })

  it('is for people who may back up', async () => {
    const made = await create()
    const nobody = { ...office.actor, permissions: [] }
    const denied = { code: 'access.denied', params: { permission: 'backup.create' } }
    await expect(recordBackupMade(office.db, nobody, made)).rejects.toMatchObject(denied)
    await expect(recordDrill(office.db, nobody, await runDrill(office.folder))).rejects.toMatchObject(denied)
    await expect(recordCarried(office.db, nobody, { ...made, isSealed: false })).rejects.toMatchObject(denied)
    expect(await history()).toMatchObject({ lastDrill: null, lastCarried: null })
  })
})
