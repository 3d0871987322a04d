import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { findStoreFailure } from '../../../../db/store/failures.ts'
import { latestVersion } from '../../../../db/store/migrations/index.ts'
import { databaseName, openReader, openWriter } from '../../../../db/store/open.ts'
import { applicationId, inspectFile, openConnection } from '../../../../db/store/sqlite.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../../fixtures/office.ts'

const noBackup = async () => {
  throw new Error('a new or current file needs no backup')
}

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

describe('an open database', () => {
  it('has the pragmas of the design in force on the writing connection', async () => {
    const store = await openWriter(folder, noBackup)
    const pragma = (name: string) => store.connection.pragma(name, { simple: true })
    expect({
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      trustedSchema: pragma('trusted_schema'),
      cellSizeCheck: pragma('cell_size_check'),
      mmap: pragma('mmap_size'),
      tempStore: pragma('temp_store'),
      application: pragma('application_id'),
      version: pragma('user_version'),
    }).toEqual({
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      trustedSchema: 0,
      cellSizeCheck: 1,
      mmap: 0,
      tempStore: 2,
      application: applicationId,
      version: latestVersion,
    })
    await store.close()
  })

  it('lets a reader read beside the writer and never write', async () => {
    const writer = await openWriter(folder, noBackup)
    const reader = openReader(folder)
    expect(reader.connection.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(await reader.db.selectFrom('event').selectAll().execute()).toEqual([])
    expect(() => reader.connection.exec("INSERT INTO preference VALUES ('a', 'b', 'c')")).toThrow(/readonly/)
    await reader.close()
    await writer.close()
  })

  it('has only STRICT tables of its own, so a text never slips into a number', async () => {
    const store = await openWriter(folder, noBackup)
    const loose = store.connection
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
      .pluck()
      .all()
    expect(loose.filter((name) => !/^(sqlite|kysely)_/.test(String(name)))).toEqual([])
    expect(() => store.connection.exec("INSERT INTO device VALUES ('d', 'A', 'now', 'yes')")).toThrow(/cannot store TEXT/)
    await store.close()
  })

  it('is closed by close even when nothing was asked of it', async () => {
    const store = await openWriter(folder, noBackup)
    await store.close()
    const again = await openWriter(folder, noBackup)
    await again.close()
    expect(again.connection.open).toBe(false)
    expect(readdirSync(folder)).toEqual([databaseName])
  })

  it('refuses to change or delete an event, whoever asks', async () => {
    const { office, actor, db, procedureId, formKeyOn, close } = await openTestOffice()
    await receiveCase(db, actor, sampleIntake({ procedureId: await procedureId('KS') }), formKeyOn)
    const { connection } = office.store
    expect(() => connection.exec("UPDATE event SET payload = '{}' WHERE seq = 1")).toThrow('events are append-only')
    expect(() => connection.exec('DELETE FROM event')).toThrow('events are append-only')
    expect(() => connection.exec('DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)')).toThrow('events are append-only')
    await close()
  })
})

describe('a file that is not ours to open', () => {
  const path = () => join(folder, databaseName)
  const refusal = async () => {
    const before = readFileSync(path())
    const names = readdirSync(folder)
    const error = await openWriter(folder, noBackup).catch((reason) => reason)
    expect(readFileSync(path()).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(names)
    return error
  }

  it('is refused and stays byte for byte when a newer program wrote it', async () => {
    await (await openWriter(folder, noBackup)).close()
    const connection = openConnection(path(), 'writer')
    connection.pragma('user_version = 9999')
    connection.close()
    expect(await refusal()).toMatchObject({ code: 'store.fromFuture', params: { version: 9999, known: latestVersion } })
    expect(existsSync(`${path()}-wal`)).toBe(false)
  })

  it('is refused when a newer program crashed and its version stands in the log alone', async () => {
    await (await openWriter(folder, noBackup)).close()
    const connection = openConnection(path(), 'writer')
    connection.pragma('user_version = 9999')
    for (const suffix of ['', '-wal']) copyFileSync(path() + suffix, join(folder, `crashed.db${suffix}`))
    connection.close()
    const { folder: other, remove: removeOther } = makeFolder()
    for (const suffix of ['', '-wal']) copyFileSync(join(folder, `crashed.db${suffix}`), join(other, databaseName + suffix))
    const log = readFileSync(join(other, `${databaseName}-wal`))
    await expect(openWriter(other, noBackup)).rejects.toMatchObject({ code: 'store.fromFuture' })
    expect(readFileSync(join(other, `${databaseName}-wal`)).equals(log)).toBe(true)
    removeOther()
  })

  it('is refused when another program made it', async () => {
    const foreign = openConnection(path(), 'writer')
    foreign.exec('CREATE TABLE note (text TEXT)')
    foreign.close()
    expect(await refusal()).toMatchObject({ code: 'store.notADatabase' })
  })

  it('is refused when it is a text', async () => {
    writeFileSync(path(), 'Danh sách hồ sơ\n'.repeat(1_000))
    expect(await refusal()).toMatchObject({ code: 'store.notADatabase' })
  })

  it('is taken for a new one when it is empty, as after a power cut in the first second', async () => {
    writeFileSync(path(), '')
    const store = await openWriter(folder, noBackup)
    expect(store.connection.pragma('user_version', { simple: true })).toBe(latestVersion)
    await store.close()
  })

  it('is told to be damaged when most of it is cut off', async () => {
    await (await openTestOffice({ folder })).close()
    writeFileSync(path(), readFileSync(path()).subarray(0, 8_192))
    const reading = async () => {
      const store = await openWriter(folder, noBackup)
      try {
        return await store.db.selectFrom('event').selectAll().execute()
      } finally {
        await store.close()
      }
    }
    const error = await reading().catch((reason) => reason)
    expect(findStoreFailure(error, path())).toMatchObject({ code: 'store.damaged' })
  })

  it('can be looked into without leaving anything beside it', async () => {
    await (await openWriter(folder, noBackup)).close()
    expect(inspectFile(path(), {}, (connection) => connection.pragma('journal_mode', { simple: true }))).toBe('wal')
    expect(readdirSync(folder)).toEqual([databaseName])
  })
})
