// The morning's numbers are the rows of the lists and queues that they open, at every age that is asked for.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setBoardDays } from '../../../../db/board/commands.ts'
import { countBoard, getBoardDays } from '../../../../db/board/queries.ts'
import type { CaseFilter } from '../../../../db/cases/filter.ts'
import type { WorkScope } from '../../../../db/cases/life/rules.ts'
import { listWork } from '../../../../db/cases/life/work.ts'
import { listCases } from '../../../../db/cases/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { rebuildProjections } from '../../../../db/record.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, receiveResult, take } from '../../../fixtures/life-office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

/** Cases in each state that the board counts, some old and some new. */
async function fill(): Promise<void> {
  const { desk, handler, head, clock } = office
  const toHandler = async () => {
    const caseId = await office.receive()
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
    return caseId
  }
  for (const age of [20, 9, 1]) {
    await office.do(handler, await toHandler(), askAfter)
    const done = await toHandler()
    for (const person of [handler, head]) {
      await office.do(handler, done, forward(person.staffId))
      await office.do(person, done, take)
    }
    await office.do(head, done, forward())
    await office.do(desk, done, receiveResult)
    await office.receive()
    await office.do(desk, await office.receive(), forward())
    clock.advance({ days: age })
  }
}

const rowsOf = async (filter: Partial<CaseFilter>) =>
  (
    await listCases(
      office.db,
      office.clock,
      { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null, ...filter },
      'receivedAsc',
      null,
      200,
    )
  ).rows.length
const waiting = async (scope: WorkScope, waitedDays: number) =>
  (await listWork(office.db, office.desk, { scope, waitedDays, cursor: null, limit: 200 })).rows.length

it('counts the rows that each number opens', async () => {
  await fill()
  const all = { ...office.actor, permissions }
  for (const days of [
    { waiting: 1, uncollected: 1 },
    { waiting: 5, uncollected: 25 },
    { waiting: 365, uncollected: 10 },
  ]) {
    await setBoardDays(office.db, all, days)
    const board = await countBoard(office.db, office.clock)
    expect(board).toMatchObject({
      days,
      dueToday: await rowsOf({ due: 'dueToday' }),
      overdue: await rowsOf({ due: 'overdue' }),
      waiting: await waiting('waiting', days.waiting),
      uncollected: await waiting('toReturn', days.uncollected),
      toHandOver: await waiting('toHandOver', 0),
      toTake: await rowsOf({ status: 'handedOver' }),
    })
  }
  const { waiting: late, uncollected } = await countBoard(office.db, office.clock)
  expect([late, uncollected]).toEqual([0, 2])
})

it('keeps the days that the office set, also when the rows are made anew', async () => {
  expect(await getBoardDays(office.db)).toEqual({ waiting: 14, uncollected: 7 })
  await setBoardDays(office.db, { ...office.actor, permissions }, { waiting: 3, uncollected: 30 })
  await rebuildProjections(office.db)
  expect(await getBoardDays(office.db)).toEqual({ waiting: 3, uncollected: 30 })
})
