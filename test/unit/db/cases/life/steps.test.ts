// A case runs by the steps of its process: handed over, received, done, sent back, by people who have the right and the step.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { switchProcess } from '../../../../../db/cases/commands.ts'
import { act } from '../../../../../db/cases/life/commands.ts'
import { countWork } from '../../../../../db/cases/life/work.ts'
import { enterVersion } from '../../../../../db/documents/commands.ts'
import { permissions } from '../../../../../db/people/rules.ts'
import { emptyProcessContent } from '../../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../../db/record.ts'
import { dumpTables } from '../../../../fixtures/dump.ts'
import {
  askAfter,
  forward,
  type LifeOffice,
  openLifeOffice,
  receiveResult,
  resubmit,
  returnResult,
  step,
  take,
  usualSteps,
} from '../../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const file = (caseId: string) => office.db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
const runs = (caseId: string) =>
  office.db.selectFrom('step_run').selectAll().where('case_id', '=', caseId).orderBy('number').execute()
const open = async (caseId: string) => (await runs(caseId)).filter(({ finished_at }) => finished_at === null)

describe('the steps of a case', () => {
  it('goes from the desk to the applicant by its process, and every step is kept with its times and people', async () => {
    const { desk, handler, other, head, clock } = office
    const caseId = await office.receive()
    expect((await file(caseId)).status).toBe('received')
    clock.advance({ minutes: 10 })
    await office.do(desk, caseId, forward(handler.staffId, { note: 'Đủ hồ sơ' }))
    expect((await file(caseId)).status).toBe('handedOver')
    clock.advance({ minutes: 20 })
    await office.do(handler, caseId, take)
    expect((await file(caseId)).status).toBe('appraising')
    clock.advance({ minutes: 60 })
    await office.do(handler, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    await office.do(other, caseId, forward(head.staffId))
    expect((await file(caseId)).status).toBe('submitted')
    await office.do(head, caseId, take)
    await office.do(head, caseId, forward())
    expect((await file(caseId)).status).toBe('approved')
    await office.do(desk, caseId, receiveResult)
    const ready = await file(caseId)
    expect(ready).toMatchObject({ status: 'resultReady', clock: 'ended', finish_result: 'early', late_cause: null })
    expect(ready.finished_at).not.toBeNull()
    await office.do(desk, caseId, { ...returnResult, to: 'Nguyễn Thị Duyên' } as never)
    expect(await file(caseId)).toMatchObject({ status: 'returned', finished_at: ready.finished_at })
    await office.do(handler, caseId, { act: 'archive', place: 'Kho 2, hộp 14' })
    expect(await file(caseId)).toMatchObject({ status: 'archived', closed_as: 'returned' })

    const all = await runs(caseId)
    expect(all.map(({ position, outcome, staff_id, planned_minutes }) => [position, outcome, staff_id, planned_minutes])).toEqual(
      [
        [1, 'done', desk.staffId, 240],
        [2, 'done', handler.staffId, 240],
        [3, 'done', other.staffId, 240],
        [4, 'done', head.staffId, 240],
        [5, 'done', desk.staffId, 240],
      ],
    )
    const second = all[1]
    expect(second?.handed_at).toBe('2026-11-23T02:10:00.000Z')
    expect(second?.taken_at).toBe('2026-11-23T02:30:00.000Z')
    expect(second?.finished_at).toBe('2026-11-23T03:30:00.000Z')
    // Half a working day from 09:10: 140 minutes to 11:30, 100 more from 13:30.
    expect(second?.due_at).toBe('2026-11-23T08:10:00.000Z')
  })

  it('is the same after the rows are made again from the events', async () => {
    const { desk, handler, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    const tasks = [
      { unit: 'Sở Tài chính', content: 'Cho ý kiến', dueAt: '2026-11-25T17:00', staffId: null },
      { unit: 'Công an phường', content: 'Xác minh', dueAt: '2026-11-25T17:00', staffId: null },
    ]
    await office.do(handler, caseId, { act: 'refer', order: 'sequential', tasks })
    await office.do(head, caseId, { act: 'assign', staffId: office.other.staffId, note: 'Nghỉ phép' })
    const rows = () => dumpTables(office.db, projectedTables)
    const before = await rows()
    await rebuildProjections(office.db)
    expect(await rows()).toEqual(before)
  })

  it('lets nobody act for another without saying so, and keeps who stood in for whom', async () => {
    const { desk, handler, other } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await expect(office.do(other, caseId, take)).rejects.toMatchObject({
      code: 'case.heldByOther',
      params: { name: 'Lê Văn Cường' },
    })
    await office.do(handler, caseId, take)
    await expect(office.do(other, caseId, forward())).rejects.toMatchObject({ code: 'case.heldByOther' })
    await office.do(other, caseId, forward(null, { onBehalf: true }))
    const done = (await runs(caseId)).find(({ position }) => position === 2)
    expect(done).toMatchObject({ staff_id: handler.staffId, finished_by: other.staffId, on_behalf_of: handler.staffId })
  })

  it('needs the hand-over to be received before the work goes on', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await expect(office.do(handler, caseId, forward())).rejects.toMatchObject({ code: 'case.wrongState' })
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(office.other.staffId))
    await expect(office.do(office.other, caseId, forward())).rejects.toMatchObject({ code: 'case.notTaken' })
  })

  it('keeps the decision for who may decide', async () => {
    const { desk, handler, other } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    await office.do(other, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    await expect(office.do(other, caseId, forward())).rejects.toMatchObject({ code: 'access.denied' })
    expect((await file(caseId)).status).toBe('submitted')
  })

  it('is received for assignment by the head, given to one and then to another', async () => {
    const { desk, handler, other, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward())
    await office.do(head, caseId, { act: 'takeOver', forAssignment: true })
    expect((await file(caseId)).status).toBe('assigning')
    await office.do(head, caseId, { act: 'assign', staffId: handler.staffId, note: '' })
    expect((await file(caseId)).status).toBe('appraising')
    await expect(office.do(head, caseId, { act: 'assign', staffId: handler.staffId, note: '' })).rejects.toMatchObject({
      code: 'case.sameHolder',
    })
    await office.do(head, caseId, { act: 'assign', staffId: other.staffId, note: 'Nghỉ phép' })
    expect(await open(caseId)).toMatchObject([{ staff_id: other.staffId }])
    await expect(office.do(handler, caseId, { act: 'assign', staffId: handler.staffId, note: '' })).rejects.toMatchObject({
      code: 'access.denied',
    })
  })

  it('goes back one step or to the desk with a reason, to the one who had it', async () => {
    const { desk, handler, other } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    const back = (toPosition: number) => ({ act: 'sendBack' as const, toPosition, reason: 'Thiếu chữ ký', onBehalf: false })
    await expect(office.do(other, caseId, back(3))).rejects.toMatchObject({ issues: [{ path: 'toPosition' }] })
    await office.do(other, caseId, back(2))
    expect(await file(caseId)).toMatchObject({ status: 'appraising' })
    expect(await open(caseId)).toMatchObject([
      { position: 2, staff_id: handler.staffId, taken_at: null, content: 'Thiếu chữ ký' },
    ])
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, back(1))
    expect(await file(caseId)).toMatchObject({ status: 'received', clock: 'running' })
    await office.do(desk, caseId, take)
    await office.do(desk, caseId, forward(handler.staffId))
    expect(await open(caseId)).toMatchObject([{ position: 2, staff_id: handler.staffId }])
  })

  it('can be taken back by who handed it over until it is received', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await expect(office.do(handler, caseId, { act: 'recall', note: '' })).rejects.toMatchObject({ code: 'case.heldByOther' })
    await office.do(desk, caseId, { act: 'recall', note: 'Chuyển nhầm phòng' })
    expect((await file(caseId)).status).toBe('received')
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await expect(office.do(desk, caseId, { act: 'recall', note: '' })).rejects.toMatchObject({ code: 'case.alreadyTaken' })
  })

  it('hands a sequence of tasks on one by one, and waits for all of them before it goes on', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    const task = (unit: string, dueAt = '2026-11-25T17:00') => ({ unit, content: 'Xác minh', dueAt, staffId: null })
    await expect(
      office.do(handler, caseId, { act: 'refer', order: 'parallel', tasks: [task('A'), task('B', '2026-11-23T08:00')] }),
    ).rejects.toMatchObject({ issues: [{ path: 'tasks.1.dueAt', code: 'inPast' }] })
    await office.do(handler, caseId, { act: 'refer', order: 'sequential', tasks: [task('Sở A'), task('Sở B')] })
    const [first, second] = (await runs(caseId)).filter(({ kind }) => kind === 'task')
    expect([first?.handed_at === null, second?.handed_at === null]).toEqual([false, true])
    await expect(office.do(handler, caseId, forward())).rejects.toMatchObject({ code: 'case.tasksOpen', params: { count: 2 } })
    await expect(office.do(handler, caseId, { act: 'answerTask', runId: second?.id ?? '', result: 'x' })).rejects.toMatchObject({
      code: 'case.taskNotYet',
    })
    await office.do(handler, caseId, { act: 'answerTask', runId: first?.id ?? '', result: 'Đồng ý' })
    expect((await runs(caseId)).find(({ id }) => id === second?.id)?.handed_at).not.toBeNull()
    await office.do(handler, caseId, { act: 'callOffTask', runId: second?.id ?? '', reason: 'Không cần nữa' })
    await office.do(handler, caseId, forward())
    expect((await file(caseId)).status).toBe('appraising')
  })

  it('goes on while an opinion is waited for: no pause is granted', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    const tasks = [{ unit: 'Sở Tư pháp', content: 'Xin ý kiến', dueAt: '2026-11-25T17:00', staffId: null }]
    await office.do(handler, caseId, { act: 'consult', tasks })
    expect(await file(caseId)).toMatchObject({ status: 'appraising', clock: 'running' })
    await office.do(handler, caseId, forward(office.other.staffId))
    expect((await open(caseId)).map(({ kind }) => kind).toSorted()).toEqual(['consultation', 'step'])
  })

  it('leaves the case as it was when an act fails', async () => {
    const { desk } = office
    const caseId = await office.receive()
    const before = await dumpTables(office.db, [...projectedTables, 'event'])
    await expect(office.do(desk, caseId, forward('0198c0de-0000-7000-8000-000000000000'))).rejects.toMatchObject({
      issues: [{ path: 'staffId', code: 'notFound' }],
    })
    await expect(act(office.db, desk, caseId, { act: 'archive', place: 'x' })).rejects.toMatchObject({ code: 'case.wrongState' })
    expect(await dumpTables(office.db, [...projectedTables, 'event'])).toEqual(before)
  })
})

const askPayment = { act: 'askPayment' as const, amountVnd: null, reason: 'Thuế', legalGround: '', onBehalf: false }
const confirmPayment = { act: 'confirmPayment' as const, note: '', manualDueAt: null }

it('a payment that was waited for says nothing of where the work goes later (it sent a file that came back to the wrong step)', async () => {
  const { desk, handler, other } = office
  const caseId = await office.receive()
  await office.do(desk, caseId, forward(handler.staffId))
  await office.do(handler, caseId, take)
  await office.do(handler, caseId, forward(other.staffId))
  await office.do(other, caseId, take)
  await office.do(other, caseId, askPayment)
  await office.do(desk, caseId, confirmPayment)
  await office.do(other, caseId, { act: 'sendBack', toPosition: 1, reason: 'Thiếu chữ ký', onBehalf: false })
  await office.do(desk, caseId, take)
  await office.do(desk, caseId, forward())
  // By the plan at B2, and nobody's by name: the one who waited for the payment was at B3.
  expect(await open(caseId)).toMatchObject([{ position: 2, staff_id: null }])
})

describe('an opinion that was asked for', () => {
  const ask = {
    act: 'consult' as const,
    tasks: [{ unit: 'Sở Tài chính', content: 'Ý kiến', dueAt: '2026-12-01T17:00', staffId: null }],
  }

  it('is taken down while the file lies at the desk again', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, ask)
    await office.do(handler, caseId, askAfter)
    await office.do(desk, caseId, resubmit)
    const runId = (await open(caseId)).find(({ kind }) => kind === 'consultation')?.id ?? ''
    await office.do(desk, caseId, { act: 'answerTask', runId, result: 'Đồng ý' })
    expect(await open(caseId)).toMatchObject([{ kind: 'step' }])
  })

  it('is waited for by nobody once the result is there (it stood among the work for ever)', async () => {
    const { desk, handler, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, ask)
    await office.do(handler, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(head.staffId))
    await office.do(head, caseId, take)
    await office.do(head, caseId, forward())
    expect((await countWork(office.db, handler)).tasks).toBe(1)
    await office.do(desk, caseId, receiveResult)
    expect((await countWork(office.db, handler)).tasks).toBe(0)
    expect((await runs(caseId)).filter(({ kind }) => kind === 'consultation')).toMatchObject([{ outcome: 'cancelled' }])
  })
})

describe('a case that is moved to another version of its process', () => {
  const short = [usualSteps[0], usualSteps[3], usualSteps[4]].map((one) => one as NonNullable<typeof one>)
  const shorten = async (caseId: string, steps = short) => {
    const admin = { ...office.actor, permissions }
    const { process_version_id, procedure_id } = await file(caseId)
    const { db } = office
    const { document_id } = await db
      .selectFrom('document_version')
      .select('document_id')
      .where('id', '=', process_version_id ?? '')
      .executeTakeFirstOrThrow()
    const { local_key } = await db
      .selectFrom('procedure')
      .select('local_key')
      .where('id', '=', procedure_id)
      .executeTakeFirstOrThrow()
    const variants = [{ key: '', name: '', timeLimit: null, groups: [], steps }]
    await enterVersion(db, admin, {
      document: { id: document_id },
      body: {
        kind: 'process',
        content: { ...emptyProcessContent, name: 'Đăng ký hộ kinh doanh', procedures: [local_key], variants },
      },
      ...{ issue: 2, revision: 0, reason: 'Bớt bước', approvedOn: '2026-11-20', effectiveFrom: '2026-11-23', reviewDueOn: null },
      approverName: '',
    })
    await switchProcess(db, office.head, { caseId, legalGround: 'Điều 40', variant: null })
  }

  it('goes on to the decision and the desk from wherever it was (behind its last step it stood for good)', async () => {
    const { desk, handler, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take) // B3 of five; of three it would be the return
    await shorten(caseId)
    await office.do(handler, caseId, forward(head.staffId))
    expect(await file(caseId)).toMatchObject({ status: 'submitted' })
    await office.do(head, caseId, take)
    await office.do(head, caseId, forward())
    expect(await file(caseId)).toMatchObject({ status: 'approved' })
    await office.do(desk, caseId, receiveResult)
    expect(await file(caseId)).toMatchObject({ status: 'resultReady' })
  })

  it('goes to the desk when it was decided already', async () => {
    await office.close()
    const issue = step('B5', 'handle')
    office = await openLifeOffice({ steps: [...usualSteps.slice(0, 4), issue, step('B6', 'return')] })
    const { desk, handler, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    for (const to of [handler, head, handler]) {
      const by = to === head ? handler : (await file(caseId)).status === 'submitted' ? head : handler
      await office.do(by, caseId, take)
      await office.do(by, caseId, forward(to.staffId))
    }
    await office.do(handler, caseId, take)
    expect(await file(caseId)).toMatchObject({ status: 'approved' })
    await shorten(caseId)
    await office.do(handler, caseId, forward())
    await office.do(desk, caseId, receiveResult)
    expect(await file(caseId)).toMatchObject({ status: 'resultReady' })
  })

  it('is not moved to one that the desk settles by itself once it has left the desk', async () => {
    const { desk, handler } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    const atDesk = [usualSteps[0], usualSteps[4]].map((one) => one as NonNullable<typeof one>)
    await expect(shorten(caseId, atDesk)).rejects.toMatchObject({ code: 'case.wrongState' })
  })
})

describe('the budget that several steps share', () => {
  it('gives a later step what the earlier ones left of it', async () => {
    await office.close()
    const shared = { time: { kind: 'group' as const, group: 'g' } }
    office = await openLifeOffice({
      groups: [{ key: 'g', label: 'Thẩm định', minutes: 240, unit: 'hours' }],
      steps: [
        step('B1', 'receive', { time: { kind: 'notCounted' } }),
        step('B2', 'handle', shared),
        step('B3', 'handle', shared),
        step('B4', 'decide', { time: { kind: 'sameDay' } }),
        step('B5', 'return', { time: { kind: 'officeHours' } }),
      ],
    })
    const { desk, handler, clock } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    expect((await open(caseId))[0]?.due_at).toBe('2026-11-23T08:00:00.000Z')
    clock.advance({ minutes: 60 })
    await office.do(handler, caseId, take)
    clock.advance({ minutes: 30 })
    await office.do(handler, caseId, forward(handler.staffId))
    // 90 of 240 minutes are gone at 10:30; 150 are left: 60 to 11:30 and 90 from 13:30.
    expect((await open(caseId))[0]?.due_at).toBe('2026-11-23T08:00:00.000Z')
    await office.do(handler, caseId, take)
    await office.do(handler, caseId, forward(office.head.staffId))
    expect((await open(caseId))[0]?.due_at).toBe('2026-11-23T10:30:00.000Z')
  })
})
