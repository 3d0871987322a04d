// The computer's clock is wrong: gone back by years (a dead battery gives 2000-01-01), or far ahead, while the program runs or between
// two starts. The office goes on: order, codes and promised dates hold, and a plain remark says what to look at.
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../../../db/backup/shelf.ts'
import { receiveCase, recordPrint, saveDraft } from '../../../../db/cases/commands.ts'
import { findClockRemark } from '../../../../db/cases/intake-deadline.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { makeFolder, openTestOffice, sampleIntake, TestClock, type TestOffice } from '../../../fixtures/office.ts'

let folder: string
let remove: () => void
let clock: TestClock
let office: TestOffice
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  clock = new TestClock()
  office = await openTestOffice({ folder, clock })
})
afterEach(async () => {
  await office.close()
  remove()
})

const receive = async () => {
  const procedureId = await office.procedureId('KS')
  return receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
}
const stamps = async () =>
  (await office.db.selectFrom('event').select(['hlc', 'seq', 'device']).orderBy('device').orderBy('seq').execute()).map(
    ({ hlc }) => hlc,
  )

describe('a clock that is wrong', () => {
  it.each([
    ['ten years back', '2016-11-23T09:00'],
    ['at the date of a dead battery', '2000-01-01T07:00'],
    ['one hour back', '2026-11-23T08:00'],
    ['thirty years ahead', '2056-03-01T09:00'],
  ])('%s stops nothing, moves no promised date and gives no code twice', async (_, wrong) => {
    const first = await receive()
    const promised = (await getCase(office.db, first.caseId)).row.dueAt
    clock.setLocal(wrong)
    const second = await receive()
    await recordPrint(office.db, office.actor, first.caseId, 'printer')
    await saveDraft(office.db, office.actor, '{}')
    await office.close()
    office = await openTestOffice({ folder, clock }) // the next start, still wrong
    const third = await receive()
    clock.setLocal('2026-11-24T09:00') // set right
    const fourth = await receive()
    const codes = [first, second, third, fourth].map(({ provisionalCode }) => provisionalCode)
    expect(new Set(codes).size).toBe(4)
    expect((await getCase(office.db, first.caseId)).row.dueAt).toBe(promised)
    const order = await stamps()
    expect(order).toEqual(order.toSorted())
    expect((await checkStore(office.office.store)).cases).toBe(4)
  })

  it('behind what was recorded is remarked on, in the preview and on the case; an hour that was typed is believed', async () => {
    await receive()
    expect(await findClockRemark(office.db, clock)).toEqual([])
    clock.setLocal('2000-01-01T07:00')
    const remark = { code: 'clockBehind', now: '2000-01-01T07:00', newest: '2026-11-23T09:00' }
    expect(await findClockRemark(office.db, clock)).toEqual([remark])
    const { caseId } = await receive()
    expect((await getCase(office.db, caseId)).deadline.warnings).toContainEqual(remark)
    const procedureId = await office.procedureId('KS')
    const typed = sampleIntake({ procedureId, receivedAt: '2026-11-23T08:30' })
    const made = await receiveCase(office.db, office.actor, typed, office.formKeyOn)
    const { deadline, row } = await getCase(office.db, made.caseId)
    expect(deadline.warnings).toEqual([])
    expect(row.provisionalCode).toContain('261123')
  })

  it('of another century is refused beside the field, and the hour of receipt can be typed', async () => {
    clock.setLocal('1970-01-01T07:00')
    await expect(receive()).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [{ path: 'receivedAt', code: 'clockBehind' }],
    })
    const procedureId = await office.procedureId('KS')
    const typed = sampleIntake({ procedureId, receivedAt: '2026-11-23T08:30' })
    expect((await receiveCase(office.db, office.actor, typed, office.formKeyOn)).provisionalCode).toMatch(/-0001$/)
  })

  it('gives every backup a name of its own', async () => {
    const names: string[] = []
    for (const local of ['2026-11-23T09:00', '2000-01-01T07:00', '2026-11-23T09:00', '2000-01-01T07:00']) {
      clock.setLocal(local)
      names.push((await createBackup(office.office.store.connection, backupFolder(folder), 'manual', clock)).name)
    }
    expect(new Set(names).size).toBe(4)
    expect(listBackups(folder)).toHaveLength(4)
  })

  it('however it jumps, keeps the order of events and one code for each case', async () => {
    const moments = fc.array(fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2098, 0, 1) }), { minLength: 3, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(moments, async (readings) => {
        const codes: string[] = []
        for (const ms of readings) {
          clock.setMs(ms)
          codes.push((await receive()).provisionalCode)
        }
        expect(new Set(codes).size).toBe(codes.length)
        const order = await stamps()
        expect(order).toEqual(order.toSorted())
      }),
      { numRuns: 10 },
    )
    await checkStore(office.office.store)
  })
})
