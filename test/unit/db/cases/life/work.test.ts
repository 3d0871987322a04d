// What waits, and for whom: a person's own steps, what nobody has taken, what the desk has to do, what waits for the applicant.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actOnMany } from '../../../../../db/cases/life/commands.ts'
import type { WorkScope } from '../../../../../db/cases/life/rules.ts'
import { countWork, listWork } from '../../../../../db/cases/life/work.ts'
import type { Actor } from '../../../../../db/event.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, receiveResult, take } from '../../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const list = async (actor: Actor, scope: WorkScope, extra: object = {}) =>
  (await listWork(office.db, actor, { scope, waitedDays: 0, cursor: null, limit: 50, ...extra })).rows

describe('the work that waits', () => {
  it('follows a case from one to the next', async () => {
    const { desk, handler, other, head } = office
    const caseId = await office.receive()
    expect(await list(desk, 'toHandOver')).toMatchObject([{ caseId, runId: null }])
    await office.do(desk, caseId, forward())
    expect(await list(desk, 'toHandOver')).toEqual([])
    expect(await list(handler, 'open')).toMatchObject([{ caseId, isTaken: false, label: 'B2', holderName: '' }])
    await office.do(handler, caseId, take)
    expect(await list(handler, 'open')).toEqual([])
    expect(await list(handler, 'mine')).toMatchObject([{ caseId, isTaken: true, holderName: 'Lê Văn Cường' }])
    expect(await list(other, 'mine')).toEqual([])
    await office.do(handler, caseId, askAfter)
    expect(await list(desk, 'waiting')).toMatchObject([{ caseId, status: 'supplementAfter', leftMinutes: null }])
    await office.do(desk, caseId, { act: 'resubmit', note: '', manualDueAt: null })
    await office.do(desk, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    await office.do(other, caseId, forward(other.staffId))
    await office.do(other, caseId, take)
    await office.do(other, caseId, forward(head.staffId))
    await office.do(head, caseId, take)
    await office.do(head, caseId, forward())
    expect(await list(desk, 'results')).toMatchObject([{ caseId }])
    expect(await list(handler, 'open')).toEqual([]) // a result waits for the desk, not for whoever handles
    await office.do(desk, caseId, receiveResult)
    expect(await list(desk, 'toReturn')).toMatchObject([{ caseId }])
    expect(await countWork(office.db, desk)).toMatchObject({ toHandOver: 0, results: 0, toReturn: 1, waiting: 0, mine: 1 })
  })

  it('says how much working time is left, and how much a date has been passed by', async () => {
    const { desk, handler, clock } = office
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    // 9:00 on Monday to Friday 17:30 without the holiday of the 24th; the step has half a day.
    expect(await list(handler, 'mine')).toMatchObject([{ leftMinutes: 390 + 3 * 480, stepLeftMinutes: 240 }])
    clock.setLocal('2026-11-30T08:30')
    expect(await list(handler, 'mine')).toMatchObject([{ leftMinutes: -60, stepLeftMinutes: -(150 + 3 * 480 + 60) }])
    expect((await countWork(office.db, handler)).lateMine).toBe(1)
  })

  it('has waited since it came where it is, and not since the case began or its time limit ended', async () => {
    const { desk, handler, clock } = office
    const [back, refused] = [await office.receive(), await office.receive()]
    for (const caseId of [back, refused]) {
      await office.do(desk, caseId, forward(handler.staffId))
      await office.do(handler, caseId, take)
    }
    await office.do(handler, back, askAfter)
    await office.do(handler, refused, {
      act: 'findIneligible',
      reason: 'Không đủ điều kiện',
      lateCause: null,
      lateNote: '',
      onBehalf: false,
    })
    clock.setLocal('2026-11-26T08:00')
    await office.do(desk, back, { act: 'resubmit', note: '', manualDueAt: null })
    await office.do(desk, refused, receiveResult)
    expect(await list(desk, 'toHandOver')).toMatchObject([{ caseId: back, since: '2026-11-26T01:00:00.000Z' }])
    expect(await list(desk, 'toReturn')).toMatchObject([{ caseId: refused, since: '2026-11-26T01:00:00.000Z' }])
    expect(await list(desk, 'toReturn', { waitedDays: 1 })).toEqual([])
  })

  it('leaves out what has not waited long enough', async () => {
    const { desk, handler, clock } = office
    const early = await office.receive()
    await office.do(desk, early, forward(handler.staffId))
    await office.do(handler, early, take)
    await office.do(handler, early, askAfter)
    clock.advance({ days: 10 })
    const late = await office.receive()
    await office.do(desk, late, forward(handler.staffId))
    await office.do(handler, late, take)
    await office.do(handler, late, askAfter)
    clock.advance({ days: 1 })
    expect((await list(desk, 'waiting', { waitedDays: 5 })).map(({ caseId }) => caseId)).toEqual([early])
    expect((await list(desk, 'waiting')).map(({ caseId }) => caseId)).toEqual([early, late])
  })

  it('comes in pages, each row once, the most urgent first', async () => {
    const { desk, handler, clock } = office
    for (let number = 0; number < 7; number += 1) {
      await office.do(desk, await office.receive(), forward(handler.staffId))
      clock.advance({ minutes: number % 2 })
    }
    for (const scope of ['mine', 'toReturn'] as const) {
      const seen: string[] = []
      for (let cursor: string | null = null, pages = 0; pages < 9; pages += 1) {
        const page = await listWork(office.db, handler, { scope, waitedDays: 0, cursor, limit: 3 })
        seen.push(...page.rows.map(({ caseId }) => caseId))
        cursor = page.nextCursor
        if (cursor === null) break
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen).toHaveLength(scope === 'mine' ? 7 : 0)
    }
    const dues = (await list(handler, 'mine')).map(({ stepDueAt }) => stepDueAt)
    expect(dues).toEqual(dues.toSorted())
  })

  it('is found by its index: no page reads all cases', async () => {
    const { connection } = office.office.store
    const plan = (sql: string) =>
      (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail)
    const runs = `SELECT id FROM step_run r WHERE finished_at IS NULL AND handed_at IS NOT NULL`
    for (const query of [
      `${runs} AND staff_id = 'x'`,
      `${runs} AND staff_id IS NULL`,
      `SELECT id FROM case_file f WHERE status IN ('received') AND received_at <= '2026' ORDER BY received_at, id LIMIT 50`,
    ])
      expect(plan(query).join('\n')).toMatch(/SEARCH .* USING (COVERING )?INDEX (step_run_open|case_by_status)/)
  })

  it('is done to several at once, each for itself', async () => {
    const { desk, handler } = office
    const [first, second, third] = [await office.receive(), await office.receive(), await office.receive()] as const
    await office.do(desk, second, forward(handler.staffId))
    const outcomes = await actOnMany(office.db, desk, [first, second, third], forward(handler.staffId))
    expect(outcomes.map(({ error }) => error?.code ?? null)).toEqual([null, 'case.wrongState', null])
    expect(await list(handler, 'mine')).toHaveLength(3)
  })
})
