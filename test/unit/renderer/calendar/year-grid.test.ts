import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isWorkingDay, parseCalendar } from '../../../../db/calendar/rules.ts'
import { workingDaysOf, yearGrid } from '../../../../renderer/calendar/year-grid.ts'

const vietnam = parseCalendar(readFileSync(new URL('../../../../resources/calendars/vn.json', import.meta.url), 'utf8'))
const weeklyRest = ['saturday', 'sunday'] as const
const gridOf = (year: number) => yearGrid(year, vietnam.years[year]?.days ?? [], weeklyRest)
const daysOf = (months: ReturnType<typeof yearGrid>) => months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null)

test.each([
  [2024, 251],
  [2025, 250],
  [2026, 249],
  [2027, 249],
])('%i has %i working days (one-stop.md 5.3)', (year, count) => {
  expect(workingDaysOf(gridOf(year))).toBe(count)
})

test('every day is judged as the deadline rules judge it', () => {
  const days = daysOf(gridOf(2026))
  expect(days).toHaveLength(365)
  expect(days.filter((day) => day.isWorking !== isWorkingDay(vietnam, day.date))).toEqual([])
})

test('weeks begin on Monday and a leap day is there', () => {
  const february = gridOf(2024)[1]
  expect(february?.weeks.map((week) => week.map((day) => day?.day ?? 0))).toEqual([
    [0, 0, 0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9, 10, 11],
    [12, 13, 14, 15, 16, 17, 18],
    [19, 20, 21, 22, 23, 24, 25],
    [26, 27, 28, 29, 0, 0, 0],
  ])
})

test('a month that begins on a Sunday starts with six empty places', () => {
  expect(gridOf(2026)[1]?.weeks[0]?.map((day) => day?.day ?? 0)).toEqual([0, 0, 0, 0, 0, 0, 1])
})

test.each([[0], [1]])('a storm on a make-up day closes the office, whichever stands first (%i)', (turn) => {
  const both = [
    { date: '2026-08-22', kind: 'makeUp', name: 'Làm bù ngày 31/8' },
    { date: '2026-08-22', kind: 'closure', name: 'Bão' },
  ]
  const days = daysOf(yearGrid(2026, turn === 0 ? both : both.toReversed(), weeklyRest))
  expect(days.find(({ date }) => date === '2026-08-22')).toMatchObject({ isWorking: false, special: { name: 'Bão' } })
})

test('December ends with the year', () => {
  expect(daysOf(gridOf(2026)).at(-1)?.date).toBe('2026-12-31')
})
