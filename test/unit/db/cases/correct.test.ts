// Anything received can be corrected with a reason; old and new are kept, the promise follows the hour of receipt, lateness stays.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { correctCase } from '../../../../db/cases/correct.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import type { Correction } from '../../../../db/cases/rules.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const asReceived = async (caseId: string): Promise<Correction> => {
  const file = await getCase(office.db, caseId)
  const { applicant, summary, note, channel, returnMethod, returnPlace, setCount } = file
  return {
    receivedAt: instantToLocal(file.row.receivedAt),
    applicant,
    summary,
    note,
    channel,
    returnMethod,
    returnPlace,
    setCount,
  }
}
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

  it('is the same after the rows are made again', async () => {
    const caseId = await office.receive()
    const { applicant } = await asReceived(caseId)
    await correct(caseId, {
      receivedAt: '2026-11-20T16:00',
      applicant: { ...applicant, fullName: 'Lê Thị Mới', idNumber: '046190009999' },
    })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})
