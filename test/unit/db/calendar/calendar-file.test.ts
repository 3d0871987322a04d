import { describe, expect, it } from 'vitest'
import { isWorkingDay, parseCalendar } from '../../../../db/calendar/rules.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { calendar, calendarText } from './shipped-calendar.ts'
import { slowRules } from './slow-reference.ts'

function refusal(text: string): AppError {
  try {
    parseCalendar(text)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('was not refused')
}

const lineOf = (piece: string) => calendarText.slice(0, calendarText.indexOf(piece)).split('\n').length

/** The complaints about the shipped file after one piece of its text was replaced. */
function complaintsAfter(piece: string, replacement: string): string[] {
  expect(calendarText).toContain(piece)
  const error = refusal(calendarText.replace(piece, replacement))
  expect(error.code).toBe('file.invalid')
  return error.issues.map(({ path, code }) => `${path} ${code}`)
}

describe('the shipped calendar', () => {
  it('is decided and sourced from 2024 to 2027', () => {
    expect(Object.entries(calendar.years).map(([year, { decided }]) => [year, decided])).toEqual([
      ['2024', true],
      ['2025', true],
      ['2026', true],
      ['2027', true],
    ])
    expect(calendar).toMatchObject({
      id: 'vn',
      version: '2026-11-22',
      zone: 'Asia/Ho_Chi_Minh',
      weeklyRest: ['saturday', 'sunday'],
    })
  })

  it.each([
    ['2024', 251],
    ['2025', 250],
    ['2026', 249],
    ['2027', 249],
  ])('has in %s %i working days', (year, count) => {
    const { works } = slowRules(calendarText)
    const dates = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(Number(year), 0, 1 + day)).toISOString().slice(0, 10))
    const days = dates.filter((date) => date.startsWith(year))
    expect(days.filter((date) => isWorkingDay(calendar, date))).toHaveLength(count)
    expect(days.map((date) => isWorkingDay(calendar, date))).toEqual(days.map(works))
  })

  it('knows the public holiday of 24 November since 2026', () => {
    const hasDay = (year: string) => calendar.years[year]?.days.some(({ date }) => date === `${year}-11-24`)
    expect([hasDay('2025'), hasDay('2026'), hasDay('2027')]).toEqual([false, true, true])
  })

  it('cannot be changed after it was checked', () => {
    expect(Object.isFrozen(calendar) && Object.isFrozen(calendar.years) && Object.isFrozen(calendar.years['2026']?.days)).toBe(
      true,
    )
  })
})

describe('a broken calendar file is refused whole with line and reason', () => {
  it.each([
    ['a day that does not exist', '2026-02-20', '2026-02-30', 'notADate'],
    ['a day of another year', '2026-02-20', '2025-02-20', 'outsideYear'],
    ['a day twice', '2026-02-20', '2026-02-19', 'notUnique'],
    ['a make-up day on a working day', '2026-08-22', '2026-08-21', 'notWeeklyRest'],
    ['a holiday on a Sunday', '2026-04-27', '2026-04-26', 'onWeeklyRest'],
  ])('%s', (_, date, wrong, code) => {
    const index = calendar.years['2026']?.days.findIndex((day) => day.date === date)
    const line = lineOf(`"date": "${date}"`)
    expect(complaintsAfter(`"date": "${date}"`, `"date": "${wrong}"`)).toEqual([
      `line ${line}: years.2026.days[${index}].date ${code}`,
    ])
  })

  it.each([
    [
      'an unknown kind',
      '"kind": "swapOff", "name": "Hoán đổi, làm bù ngày 22/8"',
      '"kind": "bridge", "name": "x"',
      'kind invalid',
    ],
    [
      'a day without a name',
      '"kind": "swapOff", "name": "Hoán đổi, làm bù ngày 22/8"',
      '"kind": "swapOff", "name": " "',
      'name required',
    ],
    ['a day without a kind', '"kind": "swapOff", "name": "Hoán đổi, làm bù ngày 22/8"', '"name": "x"', 'kind required'],
    [
      'a misspelt key',
      '"kind": "swapOff", "name": "Hoán đổi, làm bù ngày 22/8"',
      '"kind": "swapOff", "name": "x", "nmae": 1',
      'nmae invalid',
    ],
  ])('%s', (_, piece, replacement, complaint) => {
    expect(complaintsAfter(piece, replacement)).toEqual([`line ${lineOf(piece)}: years.2026.days[12].${complaint}`])
  })

  it('another zone, an unreal version, an unknown rest day, a year that is none', () => {
    expect(complaintsAfter('Asia/Ho_Chi_Minh', 'Asia/Bangkok')).toEqual(['line 5: zone invalid'])
    expect(complaintsAfter('2026-11-22', '2026-11-31')).toEqual(['line 4: version notADate'])
    expect(complaintsAfter('"sunday"', '"Chủ nhật"')).toEqual(['line 6: weeklyRest[1] invalid'])
    expect(complaintsAfter('"2026": {', '"26": {')).toEqual([`line ${lineOf('"2026": {')}: years.26 invalid`])
  })

  it('a decided year without days, no year at all, a year written twice', () => {
    const head = '{"id": "x", "name": "x", "version": "2026-01-01", "zone": "Asia/Ho_Chi_Minh", "weeklyRest": [],\n"years": '
    const issues = (text: string) => refusal(text).issues.map(({ path, code }) => `${path} ${code}`)
    expect(issues(`${head}{\n"2026": { "decided": true, "source": "x", "days": [] }}}`)).toEqual([
      'line 3: years.2026.days required',
    ])
    expect(issues(`${head}{}}`)).toEqual(['line 2: years required'])
    expect(complaintsAfter('"2026": {', '"2025": {')).toEqual([`line ${lineOf('"2026": {')}: years.2025 notUnique`])
  })

  it('a missing comma', () => {
    expect(complaintsAfter('"decided": true,', '"decided": true')).toEqual([`line ${lineOf('"decided": true,') + 1} malformed`])
  })

  it('with every complaint at once', () => {
    const text = calendarText
      .replace('2026-02-20', '2026-02-30')
      .replace('2024-05-04', '2024-05-06')
      .replace('2025-09-02', '2025-09-01')
    expect(refusal(text).issues.map(({ code }) => code)).toEqual(['notWeeklyRest', 'notUnique', 'notADate'])
    expect(refusal(text).params).toEqual({ line: lineOf('2024-05-04'), count: 3 })
  })
})

describe('a storm', () => {
  const closure = (date: string) => `{ "date": "${date}", "kind": "closure", "name": "Bão" }`
  const withClosure = (date: string) =>
    calendarText.replace('{ "date": "2026-11-24"', `${closure(date)},\n{ "date": "2026-11-24"`)

  it('closes a working day or a make-up day', () => {
    expect(parseCalendar(withClosure('2026-11-18')).years['2026']?.days).toHaveLength(17)
    expect(parseCalendar(withClosure('2026-08-22')).years['2026']?.days).toHaveLength(17)
  })

  it('cannot close a day that is off', () => {
    expect(refusal(withClosure('2026-11-21')).issues[0]?.code).toBe('onWeeklyRest')
    expect(refusal(withClosure('2026-09-02')).issues[0]?.code).toBe('notUnique')
  })
})
