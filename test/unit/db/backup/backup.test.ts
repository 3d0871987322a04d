import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { findLabel } from '../../../../db/backup/label.ts'
import { backupName, findBackupInfo } from '../../../../db/backup/rules.ts'
import { backupFolder, isBackedUp, listBackups } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { latestVersion } from '../../../../db/store/migrations/index.ts'
import { openConnection, openForInspection } from '../../../../db/store/sqlite.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { keepLog, makeFolder, openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let target: string
beforeEach(async () => {
  office = await openTestOffice()
  const procedureId = await office.procedureId('KS')
  for (let number = 0; number < 3; number += 1) {
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
  }
  target = backupFolder(office.folder)
})
afterEach(() => office.close())

const create = (reason: 'manual' | 'hourly' = 'manual') =>
  createBackup(office.office.store.connection, target, reason, office.clock)
const invalid = (reason: string) => ({ code: 'backup.invalid', params: { reason } })

describe('a backup', () => {
  it('holds everything, is checked, and is one file with its checksum beside it', async () => {
    const made = await create()
    expect(made).toMatchObject({
      name: 'motcua-20261123T020000Z-manual.db',
      createdAt: '2026-11-23T02:00:00.000Z',
      reason: 'manual',
    })
    expect(readdirSync(target).toSorted()).toEqual([made.name, `${made.name}.json`, `${made.name}.sha256`])
    const events = office.office.store.connection.prepare('SELECT count(*) FROM event').pluck().get()
    expect(await verifyBackup(join(target, made.name))).toEqual({ events, cases: 3 })
    expect(readFileSync(join(target, `${made.name}.sha256`), 'utf8')).toMatch(
      /^[0-9a-f]{64} {2}motcua-20261123T020000Z-manual\.db\n$/,
    )
  })

  it('can be checked without leaving anything beside it', async () => {
    const { name } = await create()
    const before = readFileSync(join(target, name))
    await verifyBackup(join(target, name))
    expect(readdirSync(target).toSorted()).toEqual([name, `${name}.json`, `${name}.sha256`])
    expect(readFileSync(join(target, name)).equals(before)).toBe(true)
  })

  it.skipIf(!canMount)('can be checked on a write-protected medium (needs root on Linux to mount one)', async () => {
    const { name } = await create()
    const stick = mountMemoryDisk(16)
    for (const file of [name, `${name}.sha256`]) copyFileSync(join(target, file), join(stick.folder, file))
    stick.makeReadOnly()
    try {
      expect(await verifyBackup(join(stick.folder, name))).toMatchObject({ cases: 3 })
    } finally {
      stick.remove()
    }
  })

  it('never takes the place of another of the same second', async () => {
    const names = [(await create()).name, (await create()).name, (await create()).name]
    expect(names.map((name) => name.slice('motcua-20261123T020000Z-'.length))).toEqual([
      'manual.db',
      'manual-2.db',
      'manual-3.db',
    ])
    expect(listBackups(office.folder)).toHaveLength(3)
  })

  it('can be made while the office works on, and holds a whole state', async () => {
    const procedureId = await office.procedureId('KS')
    const [made] = await Promise.all([
      create(),
      ...Array.from({ length: 10 }, () => receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)),
    ])
    const { cases } = await verifyBackup(join(target, made.name))
    expect(cases).toBeGreaterThanOrEqual(3)
  })

  it('given up half-way leaves nothing that looks like one', async () => {
    const giveUp = () => {
      throw new Error('cancelled')
    }
    await expect(createBackup(office.office.store.connection, target, 'manual', office.clock, {}, giveUp)).rejects.toThrow(
      'cancelled',
    )
    expect(readdirSync(target)).toEqual([])
    expect(listBackups(office.folder)).toEqual([])
  })

  it('whose copy does not end in the events of the original is not kept', async () => {
    const reader = openForInspection(office.office.store.file)
    const letGo = keepLog(office.office.store)
    const copyPages = reader.backup.bind(reader)
    reader.backup = async (file, options) => {
      const done = await copyPages(file, options)
      const copy = openConnection(file, 'writer') // as a disk that forgets its last writes would leave it
      copy.exec('DROP TRIGGER event_never_deleted; DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)')
      copy.close()
      return done
    }
    await expect(createBackup(reader, target, 'manual', office.clock)).rejects.toMatchObject(invalid('heads'))
    letGo()
    reader.close()
    expect(readdirSync(target)).toEqual([])
  })

  it('clears away what killed runs left, and nothing else', async () => {
    const { name } = await create()
    const gone = 'motcua-20260101T000000Z-hourly.db'
    const foreign = ['ghi chú.txt', 'motcua-device-codes.txt', 'bao-cao.db.tmp', 'x.json', `${gone}.age`]
    for (const suffix of ['.tmp', '.tmp-wal', '.tmp-shm', '.tmp-journal', '.sha256', '.json']) {
      writeFileSync(join(target, gone + suffix), 'half')
    }
    for (const file of foreign) writeFileSync(join(target, file), 'mine')
    office.clock.advance({ minutes: 1 })
    const next = await create()
    const whole = [name, next.name].flatMap((one) => [one, `${one}.json`, `${one}.sha256`])
    expect(readdirSync(target).toSorted()).toEqual([...whole, ...foreign].toSorted())
  })
})

describe('the label of a backup', () => {
  it('tells what the copy holds', async () => {
    const made = await createBackup(office.office.store.connection, target, 'manual', office.clock, { programVersion: '1.2.3' })
    const events = office.office.store.connection.prepare('SELECT count(*) FROM event').pluck().get()
    expect(findLabel(join(target, made.name))).toMatchObject({
      createdAt: made.createdAt,
      reason: 'manual',
      sizeBytes: statSync(join(target, made.name)).size,
      events,
      cases: 3,
      heads: { [office.actor.deviceId]: { seq: events } },
      schemaVersion: latestVersion,
      programVersion: '1.2.3',
      deviceCode: 'A',
      officeName: 'Phường Vỹ Dạ',
    })
    expect(made).toMatchObject({ events, cases: 3 })
  })

  it('is not needed: a backup without one, or with a spoilt one, is listed without counts', async () => {
    const { name } = await create()
    for (const spoilt of ['', '{"cases": "nhiều"}', 'null']) {
      writeFileSync(join(target, `${name}.json`), spoilt)
      expect(listBackups(office.folder)).toMatchObject([{ name, events: null, cases: null }])
    }
    rmSync(join(target, `${name}.json`))
    expect(listBackups(office.folder)).toMatchObject([{ name, events: null, cases: null }])
    expect(await verifyBackup(join(target, name))).toMatchObject({ cases: 3 })
  })

  it('tells whether another backup would say anything new', async () => {
    const { connection } = office.office.store
    const isSaid = () => isBackedUp(connection, office.folder)
    expect(isSaid()).toBe(false)
    const { name } = await create()
    expect(isSaid()).toBe(true)
    office.clock.setLocal('2020-01-01T08:00') // whatever the clock says
    expect(isSaid()).toBe(true)
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
    expect(isSaid()).toBe(false)
    const second = await create()
    expect(isSaid()).toBe(true)
    rmSync(join(target, `${second.name}.json`))
    expect(isSaid()).toBe(false)
    rmSync(join(target, name))
  })
})

describe('checking a backup', () => {
  let file: string
  beforeEach(async () => {
    file = join(target, (await create()).name)
  })

  it('refuses it with any single byte changed, wherever', async () => {
    const bytes = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ flip
        writeFileSync(file, changed)
        await expect(verifyBackup(file)).rejects.toMatchObject(invalid('checksum'))
      }),
      { numRuns: 25 },
    )
    writeFileSync(file, bytes)
    expect(await verifyBackup(file)).toMatchObject({ cases: 3 })
  })

  it('refuses it cut short', async () => {
    writeFileSync(file, readFileSync(file).subarray(0, -1))
    await expect(verifyBackup(file)).rejects.toMatchObject(invalid('checksum'))
  })

  it('refuses it without its checksum, with an empty one, or when it is gone', async () => {
    writeFileSync(`${file}.sha256`, '')
    await expect(verifyBackup(file)).rejects.toMatchObject(invalid('checksum'))
    rmSync(`${file}.sha256`)
    await expect(verifyBackup(file)).rejects.toMatchObject(invalid('noChecksum'))
    rmSync(file)
    await expect(verifyBackup(file)).rejects.toMatchObject(invalid('missing'))
  })

  it('refuses a changed event even when the checksum was written anew: the chain tells', async () => {
    const connection = openConnection(file, 'writer')
    connection.exec(
      "DROP TRIGGER event_never_updated; UPDATE event SET payload = replace(payload, 'Duyên', 'Hoa') WHERE type = 'person.recorded'",
    )
    connection.pragma('journal_mode = DELETE')
    connection.close()
    await sign(file)
    await expect(verifyBackup(file)).rejects.toMatchObject(invalid('chain'))
  })

  it('refuses a damaged page even when the checksum was written anew', async () => {
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4_096 * 3, 4_096 * 5)
    writeFileSync(file, bytes)
    await sign(file)
    await expect(verifyBackup(file)).rejects.toMatchObject({ code: 'backup.invalid' })
  })

  it('refuses what is no database of ours, and one of a newer program by its own name', async () => {
    const text = join(target, 'motcua-20260101T000000Z-manual.db')
    writeFileSync(text, 'Đây không phải là bản sao lưu'.repeat(200))
    await sign(text)
    await expect(verifyBackup(text)).rejects.toMatchObject({ code: 'backup.invalid' })
    const connection = openConnection(file, 'writer')
    connection.pragma('user_version = 9999')
    connection.pragma('journal_mode = DELETE')
    connection.close()
    await sign(file)
    await expect(verifyBackup(file)).rejects.toMatchObject({ code: 'store.fromFuture' })
  })

  it('tells how far it has come, and can be given up', async () => {
    const steps: number[] = []
    await createBackup(office.office.store.connection, target, 'manual', office.clock, {}, (done, total) =>
      steps.push(done / total),
    )
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.every((part) => part >= 0 && part <= 1)).toBe(true)
  })
})

/** Writes the checksum that belongs to the file as it now is. */
async function sign(file: string): Promise<void> {
  const { createHash } = await import('node:crypto')
  writeFileSync(`${file}.sha256`, `${createHash('sha256').update(readFileSync(file)).digest('hex')}  x\n`)
}

describe('the list of backups', () => {
  it('shows whole ones only, newest first', async () => {
    expect(listBackups(office.folder)).toEqual([])
    const first = await create('hourly')
    office.clock.advance({ minutes: 90 })
    const second = await create()
    mkdirSync(join(target, 'x'))
    writeFileSync(join(target, 'motcua-20270101T000000Z-manual.db'), 'no checksum beside it')
    writeFileSync(join(target, 'motcua-20270102T000000Z-manual.db.tmp'), 'interrupted')
    cpSync(join(target, first.name), join(target, 'copy of a backup.db'))
    expect(listBackups(office.folder)).toEqual([second, first])
  })

  it('reads back from a name what the name was made of', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.constantFrom('manual', 'migration', 'exit', 'hourly') as fc.Arbitrary<'manual'>,
        (date, reason) => {
          const instant = date.toISOString()
          expect(findBackupInfo(backupName(instant, reason))).toEqual({ createdAt: `${instant.slice(0, 19)}.000Z`, reason })
        },
      ),
    )
    for (const name of [
      'motcua.db',
      'motcua-2026-manual.db',
      '../motcua-20261123T020000Z-manual.db',
      'motcua-20261123T020000Z-manual.db.sha256',
    ]) {
      expect(findBackupInfo(name), name).toBeUndefined()
    }
  })
})

describe('a folder for backups that cannot be written', () => {
  it('is told, and nothing is left', async () => {
    const { folder, remove } = makeFolder()
    writeFileSync(join(folder, 'a file'), '')
    await expect(createBackup(office.office.store.connection, join(folder, 'a file'), 'manual', office.clock)).rejects.toThrow()
    expect(existsSync(join(folder, 'a file.tmp'))).toBe(false)
    remove()
  })
})
