import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupFolder, listBackups } from '../../../../db/backup/shelf.ts'
import { addStaff } from '../../../../db/people/commands.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openConnection } from '../../../../db/store/sqlite.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../../fixtures/office.ts'
import { startWorker, type TestWorker } from '../../../fixtures/worker.ts'

const manual = { reason: 'manual', onlyIfChanged: false }
let folder: string
let remove: () => void
let administrator: string
let viewer: string
let procedureId: string
const workers: TestWorker[] = []
const start = async (role: 'writer' | 'reader' = 'writer') => {
  const worker = await startWorker(role, folder)
  workers.push(worker)
  return worker
}
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  const { db, actor, procedureId: idOf, close } = await openTestOffice({ folder })
  administrator = actor.staffId
  procedureId = await idOf('KS')
  const profile = {
    signInName: 'hoapt',
    fullName: 'Phạm Thị Hoa',
    positionTitle: '',
    roles: ['viewer' as const],
    password: 'lan-dau-tien',
  }
  viewer = (await addStaff(db, actor, profile)).id
  await close()
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close()
  remove()
})

const value = (reply: { ok: boolean; value?: unknown }) => {
  expect(reply).toMatchObject({ ok: true })
  return reply.value as never
}
const refused = (code: string) => ({ ok: false, error: { code } })
const receive = (worker: TestWorker, intake = sampleIntake({ procedureId })) => worker.ask('cases.receive', intake, administrator)

describe('a database worker', () => {
  it('answers what was asked, one call after the other', async () => {
    const writer = await start()
    const replies = await Promise.all(Array.from({ length: 10 }, () => receive(writer)))
    const codes = replies.map((reply) => (value(reply) as { provisionalCode: string }).provisionalCode.slice(-4))
    expect(codes).toEqual(Array.from({ length: 10 }, (_, index) => String(index + 1).padStart(4, '0')))
    expect(value(await writer.ask('cases.count', {}, viewer))).toMatchObject({ total: 10, open: 10 })
  })

  it('lets nothing out that the contract does not name', async () => {
    const writer = await start()
    const { caseId } = value(await receive(writer)) as { caseId: string }
    const details = value(await writer.ask('cases.get', { caseId }, viewer)) as object
    expect(details).toMatchObject({ applicant: { fullName: 'Nguyễn Thị Duyên' } })
    for (const inner of ['formKey', 'officeId', 'timeLimit']) expect(details).not.toHaveProperty(inner)
  })

  it('refuses commands of nobody, of somebody without the permission, and of somebody who has left', async () => {
    const writer = await start()
    expect(await writer.ask('cases.receive', sampleIntake({ procedureId }), null)).toMatchObject(refused('access.signedOut'))
    expect(await writer.ask('cases.receive', sampleIntake({ procedureId }), viewer)).toMatchObject(refused('access.denied'))
    const left = { staffId: viewer, fullName: 'Phạm Thị Hoa', positionTitle: '', roles: ['deskOfficer'], isActive: false }
    value(await writer.ask('people.changeStaff', left, administrator))
    expect(await writer.ask('cases.receive', sampleIntake({ procedureId }), viewer)).toMatchObject(refused('access.denied'))
    expect(value(await writer.ask('internal.getSession', { staffId: viewer }, viewer))).toBeNull()
    expect(value(await writer.ask('cases.count', {}, administrator))).toMatchObject({ total: 0 })
  })

  it('goes on after a call that failed in an unforeseen way, which gets an incident number', async () => {
    const writer = await start()
    const reply = await writer.ask('cases.get', { caseId: { not: 'a text' } }, administrator)
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'app.unexpected', params: {}, incident: expect.stringMatching(/^[0-9A-F]{8}$/) },
    })
    const log = readFileSync(join(folder, 'logs', 'main.log'), 'utf8')
    expect(log).toContain(reply.ok ? '' : (reply.error.incident ?? ''))
    expect(await receive(writer)).toMatchObject({ ok: true })
  })

  it('refuses to be the second writer, and says why', async () => {
    await start()
    const second = await startWorker('writer', folder)
    expect(second.failure).toMatchObject({ code: 'store.inUse' })
    expect(await second.ask('cases.count', {}, administrator)).toMatchObject(refused('store.restarting'))
    await second.close()
  })

  it('says why the database cannot be used, and leaves the file alone', async () => {
    const text = 'không phải cơ sở dữ liệu'.repeat(300)
    writeFileSync(join(folder, databaseName), text)
    const writer = await start()
    expect(writer.failure).toMatchObject({ code: 'store.notADatabase', incident: null })
    expect(readFileSync(join(folder, databaseName), 'utf8')).toBe(text)
  })

  it('that reads makes and checks backups while the writer works', async () => {
    const [writer, reader] = [await start(), await start('reader')]
    const [backup] = await Promise.all([
      reader.ask('internal.backUp', manual, administrator),
      ...Array.from({ length: 5 }, () => receive(writer)),
    ])
    const { name } = value(backup) as { name: string }
    expect(listBackups(folder)).toMatchObject([{ name, reason: 'manual' }])
    expect(value(await reader.ask('backup.verify', { name }, administrator))).toMatchObject({ events: expect.any(Number) })
    expect(await reader.ask('backup.verify', { name: 'motcua-20260101T000000Z-manual.db' }, administrator)).toMatchObject(
      refused('backup.invalid'),
    )
  })
})

describe('backups and drills that the main process asks for', () => {
  const hourly = { reason: 'hourly', onlyIfChanged: true }

  it('are made by the program only when something changed, and thin out only its own', async () => {
    const [writer, reader] = [await start(), await start('reader')]
    const names = () => listBackups(folder).map(({ reason }) => reason)
    expect(value(await reader.ask('internal.backUp', hourly))).toMatchObject({ reason: 'hourly' })
    expect(value(await reader.ask('internal.backUp', hourly))).toBeNull()
    const made = value(await reader.ask('internal.backUp', manual, administrator))
    await writer.ask('internal.recordBackup', made, administrator)
    expect(value(await reader.ask('internal.backUp', hourly))).toBeNull() // its own record is no change
    for (let round = 0; round < 5; round += 1) {
      await receive(writer)
      expect(value(await reader.ask('internal.backUp', hourly))).toMatchObject({ cases: round + 1 })
    }
    expect(names().toSorted()).toEqual(['hourly', 'hourly', 'hourly', 'manual'])
  })

  it('are recorded under the name of who asked', async () => {
    const [writer, reader] = [await start(), await start('reader')]
    const made = value(await reader.ask('internal.backUp', manual, administrator)) as { name: string }
    expect(await writer.ask('internal.recordBackup', made, viewer)).toMatchObject(refused('access.denied'))
    const drilled = value(await reader.ask('internal.runDrill', null))
    expect(drilled).toMatchObject({ name: made.name, failure: null })
    expect(value(await writer.ask('internal.recordDrill', drilled))).toBeNull()
    expect(value(await writer.ask('internal.getBackupHistory', null))).toMatchObject({
      lastDrill: { name: made.name, isSound: true },
      lastCarriedAt: null,
    })
    const copy = { name: made.name, isSealed: true, sizeBytes: 1 }
    expect(value(await writer.ask('internal.recordCarried', copy, administrator))).toBeNull()
    expect(value(await writer.ask('internal.getBackupHistory', null))).toMatchObject({ lastCarried: { name: made.name } })
  })

  it('are refused to whoever may not back up', async () => {
    const reader = await start('reader')
    expect(await reader.ask('internal.backUp', manual, viewer)).toMatchObject(refused('access.denied'))
    expect(await reader.ask('internal.backUp', manual)).toMatchObject(refused('access.signedOut'))
    expect(await reader.ask('internal.runDrill', null, viewer)).toMatchObject(refused('access.denied'))
    expect(listBackups(folder)).toEqual([])
  })
})

describe('restoring from the window', () => {
  const names = () => readdirSync(backupFolder(folder)).filter((name) => name.endsWith('.db'))
  let writer: TestWorker
  let backup: string
  beforeEach(async () => {
    writer = await start()
    await receive(writer)
    const reader = await startWorker('reader', folder)
    backup = (value(await reader.ask('internal.backUp', manual, administrator)) as { name: string }).name
    await reader.close()
    await receive(writer)
  })
  const restore = (staffId: string | null = administrator) => writer.ask('internal.restore', { name: backup }, staffId)
  const total = async () => (value(await writer.ask('cases.count', {}, administrator)) as { total: number }).total

  it('brings the backup back, after a backup of what was there, and works on at once', async () => {
    expect(await restore()).toMatchObject({ ok: true })
    expect(await total()).toBe(1)
    expect(names().some((name) => name.includes('-restore'))).toBe(true)
    expect(value(await receive(writer))).toMatchObject({ provisionalCode: expect.stringMatching(/-AR01-\d{6}-0001$/) })
  })

  it('is for the administrator alone', async () => {
    expect(await restore(viewer)).toMatchObject(refused('access.denied'))
    expect(await restore(null)).toMatchObject(refused('access.signedOut'))
    expect(await total()).toBe(2)
    expect(names()).toEqual([backup])
  })

  it('leaves the office as it is when the backup is not sound', async () => {
    const file = join(backupFolder(folder), backup)
    const bytes = readFileSync(file)
    bytes[4_200] = (bytes[4_200] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await restore()).toMatchObject(refused('backup.invalid'))
    expect(await total()).toBe(2)
    expect(await receive(writer)).toMatchObject({ ok: true })
  })

  it('is possible when the present database is damaged and cannot be backed up any more', async () => {
    await writer.close()
    workers.splice(0)
    const connection = openConnection(join(folder, databaseName), 'writer')
    connection.exec("DROP TRIGGER event_never_updated; UPDATE event SET payload = '{}' WHERE seq = 30")
    connection.close()
    writer = await start()
    expect(await restore()).toMatchObject({ ok: true })
    expect(await total()).toBe(1)
  })
})
