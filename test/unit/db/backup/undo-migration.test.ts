// After an update that migrated and did not come up, the copy from before takes its place again, where nothing can be lost by it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { undoMigration } from '../../../../db/backup/undo-migration.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { latestVersion } from '../../../../db/store/migrations/index.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { inspectFile, openConnection } from '../../../../db/store/sqlite.ts'
import { makeFolder, openTestOffice, sampleIntake, TestClock } from '../../../fixtures/office.ts'
import { startWorker } from '../../../fixtures/worker.ts'

let folder: string
let remove: () => void
const clock = new TestClock()
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  const office = await openTestOffice({ folder, clock })
  await receive(office)
  await createBackup(office.office.store.connection, backupFolder(folder), 'migration', clock)
  await office.close()
})
afterEach(() => remove())

async function receive(office: Awaited<ReturnType<typeof openTestOffice>>): Promise<void> {
  await receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
}
const file = () => join(folder, databaseName)
/** What a newer program does, with its log left behind as by a program that was killed. */
function migrateToFuture(): void {
  const connection = openConnection(file(), 'writer')
  connection.exec(
    'CREATE TABLE of_the_future (x INTEGER) STRICT; INSERT INTO of_the_future VALUES (1); PRAGMA user_version = 9999',
  )
  connection.close()
}
const versionOf = (path: string) => inspectFile(path, {}, (connection) => connection.pragma('user_version', { simple: true }))

describe('undoing a migration', () => {
  it('puts the copy back under the same device, and keeps the migrated file', async () => {
    const deviceBefore = inspectFile(file(), {}, (connection) => connection.prepare('SELECT * FROM device').all())
    migrateToFuture()
    const aside = await undoMigration(folder, clock)
    expect(aside).toMatch(/^motcua-aside-\d{8}T\d{6}Z\.db$/)
    expect(versionOf(join(folder, aside ?? ''))).toBe(9999)
    expect(versionOf(file())).toBe(latestVersion)
    expect(inspectFile(file(), {}, (connection) => connection.prepare('SELECT * FROM device').all())).toEqual(deviceBefore)
    const office = await openTestOffice({ folder, clock })
    await receive(office) // goes on counting where it was
    expect(await office.db.selectFrom('case_file').select('code_number').orderBy('code_number').execute()).toEqual([
      { code_number: 1 },
      { code_number: 2 },
    ])
    await office.close()
  })

  it('touches nothing when something was written after the copy', async () => {
    const office = await openTestOffice({ folder, clock })
    await receive(office)
    await office.close()
    migrateToFuture()
    const before = readFileSync(file())
    expect(await undoMigration(folder, clock)).toBe(null)
    expect(readFileSync(file()).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('aside') || name.includes('incoming'))).toEqual([])
  })

  it('is done by the worker that meets such a database, only when it is told that an update has failed', async () => {
    migrateToFuture()
    const refused = await startWorker('writer', folder)
    expect(refused.failure?.code).toBe('store.fromFuture')
    await refused.close()
    const worker = await startWorker('writer', folder, { mayUndoMigration: true })
    expect(worker.failure).toBe(null)
    expect(await worker.ask('internal.isSetUp', null)).toEqual({ ok: true, value: true })
    await worker.close()
  })
})
