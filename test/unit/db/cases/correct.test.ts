// Anything received can be corrected with a reason; old and new are kept, the promise follows the hour of receipt, lateness stays.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { correctCase, readReceivedInTx } from '../../../../db/cases/correct.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import type { Correction } from '../../../../db/cases/rules.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { keepOriginal } from '../../../../db/originals/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const asReceived = async (caseId: string): Promise<Correction> =>
  office.db.transaction().execute(async (tx) => (await readReceivedInTx(tx, caseId)).received)
const paper = (name: string) => ({ name, originals: 1, certified: 0, copies: 0, note: '' })
const listPapers = async (caseId: string) =>
  (
    await office.db
      .selectFrom('case_component')
      .select(['position', 'name', 'originals'])
      .where('case_id', '=', caseId)
      .orderBy('position')
      .execute()
  ).map(({ position, name, originals }) => [position, name, originals])
const correct = async (caseId: string, change: Partial<Correction>, reason = 'Gõ nhầm') =>
  correctCase(office.db, office.desk, { caseId, reason, to: { ...(await asReceived(caseId)), ...change } })

describe('a correction', () => {
  it('changes what the case says, finds it under the new name, and keeps the old in its history', async () => {
    const caseId = await office.receive()
    const { applicant } = await asReceived(caseId)
    await correct(caseId, { applicant: { ...applicant, fullName: 'Nguyễn Thị Diễm', phone: '0905 999 888' }, note: 'Gọi trước' })
    const file = await getCase(office.db, caseId)
    expect(file).toMatchObject({ note: 'Gọi trước', applicant: { fullName: 'Nguyễn Thị Diễm', phone: '0905999888' } })
    expect(file.row.applicantName).toBe('Nguyễn Thị Diễm')
    expect((await searchCases(office.db, 'diem', 10)).map(({ id }) => id)).toEqual([caseId])
    const event = await office.db
      .selectFrom('event')
      .select('payload')
      .where('type', '=', 'case.corrected')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(event.payload)).toMatchObject({
      reason: 'Gõ nhầm',
      from: { note: '', applicant: { fullName: 'Nguyễn Thị Duyên' } },
      to: { note: 'Gọi trước', applicant: { fullName: 'Nguyễn Thị Diễm' } },
    })
  })

  it('counts the promise anew from another hour of receipt, and shows both dates', async () => {
    const caseId = await office.receive()
    await correct(caseId, { receivedAt: '2026-11-20T16:00' })
    const file = await office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(file).toMatchObject({
      received_at: '2026-11-20T09:00:00.000Z',
      original_due_at: '2026-11-27T10:30:00.000Z',
      due_at: '2026-11-26T10:30:00.000Z',
    })
    expect(await office.db.selectFrom('case_due').select(['cause', 'due_at']).execute()).toEqual([
      { cause: 'correct', due_at: '2026-11-26T10:30:00.000Z' },
    ])
  })

  it('does not wash off a promise that was broken', async () => {
    const caseId = await office.receive()
    office.clock.setLocal('2026-11-30T09:00')
    await correct(caseId, { receivedAt: '2026-11-27T09:00' })
    const file = await office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(file).toMatchObject({ missed_due_at: '2026-11-27T10:30:00.000Z', due_at: '2026-12-02T10:30:00.000Z' })
  })

  it('is refused without a reason, without a change, for an hour to come, and where a later promise rests on the receipt', async () => {
    const caseId = await office.receive()
    await expect(correct(caseId, { note: 'x' }, '')).rejects.toMatchObject({ issues: [{ path: 'reason', code: 'required' }] })
    await expect(correct(caseId, {})).rejects.toMatchObject({ code: 'case.nothingChanged' })
    await expect(correct(caseId, { receivedAt: '2026-11-24T09:00' })).rejects.toMatchObject({ issues: [{ path: 'receivedAt' }] })
    const { applicant } = await asReceived(caseId)
    await expect(correct(caseId, { applicant: { ...applicant, fullName: '' } })).rejects.toMatchObject({
      issues: [{ path: 'applicant.fullName', code: 'required' }],
    })
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    await office.do(office.handler, caseId, askAfter)
    await expect(correct(caseId, { receivedAt: '2026-11-20T09:00' })).rejects.toMatchObject({ code: 'case.receiptFixed' })
    await correct(caseId, { note: 'vẫn sửa được phần khác' })
  })

  it('lists the papers anew: counts, a paper forgotten, one that was never there; no place is given twice', async () => {
    const caseId = await office.receive({ components: [paper('Tờ khai'), paper('Bản sao căn cước'), paper('Hợp đồng')] })
    await correct(caseId, {
      components: [
        { ...paper('Tờ khai'), originals: 2, position: 1 },
        { ...paper('Giấy ủy quyền'), position: null },
      ],
    })
    expect(await listPapers(caseId)).toEqual([
      [1, 'Tờ khai', 2],
      [4, 'Giấy ủy quyền', 1],
    ])
    await keepOriginal(office.db, office.desk, { caseId, component: 4, title: 'Giấy ủy quyền', count: 1, keptOn: '2026-11-23' })
    await correct(caseId, { components: [{ ...paper('Tờ khai'), position: 1 }] })
    await correct(caseId, {
      components: [
        { ...paper('Tờ khai'), position: 1 },
        { ...paper('Giấy khác'), position: null },
      ],
    })
    expect(await listPapers(caseId)).toEqual([
      [1, 'Tờ khai', 1],
      [5, 'Giấy khác', 1],
    ])
    await expect(correct(caseId, { components: [{ ...paper('Lạ'), position: 9 }] })).rejects.toMatchObject({
      issues: [{ path: 'components.0.name', code: 'notFound' }],
    })
  })

  it('says who handed in and who collects, adds and takes away', async () => {
    const caseId = await office.receive()
    const { applicant } = await asReceived(caseId)
    const other = { person: { ...applicant, fullName: 'Trần Văn Nộp', idNumber: '046090001111' }, authorisation: 'GUQ 01' }
    await correct(caseId, { submitter: other, collector: { ...other, authorisation: '' }, returnPlace: 'Tại bộ phận một cửa' })
    const file = await getCase(office.db, caseId)
    expect(file).toMatchObject({ submitter: { authorisation: 'GUQ 01' }, returnPlace: 'Tại bộ phận một cửa' })
    const ids = await office.db.selectFrom('case_party').select('person_id').where('role', '<>', 'applicant').execute()
    expect(new Set(ids.map(({ person_id }) => person_id)).size).toBe(1)
    await correct(caseId, { submitter: null })
    expect((await getCase(office.db, caseId)).submitter).toBeNull()
    await expect(correct(caseId, { submitter: { ...other, person: { ...other.person, fullName: '' } } })).rejects.toMatchObject({
      issues: [{ path: 'submitter.person.fullName', code: 'required' }],
    })
  })

  it('puts the case under the right procedure with its promise; code, register line and count of cases stay', async () => {
    const caseId = await office.receive({ book: '01', serial: 1 })
    const tally = () =>
      office.db
        .selectFrom('case_tally')
        .select((eb) => eb.fn.sum('cases').as('cases'))
        .executeTakeFirst()
    const before = await office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    const counted = await tally()
    await correct(caseId, { procedureId: await office.procedureId('KS') }, 'Chọn nhầm thủ tục')
    const after = await office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(after.procedure_id).not.toBe(before.procedure_id)
    expect(after).toMatchObject({
      process_version_id: null,
      provisional_code: before.provisional_code,
      serial: 1,
      original_due_at: before.original_due_at,
    })
    expect(after.due_at).not.toBe(before.due_at)
    expect(await tally()).toEqual(counted)
    expect(await office.db.selectFrom('case_due').select('cause').execute()).toEqual([{ cause: 'correct' }])
    // Back again: the process in effect on the day of receipt serves it.
    await correct(caseId, { procedureId: before.procedure_id })
    expect(await office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()).toMatchObject({
      process_version_id: before.process_version_id,
      due_at: before.due_at,
    })
  })

  it('leaves the procedure alone once the file has left the desk, and moves no promise of a file that is not accepted', async () => {
    const caseId = await office.receive()
    const procedureId = await office.procedureId('KS')
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await expect(correct(caseId, { procedureId })).rejects.toMatchObject({ code: 'case.procedureFixed' })
  })

  it('tells in the history what was changed, with the numbers hidden', async () => {
    const caseId = await office.receive()
    const { applicant } = await asReceived(caseId)
    await correct(caseId, {
      applicant: { ...applicant, fullName: 'Nguyễn Thị Diễm', idNumber: '046190009999' },
      channel: 'post',
      components: [{ ...paper('Tờ khai'), position: null }],
    })
    const { changes } = (await getCase(office.db, caseId)).history.at(-1) ?? {}
    expect(changes).toContainEqual({ field: 'applicant.fullName', from: 'Nguyễn Thị Duyên', to: 'Nguyễn Thị Diễm' })
    expect(changes).toContainEqual({ field: 'channel', from: 'inPerson', to: 'post' })
    expect(changes?.find(({ field }) => field === 'components')?.to).toBe('Tờ khai (1/0/0)')
    expect(JSON.stringify(changes)).not.toContain('046190009999')
    await correct(caseId, { submitter: { person: { ...applicant, fullName: 'Trần Văn Nộp', email: '' }, authorisation: '' } })
    const added = (await getCase(office.db, caseId)).history.at(-1)?.changes ?? []
    expect(added.filter(({ from, to }) => from === to)).toEqual([])
  })

  it('is the same after the rows are made again', async () => {
    const caseId = await office.receive()
    const { applicant } = await asReceived(caseId)
    await correct(caseId, {
      receivedAt: '2026-11-20T16:00',
      applicant: { ...applicant, fullName: 'Lê Thị Mới', idNumber: '046190009999' },
      components: [{ ...paper('Tờ khai'), position: null }],
      submitter: { person: { ...applicant, fullName: 'Trần Văn Nộp', idNumber: '046090001111' }, authorisation: '' },
      procedureId: await office.procedureId('KS'),
    })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
