import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importCalendar } from '../../../../db/calendar/commands.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import type { Intake } from '../../../../db/cases/intake.ts'
import { deadlineFor } from '../../../../db/cases/intake-deadline.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { changeOffice } from '../../../../db/people/commands.ts'
import { getOfficeSettings } from '../../../../db/people/queries.ts'
import { getProcedure } from '../../../../db/procedures/queries.ts'
import { openTestOffice, sampleIntake, starterData, TestClock, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice({ clock: new TestClock('2026-11-16T09:00') }) // a week without holidays
})
afterEach(() => office.close())

const receive = async (shortCode: string, overrides: Partial<Intake> = {}) => {
  const intake = sampleIntake({ procedureId: await office.procedureId(shortCode), ...overrides })
  const { caseId } = await receiveCase(office.db, office.actor, intake, office.formKeyOn)
  return getCase(office.db, caseId)
}
const codes = (reasons: ReadonlyArray<{ code: string }>) => reasons.map(({ code }) => code)

/** The shipped calendar with one more day off, as the office would import it. */
const calendarWithClosure = (date: string) => {
  const { calendar } = starterData()
  const year = calendar.years[date.slice(0, 4)]
  if (!year) throw new Error('no such year')
  const days = [...year.days, { date, kind: 'closure' as const, name: 'Bão' }].sort((a, b) => (a.date < b.date ? -1 : 1))
  return { ...calendar, version: '2026-11-30', years: { ...calendar.years, [date.slice(0, 4)]: { ...year, days } } }
}

describe('the deadline of a case', () => {
  it('is what the screen promised before', async () => {
    const { content } = await getProcedure(office.db, await office.procedureId('HKD'))
    const promised = await deadlineFor(office.db, content, '2026-11-16T09:00', await getOfficeSettings(office.db))
    const { deadline } = await receive('HKD')
    expect(promised).toMatchObject({ dueDate: '2026-11-19', dueAt: '2026-11-19T17:30', hasLimit: true })
    expect(deadline).toMatchObject({
      dueDate: promised.dueDate,
      dueAt: promised.dueAt,
      explanation: promised.explanation,
      isManual: false,
      calendarVersion: starterData().calendar.version,
    })
  })

  it('of a same-day procedure is today before the cut-off and the next working day from it on', async () => {
    expect((await receive('KS', { receivedAt: '2026-11-13T14:59' })).deadline.dueAt).toBe('2026-11-13T17:30')
    const late = await receive('KS', { receivedAt: '2026-11-13T15:00' })
    expect(late.deadline.dueAt).toBe('2026-11-16T17:30') // over a weekend
    expect(codes(late.deadline.explanation)).toContain('afterCutoff')
  })

  it('never moves when a new calendar is published; cases received from then on follow the new one', async () => {
    const early = await receive('HKD')
    await importCalendar(office.db, office.actor, calendarWithClosure('2026-11-18'))
    const late = await receive('HKD')
    expect((await getCase(office.db, early.row.id)).deadline).toEqual(early.deadline)
    expect(early.deadline.dueAt).toBe('2026-11-19T17:30')
    expect(late.deadline).toMatchObject({ dueAt: '2026-11-20T17:30', calendarVersion: '2026-11-30' })
  })

  it('never moves when the office changes its hours', async () => {
    const early = await receive('HKD')
    const settings = await getOfficeSettings(office.db)
    await changeOffice(office.db, office.actor, {
      ...settings,
      hours: [
        { start: '07:00', end: '11:00' },
        { start: '13:00', end: '16:30' },
      ],
    })
    expect((await getCase(office.db, early.row.id)).row.dueAt).toBe('2026-11-19T10:30:00.000Z')
    expect((await receive('HKD')).row.dueAt).toBe('2026-11-19T09:30:00.000Z')
  })

  it('is typed by hand when the year it falls in has no decided calendar', async () => {
    office.clock.setLocal('2027-12-30T09:00')
    const open = await receive('HKD')
    expect(open).toMatchObject({ row: { dueAt: null }, deadline: { dueAt: null, isManual: false } })
    expect(codes(open.deadline.warnings)).toEqual(['undecidedYear'])
    const typed = await receive('HKD', { manualDueAt: '2028-01-04T17:00' })
    expect(typed).toMatchObject({
      row: { dueAt: '2028-01-04T10:00:00.000Z' },
      originalDueAt: '2028-01-04T10:00:00.000Z',
      deadline: { dueDate: '2028-01-04', dueAt: '2028-01-04T17:00', isManual: true },
    })
    expect(codes(typed.deadline.explanation)).toContain('typedByHand')
  })

  it('is typed by hand when the procedure has no limit', async () => {
    const { deadline } = await receive('CMC', { manualDueAt: '2026-11-30T17:30' })
    expect(deadline).toMatchObject({ dueAt: '2026-11-30T17:30', isManual: true })
    expect(codes(deadline.warnings)).toEqual(['noLimit'])
  })

  it('typed by hand must come after the receipt and be a real time', async () => {
    const refused = (code: string) => ({ code: 'input.invalid', issues: [{ path: 'manualDueAt', code }] })
    await expect(receive('CMC', { manualDueAt: '2026-11-16T09:00' })).rejects.toMatchObject(refused('beforeReceipt'))
    await expect(receive('CMC', { manualDueAt: '2026-11-12T17:00', receivedAt: '2026-11-13T08:00' })).rejects.toMatchObject(
      refused('beforeReceipt'),
    )
    await expect(receive('CMC', { manualDueAt: '2026-11-31T09:00' })).rejects.toMatchObject(refused('notATime'))
  })

  it('typed by hand is passed over where the law gives one', async () => {
    expect((await receive('HKD', { manualDueAt: '2026-12-31T17:30' })).deadline).toMatchObject({
      dueAt: '2026-11-19T17:30',
      isManual: false,
    })
  })
})
