// While somebody is away, the substitute sees and does the work in their place, and it is recorded so; afterwards nothing has moved.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getLife } from '../../../../db/cases/life/queries.ts'
import { countWork, listWork } from '../../../../db/cases/life/work.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { cancelLeave, listLeaves, saveLeave } from '../../../../db/duties/leave.ts'
import type { Actor } from '../../../../db/event.ts'
import { changeStaff } from '../../../../db/people/commands.ts'
import { getStaff } from '../../../../db/people/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { forward, type LifeOffice, openLifeOffice, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

/** From Monday to Wednesday; today is Monday. */
const days = { from: '2026-11-23', to: '2026-11-25', note: '' }
const leave = (by: Actor, of: Actor, substitute: Actor, extra: Partial<typeof days> & { leaveId?: string } = {}) =>
  saveLeave(office.db, by, { leaveId: null, staffId: of.staffId, substituteId: substitute.staffId, ...days, ...extra })
const mine = async (actor: Actor) =>
  (await listWork(office.db, actor, { scope: 'mine', waitedDays: 0, cursor: null, limit: 50 })).rows
const refused = (path: string, code: string) => ({ code: 'input.invalid', issues: [expect.objectContaining({ path, code })] })

describe('the work of somebody who is away', () => {
  it('shows with the substitute, marked, as long as the leave lasts', async () => {
    const { desk, handler, other, clock } = office
    await office.do(desk, await office.receive(), forward(handler.staffId))
    expect(await mine(other)).toEqual([])
    await leave(handler, handler, other)
    expect(await mine(other)).toMatchObject([{ onBehalfOfName: 'Lê Văn Cường', holderName: 'Lê Văn Cường' }])
    expect(await mine(handler)).toMatchObject([{ onBehalfOfName: '' }])
    expect(await countWork(office.db, other)).toMatchObject({ mine: 1 })
    clock.setLocal('2026-11-25T23:59')
    expect(await mine(other)).toHaveLength(1)
    clock.setLocal('2026-11-26T00:00')
    expect(await mine(other)).toEqual([])
  })

  it('is taken, done and asked on in their place without more words, and recorded so', async () => {
    const { db, desk, handler, other } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await expect(office.do(other, caseId, take)).rejects.toMatchObject({ code: 'case.heldByOther' })
    await leave(handler, handler, other)
    await office.do(other, caseId, take)
    const taken = await db
      .selectFrom('step_run')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('finished_at', 'is', null)
      .executeTakeFirst()
    expect(taken).toMatchObject({ staff_id: handler.staffId, taken_by: other.staffId, taken_for: handler.staffId })
    await office.do(other, caseId, forward(handler.staffId))
    const { runs } = await getLife(db, other, caseId)
    expect(runs.find(({ position }) => position === 2)).toMatchObject({
      ...{ staffName: 'Lê Văn Cường', finishedByName: 'Phạm Thị Dung', onBehalfOfName: 'Lê Văn Cường' },
    })
    const { history } = await getCase(db, caseId)
    expect(history.map(({ onBehalfOfName }) => onBehalfOfName)).toEqual(['', '', 'Lê Văn Cường', 'Lê Văn Cường'])
    // What was handed on in their place can be taken back in their place.
    await office.do(other, caseId, { act: 'recall', note: '' })
    expect(await mine(handler)).toMatchObject([{ isTaken: true }])
    const before = await dumpTables(db, projectedTables)
    await rebuildProjections(db)
    expect(await dumpTables(db, projectedTables)).toEqual(before)
  })

  it('is answered in their place when an opinion was asked of them', async () => {
    const { db, desk, handler, other, head } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(head.staffId))
    await office.do(head, caseId, take)
    const task = { unit: 'Phòng Kinh tế', content: 'Quy hoạch?', dueAt: '2026-11-25T17:00', staffId: handler.staffId }
    await office.do(head, caseId, { act: 'consult', tasks: [task] })
    await leave(handler, handler, other)
    const run = await db.selectFrom('step_run').select('id').where('kind', '=', 'consultation').executeTakeFirstOrThrow()
    await office.do(other, caseId, { act: 'answerTask', runId: run.id, result: 'Phù hợp' })
    expect((await getLife(db, other, caseId)).runs.find(({ kind }) => kind === 'consultation')).toMatchObject({
      ...{ onBehalfOfName: 'Lê Văn Cường', finishedByName: 'Phạm Thị Dung' },
    })
  })
})

describe('a leave', () => {
  it('is entered by oneself, for others by whoever manages duties; by nobody else', async () => {
    const { handler, other, head, desk } = office
    await expect(leave(other, handler, other)).rejects.toMatchObject({ code: 'access.denied' })
    const leaveId = await leave(head, handler, other)
    await expect(cancelLeave(office.db, desk, { leaveId, reason: 'x' })).rejects.toMatchObject({ code: 'access.denied' })
    expect(await listLeaves(office.db, desk)).toMatchObject([{ fullName: 'Lê Văn Cường', state: 'now', mayChange: false }])
    await cancelLeave(office.db, handler, { leaveId, reason: 'Không nghỉ nữa' })
    expect(await listLeaves(office.db, handler)).toMatchObject([{ state: 'cancelled', mayChange: false }])
    expect(await mine(other)).toEqual([])
  })

  it('ends early by a change', async () => {
    const { desk, handler, other, clock } = office
    await office.do(desk, await office.receive(), forward(handler.staffId))
    const leaveId = await leave(handler, handler, other)
    clock.setLocal('2026-11-24T08:00')
    await leave(handler, handler, other, { leaveId, to: '2026-11-23' })
    expect(await mine(other)).toEqual([])
    expect(await listLeaves(office.db, handler)).toMatchObject([{ state: 'over' }])
  })

  it('keeps the account of its substitute open: nobody would see the work', async () => {
    const { db, handler, other } = office
    await leave(handler, handler, other)
    const all = { ...office.actor, permissions }
    const close = async () => {
      const staff = await getStaff(db, other.staffId)
      return changeStaff(db, all, { ...staff, staffId: staff.id, isActive: false })
    }
    await expect(close()).rejects.toMatchObject({ code: 'staff.standsIn', params: { name: 'Lê Văn Cường' } })
    office.clock.setLocal('2026-11-26T08:00')
    expect((await close()).isActive).toBe(false)
  })

  it('needs real days and a substitute who is there and may do the work', async () => {
    const { handler, other, head, desk } = office
    const nobody = { leaveId: null, staffId: handler.staffId, substituteId: null, ...days }
    await expect(saveLeave(office.db, handler, nobody)).rejects.toMatchObject(refused('substituteId', 'required'))
    await expect(leave(handler, handler, handler)).rejects.toMatchObject(refused('substituteId', 'notFound'))
    await expect(leave(handler, handler, desk)).rejects.toMatchObject(refused('substituteId', 'substituteMayNot'))
    await expect(leave(head, head, handler)).rejects.toMatchObject(refused('substituteId', 'substituteMayNot'))
    await expect(leave(handler, handler, other, { to: '2026-11-22' })).rejects.toMatchObject(refused('to', 'endBeforeBegin'))
    await expect(leave(handler, handler, other, { from: '2026-11-20', to: '2026-11-22' })).rejects.toMatchObject(
      refused('to', 'inPast'),
    )
    await expect(leave(handler, handler, other, { from: '2026-02-30' })).rejects.toMatchObject(refused('from', 'notADate'))
    await leave(handler, handler, other)
    const later = { from: '2026-11-25', to: '2026-11-27' }
    await expect(leave(handler, handler, head, later)).rejects.toMatchObject(refused('from', 'alreadyAway'))
    await expect(leave(head, other, head, later)).rejects.toMatchObject(refused('staffId', 'standsIn'))
    await leave(head, other, head, { from: '2026-11-26', to: '2026-11-27' })
    await expect(leave(handler, handler, other, { from: '2026-11-27', to: '2026-11-28' })).rejects.toMatchObject(
      refused('substituteId', 'substituteAway'),
    )
  })
})
