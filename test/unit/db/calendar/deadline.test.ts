import { describe, expect, it } from 'vitest'
import { computeDeadline, type DeadlineInput, parseCalendar, parseOfficeHours } from '../../../../db/calendar/rules.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { calendar, calendarText, hours } from './shipped-calendar.ts'

const compute = (limit: number, unit: DeadlineInput['unit'], receivedAt: string, more: Partial<DeadlineInput> = {}) =>
  computeDeadline({ limit, unit, receivedAt, hours, calendar, ...more })
const dueAt = (...args: Parameters<typeof compute>) => compute(...args).dueAt

function issuesOf(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.issues.map(({ path, code }) => `${path} ${code}`)
    throw error
  }
  throw new Error('was not refused')
}

describe('working days', () => {
  // The vectors of the domain study, section 5.3.
  it.each([
    ['2024-04-26', 2, '2024-05-03'],
    ['2024-04-26', 3, '2024-05-04'],
    ['2025-04-23', 3, '2025-04-26'],
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-12-31', 2, '2026-01-06'],
    ['2026-01-09', 1, '2026-01-10'],
    ['2026-02-10', 5, '2026-02-24'],
    ['2026-04-24', 1, '2026-04-28'],
    ['2026-08-21', 3, '2026-08-25'],
    ['2026-08-26', 3, '2026-09-03'],
    ['2026-11-20', 3, '2026-11-26'],
    ['2027-02-02', 5, '2027-02-16'],
    ['2027-04-29', 2, '2027-05-05'],
    ['2027-09-01', 1, '2027-09-06'],
  ])('%s + %i -> %s at the end of office hours', (received, limit, due) => {
    expect(compute(limit, 'working-days', `${received}T09:00`)).toMatchObject({
      dueDate: due,
      dueAt: `${due}T17:30`,
      warnings: [],
    })
  })

  it('does not look at the hour of receipt nor at a cut-off', () => {
    for (const time of ['00:00', '15:01', '23:59'])
      expect(dueAt(1, 'working-days', `2026-11-16T${time}`, { cutoff: '15:00' })).toBe('2026-11-17T17:30')
  })

  it('ends a half day after half of the office minutes of the next working day', () => {
    expect(dueAt(0.5, 'working-days', '2026-11-16T09:00')).toBe('2026-11-17T11:30')
    expect(dueAt(2.5, 'working-days', '2026-11-19T09:00')).toBe('2026-11-25T11:30')
    expect(dueAt(0.75, 'working-days', '2026-11-16T09:00')).toBe('2026-11-17T15:30')
    expect(dueAt(0.0001, 'working-days', '2026-11-16T09:00')).toBe('2026-11-17T07:31')
  })

  it('is not shifted by what binary fractions lose', () => {
    expect(dueAt(1.1 + 2.2 - 0.3, 'working-days', '2026-11-16T09:00')).toBe('2026-11-19T17:30')
    expect(dueAt(2.3, 'working-days', '2026-11-16T09:00')).toBe('2026-11-19T09:54')
  })

  it('explains which days were passed over and why', () => {
    expect(compute(3, 'working-days', '2026-08-26T09:00').explanation).toEqual([
      { code: 'received', at: '2026-08-26T09:00' },
      { code: 'receiptDayNotCounted', date: '2026-08-26' },
      { code: 'counted', date: '2026-08-27', n: 1 },
      { code: 'counted', date: '2026-08-28', n: 2 },
      { code: 'skipped', date: '2026-08-29', until: '2026-08-30', kind: 'weeklyRest' },
      { code: 'skipped', date: '2026-08-31', kind: 'swapOff', name: 'Hoán đổi, làm bù ngày 22/8' },
      { code: 'skipped', date: '2026-09-01', kind: 'holiday', name: 'Quốc khánh' },
      { code: 'skipped', date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' },
      { code: 'counted', date: '2026-09-03', n: 3 },
      { code: 'endsWithOfficeHours', at: '2026-09-03T17:30' },
    ])
  })

  it('says that a make-up Saturday counts', () => {
    expect(compute(1, 'working-days', '2026-01-09T09:00').explanation).toContainEqual({
      code: 'makeUpCounted',
      date: '2026-01-10',
      name: 'Làm bù ngày 02/01',
    })
  })

  it('lists only passed-over and make-up days of a long limit', () => {
    const { explanation } = compute(60, 'working-days', '2026-07-20T09:00')
    expect(explanation.filter(({ code }) => code === 'counted')).toEqual([{ code: 'counted', date: '2026-10-14', n: 60 }])
    expect(explanation.filter(({ code }) => code === 'makeUpCounted')).toHaveLength(1)
  })
})

describe('days', () => {
  it('counts every day after the day of receipt and ends with the office hours', () => {
    expect(dueAt(3, 'days', '2026-11-16T16:00')).toBe('2026-11-19T17:30')
  })

  it('ends on the next working day when the last day is off (Civil Code, Article 148)', () => {
    const { dueDate, explanation } = compute(10, 'days', '2026-08-20T09:00')
    expect(dueDate).toBe('2026-09-03')
    expect(explanation.slice(-6)).toEqual([
      { code: 'skipped', date: '2026-08-30', kind: 'weeklyRest' },
      { code: 'skipped', date: '2026-08-31', kind: 'swapOff', name: 'Hoán đổi, làm bù ngày 22/8' },
      { code: 'skipped', date: '2026-09-01', kind: 'holiday', name: 'Quốc khánh' },
      { code: 'skipped', date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' },
      { code: 'movedToWorkingDay', from: '2026-08-30', to: '2026-09-03' },
      { code: 'endsWithOfficeHours', at: '2026-09-03T17:30' },
    ])
  })

  it('stays on a make-up Saturday', () => {
    expect(dueAt(2, 'days', '2026-08-20T09:00')).toBe('2026-08-22T17:30')
  })
})

describe('working hours', () => {
  it.each([
    [2, '2026-11-16T09:00', '2026-11-16T11:00'],
    [2.5, '2026-11-16T09:00', '2026-11-16T11:30'],
    [3, '2026-11-16T09:00', '2026-11-16T14:00'],
    [6.5, '2026-11-16T09:00', '2026-11-16T17:30'],
    [7, '2026-11-16T09:00', '2026-11-17T08:00'],
    [4, '2026-11-20T16:30', '2026-11-23T10:30'],
    [8, '2026-11-23T07:30', '2026-11-23T17:30'],
    [8, '2026-11-23T09:00', '2026-11-25T09:00'],
    [1 / 60, '2026-11-16T17:30', '2026-11-17T07:31'],
  ])('%d h from %s -> %s', (limit, received, due) => expect(dueAt(limit, 'working-hours', received)).toBe(due))

  it.each(['2026-11-16T05:00', '2026-11-15T12:00', '2026-11-13T17:30', '2026-11-13T20:00'])(
    'received outside at %s starts at the next opening',
    (received) => {
      const { dueAt, explanation } = compute(1, 'working-hours', received)
      expect(dueAt).toBe('2026-11-16T08:30')
      expect(explanation).toContainEqual({ code: 'clockStarts', at: '2026-11-16T07:30' })
    },
  )

  it('received in the lunch break starts after it', () => {
    expect(dueAt(1, 'working-hours', '2026-11-16T12:00')).toBe('2026-11-16T14:30')
  })

  it('takes the office hours that it is given', () => {
    const split = parseOfficeHours(['07:00-09:00', '10:00-11:00', '20:00-22:00'])
    expect(dueAt(4, 'working-hours', '2026-11-16T08:00', { hours: split })).toBe('2026-11-16T22:00')
  })

  it('tells the minutes of each day of a short limit', () => {
    expect(compute(4, 'working-hours', '2026-11-20T16:30').explanation).toEqual([
      { code: 'received', at: '2026-11-20T16:30' },
      { code: 'countedMinutes', date: '2026-11-20', minutes: 60 },
      { code: 'skipped', date: '2026-11-21', until: '2026-11-22', kind: 'weeklyRest' },
      { code: 'countedMinutes', date: '2026-11-23', minutes: 180 },
      { code: 'endsAt', at: '2026-11-23T10:30' },
    ])
  })
})

describe('hours', () => {
  it.each([
    [2, '2026-11-16T16:00', '2026-11-16T18:00'],
    [24, '2026-11-16T09:00', '2026-11-17T09:00'],
    [12, '2026-11-16T16:00', '2026-11-17T04:00'],
    [48, '2026-11-19T09:00', '2026-11-23T07:30'],
    [16, '2026-11-20T08:00', '2026-11-23T07:30'],
    [15.5, '2026-11-20T08:00', '2026-11-20T23:30'],
    [70, '2026-11-20T09:00', '2026-11-23T07:30'],
    [71, '2026-11-20T09:00', '2026-11-23T08:00'],
    [0.25, '2026-11-16T09:00', '2026-11-16T09:15'],
  ])('%d h from %s -> %s', (limit, received, due) => expect(dueAt(limit, 'hours', received)).toBe(due))

  it('explains why it ends at the opening', () => {
    expect(compute(48, 'hours', '2026-11-19T09:00').explanation).toEqual([
      { code: 'received', at: '2026-11-19T09:00' },
      { code: 'skipped', date: '2026-11-21', until: '2026-11-22', kind: 'weeklyRest' },
      { code: 'movedToOpening', from: '2026-11-21T09:00', at: '2026-11-23T07:30' },
      { code: 'endsAt', at: '2026-11-23T07:30' },
    ])
  })
})

describe('same day', () => {
  const sameDay = (receivedAt: string, more: Partial<DeadlineInput> = {}) =>
    computeDeadline({ unit: 'same-day', receivedAt, hours, calendar, ...more })

  it.each([
    ['2026-11-16T06:00', '2026-11-16T17:30'],
    ['2026-11-16T14:59', '2026-11-16T17:30'],
    ['2026-11-16T15:00', '2026-11-17T17:30'],
    ['2026-11-20T16:00', '2026-11-23T17:30'],
    ['2026-11-21T09:00', '2026-11-23T17:30'],
    ['2026-08-22T09:00', '2026-08-22T17:30'],
    ['2026-11-23T15:00', '2026-11-25T17:30'],
  ])('%s -> %s with the cut-off 15:00', (received, due) => expect(sameDay(received).dueAt).toBe(due))

  it("takes the procedure's own cut-off", () => {
    expect(sameDay('2026-11-16T15:59', { cutoff: '16:00' }).dueAt).toBe('2026-11-16T17:30')
    expect(sameDay('2026-11-16T10:00', { cutoff: '10:00' }).dueAt).toBe('2026-11-17T17:30')
  })

  it('is never due before it was received, however late the cut-off', () => {
    expect(sameDay('2026-11-16T17:29', { cutoff: '20:00' }).dueAt).toBe('2026-11-16T17:30')
    expect(sameDay('2026-11-16T18:00', { cutoff: '20:00' }).dueAt).toBe('2026-11-17T17:30')
  })

  it('says that it came in time for the same day', () => {
    expect(sameDay('2026-11-20T14:59').explanation).toEqual([
      { code: 'received', at: '2026-11-20T14:59' },
      { code: 'beforeCutoff', date: '2026-11-20', cutoff: '15:00' },
      { code: 'endsWithOfficeHours', at: '2026-11-20T17:30' },
    ])
  })

  it('says that the cut-off had passed', () => {
    expect(sameDay('2026-11-20T16:00').explanation).toEqual([
      { code: 'received', at: '2026-11-20T16:00' },
      { code: 'afterCutoff', date: '2026-11-20', cutoff: '15:00' },
      { code: 'skipped', date: '2026-11-21', until: '2026-11-22', kind: 'weeklyRest' },
      { code: 'movedToWorkingDay', from: '2026-11-20', to: '2026-11-23' },
      { code: 'endsWithOfficeHours', at: '2026-11-23T17:30' },
    ])
  })

  it('does not look at the limit', () => expect(sameDay('2026-11-16T09:00', { limit: -3 }).dueAt).toBe('2026-11-16T17:30'))
})

describe('excluded times', () => {
  const pause = { from: '2026-11-17T10:00', to: '2026-11-19T09:00', reason: 'Bổ sung hồ sơ' }

  it('leave out the days from the first to before the last', () => {
    const { dueAt, explanation } = compute(2, 'working-days', '2026-11-16T09:00', { exclusions: [pause] })
    expect(dueAt).toBe('2026-11-20T17:30')
    expect(explanation.filter(({ code }) => code === 'excluded')).toEqual([{ code: 'excluded', ...pause }])
    expect(dueAt).toBe(compute(2, 'days', '2026-11-16T09:00', { exclusions: [pause] }).dueAt)
  })

  it('leave out the minutes inside for limits of hours', () => {
    expect(dueAt(8, 'working-hours', '2026-11-16T13:30', { exclusions: [pause] })).toBe('2026-11-19T10:30')
    expect(dueAt(25, 'hours', '2026-11-16T10:00', { exclusions: [pause] })).toBe('2026-11-19T10:00')
  })

  it('end a limit that runs out exactly where they begin', () => {
    expect(dueAt(24, 'hours', '2026-11-16T10:00', { exclusions: [pause] })).toBe('2026-11-17T10:00')
    expect(dueAt(6.5, 'working-hours', '2026-11-16T13:30', { exclusions: [pause] })).toBe('2026-11-17T10:00')
  })

  it('hold back a limit that was moved to an opening inside them, not to one where they begin', () => {
    const exclusions = (from: string) => [{ from, to: '2026-11-25T10:00', reason: 'Bổ sung hồ sơ' }]
    expect(dueAt(48, 'hours', '2026-11-19T09:00', { exclusions: exclusions('2026-11-22T12:00') })).toBe('2026-11-25T10:00')
    expect(dueAt(48, 'hours', '2026-11-19T09:00', { exclusions: exclusions('2026-11-23T07:30') })).toBe('2026-11-23T07:30')
  })

  it('are not mentioned when they change nothing', () => {
    const before = { from: '2026-11-01T08:00', to: '2026-11-10T08:00', reason: 'trước' }
    const withinOneDay = { from: '2026-11-17T08:00', to: '2026-11-17T16:00', reason: 'trong ngày' }
    const { dueAt, explanation } = compute(2, 'working-days', '2026-11-16T09:00', { exclusions: [before, withinOneDay] })
    expect(dueAt).toBe('2026-11-18T17:30')
    expect(explanation.map(({ code }) => code)).not.toContain('excluded')
  })

  it('overlap and touch without counting twice', () => {
    const exclusions = [
      { from: '2026-11-18T08:00', to: '2026-11-20T08:00', reason: 'b' },
      { from: '2026-11-17T08:00', to: '2026-11-19T08:00', reason: 'a' },
      { from: '2026-11-20T08:00', to: '2026-11-20T10:00', reason: 'c' },
    ]
    expect(dueAt(1, 'working-days', '2026-11-16T09:00', { exclusions })).toBe('2026-11-20T17:30')
    expect(dueAt(24, 'hours', '2026-11-16T09:00', { exclusions })).toBe('2026-11-20T11:00')
  })
})

describe('years without a decided calendar', () => {
  it.each([
    [3, 'working-days', '2027-12-30T09:00', 2028],
    [10_000, 'working-days', '2026-08-26T09:00', 2028],
    [10_000, 'days', '2026-08-26T09:00', 2054],
    [9000, 'working-hours', '2026-08-26T09:00', 2028],
    [10_000, 'hours', '2027-08-26T09:00', 2028],
    [1, 'same-day', '2027-12-31T16:00', 2028],
    [1, 'working-days', '2023-12-28T09:00', 2023],
    [1, 'same-day', '2019-05-05T09:00', 2019],
  ] as const)('%d %s from %s has no deadline but a warning for %i', (limit, unit, received, year) => {
    expect(compute(limit, unit, received)).toMatchObject({
      dueDate: null,
      dueAt: null,
      warnings: [{ code: 'undecidedYear', year }],
    })
  })

  it('do not matter while no day of theirs must be judged', () => {
    expect(dueAt(5, 'days', '2023-12-30T09:00')).toBe('2024-01-04T17:30')
    expect(dueAt(3, 'working-days', '2023-12-31T09:00')).toBe('2024-01-04T17:30')
    expect(dueAt(1, 'working-days', '2027-12-30T09:00')).toBe('2027-12-31T17:30')
  })

  it('are also those that stand in the file as a draft', () => {
    const draft = parseCalendar(calendarText.replace(/("2027": \{\s*"decided": )true/, '$1false'))
    expect(compute(5, 'working-days', '2026-12-28T09:00', { calendar: draft }).warnings).toEqual([
      { code: 'undecidedYear', year: 2027 },
    ])
  })
})

describe('input', () => {
  it.each([
    [0, 'working-days', 'limit tooSmall'],
    [-1, 'hours', 'limit tooSmall'],
    [10_001, 'days', 'limit tooLarge'],
    [Number.NaN, 'days', 'limit invalid'],
    [Number.POSITIVE_INFINITY, 'days', 'limit invalid'],
    [2.5, 'days', 'limit notWhole'],
    [0.33, 'hours', 'limit notWholeMinutes'],
    [0.00001, 'working-hours', 'limit notWholeMinutes'],
  ] as const)('refuses the limit %d %s', (limit, unit, issue) => {
    expect(issuesOf(() => compute(limit, unit, '2026-11-16T09:00'))).toEqual([issue])
  })

  it('refuses everything wrong at once', () => {
    const exclusions = [
      { from: '2026-11-18', to: '2026-11-19', reason: '' },
      { from: '2026-11-18T08:00', to: '2026-11-17T08:00', reason: '' },
    ]
    expect(
      issuesOf(() =>
        computeDeadline({ unit: 'days', receivedAt: '2026-02-29T09:00', cutoff: '25:00', hours: [], calendar, exclusions }),
      ),
    ).toEqual([
      'limit required',
      'receivedAt notATime',
      'cutoff notATime',
      'hours required',
      'exclusions.0 notATime',
      'exclusions.1 endBeforeStart',
    ])
  })

  it('answers ten thousand long limits in a moment', () => {
    const started = performance.now()
    for (let i = 0; i < 200; i++) {
      compute(900, 'working-days', '2024-01-03T09:00')
      compute(7000, 'working-hours', '2024-01-03T09:00')
      compute(10_000, 'hours', '2024-01-03T09:00')
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
