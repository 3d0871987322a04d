import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { receiveCase, recordPrint, setOfficialCode } from '../../../../db/cases/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import type { StoredEvent } from '../../../../db/model/events.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { hashEvent, verifyChain } from '../../../../db/store/event-log.ts'
import { databaseName, openWriter } from '../../../../db/store/open.ts'
import { type Connection, openConnection } from '../../../../db/store/sqlite.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../../fixtures/office.ts'

let bytes: Buffer
let eventCount: number
beforeAll(async () => {
  const { folder, remove } = makeFolder()
  const { db, actor, office, procedureId, formKeyOn, close } = await openTestOffice({ folder })
  const intake = sampleIntake({ procedureId: await procedureId('KS') })
  await receiveCase(db, actor, intake, formKeyOn)
  await recordPrint(db, actor, intake.caseId, 'printer')
  await setOfficialCode(db, actor, intake.caseId, 'H57.10.12-261123-0001')
  eventCount = verifyChain(office.store.connection).events
  await close()
  bytes = readFileSync(join(folder, databaseName))
  remove()
})

/** Does what only somebody with a database tool can do, and returns what the check then says. */
function tamper(change: (connection: Connection) => void): unknown {
  const { folder, remove } = makeFolder()
  const file = join(folder, 'copy.db')
  writeFileSync(file, bytes)
  const connection = openConnection(file, 'writer')
  try {
    connection.exec('DROP TRIGGER event_never_updated; DROP TRIGGER event_never_deleted')
    change(connection)
    return verifyChain(connection)
  } catch (error) {
    return error
  } finally {
    connection.close()
    remove()
  }
}

const broken = (seq: number) => ({ code: 'store.chainBroken', params: { seq } })
const readEvent = (connection: Connection, seq: number) =>
  connection.prepare('SELECT * FROM event WHERE seq = ?').get(seq) as StoredEvent

describe('the chain of events', () => {
  it('is whole when nobody has touched it', () => {
    expect(tamper(() => {})).toMatchObject({ events: eventCount })
  })

  it('shows a changed payload', () => {
    expect(
      tamper((connection) =>
        connection.exec("UPDATE event SET payload = replace(payload, 'Nguyễn', 'Trần') WHERE type = 'person.recorded'"),
      ),
    ).toMatchObject({ code: 'store.chainBroken' })
  })

  it('shows a change whose hash was computed anew, at the event after it', () => {
    const change = (connection: Connection) => {
      const { hash: _, ...event } = readEvent(connection, 20)
      const forged = { ...event, actor: '00000000-0000-7000-8000-000000000000' }
      connection.prepare('UPDATE event SET actor = ?, hash = ? WHERE seq = 20').run(forged.actor, hashEvent(forged))
    }
    expect(tamper(change)).toMatchObject(broken(21))
  })

  it('shows a missing event', () => {
    expect(tamper((connection) => connection.exec('DELETE FROM event WHERE seq = 30'))).toMatchObject(broken(30))
    expect(tamper((connection) => connection.exec('DELETE FROM event WHERE seq = 1'))).toMatchObject(broken(1))
  })

  it('shows a missing event behind which the numbers were closed up', () => {
    const change = (connection: Connection) =>
      connection.exec('DELETE FROM event WHERE seq = 30; UPDATE event SET seq = seq - 1 WHERE seq > 30')
    expect(tamper(change)).toMatchObject(broken(30))
  })

  it('shows an inserted event', () => {
    const change = (connection: Connection) => {
      const { hash: _, ...event } = readEvent(connection, 30)
      connection.exec('UPDATE event SET seq = -seq - 1 WHERE seq >= 30; UPDATE event SET seq = -seq WHERE seq < 0')
      const inserted = { ...event, id: 'inserted', prev_hash: event.prev_hash }
      const columns = Object.keys({ ...inserted, hash: '' })
      connection
        .prepare(`INSERT INTO event (${columns}) VALUES (${columns.map((name) => `@${name}`)})`)
        .run({ ...inserted, hash: hashEvent(inserted) })
    }
    expect(tamper(change)).toMatchObject(broken(31))
  })

  it('shows two events that changed places', () => {
    const change = (connection: Connection) =>
      connection.exec(
        'UPDATE event SET seq = -1 WHERE seq = 40; UPDATE event SET seq = 40 WHERE seq = 41; UPDATE event SET seq = 41 WHERE seq = -1',
      )
    expect(tamper(change)).toMatchObject(broken(40))
  })

  it('shows an event that was moved to a chain of its own', () => {
    expect(tamper((connection) => connection.exec("UPDATE event SET device = 'other', seq = 1 WHERE seq = 50"))).toMatchObject({
      code: 'store.chainBroken',
    })
  })

  it('shows any change of any column', () => {
    const columns = ['id', 'hlc', 'at', 'actor', 'entity', 'entity_id', 'type', 'payload', 'prev_hash', 'hash'] as const
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: eventCount }),
        fc.constantFrom(...columns),
        fc.string({ minLength: 1 }),
        (seq, column, text) => {
          const change = (connection: Connection) =>
            connection.prepare(`UPDATE event SET ${column} = ${column} || ? WHERE seq = ?`).run(text, seq)
          expect(tamper(change)).toMatchObject(broken(seq))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('can be read in steps and given up', () => {
    const { folder, remove } = makeFolder()
    writeFileSync(join(folder, 'a.db'), bytes)
    const connection = openConnection(join(folder, 'a.db'), 'writer')
    // Copies of real events as other devices' chains would be, so that there are enough for a step.
    const rows = connection.prepare('SELECT * FROM event ORDER BY seq').all() as StoredEvent[]
    const insert = connection.prepare(`INSERT INTO event VALUES (${Object.keys(rows[0] ?? {}).map((name) => `@${name}`)})`)
    connection.transaction(() => {
      for (let device = 0; device * rows.length < 6_000; device += 1) {
        let prev_hash = '0'.repeat(64)
        for (const { hash: _, ...row } of rows) {
          const body = { ...row, device: `device-${device}`, id: `${device}-${row.seq}`, prev_hash }
          prev_hash = hashEvent(body)
          insert.run({ ...body, hash: prev_hash })
        }
      }
    })()
    const steps: number[] = []
    expect(verifyChain(connection, (count) => steps.push(count)).events).toBeGreaterThan(6_000)
    expect(steps).toEqual([5_000])
    const giveUp = () => {
      throw new Error('enough')
    }
    expect(() => verifyChain(connection, giveUp)).toThrow('enough')
    connection.close()
    remove()
  })
})

describe('checkStore', () => {
  it('reports what is there, and refuses a database whose rows lost their parents', async () => {
    const { folder, remove } = makeFolder()
    writeFileSync(join(folder, databaseName), bytes)
    const store = await openWriter(folder, async () => {})
    expect(await checkStore(store)).toEqual({ events: eventCount, cases: 1, devices: 1 })
    store.connection.exec("PRAGMA foreign_keys = OFF; UPDATE case_file SET received_by = 'nobody'")
    await expect(checkStore(store)).rejects.toMatchObject({ code: 'store.damaged' })
    await store.close()
    remove()
  })
})

describe('a clock that goes back', () => {
  it('never stops the work: the order of events holds and the wrong time is marked', async () => {
    const { db, actor, clock, office, procedureId, formKeyOn, close } = await openTestOffice()
    clock.setLocal('2025-11-24T09:00')
    const intake = sampleIntake({ procedureId: await procedureId('KS') })
    const { provisionalCode } = await receiveCase(db, actor, intake, formKeyOn)
    expect(provisionalCode).toContain('-251124-')
    const { history } = await getCase(db, intake.caseId)
    expect(history).toMatchObject([{ at: '2025-11-24T02:00:00.000Z', clockDoubtful: true }])
    const stamps = await db.selectFrom('event').select('hlc').orderBy('seq').execute()
    expect(stamps.map(({ hlc }) => hlc)).toEqual(stamps.map(({ hlc }) => hlc).toSorted())
    verifyChain(office.store.connection)
    await close()
  })
})
