import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeDeadline, type Exclusion, type LimitUnit, limitUnits, parseOfficeHours } from '../../../../db/calendar/rules.ts'
import { addDays, localMinutes, localOfMinutes } from '../../../../db/model/local-time.ts'
import { calendar, calendarText } from './shipped-calendar.ts'
import { slowRules } from './slow-reference.ts'

const slow = slowRules(calendarText)

const officeHours = fc.constantFrom(
  ['07:30-11:30', '13:30-17:30'],
  ['08:00-12:00'],
  ['07:00-11:00', '11:00-12:00', '13:00-17:00', '20:00-21:30'],
)
const firstMinute = localMinutes('2023-12-25T00:00')
const decidedFrom = localMinutes('2024-01-02T00:00')
const lastMinute = localMinutes('2027-12-31T23:59')
// Near days off and year ends is where rules go wrong: half of the receipts fall there.
const hotDays = ['2024-04-26', '2025-01-24', '2026-01-09', '2026-02-13', '2026-08-21', '2026-08-28', '2026-11-23', '2027-12-20']
const receipt = (from: number) =>
  fc
    .oneof(
      fc.integer({ min: from, max: lastMinute }),
      fc
        .tuple(fc.constantFrom(...hotDays), fc.nat(9 * 1440))
        .map(([day, minutes]) => Math.min(lastMinute, localMinutes(`${day}T00:00`) + minutes)),
    )
    .map(localOfMinutes)

const cutoffTime = fc.constantFrom('10:00', '15:00', '16:30', '23:00')

/** Limits in the smallest step of the unit, at most about two weeks. */
const limitOf: Record<LimitUnit, fc.Arbitrary<number>> = {
  'working-days': fc.integer({ min: 1, max: 48 }).map((quarters) => quarters / 4),
  days: fc.integer({ min: 1, max: 20 }),
  'working-hours': fc.integer({ min: 1, max: 5000 }).map((minutes) => minutes / 60),
  hours: fc.integer({ min: 1, max: 20_000 }).map((minutes) => minutes / 60),
  'same-day': fc.constant(1),
}

/** Excluded times that start within three weeks after a receipt; they may overlap, touch or be empty. */
const exclusionsAfter = (receivedAt: string): fc.Arbitrary<readonly Exclusion[]> => {
  const start = localMinutes(receivedAt) - 2 * 1440
  const span = fc.tuple(fc.nat(21 * 1440), fc.oneof(fc.nat(600), fc.nat(6 * 1440)))
  const toExclusion = ([offset, length]: [number, number]) => ({
    from: localOfMinutes(start + offset),
    to: localOfMinutes(start + offset + length),
    reason: `${offset}`,
  })
  return fc.oneof(fc.constant([]), fc.array(span.map(toExclusion), { maxLength: 3 }))
}

const situation = (unit: LimitUnit, from = firstMinute) =>
  receipt(from).chain((receivedAt) =>
    fc.record({
      unit: fc.constant(unit),
      receivedAt: fc.constant(receivedAt),
      limit: limitOf[unit],
      cutoff: cutoffTime,
      hourTexts: officeHours,
      exclusions: exclusionsAfter(receivedAt),
    }),
  )

type Situation = Omit<Parameters<typeof computeDeadline>[0], 'hours' | 'calendar' | 'limit'> & {
  limit: number
  hourTexts: readonly string[]
}
const compute = ({ hourTexts, ...input }: Situation) =>
  computeDeadline({ ...input, hours: parseOfficeHours(hourTexts), calendar })

/** No answer lies after every answer. */
const orNever = (dueAt: string | null) => dueAt ?? '9999'

const inRange = (date: string, from: string, until: string) => from <= date && date <= until

describe.each(limitUnits)('%s', (unit) => {
  it('agrees with a clock that moves minute by minute', () => {
    fc.assert(
      fc.property(situation(unit), (input) => {
        const { dueAt, dueDate, warnings } = compute(input)
        expect(dueAt).toBe(slow.dueAt({ ...input, hours: input.hourTexts, exclusions: input.exclusions ?? [] }))
        expect(dueDate).toBe(dueAt === null ? null : dueAt.slice(0, 10))
        expect(warnings.length).toBe(dueAt === null ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })

  it('is never due earlier for a later receipt', () => {
    fc.assert(
      fc.property(situation(unit, decidedFrom), fc.oneof(fc.nat(3), fc.nat(5000)), (input, later) => {
        const receivedLater = localOfMinutes(Math.min(lastMinute, localMinutes(input.receivedAt) + later))
        expect(orNever(compute({ ...input, receivedAt: receivedLater }).dueAt) >= orNever(compute(input).dueAt)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is never due earlier for a longer limit', () => {
    fc.assert(
      fc.property(situation(unit, decidedFrom), limitOf[unit], (input, other) => {
        const [shorter, longer] = [Math.min(input.limit, other), Math.max(input.limit, other)]
        expect(orNever(compute({ ...input, limit: longer }).dueAt) >= orNever(compute({ ...input, limit: shorter }).dueAt)).toBe(
          true,
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('never ends on a day off, and after its receipt', () => {
    fc.assert(
      fc.property(situation(unit), (input) => {
        const { dueDate, dueAt } = compute(input)
        fc.pre(dueDate !== null && dueAt !== null)
        expect(slow.works(dueDate)).toBe(true)
        expect(dueAt > input.receivedAt).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('names days off only, each once and as the calendar does', () => {
    fc.assert(
      fc.property(situation(unit), (input) => {
        const named = compute(input).explanation.flatMap((entry) => {
          if (entry.code !== 'skipped') return []
          const dates: string[] = []
          for (let date = entry.date; date <= (entry.until ?? entry.date); date = addDays(date, 1)) dates.push(date)
          return dates.map((date) => ({ date, kind: entry.kind, name: entry.name }))
        })
        expect(new Set(named.map(({ date }) => date)).size).toBe(named.length)
        for (const { date, kind, name } of named) {
          expect(slow.works(date)).toBe(false)
          const inFile = calendar.years[date.slice(0, 4)]?.days.find((day) => day.date === date)
          expect({ kind, name }).toEqual(
            inFile ? { kind: inFile.kind, name: inFile.name } : { kind: 'weeklyRest', name: undefined },
          )
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the explanation accounts for every day', () => {
  const walked: LimitUnit[] = ['working-days', 'working-hours', 'same-day']

  it.each(walked)('that a limit in %s passes over', (unit) => {
    fc.assert(
      fc.property(situation(unit, decidedFrom), (input) => {
        const { dueDate, explanation } = compute(input)
        fc.pre(dueDate !== null)
        const counted = new Set<string>()
        for (let date = addDays(input.receivedAt.slice(0, 10), 1); date <= dueDate; date = addDays(date, 1)) {
          const skips = explanation.filter(
            (entry) => entry.code === 'skipped' && inRange(date, entry.date, entry.until ?? entry.date),
          )
          const excluded = explanation.some(
            (entry) => entry.code === 'excluded' && inRange(date, entry.from.slice(0, 10), entry.to.slice(0, 10)),
          )
          if (skips.length === 0 && !slow.works(date)) expect(excluded).toBe(true)
          if (slow.works(date)) {
            expect(skips).toEqual([])
            counted.add(date)
          }
          if (calendar.years[date.slice(0, 4)]?.days.some((day) => day.date === date && day.kind === 'makeUp') && !excluded)
            expect(explanation).toContainEqual(expect.objectContaining({ code: 'makeUpCounted', date }))
        }
        if (unit === 'working-days' && !explanation.some(({ code }) => code === 'excluded'))
          expect(counted.size).toBe(Math.ceil(input.limit))
      }),
      { numRuns: 500 },
    )
  })

  it.each(['days', 'hours'] as const)('between the end of a limit in %s and the day it is moved to', (unit) => {
    fc.assert(
      fc.property(situation(unit, decidedFrom), (input) => {
        const { explanation } = compute({ ...input, exclusions: [] })
        const moved = explanation.find((entry) => entry.code === 'movedToWorkingDay' || entry.code === 'movedToOpening')
        fc.pre(moved !== undefined)
        const to = moved.code === 'movedToWorkingDay' ? moved.to : moved.at.slice(0, 10)
        for (let date = moved.from.slice(0, 10); date < to; date = addDays(date, 1))
          expect(
            explanation.some((entry) => entry.code === 'skipped' && inRange(date, entry.date, entry.until ?? entry.date)),
          ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('and for every minute of a short limit in working hours', () => {
    fc.assert(
      fc.property(situation('working-hours'), fc.integer({ min: 1, max: 40 * 60 }), (input, total) => {
        const { dueAt, explanation } = compute({ ...input, limit: total / 60 })
        fc.pre(dueAt !== null)
        expect(explanation.reduce((sum, entry) => sum + (entry.code === 'countedMinutes' ? entry.minutes : 0), 0)).toBe(total)
      }),
    )
  })
})
