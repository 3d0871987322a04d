import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../../db/store/migrate.ts'
import { latestVersion, migrations } from '../../../../db/store/migrations/index.ts'
import { databaseName, openWriter } from '../../../../db/store/open.ts'
import { type Connection, openConnection } from '../../../../db/store/sqlite.ts'
import { makeFolder, openTestOffice } from '../../../fixtures/office.ts'

const runs = (...statements: string[]): Migration => ({
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
})
const fails: Migration = {
  up: async (db) => {
    await sql`CREATE TABLE half_done (a TEXT) STRICT`.execute(db)
    await sql`DELETE FROM office_setting`.execute(db)
    throw new Error('on purpose')
  },
}

let folder: string
let remove: () => void
let connection: Connection
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
  connection = openConnection(join(folder, databaseName), 'writer')
})
afterEach(() => {
  connection.close()
  remove()
})

const tables = () => connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
const version = () => connection.pragma('user_version', { simple: true })

describe('migrate', () => {
  it('brings a new file to the newest version and does nothing the second time', async () => {
    await migrate(connection)
    expect(version()).toBe(latestVersion)
    const before = tables()
    await migrate(connection)
    expect(tables()).toEqual(before)
  })

  it('rolls everything back when one fails: the migrations before it and the version too', async () => {
    await migrate(connection)
    connection.exec("INSERT INTO office_setting VALUES ('deskName', '\"Quầy\"')")
    const before = tables()
    const all = { ...migrations, '9002_add_table': runs('CREATE TABLE earlier (a TEXT) STRICT'), '9003_break_down': fails }
    await expect(migrate(connection, all)).rejects.toThrow('on purpose')
    expect(tables()).toEqual(before)
    expect(version()).toBe(latestVersion)
    expect(connection.prepare('SELECT value FROM office_setting').pluck().all()).toEqual(['"Quầy"'])
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('rolls a new file back to one that the next start can still migrate', async () => {
    await expect(migrate(connection, { ...migrations, '9002_break_down': fails })).rejects.toThrow('on purpose')
    expect(tables()).not.toContain('event')
    expect(version()).toBe(0)
    connection.close()
    const store = await openWriter(folder, async () => {})
    expect(store.connection.pragma('user_version', { simple: true })).toBe(latestVersion)
    await store.close()
  })

  it('applies all that are pending in order once the fault is mended', async () => {
    const add = runs('CREATE TABLE earlier (a TEXT) STRICT')
    await expect(migrate(connection, { ...migrations, '9002_add_table': add, '9003_fill': fails })).rejects.toThrow()
    await migrate(connection, { ...migrations, '9002_add_table': add, '9003_fill': runs("INSERT INTO earlier VALUES ('x')") })
    expect(version()).toBe(9003)
    expect(connection.prepare('SELECT a FROM earlier').pluck().all()).toEqual(['x'])
  })

  it('can rebuild a parent table, which foreign keys would forbid', async () => {
    await migrate(connection)
    connection.exec(`INSERT INTO office VALUES ('top', '46', 'Thành phố Huế', 'province', NULL, '2025-07-01', NULL, 'list', 'h');
      INSERT INTO office VALUES ('ward', '19777', 'Phường', 'ward', 'top', '2025-07-01', NULL, 'list', 'p')`)
    const rebuild = runs(
      `CREATE TABLE office_new (id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        parent_id TEXT REFERENCES office (id), valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL, sort_key TEXT NOT NULL,
        short_name TEXT NOT NULL DEFAULT '') STRICT`,
      "INSERT INTO office_new SELECT *, '' FROM office",
      'DROP TABLE office',
      'ALTER TABLE office_new RENAME TO office',
    )
    await migrate(connection, { ...migrations, '9002_add_short_name': rebuild })
    expect(connection.prepare('SELECT id FROM office ORDER BY id').pluck().all()).toEqual(['top', 'ward'])
    expect(connection.pragma('foreign_key_check')).toEqual([])
  })

  it('refuses to leave rows without their parents', async () => {
    await migrate(connection)
    connection.exec(`INSERT INTO office VALUES ('top', '46', 'Thành phố Huế', 'province', NULL, '2025-07-01', NULL, 'list', 'h');
      INSERT INTO office VALUES ('ward', '19777', 'Phường', 'ward', 'top', '2025-07-01', NULL, 'list', 'p')`)
    const orphan = runs("DELETE FROM office WHERE id = 'top'")
    await expect(migrate(connection, { ...migrations, '9002_orphan': orphan })).rejects.toThrow(/without their parent/)
    expect(connection.prepare('SELECT count(*) FROM office').pluck().get()).toBe(2)
  })
})

describe.skipIf(latestVersion === 1)('opening a file of an earlier version (none is older than the first one)', () => {
  it('makes a backup first, and migrates nothing when that fails', async () => {
    connection.close()
    await (await openTestOffice({ folder })).close()
    connection = openConnection(join(folder, databaseName), 'writer')
    connection.pragma('user_version = 1')
    const refusal = new Error('no room for a backup')
    await expect(openWriter(folder, () => Promise.reject(refusal))).rejects.toBe(refusal)
    expect(version()).toBe(1)
  })
})

describe('a migration that fails at the start of the program', () => {
  it('is told as store.migrationFailed with the fault as its cause', async () => {
    connection.exec('CREATE TABLE event (a TEXT)') // in the way of 0001
    connection.pragma(`application_id = ${0x4d435541}`)
    connection.close()
    const error = await openWriter(folder, async () => {}).catch((reason) => reason)
    expect(error).toMatchObject({ code: 'store.migrationFailed' })
    expect(String(error.cause)).toMatch(/event already exists/)
    expect(readdirSync(folder)).toContain(databaseName)
  })
})
