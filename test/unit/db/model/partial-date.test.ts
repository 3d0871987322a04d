import { describe, expect, it } from 'vitest'
import { canBe, isPartialDate, knownDay, parsePartialDate, partialDateText } from '../../../../db/model/partial-date.ts'

describe('a date that is half known', () => {
  it.each([
    ['27/12/2007', '2007-12-27'],
    ['27.12.2007', '2007-12-27'],
    ['2007-12-27', '2007-12-27'],
    ['12/2007', '2007-12'],
    ['2007', '2007'],
    ['11/7', '--07-11'],
    ['29/2', '--02-29'],
    ['', ''],
  ])('is typed as %s', (typed, date) => {
    expect(parsePartialDate(typed)).toBe(date)
    expect(isPartialDate(date)).toBe(true)
  })

  it.each(['31/2/2007', '30/2', '13/2007', '07', 'hôm qua', '1/2/3/4', '11/7/13'])('is not %s', (typed) =>
    expect(parsePartialDate(typed)).toBeNull(),
  )

  it('is written as people write it, and typed again gives the same', () => {
    expect(['2007-12-27', '2007-12', '2007', '--07-11'].map(partialDateText)).toEqual(['27/12/2007', '12/2007', '2007', '11/7'])
    for (const date of ['2007-12-27', '2007-12', '2007', '--07-11']) expect(parsePartialDate(partialDateText(date))).toBe(date)
  })

  it('is a day only when the whole of it is known, and fits days that it can be', () => {
    expect(['2007-12-27', '2007-12', '--07-11', ''].map(knownDay)).toEqual(['2007-12-27', null, null, null])
    expect(canBe('--07-11', '2013-07-11')).toBe(true)
    expect(canBe('--07-11', '2013-07-12')).toBe(false)
    expect(canBe('2013', '2013-07-12')).toBe(true)
    expect(canBe('2013-08', '2013-07-12')).toBe(false)
    expect(canBe('', '2013-07-12')).toBe(true)
  })
})
