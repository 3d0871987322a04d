import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayNumber,
  instantToLocal,
  isLocalDateTime,
  isRealDate,
  isRealTime,
  localMinutes,
  localOfMinutes,
  localToInstant,
  weekdayOfDay,
} from '../../../../db/model/local-time.ts'

describe('local time', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('knows the real date %s', (date) => expect(isRealDate(date)).toBe(true))

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-01-01 ', '', '2026-01-32'])(
    'refuses %j as a date',
    (text) => {
      expect(isRealDate(text)).toBe(false)
      expect(() => dayNumber(text)).toThrow(RangeError)
    },
  )

  it('takes times from 00:00 to 23:59', () => {
    expect(['00:00', '07:30', '23:59'].every(isRealTime)).toBe(true)
    expect(['24:00', '7:30', '12:60', '12:30:00', ''].some(isRealTime)).toBe(false)
  })

  it('takes a wall time without seconds and zone', () => {
    expect(isLocalDateTime('2026-08-26T09:00')).toBe(true)
    for (const text of ['2026-08-26 09:00', '2026-08-26T09:00:00', '2026-08-26T09:00Z', '2026-08-26T9:00', '2026-02-29T09:00'])
      expect(isLocalDateTime(text)).toBe(false)
  })

  it('adds days over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('knows the weekday', () => {
    expect(weekdayOfDay(dayNumber('2026-11-22'))).toBe(0)
    expect(weekdayOfDay(dayNumber('2026-08-22'))).toBe(6)
    expect(weekdayOfDay(dayNumber('1969-12-31'))).toBe(3)
  })

  it('goes between UTC instants and the wall clock of Asia/Ho_Chi_Minh', () => {
    expect(instantToLocal('2026-11-22T17:30:59.999Z')).toBe('2026-11-23T00:30')
    expect(instantToLocal('2026-11-23T00:30:00+07:00')).toBe('2026-11-23T00:30')
    expect(localToInstant('2026-01-01T00:00')).toBe('2025-12-31T17:00:00.000Z')
    expect(() => instantToLocal('2026-11-22T17:30')).toThrow(RangeError)
    expect(() => localToInstant('2026-11-22T25:00')).toThrow(RangeError)
  })

  it('agrees with the zone data of the platform', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        expect(instantToLocal(date.toISOString())).toBe(zone.format(date).replace(' ', 'T'))
      }),
    )
  })

  it('loses nothing on the way there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 80_000_000 }), (minutes) => {
        const local = localOfMinutes(minutes)
        expect(localMinutes(local)).toBe(minutes)
        expect(instantToLocal(localToInstant(local))).toBe(local)
      }),
    )
  })
})
