// The promise of a case: what waiting does to it, the one extension, and that lateness once there stays there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importCalendar } from '../../../../../db/calendar/commands.ts'
import { presentCase } from '../../../../../db/cases/commands.ts'
import { setClockRule } from '../../../../../db/cases/life/commands.ts'
import type { ClockRule } from '../../../../../db/cases/life/rules.ts'
import { enterVersion } from '../../../../../db/documents/commands.ts'
import { permissions } from '../../../../../db/people/rules.ts'
import { emptyProcessContent } from '../../../../../db/processes/content.ts'
import { rebuildProjections } from '../../../../../db/record.ts'
import { dumpTables } from '../../../../fixtures/dump.ts'
import {
  askAfter,
  forward,
  type LifeOffice,
  openLifeOffice,
  receiveResult,
  resubmit,
  returnResult,
  take,
  usualSteps,
} from '../../../../fixtures/life-office.ts'
import { sampleIntake, starterData } from '../../../../fixtures/office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const file = (caseId: string) => office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
const due = async (caseId: string) => (await file(caseId)).due_at
const rule = async (change: Partial<ClockRule>) =>
  setClockRule(office.db, office.head, await office.procedureId('HKD'), {
    validFrom: '2026-01-01',
    supplement: 'restart',
    supplementGround: 'Điều 19(4) Nghị định 61/2018/NĐ-CP',
    payment: 'continue',
    paymentGround: '',
    ...change,
  })

/** With the handler, who has received it. Received on Monday 23/11 at 9:00: due on Friday 27/11, because the 24th is a holiday. */
async function atWork(): Promise<string> {
  const caseId = await office.receive()
  await office.do(office.desk, caseId, forward(office.handler.staffId))
  await office.do(office.handler, caseId, take)
  expect(await due(caseId)).toBe('2026-11-27T10:30:00.000Z')
  return caseId
}

async function toDesk(caseId: string): Promise<void> {
  const { handler, other, head } = office
  await office.do(handler, caseId, forward(other.staffId))
  await office.do(other, caseId, take)
  await office.do(other, caseId, forward(head.staffId))
  await office.do(head, caseId, take)
  await office.do(head, caseId, forward())
}

describe('a supplement after the appraisal', () => {
  it('starts the whole limit anew from the day it is complete, under the same code and at the step that asked', async () => {
    const { desk, handler, clock } = office
    const caseId = await atWork()
    const { provisional_code } = await file(caseId)
    clock.setLocal('2026-11-25T10:00')
    await office.do(handler, caseId, askAfter)
    expect(await file(caseId)).toMatchObject({ status: 'supplementAfter', clock: 'paused' })
    clock.setLocal('2026-12-08T08:00')
    await office.do(desk, caseId, resubmit)
    expect(await file(caseId)).toMatchObject({
      provisional_code,
      status: 'received',
      clock: 'running',
      due_at: '2026-12-11T10:30:00.000Z',
      original_due_at: '2026-11-27T10:30:00.000Z',
    })
    await office.do(desk, caseId, forward())
    const [open] = await office.db
      .selectFrom('step_run')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('finished_at', 'is', null)
      .execute()
    expect(open).toMatchObject({ position: 2, staff_id: handler.staffId })
  })

  it('resumes the limit where the procedure says so: the days of waiting do not count', async () => {
    const { desk, handler, clock } = office
    await rule({ supplement: 'resume', supplementGround: 'Nghị định 31/2021/NĐ-CP' })
    const caseId = await atWork()
    clock.setLocal('2026-11-25T10:00')
    await office.do(handler, caseId, askAfter)
    clock.setLocal('2026-12-08T08:00')
    await office.do(desk, caseId, resubmit)
    // No day had passed before the 25th; the 8th itself counts again: 8, 9, 10 December.
    expect(await due(caseId)).toBe('2026-12-10T10:30:00.000Z')
    const [pause] = await office.db.selectFrom('case_exclusion').selectAll().where('case_id', '=', caseId).execute()
    expect(pause).toMatchObject({
      policy: 'resume',
      legal_ground: 'Nghị định 31/2021/NĐ-CP',
      ended_at: '2026-12-08T01:00:00.000Z',
    })
  })

  it('changes nothing where the limit goes on', async () => {
    const { desk, handler, clock } = office
    await rule({ supplement: 'continue' })
    const caseId = await atWork()
    await office.do(handler, caseId, askAfter)
    expect(await file(caseId)).toMatchObject({ status: 'supplementAfter', clock: 'running' })
    clock.setLocal('2026-11-26T08:00')
    await office.do(desk, caseId, resubmit)
    expect(await due(caseId)).toBe('2026-11-27T10:30:00.000Z')
  })

  it('follows the rule that held on the day it was asked for', async () => {
    const { handler } = office
    await rule({ supplement: 'continue', validFrom: '2026-12-01' })
    const caseId = await atWork()
    await office.do(handler, caseId, askAfter)
    expect((await file(caseId)).clock).toBe('paused')
  })

  it('numbers the requests of a year one after the other', async () => {
    for (let number = 1; number <= 3; number += 1) await office.do(office.handler, await atWork(), askAfter)
    const papers = await office.db.selectFrom('case_paper').selectAll().orderBy('number').execute()
    expect(papers.map(({ kind, year, number }) => [kind, year, number])).toEqual([
      ['supplementRequest', 2026, 1],
      ['supplementRequest', 2026, 2],
      ['supplementRequest', 2026, 3],
    ])
  })
})

describe('a payment', () => {
  const ask = (legalGround: string) => ({
    act: 'askPayment' as const,
    amountVnd: null,
    reason: 'Lệ phí trước bạ',
    legalGround,
    onBehalf: false,
  })

  it('stops nothing without a ground', async () => {
    const caseId = await atWork()
    await office.do(office.handler, caseId, ask(''))
    expect(await file(caseId)).toMatchObject({ status: 'awaitingPayment', clock: 'running' })
    await office.do(office.desk, caseId, { act: 'confirmPayment', note: '', manualDueAt: null })
    expect(await file(caseId)).toMatchObject({ status: 'appraising', due_at: '2026-11-27T10:30:00.000Z' })
  })

  it('does not count with one, and the ground is kept', async () => {
    const { clock } = office
    const caseId = await atWork()
    clock.setLocal('2026-11-25T10:00')
    await office.do(office.handler, caseId, ask('Điều 63 Luật Đất đai'))
    expect((await file(caseId)).clock).toBe('paused')
    clock.setLocal('2026-11-27T09:00')
    await office.do(office.desk, caseId, { act: 'confirmPayment', note: '', manualDueAt: null })
    expect(await due(caseId)).toBe('2026-12-01T10:30:00.000Z')
  })
})

describe('an extension', () => {
  const propose = (newDueDate: string, legalGround = '') => ({
    act: 'proposeExtension' as const,
    reason: 'Chờ kết quả đo đạc',
    newDueDate,
    legalGround,
  })
  const sign = { act: 'signExtension' as const, note: '' }

  it('puts the date off once, with an apology signed by the head; the first date is kept', async () => {
    const caseId = await atWork()
    await office.do(office.handler, caseId, propose('2026-12-04'))
    expect(await file(caseId)).toMatchObject({ status: 'extending', clock: 'running', due_at: '2026-11-27T10:30:00.000Z' })
    await expect(office.do(office.handler, caseId, sign)).rejects.toMatchObject({ code: 'access.denied' })
    await office.do(office.head, caseId, sign)
    expect(await file(caseId)).toMatchObject({
      status: 'appraising',
      due_at: '2026-12-04T10:30:00.000Z',
      original_due_at: '2026-11-27T10:30:00.000Z',
      extensions: 1,
    })
    await expect(office.do(office.handler, caseId, propose('2026-12-10'))).rejects.toMatchObject({ code: 'case.extensionUsed' })
    await expect(office.do({ ...office.head, permissions }, caseId, propose('2026-12-10'))).rejects.toMatchObject({
      issues: [{ path: 'legalGround', code: 'required' }],
    })
    await office.do({ ...office.head, permissions }, caseId, propose('2026-12-10', 'Quyết định 1'))
    await office.do(office.head, caseId, sign)
    expect(await file(caseId)).toMatchObject({ extensions: 2, due_at: '2026-12-10T10:30:00.000Z' })
  })

  it('comes at least one day before the promise expires, and leads to a later working day', async () => {
    const caseId = await atWork()
    await expect(office.do(office.handler, caseId, propose('2026-11-27'))).rejects.toMatchObject({
      issues: [{ code: 'notAfterDue' }],
    })
    await expect(office.do(office.handler, caseId, propose('2026-11-29'))).rejects.toMatchObject({
      issues: [{ code: 'notWorkingDay' }],
    })
    office.clock.setLocal('2026-11-26T16:00')
    await office.do(office.handler, caseId, propose('2026-12-04'))
    office.clock.setLocal('2026-11-27T08:00')
    await expect(office.do(office.head, caseId, sign)).rejects.toMatchObject({ code: 'case.extensionTooLate' })
    await office.do(office.handler, caseId, { act: 'dropExtension', reason: 'Quá hạn' })
    expect(await file(caseId)).toMatchObject({ status: 'appraising', due_at: '2026-11-27T10:30:00.000Z' })
    await expect(office.do(office.handler, caseId, propose('2026-12-04'))).rejects.toMatchObject({
      code: 'case.extensionTooLate',
    })
  })

  it('is not lost when the limit stands still afterwards', async () => {
    await rule({ supplement: 'resume' })
    const caseId = await atWork()
    await office.do(office.handler, caseId, propose('2026-12-04'))
    await office.do(office.head, caseId, sign)
    office.clock.setLocal('2026-11-30T08:00')
    await office.do(office.handler, caseId, askAfter)
    office.clock.setLocal('2026-12-02T08:00')
    await office.do(office.desk, caseId, resubmit)
    // Monday and Tuesday do not count: two working days after Friday 4 December.
    expect(await due(caseId)).toBe('2026-12-08T10:30:00.000Z')
  })
})

describe('lateness', () => {
  it('needs its cause at the end, and the result is still given', async () => {
    const { desk, clock } = office
    const caseId = await atWork()
    clock.setLocal('2026-11-30T09:00')
    await toDesk(caseId)
    await expect(office.do(desk, caseId, receiveResult)).rejects.toMatchObject({
      issues: [{ path: 'lateCause', code: 'required' }],
    })
    await office.do(desk, caseId, { ...receiveResult, lateCause: 'workload' } as never)
    expect(await file(caseId)).toMatchObject({ finish_result: 'overdue', late_cause: 'workload' })
    await office.do(desk, caseId, returnResult)
    expect((await file(caseId)).status).toBe('returned')
  })

  it('is not washed off by a supplement that starts the limit anew', async () => {
    const { desk, handler, clock } = office
    const caseId = await atWork()
    clock.setLocal('2026-11-30T09:00')
    await office.do(handler, caseId, askAfter)
    await office.do(desk, caseId, resubmit)
    expect(await file(caseId)).toMatchObject({ missed_due_at: '2026-11-27T10:30:00.000Z', due_at: '2026-12-03T10:30:00.000Z' })
    await office.do(desk, caseId, forward())
    await office.do(handler, caseId, take)
    await toDesk(caseId)
    await expect(office.do(desk, caseId, receiveResult)).rejects.toMatchObject({ issues: [{ path: 'lateCause' }] })
  })

  it('is judged by the moment the waiting began when the applicant withdraws during it', async () => {
    const { desk, handler, clock } = office
    const caseId = await atWork()
    await office.do(handler, caseId, askAfter)
    clock.setLocal('2027-01-11T09:00')
    const withdraw = {
      act: 'withdraw' as const,
      requestedOn: '2027-01-11',
      reason: 'Không còn nhu cầu',
      papersReturned: '',
      lateCause: null,
      lateNote: '',
    }
    await office.do(desk, caseId, withdraw)
    expect(await file(caseId)).toMatchObject({ status: 'withdrawn', clock: 'ended', finish_result: 'early' })
    const open = await office.db.selectFrom('case_exclusion').select('id').where('ended_at', 'is', null).execute()
    expect(open).toEqual([])
  })

  it('of a day is judged by the day: an hour after closing is still the day that was promised', async () => {
    const { desk, clock } = office
    const caseId = await atWork()
    clock.setLocal('2026-11-27T18:30')
    await toDesk(caseId)
    await office.do(desk, caseId, receiveResult)
    expect((await file(caseId)).finish_result).toBe('onTime')
  })
})

describe('a pause after an extension', () => {
  const extend = async (caseId: string, newDueDate: string) => {
    await office.do(office.handler, caseId, { act: 'proposeExtension', reason: 'Mưa lũ', newDueDate, legalGround: '' })
    await office.do(office.head, caseId, { act: 'signExtension', note: '' })
  }
  const pay = { act: 'askPayment' as const, amountVnd: null, reason: 'Thuế', legalGround: 'Điều 60', onBehalf: false }
  const paid = { act: 'confirmPayment' as const, note: '', manualDueAt: null }

  it('is counted by the limit where a supplement has started that anew meanwhile (it was put off by the pause twice)', async () => {
    const { desk, handler, clock } = office
    const caseId = await atWork()
    await extend(caseId, '2026-12-02')
    await office.do(handler, caseId, askAfter)
    clock.setLocal('2026-12-07T08:00')
    await office.do(desk, caseId, resubmit)
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    expect(await due(caseId)).toBe('2026-12-10T10:30:00.000Z')
    clock.setLocal('2026-12-07T09:00')
    await office.do(handler, caseId, pay)
    clock.setLocal('2026-12-08T09:00')
    await office.do(desk, caseId, paid)
    // Monday is the day of receipt and not counted anyway.
    expect(await due(caseId)).toBe('2026-12-10T10:30:00.000Z')
  })

  it('does not put off a promise that had run out before it', async () => {
    const { desk, handler, clock } = office
    const caseId = await atWork()
    await extend(caseId, '2026-12-02')
    clock.setLocal('2026-12-07T09:00')
    await office.do(handler, caseId, pay)
    clock.setLocal('2026-12-09T09:00')
    await office.do(desk, caseId, paid)
    expect(await file(caseId)).toMatchObject({ due_at: '2026-12-02T10:30:00.000Z', missed_due_at: '2026-12-02T10:30:00.000Z' })
  })
})

describe('a file that is not accepted', () => {
  const typed = async () => sampleIntake({ procedureId: await office.procedureId('HKD'), book: '01', serial: 7 })

  it('is refused with a numbered paper; it is no case of the office and has no number of the register', async () => {
    const intake = await typed()
    await presentCase(office.db, office.desk, intake, office.formKeyOn, { act: 'refuse', reason: 'Không thuộc thẩm quyền' })
    expect(await file(intake.caseId)).toMatchObject({ status: 'refused', clock: 'idle', due_at: null, serial: null })
    await expect(office.do(office.desk, intake.caseId, forward())).rejects.toMatchObject({ code: 'case.wrongState' })
  })

  it('is accepted under what is in effect on that day, and not under what was when the desk first looked at it', async () => {
    const intake = await typed()
    const { act: _, onBehalf: __, ...said } = askAfter as Extract<typeof askAfter, { act: 'askAfter' }>
    await presentCase(office.db, office.desk, intake, office.formKeyOn, { act: 'askBefore', ...said })
    const before = await file(intake.caseId)
    const { document_id } = await office.db
      .selectFrom('document_version')
      .select('document_id')
      .where('id', '=', before.process_version_id ?? '')
      .executeTakeFirstOrThrow()
    const admin = { ...office.actor, permissions }
    const { calendar } = starterData()
    await importCalendar(office.db, admin, { ...calendar, version: '2026-11-25' })
    const { local_key } = await office.db
      .selectFrom('procedure')
      .select('local_key')
      .where('id', '=', before.procedure_id)
      .executeTakeFirstOrThrow()
    const variants = [
      { key: '', name: '', timeLimit: { limit: 5, unit: 'working-days' as const }, groups: [], steps: usualSteps.slice(1) },
    ]
    await enterVersion(office.db, admin, {
      document: { id: document_id },
      body: {
        kind: 'process',
        content: { ...emptyProcessContent, name: 'Đăng ký hộ kinh doanh', procedures: [local_key], variants },
      },
      ...{
        issue: 1,
        revision: 1,
        reason: 'Đổi thời hạn',
        approvedOn: '2026-11-20',
        effectiveFrom: '2026-12-01',
        reviewDueOn: null,
      },
      approverName: '',
    })
    office.clock.setLocal('2026-12-08T08:00')
    await office.do(office.desk, intake.caseId, { act: 'bringBack', note: '' })
    await office.do(office.desk, intake.caseId, { act: 'accept', manualDueAt: null })
    const after = await file(intake.caseId)
    expect(after.due_at).toBe('2026-12-15T10:30:00.000Z')
    expect(after.process_version_id).not.toBe(before.process_version_id)
    expect(after.calendar_id).not.toBe(before.calendar_id)
    const rows = await dumpTables(office.db, ['case_file'])
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, ['case_file'])).toEqual(rows)
  })

  it('waits without a limit until it is complete; the limit starts when it is accepted', async () => {
    const intake = await typed()
    const { act: _, onBehalf: __, ...said } = askAfter as Extract<typeof askAfter, { act: 'askAfter' }>
    await presentCase(office.db, office.desk, intake, office.formKeyOn, { act: 'askBefore', ...said })
    expect(await file(intake.caseId)).toMatchObject({ status: 'supplementBefore', clock: 'idle' })
    office.clock.setLocal('2026-12-08T08:00')
    await office.do(office.desk, intake.caseId, { act: 'bringBack', note: '' })
    await office.do(office.desk, intake.caseId, { act: 'accept', manualDueAt: null })
    expect(await file(intake.caseId)).toMatchObject({
      status: 'received',
      clock: 'running',
      received_at: '2026-12-08T01:00:00.000Z',
      due_at: '2026-12-11T10:30:00.000Z',
      original_due_at: '2026-12-11T10:30:00.000Z',
    })
  })
})
