import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeDeadline,
  findDay,
  isWorkingDay,
  nextWorkingDay,
  parseCalendar,
  parseOfficeHours,
  workingMinutesBetween,
} from '../../../../db/calendar/rules.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { localMinutes, localOfMinutes } from '../../../../db/model/local-time.ts'
import { calendar, calendarText, hours, hourTexts } from './shipped-calendar.ts'
import { slowRules } from './slow-reference.ts'

describe('days', () => {
  it.each([
    ['2026-11-23', true],
    ['2026-11-24', false],
    ['2026-11-22', false],
    ['2026-08-22', true],
    ['2026-08-31', false],
    ['2028-01-03', undefined],
    ['2023-12-29', undefined],
  ])('%s: working %s', (date, working) => expect(isWorkingDay(calendar, date)).toBe(working))

  it('have a kind and a name', () => {
    expect(findDay(calendar, '2026-11-24')).toEqual({ working: false, kind: 'holiday', name: 'Ngày Văn hóa Việt Nam' })
    expect(findDay(calendar, '2026-11-22')).toEqual({ working: false, kind: 'weeklyRest', name: '' })
    expect(findDay(calendar, '2026-11-23')).toEqual({ working: true, kind: 'ordinary', name: '' })
    expect(findDay(calendar, '2026-01-10')).toEqual({ working: true, kind: 'makeUp', name: 'Làm bù ngày 02/01' })
  })

  it('are followed by the next working day, or by none that is known', () => {
    expect(nextWorkingDay(calendar, '2026-08-28')).toBe('2026-09-03')
    expect(nextWorkingDay(calendar, '2026-08-21')).toBe('2026-08-22')
    expect(nextWorkingDay(calendar, '2025-12-31')).toBe('2026-01-05')
    expect(nextWorkingDay(calendar, '2027-12-31')).toBeUndefined()
  })

  it('are asked for by real dates only', () => {
    expect(() => isWorkingDay(calendar, '2026-02-29')).toThrow(RangeError)
  })

  it.each([0, 1])('are closed by a storm, also a make-up day, in either order of the file', (order) => {
    const makeUp = '{ "date": "2026-08-22", "kind": "makeUp", "name": "Làm bù ngày 31/8" }'
    const closure = '{ "date": "2026-08-22", "kind": "closure", "name": "Bão số 5" }'
    const stormy = parseCalendar(calendarText.replace(makeUp, order ? `${closure}, ${makeUp}` : `${makeUp}, ${closure}`))
    expect(findDay(stormy, '2026-08-22')).toEqual({ working: false, kind: 'closure', name: 'Bão số 5' })
    const { dueDate, explanation } = computeDeadline({
      limit: 1,
      unit: 'working-days',
      receivedAt: '2026-08-21T09:00',
      hours,
      calendar: stormy,
    })
    expect(dueDate).toBe('2026-08-24')
    expect(explanation).toContainEqual({ code: 'skipped', date: '2026-08-22', kind: 'closure', name: 'Bão số 5' })
  })
})

describe('office hours', () => {
  it('are read as minutes after midnight', () => {
    expect(parseOfficeHours(['07:30-11:30', '11:30-17:00'])).toEqual([
      { start: 450, end: 690 },
      { start: 690, end: 1020 },
    ])
  })

  it.each([
    [[], 'hours required'],
    [['7:30-11:30'], 'hours.0 notATime'],
    [['07:30–11:30'], 'hours.0 notATime'],
    [['07:30-11:30-12:00'], 'hours.0 notATime'],
    [['07:30-24:00'], 'hours.0 notATime'],
    [['11:30-07:30'], 'hours.0 endBeforeStart'],
    [['07:30-07:30'], 'hours.0 endBeforeStart'],
    [['07:30-11:30', '11:00-17:00'], 'hours.1 timesOverlap'],
    [['13:30-17:30', '07:30-11:30'], 'hours.1 timesOverlap'],
  ])('%j are refused: %s', (texts, issue) => {
    try {
      parseOfficeHours(texts)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      expect(error.code).toBe('input.invalid')
      expect(error.issues.map(({ path, code }) => `${path} ${code}`)).toEqual([issue])
    }
  })
})

describe('workingMinutesBetween', () => {
  it.each([
    ['2026-11-16T09:00', '2026-11-16T10:00', 60],
    ['2026-11-16T11:00', '2026-11-16T14:00', 60],
    ['2026-11-20T16:30', '2026-11-23T08:00', 90],
    ['2026-08-28T17:30', '2026-09-03T07:30', 0],
    ['2026-11-16T07:30', '2026-11-17T07:30', 480],
    ['2026-11-16T10:00', '2026-11-16T09:00', -60],
    ['2026-01-01T00:00', '2026-12-31T23:59', 249 * 480],
  ])('from %s to %s: %i', (from, to, minutes) => expect(workingMinutesBetween(calendar, hours, from, to)).toBe(minutes))

  it('is not known over an undecided year', () => {
    expect(workingMinutesBetween(calendar, hours, '2027-12-31T17:00', '2028-01-03T09:00')).toBeUndefined()
    expect(workingMinutesBetween(calendar, hours, '2028-01-03T09:00', '2027-12-31T17:00')).toBeUndefined()
  })

  it('agrees with counting minute by minute', () => {
    const slow = slowRules(calendarText)
    const start = localMinutes('2026-08-20T00:00')
    fc.assert(
      fc.property(fc.nat(20 * 1440), fc.nat(8 * 1440), (offset, length) => {
        const [from, to] = [localOfMinutes(start + offset), localOfMinutes(start + offset + length)]
        expect(workingMinutesBetween(calendar, hours, from, to)).toBe(slow.workingMinutes(hourTexts, from, to))
      }),
    )
  })

  it('is the limit itself between receipt and the end of a limit in working hours', () => {
    const start = localMinutes('2024-01-02T00:00')
    fc.assert(
      fc.property(fc.nat(1400 * 1440), fc.integer({ min: 1, max: 3000 }), (offset, minutes) => {
        const receivedAt = localOfMinutes(start + offset)
        const { dueAt } = computeDeadline({ limit: minutes / 60, unit: 'working-hours', receivedAt, hours, calendar })
        fc.pre(dueAt !== null)
        expect(workingMinutesBetween(calendar, hours, receivedAt, dueAt)).toBe(minutes)
      }),
    )
  })
})
