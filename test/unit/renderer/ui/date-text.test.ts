import { describe, expect, test } from 'vitest'
import { isoOfLocalDate, localDate, parseTypedDate } from '../../../../renderer/ui/date-text.ts'

const today = '2026-11-23'

describe('a typed date', () => {
  test.each([
    ['1/2/1990', '1990-02-01'],
    ['01/02/1990', '1990-02-01'],
    ['01021990', '1990-02-01'],
    ['010290', '1990-02-01'],
    ['1/2/90', '1990-02-01'],
    ['01.02.1990', '1990-02-01'],
    ['1-2-1990', '1990-02-01'],
    ['1 2 1990', '1990-02-01'],
    [' 1/2/1990 ', '1990-02-01'],
    ['1990-02-01', '1990-02-01'],
    ['29/2/2024', '2024-02-29'],
    ['5/12', '2026-12-05'],
    ['31/12/99', '1999-12-31'],
  ])('%s is %s', (typed, iso) => {
    expect(parseTypedDate(typed, today)).toBe(iso)
  })

  test.each([
    '',
    '31/02/2026',
    '29/2/2025',
    '0/1/2026',
    '1/13/2026',
    '1/2/199',
    '1/2/19901',
    '1/2/3/2026',
    'mai',
    '1/2/0090',
    '1/2/2201',
  ])('“%s” is none', (typed) => {
    expect(parseTypedDate(typed, today)).toBeUndefined()
  })
})

describe('a year of two digits', () => {
  test('lies up to 20 years ahead: certificates expire', () => {
    expect(parseTypedDate('1/2/46', today)).toBe('2046-02-01')
    expect(parseTypedDate('1/2/47', today)).toBe('1947-02-01')
  })
  test('is never after the latest year allowed: nobody is born in the future', () => {
    expect(parseTypedDate('1/2/26', today, today)).toBe('2026-02-01')
    expect(parseTypedDate('1/2/27', today, today)).toBe('1927-02-01')
  })
})

test('the calendar counts in local days, and loses none of them', () => {
  for (const iso of ['1954-06-05', '2026-02-28', '2026-12-31']) expect(isoOfLocalDate(localDate(iso))).toBe(iso)
})
