import { describe, expect, it } from 'vitest'
import { isBirthDate, toBirthDate, toTime } from '../../../../../renderer/cases/intake/model/typed-time.ts'

const today = '2026-11-23'

describe('a typed time', () => {
  it.each([
    ['8', '08:00'],
    ['14', '14:00'],
    ['805', '08:05'],
    ['0805', '08:05'],
    ['1620', '16:20'],
    ['8:05', '08:05'],
    ['8:5', '08:05'],
    ['8h05', '08:05'],
    ['8 giờ 5', '08:05'],
    [' 16.20 ', '16:20'],
  ])('%s', (typed, time) => expect(toTime(typed)).toBe(time))

  it.each(['', '25', '8:75', 'sáng', '8050505'])('leaves %s to be corrected', (typed) => expect(toTime(typed)).toBe(typed))
})

describe('a typed date of birth', () => {
  it.each([
    ['01021990', '1990-02-01'],
    ['1/2/90', '1990-02-01'],
    ['1/2/26', '2026-02-01'],
    ['1950', '1950'],
    ['1990-02-01', '1990-02-01'],
  ])('%s', (typed, date) => {
    expect(toBirthDate(typed, today)).toBe(date)
    expect(isBirthDate(date, today)).toBe(true)
  })

  it.each(['31021990', '2027', 'năm ngoái'])('leaves %s to be corrected', (typed) => {
    expect(toBirthDate(typed, today)).toBe(typed)
    expect(isBirthDate(typed, today)).toBe(false)
  })
})
