// A new calendar is compared with what was promised under the old one; it is told what would move, and nothing moves.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importCalendar } from '../../../../../db/calendar/commands.ts'
import { listMovedByCalendar } from '../../../../../db/cases/life/moved-by-calendar.ts'
import { permissions } from '../../../../../db/people/rules.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, resubmit, take } from '../../../../fixtures/life-office.ts'
import { starterData } from '../../../../fixtures/office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

/** The flood of the week: the office is closed on the 25th and 26th. */
async function closeForFlood(): Promise<void> {
  const { calendar } = starterData()
  const year = calendar.years['2026']
  if (!year) throw new Error('no 2026')
  const closure = (date: string) => ({ date, kind: 'closure' as const, name: 'Lũ lụt' })
  const days = [...year.days, closure('2026-11-25'), closure('2026-11-26')]
  await importCalendar(
    office.db,
    { ...office.head, permissions },
    {
      ...calendar,
      version: '2026-11-24',
      years: { ...calendar.years, '2026': { ...year, days } },
    },
  )
}
const moved = async (most = 100) => listMovedByCalendar(office.db, { most })

it('lists the cases whose date would differ, with both dates, and moves none', async () => {
  const caseId = await office.receive()
  const before = await office.db.selectFrom('case_file').selectAll().execute()
  expect(await moved()).toEqual({ rows: [], isCut: false })
  await closeForFlood()
  expect(await moved()).toMatchObject({
    rows: [{ caseId, promisedAt: '2026-11-27T10:30:00.000Z', wouldBeAt: '2026-12-01T10:30:00.000Z' }],
    isCut: false,
  })
  expect(await office.db.selectFrom('case_file').selectAll().execute()).toEqual(before)
})

it('leaves out what rests on no calendar, waits for the applicant or was received under the new one', async () => {
  const { desk, handler, head } = office
  const extended = await office.receive()
  const waiting = await office.receive()
  for (const caseId of [extended, waiting]) {
    await office.do(desk, caseId, forward(handler.staffId))
    await office.do(handler, caseId, take)
  }
  await office.do(handler, extended, { act: 'proposeExtension', reason: 'x', newDueDate: '2026-12-04', legalGround: '' })
  await office.do(head, extended, { act: 'signExtension', note: '' })
  await office.do(handler, waiting, askAfter)
  await closeForFlood()
  await office.receive()
  expect((await moved()).rows).toEqual([])
  // Complete again: the limit starts anew, by the new calendar.
  await office.do(desk, waiting, resubmit)
  expect((await moved()).rows).toEqual([])
})

it('lists a case whose limit a supplement has started anew after an extension (it was taken for one that was put off by hand)', async () => {
  const { desk, handler, head } = office
  const caseId = await office.receive()
  await office.do(desk, caseId, forward(handler.staffId))
  await office.do(handler, caseId, take)
  await office.do(handler, caseId, { act: 'proposeExtension', reason: 'x', newDueDate: '2026-12-04', legalGround: '' })
  await office.do(head, caseId, { act: 'signExtension', note: '' })
  await office.do(handler, caseId, askAfter)
  await office.do(desk, caseId, resubmit)
  await closeForFlood()
  expect((await moved()).rows).toMatchObject([
    { caseId, promisedAt: '2026-11-27T10:30:00.000Z', wouldBeAt: '2026-12-01T10:30:00.000Z' },
  ])
})

it('tells how far it has come, can be called off, and says when there are more', async () => {
  for (let number = 0; number < 3; number += 1) await office.receive()
  await closeForFlood()
  const seen: number[][] = []
  await listMovedByCalendar(office.db, { most: 10, onProgress: (cases, total) => seen.push([cases, total]) })
  expect(seen.at(-1)).toEqual([3, 3])
  const stop = () => {
    throw new Error('stop')
  }
  await expect(listMovedByCalendar(office.db, { most: 10, onProgress: stop })).rejects.toThrow('stop')
  expect(await moved(2)).toMatchObject({ rows: { length: 2 }, isCut: true })
})
