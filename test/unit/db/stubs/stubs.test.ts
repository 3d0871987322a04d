// Blank receipts: numbers that are never given twice, sheets that say when they are printed again, and stubs that become the cases that
// were received at the hour written on them.
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase, saveDraft } from '../../../../db/cases/commands.ts'
import type { Intake } from '../../../../db/cases/intake.ts'
import { findCaseByCode, getCase } from '../../../../db/cases/queries.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { findDraft } from '../../../../db/draft.ts'
import { listPrints } from '../../../../db/forms/queries.ts'
import { parseCaseCode, stubCodeOf } from '../../../../db/model/identity.ts'
import { closePrintJob, openPrintJobs } from '../../../../db/print-queue/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { configureRegister, lockBook } from '../../../../db/register/commands.ts'
import { listRegisterLines } from '../../../../db/register/queries.ts'
import { keyInStub, recordStubsPrint, reserveStubs, saveStubDraft, spoilStub } from '../../../../db/stubs/commands.ts'
import { findNextStub, listStubBlocks, listStubs } from '../../../../db/stubs/queries.ts'
import { receiptFormKey } from '../../../../electron/worker/brought-files.ts'
import { registerPaperOf } from '../../../../electron/worker/register-data.ts'
import { stubPaperOf } from '../../../../electron/worker/stub-handlers.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { makeFolder, openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let procedureId: string
beforeEach(async () => {
  office = await openTestOffice()
  procedureId = await office.procedureId('KS')
})
afterEach(() => office.close())

const form = () => ({ formKey: receiptFormKey(office.office, '2026-11-23'), versionId: null })
const reserve = (count: number) => reserveStubs(office.db, office.actor, { count }, form())
const print = (blockId: string, from = 1, to = 999) =>
  recordStubsPrint(office.db, office.actor, { blockId, from, to, method: 'printer', printer: 'Máy in quầy 1', reason: '' })
/** A block of sheets that are on paper. */
async function printed(count: number): Promise<string> {
  const blockId = await reserve(count)
  await print(blockId)
  office.clock.advance({ minutes: 180 })
  return blockId
}
const keyIn = (stub: string, extra: Partial<Intake> = {}) => {
  const intake = sampleIntake({ procedureId, receivedAt: '2026-11-23T09:15', ...extra })
  return keyInStub(office.db, office.actor, { stub, intake }, office.formKeyOn)
}
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: { code: string; issues?: readonly { path: string; code: string }[] }) => thrown,
  )
  return error?.issues?.map(({ path, code }) => `${path} ${code}`).join(', ') || (error?.code ?? 'not refused')
}
const states = async (blockId: string) => (await listStubs(office.db, blockId)).map(({ state }) => state)

describe('the numbers', () => {
  it('are a series of the computer that goes on over blocks, and are case codes that a scanner knows', async () => {
    const [one, two] = [await reserve(3), await reserve(2)]
    const codes = [...(await listStubs(office.db, one)), ...(await listStubs(office.db, two))].map(({ code }) => code)
    expect(codes.map((code) => code.replace(/^TAM-[^-]+-/, ''))).toEqual(
      [1, 2, 3, 4, 5].map((number) => `${office.actor.deviceCode}-C0000${number}`),
    )
    expect(new Set(codes.map(parseCaseCode))).toEqual(new Set(['provisional']))
    expect(await refusal(reserve(0))).toBe('count required')
    expect(await refusal(reserve(201))).toBe('count tooLarge')
    expect(await listStubBlocks(office.db)).toMatchObject([
      { firstNumber: 4, count: 2, unused: 2, printCount: 0, reservedByName: expect.any(String) },
      { firstNumber: 1, count: 3 },
    ])
  })

  it('never collide between computers, whatever their codes', () => {
    const code = fc.stringMatching(/^[A-Z0-9]{1,8}$/)
    const number = fc.integer({ min: 1, max: 999_999_999 })
    fc.assert(
      fc.property(code, number, code, number, (device, n, other, m) => {
        const same = device === other && n === m
        const of = (deviceCode: string, numberOf: number) => stubCodeOf({ officeCode: '19777', deviceCode, number: numberOf })
        expect(of(device, n) === of(other, m)).toBe(same)
      }),
    )
  })
})

it('a computer whose data were taken back from a backup begins a new series: what was printed since stays on paper', async () => {
  const { folder, remove } = makeFolder()
  const before = await openTestOffice({ folder })
  const reserveIn = (one: TestOffice) => reserveStubs(one.db, one.actor, { count: 2 }, form())
  const codesOf = async (one: TestOffice, blockId: string) => (await listStubs(one.db, blockId)).map(({ code }) => code)
  const { name } = await createBackup(before.office.store.connection, backupFolder(folder), 'manual', before.clock)
  const lost = await codesOf(before, await reserveIn(before))
  await before.close()
  await restoreBackup(folder, join(backupFolder(folder), name), before.clock)
  const after = await openTestOffice({ folder, clock: before.clock })
  const again = await codesOf(after, await reserveIn(after))
  await after.close()
  remove()
  expect(new Set([...lost, ...again]).size).toBe(4)
})

describe('the sheets', () => {
  it('say when they are printed again, each for itself, and stand in the log of prints once', async () => {
    const blockId = await printed(3)
    await print(blockId, 2, 2)
    const { sheets } = await stubPaperOf(office.office, { blockId, from: 1, to: 3 })
    expect(sheets.map(({ fields }) => fields.texts.reprint)).toEqual([
      'Bản in lần 2, thay bản in ngày 23 tháng 11 năm 2026',
      'Bản in lần 3, thay bản in ngày 23 tháng 11 năm 2026',
      'Bản in lần 2, thay bản in ngày 23 tháng 11 năm 2026',
    ])
    expect(sheets[0]?.fields.texts).toMatchObject({ receivedAt: expect.stringContaining('……'), code: sheets[0]?.code })
    const filter = { from: null, to: null, kind: null, method: null, staffId: null, onlyReprints: false, query: '' }
    const { rows } = await listPrints(office.db, filter, null, 10)
    expect(rows.map(({ about, copyNumber }) => [about.replace(/TAM-[^-]+-/g, ''), copyNumber])).toEqual([
      [`Giấy tiếp nhận trống ${office.actor.deviceCode}-C00002`, 2],
      [`Giấy tiếp nhận trống ${office.actor.deviceCode}-C00001 đến ${office.actor.deviceCode}-C00003`, 1],
    ])
  })

  it('that are keyed in or spoiled are not printed again', async () => {
    const blockId = await printed(3)
    await keyIn('1')
    await spoilStub(office.db, office.actor, { stub: 'C00003', reason: 'Mưa ướt' })
    const paper = await stubPaperOf(office.office, { blockId, from: 1, to: 3 })
    expect(paper.sheets.map(({ code }) => code.slice(-6))).toEqual(['C00002'])
    expect(await states(blockId)).toEqual(['keyed', 'unused', 'spoiled'])
    expect(await refusal(stubPaperOf(office.office, { blockId, from: 1, to: 1 }))).toBe('from notFound')
  })

  it('are counted by the answer after a power cut, and only by it', async () => {
    const blockId = await reserve(5)
    const work = { kind: 'stubs' as const, blockId, from: 1, to: 5, printer: '' }
    const [jobId = ''] = await openPrintJobs(office.db, office.actor, [work])
    expect(await refusal(openPrintJobs(office.db, office.actor, [{ ...work, from: 5 }]))).toBe('print.unanswered')
    await closePrintJob(office.db, office.actor, { jobId, isPrinted: true, reason: 'x' })
    expect(await listStubBlocks(office.db)).toMatchObject([{ printCount: 1 }])
  })
})

describe('a stub that is keyed in', () => {
  it('becomes a case received at its hour, with its number as code, and tells who keyed it in and when', async () => {
    procedureId = await office.procedureId('HKD')
    await printed(5)
    office.clock.advance({ days: 1 })
    const received = await keyIn('2', { receivedAt: '2026-11-23T09:15' })
    expect(received).toMatchObject({ provisionalCode: expect.stringMatching(/-C00002$/), wasOverdue: false })
    expect(received.nextStub).toMatch(/-C00003$/)
    const details = await getCase(office.db, received.caseId)
    expect(details.row.receivedAt).toBe('2026-11-23T02:15:00.000Z')
    expect(details.stub).toMatchObject({ code: received.provisionalCode, wasOverdue: false, keyedByName: expect.any(String) })
    expect(details.stub?.keyedAt.slice(0, 10)).toBe('2026-11-24')
    expect(details.history.map(({ type }) => type)).toEqual(['case.received', 'case.keyedIn'])
    // The promise is that of a case that was received then at the computer.
    const intake = sampleIntake({ procedureId, receivedAt: '2026-11-23T09:15' })
    const other = await receiveCase(office.db, office.actor, intake, office.formKeyOn)
    expect(received.dueAt).toBe(other.dueAt)
    expect(other.provisionalCode).toMatch(/-261123-\d{4}$/)
    expect((await getCase(office.db, other.caseId)).stub).toBeNull()
    // What the citizen holds finds the case.
    expect(await findCaseByCode(office.db, received.provisionalCode)).toEqual({ caseId: received.caseId })
    expect((await searchCases(office.db, 'C00002', 5)).map(({ id }) => id)).toEqual([received.caseId])
  })

  it('says plainly that its promise is past already', async () => {
    const blockId = await printed(1)
    office.clock.advance({ days: 60 })
    const received = await keyIn('1')
    expect(received).toMatchObject({ wasOverdue: true, nextStub: null })
    expect((await getCase(office.db, received.caseId)).stub?.wasOverdue).toBe(true)
    expect(await listStubs(office.db, blockId)).toMatchObject([{ keyed: { caseId: received.caseId, wasOverdue: true } }])
  })

  it('is refused when the number is unknown, used or spoiled', async () => {
    await printed(2)
    await spoilStub(office.db, office.actor, { stub: '2', reason: 'Rách' })
    await keyIn('1')
    expect(await refusal(keyIn('9'))).toBe('stub stubUnknown')
    expect(await refusal(keyIn(''))).toBe('stub required')
    expect(await refusal(keyIn('1'))).toBe('stub stubKeyed')
    expect(await refusal(keyIn('C00002'))).toBe('stub stubSpoiled')
    expect(await refusal(spoilStub(office.db, office.actor, { stub: '1', reason: 'x' }))).toBe('stub stubKeyed')
    expect(await refusal(spoilStub(office.db, office.actor, { stub: '2', reason: '' }))).toBe('reason required')
  })

  it('is refused for an hour that is missing, ahead, or before its paper was printed', async () => {
    await printed(1)
    expect(await refusal(keyIn('1', { receivedAt: null }))).toBe('receivedAt required')
    expect(await refusal(keyIn('1', { receivedAt: '2026-11-24T09:00' }))).toBe('receivedAt inFuture')
    expect(await refusal(keyIn('1', { receivedAt: '2026-11-22T09:00' }))).toBe('receivedAt beforeBlock')
    expect(await refusal(keyIn('1', { receivedAt: '2026-11-23T09' }))).toBe('receivedAt notATime')
  })

  it('takes the next number of the register, without a gap, and none of a day in a locked book', async () => {
    await configureRegister(office.db, office.actor, { isAutomatic: true, groups: [] })
    await printed(4)
    const direct = sampleIntake({ procedureId })
    await receiveCase(office.db, office.actor, direct, office.formKeyOn)
    office.clock.advance({ days: 40 })
    await keyIn('1')
    await keyIn('2', { receivedAt: '2026-12-30T10:00' })
    const lines = () => listRegisterLines(office.db, { year: 2026, book: '01', from: null, before: null }, null, 10)
    expect((await lines()).map(({ serial, keyedIn }) => [serial, keyedIn !== null])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ])
    const { fields } = await registerPaperOf(office.office, { year: 2026, book: '01', from: null, to: null })
    expect(fields.rows.map(({ note }) => note?.replace(/cuống .*/, 'cuống'))).toEqual([
      '',
      'Nhập lại từ cuống',
      'Nhập lại từ cuống',
    ])
    const boss = { ...office.actor, permissions: [...office.actor.permissions, 'register.lock' as const] }
    await lockBook(office.db, boss, { year: 2026, book: '01', headName: 'Trần Trưởng', lockedOn: '2026-12-31' })
    expect(await refusal(keyIn('3'))).toBe('receivedAt dayLocked')
    const nextYear = await keyIn('3', { receivedAt: '2027-01-02T08:00' })
    expect((await getCase(office.db, nextYear.caseId)).registerYear).toBe(2027)
    expect((await lines()).length).toBe(3)
  })

  it('is refused by hand too for a day whose book is locked, though a further book is open', async () => {
    await printed(2)
    await keyIn('1', { book: '01', serial: 1 })
    office.clock.advance({ days: 9 })
    const boss = { ...office.actor, permissions: [...office.actor.permissions, 'register.lock' as const] }
    await lockBook(office.db, boss, { year: 2026, book: '01', headName: 'Trần Trưởng', lockedOn: '2026-11-30' })
    expect(await refusal(keyIn('2', { book: '02', serial: 2 }))).toBe('receivedAt dayLocked')
    await keyIn('2', { book: '02', serial: 2, receivedAt: '2026-12-01T08:00' })
  })

  it('gives one case when it is sent twice, and takes its own draft away, not that of the intake', async () => {
    const blockId = await printed(2)
    await saveDraft(office.db, office.actor, '{"intake":1}')
    await saveStubDraft(office.db, office.actor, '{"stub":1}')
    const { caseId } = sampleIntake({ procedureId })
    const [first, again] = [await keyIn('1', { caseId }), await keyIn('1', { caseId })]
    expect(again).toEqual(first)
    expect(await states(blockId)).toEqual(['keyed', 'unused'])
    const { staffId } = office.actor
    expect(await findDraft(office.db, staffId, 'stub')).toBeNull()
    expect(await findDraft(office.db, staffId, 'intake')).toMatchObject({ payload: '{"intake":1}' })
  })

  it('is followed by the next unused one of those that are on paper', async () => {
    await printed(3)
    await reserve(2)
    await spoilStub(office.db, office.actor, { stub: '2', reason: 'x' })
    expect(await findNextStub(office.db, null)).toMatch(/-C00001$/)
    expect((await keyIn('1')).nextStub).toMatch(/-C00003$/)
    expect((await keyIn('3')).nextStub).toBeNull()
  })
})

it('all comes out the same from the events', async () => {
  const blockId = await printed(4)
  await print(blockId, 2, 3)
  await keyIn('2', { applicant: samplePerson({ fullName: 'Đặng Ánh' }) })
  await spoilStub(office.db, office.actor, { stub: '4', reason: 'Rách' })
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
})
