import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { epochCode } from '../../../../db/backup/rules.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { listCases } from '../../../../db/cases/queries.ts'
import { parseCaseCode } from '../../../../db/model/identity.ts'
import { listStaff } from '../../../../db/people/queries.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { databaseName, openWriter } from '../../../../db/store/open.ts'
import { openConnection } from '../../../../db/store/sqlite.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder, openTestOffice, sampleIntake, TestClock } from '../../../fixtures/office.ts'

let folder: string
let remove: () => void
let clock: TestClock
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
  clock = new TestClock()
})
afterEach(() => remove())

const everything = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }

/** Opens the office, receives so many cases and, when asked, makes a backup of what is there then. */
async function work(count: number, andBackUp = false) {
  const office = await openTestOffice({ folder, clock })
  const procedureId = await office.procedureId('KS')
  const codes: string[] = []
  for (let number = 0; number < count; number += 1) {
    codes.push((await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)).provisionalCode)
  }
  const made = andBackUp ? await createBackup(office.office.store.connection, backupFolder(folder), 'manual', clock) : undefined
  const { rows } = await listCases(office.db, clock, everything, 'receivedAsc', null, 1_000)
  const result = {
    codes,
    all: rows.map(({ provisionalCode }) => provisionalCode),
    device: office.actor.deviceCode,
    staff: (await listStaff(office.db)).map(({ signInName }) => signInName),
    report: await checkStore(office.office.store),
    backup: made ? join(backupFolder(folder), made.name) : '',
  }
  await office.close()
  return result
}
const restore = (backup: string) => restoreBackup(folder, backup, clock)
const asides = () => readdirSync(folder).filter((name) => name.startsWith('motcua-aside'))

describe('restoring a backup', () => {
  it('brings back what it held, keeps the present file aside, and goes on under a new device code', async () => {
    const before = await work(3, true)
    const later = await work(2)
    const present = readFileSync(join(folder, databaseName))
    const aside = await restore(before.backup)
    expect(aside).toBe('motcua-aside-20261123T020000Z.db')
    expect(readFileSync(join(folder, aside ?? '')).equals(present)).toBe(true)
    const after = await work(2)
    expect(after.all).toEqual([...before.codes, ...after.codes])
    expect(after).toMatchObject({ device: 'AR01', staff: ['binhtt'], report: { cases: 5, devices: 2 } })
    expect(after.codes.some((code) => later.codes.includes(code))).toBe(false)
    expect(after.codes.map(parseCaseCode)).toEqual(['provisional', 'provisional'])
    expect(readdirSync(folder).filter((name) => name.startsWith('motcua-incoming'))).toEqual([])
  })

  it('takes a copy from a write-protected file, and the office can write afterwards', async () => {
    const { backup, codes } = await work(1, true)
    chmodSync(backup, 0o444)
    await restore(backup)
    expect(statSync(join(folder, databaseName)).mode & 0o777).toBe(0o600)
    expect((await work(1)).all).toHaveLength(codes.length + 1)
  })

  it('names the person who did it, also one whom the backup does not know', async () => {
    const { backup } = await work(1, true)
    const by = { staffId: 'nobody-there', fullName: 'Lê Thị An' }
    await restoreBackup(folder, backup, clock, {}, by)
    const office = await openTestOffice({ folder, clock })
    const events = await office.db
      .selectFrom('event')
      .select(['type', 'actor', 'payload'])
      .where('device', '=', office.actor.deviceId)
      .orderBy('seq')
      .execute()
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['device.started', by.staffId],
      ['backup.restored', by.staffId],
    ])
    expect(JSON.parse(events[1]?.payload ?? '')).toEqual({ name: basename(backup), by })
    expect(await office.db.selectFrom('backup_record').select(['kind', 'actor']).execute()).toEqual([
      { kind: 'restored', actor: by.staffId },
    ])
    await office.close()
  })

  it('never gives a number twice, however often and from wherever it is done', async () => {
    const given: string[] = []
    const give = async (andBackUp = false) => {
      const { codes, backup } = await work(2, andBackUp)
      given.push(...codes)
      return backup
    }
    const first = await give(true)
    await give()
    await restore(first)
    const second = await give(true)
    await restore(first) // the same again, within the same second
    await give()
    await restore(second)
    await give()
    await restore(first)
    await give()
    expect(new Set(given).size).toBe(given.length)
    expect(asides()).toHaveLength(4)
  })

  it('works where there is no database yet, as on a new computer', async () => {
    const { backup } = await work(3, true)
    const { folder: other, remove: removeOther } = makeFolder()
    expect(await restoreBackup(other, backup, clock)).toBeNull()
    const office = await openTestOffice({ folder: other, clock })
    expect(office.actor.deviceCode).toBe('AR01')
    expect((await checkStore(office.office.store)).cases).toBe(3)
    await office.close()
    removeOther()
  })

  it('works where the present database is damaged, which is when it is needed', async () => {
    const { backup } = await work(3, true)
    const bytes = readFileSync(join(folder, databaseName))
    bytes.fill(0x5a, 100)
    writeFileSync(join(folder, databaseName), bytes)
    expect(await restore(backup)).not.toBeNull()
    expect((await work(0)).report.cases).toBe(3)
    expect(readFileSync(join(folder, asides()[0] ?? '')).equals(bytes)).toBe(true)
  })

  it('takes the log of a crashed program aside together with its database', async () => {
    const { backup } = await work(1, true)
    await work(1)
    const file = join(folder, databaseName)
    const connection = openConnection(file, 'writer')
    connection.exec("INSERT INTO preference VALUES ('x', 'unfinished', '1')")
    const [bytes, log] = [readFileSync(file), readFileSync(`${file}-wal`)]
    connection.close()
    writeFileSync(file, bytes)
    writeFileSync(`${file}-wal`, log)
    const aside = join(folder, (await restore(backup)) ?? '')
    expect(existsSync(`${file}-wal`)).toBe(false)
    const kept = openConnection(aside, 'reader')
    expect(kept.prepare('SELECT key FROM preference').pluck().all()).toEqual(['unfinished'])
    kept.close()
    expect((await work(0)).report.cases).toBe(1)
  })

  it('is not led astray by the leftovers of an interrupted one', async () => {
    const { backup } = await work(2, true)
    for (const suffix of ['', '-wal', '-shm', '-journal']) writeFileSync(join(folder, `motcua-incoming.db${suffix}`), 'half')
    await restore(backup)
    expect((await work(0)).report.cases).toBe(2)
    expect(readdirSync(folder).filter((name) => name.startsWith('motcua-incoming'))).toEqual([])
  })
})

describe('a restore that is refused', () => {
  it.each([
    [
      'a changed byte',
      (file: string) => {
        const bytes = readFileSync(file)
        bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
        writeFileSync(file, bytes)
      },
    ],
    ['no checksum', (file: string) => writeFileSync(`${file}.sha256`, '')],
    ['another content', (file: string) => writeFileSync(file, 'không phải bản sao lưu')],
  ])('for %s leaves everything as it was', async (_, spoil) => {
    const { backup } = await work(2, true)
    const files = () => readdirSync(folder).toSorted()
    const [before, names] = [readFileSync(join(folder, databaseName)), files()]
    spoil(backup)
    await expect(restore(backup)).rejects.toMatchObject({ code: 'backup.invalid' })
    expect(files()).toEqual(names)
    expect(readFileSync(join(folder, databaseName)).equals(before)).toBe(true)
    expect((await work(0)).device).toBe('A')
  })

  it.skipIf(!canMount)(
    'because the disk is full leaves everything as it was (needs root on Linux to mount a small one)',
    async () => {
      const disk = mountMemoryDisk(16)
      folder = disk.folder
      const { backup } = await work(2, true)
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(join(folder, 'fill'), Buffer.alloc(bavail * bsize - 1_000_000))
      const [before, names] = [readFileSync(join(folder, databaseName)), readdirSync(folder)]
      await expect(restore(backup)).rejects.toMatchObject({ code: 'store.diskFull' })
      expect(readdirSync(folder)).toEqual(names)
      expect(readFileSync(join(folder, databaseName)).equals(before)).toBe(true)
      rmSync(join(folder, 'fill'))
      expect(await work(0)).toMatchObject({ device: 'A', report: { cases: 2 } })
      disk.remove()
    },
  )

  it('because the backup was made before the first run leaves everything as it was', async () => {
    await work(1)
    const { folder: other, remove: removeOther } = makeFolder()
    const store = await openWriter(other, async () => {})
    const { name } = await createBackup(store.connection, other, 'manual', clock)
    await store.close()
    await expect(restore(join(other, name))).rejects.toMatchObject({ code: 'backup.invalid', params: { reason: 'notSetUp' } })
    removeOther()
    expect(await work(0)).toMatchObject({ device: 'A', report: { cases: 1 } })
    expect(asides()).toEqual([])
  })
})

describe('epochCode', () => {
  const typed = fc.stringMatching(/^[A-Z][A-Z0-9]{0,2}$/)

  it('counts on from the highest one ever used, and can stand in a case code', () => {
    expect(epochCode('A', ['A'])).toBe('AR01')
    expect(epochCode('AR01', ['A', 'AR01'])).toBe('AR02')
    expect(epochCode('A', ['A', 'AR01', 'AR07'])).toBe('AR08')
    expect(epochCode('AR1', ['AR1', 'AR01'])).toBe('AR1R01')
    expect(epochCode('A', ['A', 'AR99'])).toBe('AR100')
  })

  it('never meets a code that somebody typed, nor one of another desk, nor one used before', () => {
    fc.assert(
      fc.property(typed, typed, fc.nat(30), fc.nat(30), (own, other, restores, othersRestores) => {
        const series = (code: string, count: number) => {
          const used = [code]
          for (let number = 0; number < count; number += 1) used.push(epochCode(used.at(-1) ?? '', used))
          return used
        }
        const [mine, theirs] = [series(own, restores), series(other, othersRestores)]
        expect(new Set(mine).size).toBe(mine.length)
        expect(mine.slice(1).every((code) => code.length > 3 && code.length <= 8)).toBe(true)
        if (own !== other) expect(mine.filter((code) => theirs.includes(code))).toEqual([])
      }),
    )
  })
})
