// A copy of the whole file is a snapshot only because nobody changes the file meanwhile: that is SQLite's promise, tried here with a
// writer that goes on and takes its log into the file as often as it likes.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { copyHere, copyWhole } from '../../../../db/backup/whole-copy.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { openForInspection, tryEmptyLog } from '../../../../db/store/sqlite.ts'
import { keepLog, makeFolder, openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let folder: string
let remove: () => void
let office: TestOffice
let procedureId: string
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  office = await openTestOffice({ folder })
  procedureId = await office.procedureId('KS')
})
afterEach(async () => {
  await office.close()
  remove()
})
const receive = () => receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
const logSize = () => statSync(`${office.office.store.file}-wal`).size

describe('the file of a database in use', () => {
  it('holds everything once its log is empty, and stays as it is while somebody reads who began then', async () => {
    const { file, connection } = office.office.store
    await receive()
    expect(logSize()).toBeGreaterThan(0)
    tryEmptyLog(file)
    expect(logSize()).toBe(0)
    const reader = openForInspection(file)
    reader.exec('BEGIN')
    const count = () => reader.prepare('SELECT count(*) FROM event').pluck().get()
    const events = count()
    const before = readFileSync(file)
    for (const mode of ['PASSIVE', 'FULL', 'RESTART', 'TRUNCATE']) {
      await receive()
      connection.pragma('busy_timeout = 0')
      connection.pragma(`wal_checkpoint(${mode})`)
      expect(readFileSync(file).equals(before)).toBe(true)
    }
    expect(count()).toBe(events)
    reader.close()
    tryEmptyLog(file)
    expect(logSize()).toBe(0)
    expect(readFileSync(file).equals(before)).toBe(false)
  })

  it('keeps its log while somebody reads what is in it, and nobody waits for that', async () => {
    await receive()
    const letGo = keepLog(office.office.store)
    const start = performance.now()
    tryEmptyLog(office.office.store.file)
    expect(performance.now() - start).toBeLessThan(1_000)
    expect(logSize()).toBeGreaterThan(0)
    letGo()
  })

  it.each([
    ['whole', () => () => {}],
    ['page by page where its log cannot be emptied', () => keepLog(office.office.store)],
  ] as [string, () => () => void][])('is backed up %s while cases are received', async (_, hold) => {
    for (let number = 0; number < 5; number += 1) await receive()
    const letGo = hold()
    const reader = openForInspection(office.office.store.file)
    const [made] = await Promise.all([
      createBackup(reader, backupFolder(folder), 'manual', office.clock),
      ...Array.from({ length: 20 }, receive),
    ])
    reader.close()
    letGo()
    expect(await verifyBackup(join(backupFolder(folder), made.name))).toMatchObject({ events: made.events, cases: made.cases })
    expect(made.cases).toBeGreaterThanOrEqual(5)
  })
})

describe.each([
  ['the system copies', undefined],
  ['this program copies', copyHere],
] as const)('a file that %s', (_, copy) => {
  it('is the same, to the byte', async () => {
    const [from, to] = [join(folder, 'big'), join(folder, 'copy')]
    writeFileSync(from, Buffer.alloc(9_000_001, 'một cửa'))
    const shares: number[] = []
    expect(await copyWhole(from, to, (done, total) => shares.push(done / total), copy)).toBe(true)
    expect(readFileSync(to).equals(readFileSync(from))).toBe(true)
    expect(shares.length).toBeGreaterThan(0)
    expect(Math.max(...shares)).toBeLessThanOrEqual(1)
  })

  it('leaves nothing when it cannot be copied, or is called off', async () => {
    const [from, to] = [join(folder, 'big'), join(folder, 'copy')]
    writeFileSync(from, Buffer.alloc(9_000_001, 'một cửa'))
    expect(await copyWhole(join(folder, 'nothing'), to, () => {}, copy)).toBe(false)
    expect(await copyWhole(from, join(folder, 'no', 'where'), () => {}, copy)).toBe(false)
    const callOff = () => {
      throw new Error('called off')
    }
    await expect(copyWhole(from, to, callOff, copy)).rejects.toThrow('called off')
    expect(existsSync(to)).toBe(false)
  })
})
