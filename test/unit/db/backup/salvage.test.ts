// Every kind of damage to a real database file: what is still readable and proved comes back, and the damaged file stays as it was.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { type SalvageReport, salvage } from '../../../../db/backup/salvage.ts'
import { backupFolder, listBackups } from '../../../../db/backup/shelf.ts'
import { receiveCase, saveDraft } from '../../../../db/cases/commands.ts'
import { AppError } from '../../../../db/model/errors.ts'
import type { StoredEvent } from '../../../../db/model/events.ts'
import { addStaff } from '../../../../db/people/commands.ts'
import { setPreference } from '../../../../db/people/queries.ts'
import { signIn } from '../../../../db/people/sign-in.ts'
import { projectedTables } from '../../../../db/record.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openConnection } from '../../../../db/store/sqlite.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { adminPassword, makeFolder, openTestOffice, sampleIntake, TestClock } from '../../../fixtures/office.ts'

const clock = new TestClock()
/** A folder as a power cut leaves it: most in the file, the latest in the log. With and without a backup of half of it. */
let crashed: { folder: string; remove: () => void }
let events: StoredEvent[]
let rows: Record<string, string[]>
let folder: string
let remove: () => void

beforeAll(async () => {
  crashed = makeFolder()
  const office = await openTestOffice({ folder: crashed.folder, clock })
  const { connection } = office.office.store
  const procedureId = await office.procedureId('KS')
  const receive = async (count: number) => {
    for (let number = 0; number < count; number += 1) {
      clock.advance({ seconds: 50 })
      await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
    }
  }
  await receive(20)
  await createBackup(connection, backupFolder(crashed.folder), 'manual', clock)
  await receive(20)
  await setPreference(office.db, office.actor.staffId, 'app.language', 'vi')
  await saveDraft(office.db, office.actor, '{"summary":"đang gõ dở"}')
  connection.pragma('wal_checkpoint(TRUNCATE)')
  await addStaff(office.db, office.actor, {
    signInName: 'hoapt',
    fullName: 'Phạm Thị Hoa',
    positionTitle: '',
    roles: ['viewer'],
    password: 'lan-dau-tien',
  })
  await receive(10)
  events = connection.prepare('SELECT * FROM event ORDER BY seq').all() as StoredEvent[]
  rows = await dumpTables(office.db, [...projectedTables, 'credential', 'draft', 'preference', 'device'])
  for (const suffix of ['', '-wal'])
    copyFileSync(join(crashed.folder, databaseName + suffix), join(crashed.folder, `kept${suffix}`))
  await office.close()
  for (const suffix of ['', '-wal'])
    copyFileSync(join(crashed.folder, `kept${suffix}`), join(crashed.folder, databaseName + suffix))
})
afterAll(() => crashed.remove())
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

const damagedFile = () => join(folder, databaseName)
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const digests = () => ['', '-wal'].map((suffix) => (existsSync(damagedFile() + suffix) ? digest(damagedFile() + suffix) : ''))

interface Bytes {
  main: Buffer
  log: Buffer
}

/** Puts the crashed office into `folder`, damaged so, with or without its backup. */
function lay(spoil: (bytes: Bytes) => Partial<Bytes> | undefined, withBackup: boolean): void {
  const bytes = {
    main: readFileSync(join(crashed.folder, databaseName)),
    log: readFileSync(join(crashed.folder, `${databaseName}-wal`)),
  }
  const { main, log } = { ...bytes, ...spoil(bytes) }
  writeFileSync(damagedFile(), main)
  writeFileSync(`${damagedFile()}-wal`, log)
  if (!withBackup) return
  mkdirSync(backupFolder(folder))
  for (const name of readdirSync(backupFolder(crashed.folder)))
    copyFileSync(join(backupFolder(crashed.folder), name), join(backupFolder(folder), name))
}

/** Salvages and looks at what came of it: sound, a beginning of the real chain, and the damaged file untouched. */
async function save(): Promise<{ report: SalvageReport; saved: StoredEvent[]; file: string }> {
  const before = digests()
  const names = readdirSync(folder)
  const report = await salvage(folder, clock)
  expect(digests()).toEqual(before)
  expect(readdirSync(folder).toSorted()).toEqual([...new Set([...names, 'backups'])].toSorted())
  const file = join(backupFolder(folder), report.backup.name)
  expect(await verifyBackup(file)).toEqual({ events: report.events, cases: report.cases })
  expect(listBackups(folder).map(({ name }) => name)).toContain(report.backup.name)
  const connection = openConnection(file, 'reader')
  const saved = connection.prepare('SELECT * FROM event ORDER BY seq').all() as StoredEvent[]
  connection.close()
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
  expect(saved).toEqual(events.slice(0, saved.length))
  return { report, saved, file }
}

/** Which pages belong to a table or index, asked of the sound file. */
function pagesOf(...names: string[]): number[] {
  const connection = openConnection(join(crashed.folder, 'kept'), 'reader')
  try {
    // The product's build of SQLite has no dbstat: the pages are told by what stands in them.
    const root = connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck()
    return names.map((name) => Number(root.get(name)))
  } finally {
    connection.close()
    for (const suffix of ['-wal', '-shm']) rmSync(join(crashed.folder, `kept${suffix}`), { force: suffix === '-shm' })
  }
}
const overwritten = (main: Buffer, pages: readonly number[], by = 0xa5) => {
  for (const page of pages) main.fill(by, (page - 1) * 4_096, page * 4_096)
  return { main }
}
const pageCount = () => readFileSync(join(crashed.folder, databaseName)).length / 4_096

describe('salvaging without any backup', () => {
  it('brings everything back of a file that is sound after all, drafts and passwords included', async () => {
    lay(() => undefined, false)
    const { report, saved, file } = await save()
    expect(saved).toHaveLength(events.length)
    expect(report).toMatchObject({
      cases: 50,
      readable: events.length,
      base: null,
      gaps: [],
      unjoinedFile: null,
      canSignIn: true,
    })
    expect(report.lastEventAt).toBe(events.at(-1)?.at)
    await restoreBackup(folder, file, clock)
    const office = await openTestOffice({ folder, clock })
    const {
      device: devices,
      backup_record: restored,
      ...others
    } = await dumpTables(office.db, [...projectedTables, 'credential', 'draft', 'preference', 'device'])
    const { device: before, backup_record: none, ...expected } = rows
    expect(others).toEqual(expected)
    expect([none?.length, restored?.length]).toEqual([0, 1])
    expect([before?.length, devices?.length, office.actor.deviceCode]).toEqual([1, 2, 'AR01'])
    expect(await signIn(office.db, clock, 'binhtt', adminPassword)).toMatchObject({ roles: ['administrator', 'deskOfficer'] })
    await office.close()
  })

  it('needs no index, no row of a case, no search index', async () => {
    const lost = [
      'event_of_entity',
      'event_in_order',
      'sqlite_autoindex_event_1',
      'case_file',
      'case_by_received',
      'person',
      'procedure',
    ]
    lay(({ main }) => overwritten(main, pagesOf(...lost)), false)
    const { report } = await save()
    expect(report).toMatchObject({ events: events.length, cases: 50, gaps: [] })
  })

  it('needs no way to the events: the root of their table may be gone', async () => {
    lay(({ main }) => overwritten(main, pagesOf('event')), false)
    expect((await save()).report).toMatchObject({ events: events.length, cases: 50 })
  })

  it.each([
    ['the first 100 bytes', 100],
    ['the whole first page', 4_096],
  ])('needs no header: %s may be zeros', async (_, length) => {
    lay(({ main }) => {
      main.fill(0, 0, length)
      return { main }
    }, false)
    expect((await save()).report).toMatchObject({ events: events.length, cases: 50, canSignIn: true })
  })

  it('keeps what it cannot join, and says from where', async () => {
    // One leaf of the events overwritten: found by an event that stands in it.
    const marked = events[240]
    lay(({ main }) => {
      const at = main.indexOf(marked?.hash ?? '')
      expect(at).toBeGreaterThan(0)
      return overwritten(main, [Math.floor(at / 4_096) + 1])
    }, false)
    const { report, saved } = await save()
    const [gap] = report.gaps
    expect(saved.length).toBeLessThan(241)
    expect(gap).toMatchObject({ deviceCode: 'A', firstMissing: saved.length + 1 })
    expect(gap?.unjoined).toBe(report.readable - saved.length)
    const kept = readFileSync(join(backupFolder(folder), report.unjoinedFile ?? ''), 'utf8')
      .trimEnd()
      .split('\n')
    const bySeq = new Map(events.map((event) => [event.seq, event]))
    expect(kept).toHaveLength(gap?.unjoined ?? -1)
    for (const line of kept) {
      const event = JSON.parse(line) as StoredEvent
      expect(event).toEqual(bySeq.get(event.seq))
    }
  })

  it('ends the chain of a device where its events rest on a lost one of another device', async () => {
    lay(() => undefined, true)
    const [{ name = '' } = {}] = listBackups(folder)
    await restoreBackup(folder, join(backupFolder(folder), name), clock)
    const office = await openTestOffice({ folder, clock })
    const procedureId = await office.procedureId('KS')
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
    const { seq, hash } = office.office.store.connection
      .prepare("SELECT seq, hash FROM event WHERE type LIKE 'procedure.%' AND entity_id = ?")
      .get(procedureId) as StoredEvent
    await office.close()
    rmSync(backupFolder(folder), { recursive: true })
    const bytes = readFileSync(damagedFile())
    writeFileSync(damagedFile(), overwritten(bytes, [Math.floor(bytes.indexOf(hash) / 4_096) + 1]).main)
    const report = await salvage(folder, clock)
    const gaps = Object.fromEntries(report.gaps.map((gap) => [gap.deviceCode, gap]))
    expect(gaps.A?.firstMissing).toBeLessThanOrEqual(seq)
    expect(gaps.AR01).toMatchObject({ unjoined: expect.any(Number) })
    expect(report.cases).toBe(0)
    expect(await verifyBackup(join(backupFolder(folder), report.backup.name))).toMatchObject({ cases: 0 })
    const kept = readFileSync(join(backupFolder(folder), report.unjoinedFile ?? ''), 'utf8')
    expect(kept).toContain('case.received')
  })

  it.each([0.2, 0.6, 0.95])('of a file cut off at %f gives the beginning', async (part) => {
    lay(({ main }) => ({ main: main.subarray(0, Math.floor(main.length * part)) }), false)
    try {
      const { report } = await save()
      expect(report.events).toBeGreaterThan(0)
    } catch (error) {
      expect(error).toMatchObject({ code: 'backup.nothingToSalvage' }) // not even the office was left
    }
  })

  it('with the log cut off has everything up to the last commit before the cut', async () => {
    lay(({ log }) => ({ log: log.subarray(0, Math.floor(log.length * 0.5)) }), false)
    const { report } = await save()
    expect(report.cases).toBeGreaterThanOrEqual(40)
    expect(report.cases).toBeLessThan(50)
    expect(report.gaps).toEqual([])
  })

  it('leaves out what the log holds of a transaction that never ended', async () => {
    lay(({ log }) => {
      const frame = 4_096 + 24
      let cut = log.length
      // Back to a frame in the middle of a transaction: its size field says that no commit ends here.
      while (log.readUInt32BE(cut - frame + 4) !== 0 || cut === log.length) cut -= frame
      return { log: log.subarray(0, cut) }
    }, false)
    const { report, saved } = await save()
    expect(report.gaps).toEqual([])
    const committed = openConnection(damagedFile(), 'writer')
    expect(saved).toHaveLength(Number(committed.prepare('SELECT count(*) FROM event').pluck().get()))
    committed.close()
  })

  it('of a file without anything of ours says so and leaves nothing', async () => {
    lay(({ main }) => ({ main: main.fill(0x20), log: Buffer.alloc(0) }), false)
    await expect(salvage(folder, clock)).rejects.toMatchObject({ code: 'backup.nothingToSalvage' })
    expect(readdirSync(folder).toSorted()).toEqual([databaseName, `${databaseName}-wal`])
  })

  it('of a newer program’s file is refused', async () => {
    lay(({ main }) => {
      main.writeUInt32BE(9_999, 60)
      return { main }
    }, false)
    await expect(salvage(folder, clock)).rejects.toMatchObject({ code: 'store.fromFuture' })
  })

  it('can be called off', async () => {
    lay(() => undefined, false)
    const giveUp = (done: number) => {
      if (done > 0.5) throw new AppError('app.cancelled')
    }
    await expect(salvage(folder, clock, {}, giveUp)).rejects.toMatchObject({ code: 'app.cancelled' })
    expect(readdirSync(folder).filter((name) => name.startsWith('motcua-'))).toEqual([])
    expect(listBackups(folder)).toEqual([])
  })
})

describe('salvaging with a sound backup', () => {
  it('fills the gap from the backup and goes on with what the file shows', async () => {
    const marked = events[events.length >> 1]
    lay(({ main }) => {
      // The first half of the file, in which everything of the backup stands.
      const at = main.indexOf(events[230]?.hash ?? marked?.hash ?? '')
      return overwritten(main, [1, 2, 3, Math.floor(at / 4_096) + 1])
    }, true)
    const { report } = await save()
    expect(report).toMatchObject({ cases: 50, events: events.length, gaps: [], canSignIn: true })
    expect(report.base).toMatch(/-manual\.db$/)
    expect(report.readable).toBeLessThan(events.length)
  })

  it('does not give the old backup a new name when the file shows nothing (a clerk took it for what was salvaged)', async () => {
    lay(({ main }) => ({ main: main.fill(0), log: Buffer.alloc(0) }), true)
    const before = listBackups(folder).length
    await expect(salvage(folder, clock)).rejects.toMatchObject({ code: 'backup.nothingToSalvage' })
    expect(listBackups(folder)).toHaveLength(before)
    await expect(salvage(folder, clock, {}, () => {}, join(folder, 'none.db'))).rejects.toMatchObject({ code: 'file.unreadable' })
  })

  it('does not trust a backup that is not sound', async () => {
    lay(() => undefined, true)
    const [name = ''] = listBackups(folder).map((backup) => backup.name)
    const file = join(backupFolder(folder), name)
    writeFileSync(file, readFileSync(file).fill(1, 9_000, 9_001))
    expect((await save()).report).toMatchObject({ base: null, cases: 50 })
  })

  it('brings nothing back that a restore has put aside', async () => {
    // Restored to the state of 20 cases, one case received since: the newest backup still knows the 50.
    lay(() => undefined, true)
    const [{ name = '' } = {}] = listBackups(folder)
    const office = await openTestOffice({ folder, clock })
    clock.advance({ minutes: 1 })
    await createBackup(office.office.store.connection, backupFolder(folder), 'restore', clock)
    await office.close()
    clock.advance({ minutes: 1 })
    await restoreBackup(folder, join(backupFolder(folder), name), clock)
    const restored = await openTestOffice({ folder, clock })
    const procedureId = await restored.procedureId('KS')
    await receiveCase(restored.db, restored.actor, sampleIntake({ procedureId }), restored.formKeyOn)
    await restored.close()
    const report = await salvage(folder, clock)
    expect(report).toMatchObject({ cases: 21, gaps: [] })
  })

  it('property: whatever pages are lost, all that the backup held and all readable events after it without a gap come back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: pageCount() }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0x00, 0xff, 0x0d),
        fc.boolean(),
        async (pages, by, cutLog) => {
          ;({ folder, remove } = makeFolder())
          lay(
            ({ main, log }) => ({ ...overwritten(main, pages, by), ...(cutLog && { log: log.subarray(0, log.length >> 1) }) }),
            true,
          )
          const { report } = await save()
          expect(report.cases).toBeGreaterThanOrEqual(20)
          if (report.gaps.length === 0 && !cutLog) expect(report.events).toBe(events.length)
          for (const { firstMissing } of report.gaps) expect(firstMissing).toBe(report.events + 1)
          remove()
        },
      ),
      { numRuns: 12 },
    )
  }, 300_000)
})
