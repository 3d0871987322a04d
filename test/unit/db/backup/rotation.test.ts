import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupName, backupReasons, findSurplus, type ShelvedBackup, sealedName } from '../../../../db/backup/rules.ts'
import { toInstant } from '../../../../db/model/clock.ts'
import { addDays, instantToLocal, localToInstant } from '../../../../db/model/local-time.ts'

const automatic = backupReasons.filter((reason) => reason !== 'manual')
const shelved = (local: string, reason = 'hourly'): ShelvedBackup => {
  const createdAt = localToInstant(local)
  return { name: backupName(createdAt, reason as 'hourly'), createdAt, reason }
}
/** What stays of a shelf. */
const keep = (shelf: readonly ShelvedBackup[], now: string) => {
  const gone = new Set(findSurplus(shelf, now))
  return shelf.filter(({ name }) => !gone.has(name))
}
const localsOf = (shelf: readonly ShelvedBackup[]) => shelf.map(({ createdAt }) => instantToLocal(createdAt)).toSorted()

const nowMs = Date.UTC(2026, 10, 23, 9)
const now = toInstant(nowMs)
const yearMs = 366 * 24 * 3_600_000
const anyShelf = (reasons: readonly string[], fromMs = nowMs - 3 * yearMs, toMs = nowMs) =>
  fc.uniqueArray(
    fc.record({ ms: fc.integer({ min: fromMs, max: toMs }), reason: fc.constantFrom(...reasons) }).map(({ ms, reason }) => {
      const createdAt = `${toInstant(ms).slice(0, 19)}.000Z`
      return { name: backupName(createdAt, reason as 'hourly'), createdAt, reason }
    }),
    { maxLength: 120, selector: ({ name }) => name },
  )

describe('thinning out the shelf', () => {
  it('keeps the newest three of today and the newest of every other day', () => {
    const today = ['08:00', '09:00', '10:00', '11:00', '15:00'].map((time) => shelved(`2026-11-23T${time}`))
    const yesterday = ['08:00', '16:50'].map((time) => shelved(`2026-11-22T${time}`))
    expect(localsOf(keep([...today, ...yesterday], localToInstant('2026-11-23T15:30')))).toEqual([
      '2026-11-22T16:50',
      '2026-11-23T10:00',
      '2026-11-23T11:00',
      '2026-11-23T15:00',
    ])
  })

  it('counts the days of the office, not of Greenwich', () => {
    // 06:30 in Viet Nam is still the day before in UTC.
    const shelf = ['2026-11-22T23:30', '2026-11-23T06:30', '2026-11-23T07:30'].map((local) => shelved(local))
    expect(keep(shelf, localToInstant('2026-11-24T08:00')).map(({ createdAt }) => instantToLocal(createdAt))).toEqual([
      '2026-11-22T23:30',
      '2026-11-23T07:30',
    ])
  })

  it('leaves 3 of today, 14 days, 8 weeks and 12 months of years of hourly backups', () => {
    let shelf: ShelvedBackup[] = []
    let date = '2024-11-25'
    for (let day = 0; day < 729; day += 1) {
      for (const time of ['08:10', '09:10', '10:10', '11:10', '14:10', '15:10', '16:10', '17:05']) {
        shelf = keep([...shelf, shelved(`${date}T${time}`)], localToInstant(`${date}T${time}`))
      }
      date = addDays(date, 1)
    }
    const days = [...new Set(localsOf(shelf).map((local) => local.slice(0, 10)))]
    expect(localsOf(shelf).filter((local) => local.startsWith('2026-11-23'))).toHaveLength(3)
    expect(days.slice(-14)).toEqual(Array.from({ length: 14 }, (_, index) => addDays('2026-11-10', index)))
    expect(days).toContain('2026-10-11') // the Sunday seven weeks before this one
    expect(days.filter((day) => day < '2026-10-01')).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
    ])
    expect(shelf.length).toBeLessThanOrEqual(3 + 14 + 8 + 12)
  })

  it('keeps the way back from a step however many hours pass', () => {
    const before = shelved('2026-11-23T08:00', 'import')
    const hours = ['09:00', '10:00', '11:00', '14:00', '15:00'].map((time) => shelved(`2026-11-23T${time}`))
    expect(keep([before, ...hours], localToInstant('2026-11-23T16:00'))).toContainEqual(before)
  })

  it('does not empty the shelf when a clock runs years ahead, nor for the dates it left', () => {
    const shelf = Array.from({ length: 14 }, (_, index) => shelved(`${addDays('2026-11-10', index)}T17:00`))
    const wrong = shelved('2036-01-01T08:00')
    expect(keep([...shelf, wrong], localToInstant('2036-01-01T08:00')).length).toBeGreaterThanOrEqual(14)
    expect(keep([...shelf, wrong], localToInstant('2026-11-24T08:00'))).toHaveLength(15)
    expect(keep([...shelf, wrong], localToInstant('2000-01-01T08:00'))).toHaveLength(15)
  })

  it('never names one that a person or an unknown program made, nor one of the future, nor the newest', () => {
    fc.assert(
      fc.property(anyShelf([...backupReasons, 'later'], nowMs - yearMs, nowMs + yearMs), (shelf) => {
        const kept = keep(shelf, now)
        const untouchable = shelf.filter(({ reason, createdAt }) => !automatic.includes(reason as 'hourly') || createdAt > now)
        for (const one of untouchable) expect(kept).toContain(one)
        const rest = shelf.filter((one) => !untouchable.includes(one)).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
        const newest = rest.at(-1)
        if (newest) expect(kept.some(({ createdAt }) => createdAt === newest.createdAt)).toBe(true)
        expect(kept.filter((one) => !untouchable.includes(one)).length).toBeLessThanOrEqual(3 + 14 + 8 + 12 + 4)
      }),
    )
  })

  it('keeps one of each of the last 14 days, 8 weeks and 12 months that have any', () => {
    const weekOf = (date: string) => Math.floor((Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) / 7)
    fc.assert(
      fc.property(anyShelf(automatic), (shelf) => {
        const dates = (files: readonly ShelvedBackup[]) => localsOf(files).map((local) => local.slice(0, 10))
        const [all, left] = [dates(shelf), dates(keep(shelf, now))]
        const newest = (values: readonly (string | number)[], count: number) => [...new Set(values)].slice(-count)
        expect(newest(left, 14)).toEqual(newest(all, 14))
        expect(newest(left.map(weekOf), 8)).toEqual(newest(all.map(weekOf), 8))
        expect(
          newest(
            left.map((date) => date.slice(0, 7)),
            12,
          ),
        ).toEqual(
          newest(
            all.map((date) => date.slice(0, 7)),
            12,
          ),
        )
      }),
    )
  })

  it('names the same however the shelf is ordered, and nothing more the second time', () => {
    fc.assert(
      fc.property(anyShelf([...backupReasons]), (shelf) => {
        const gone = findSurplus(shelf, now)
        expect(findSurplus(shelf.toReversed(), now).toSorted()).toEqual(gone.toSorted())
        expect(findSurplus(keep(shelf, now), now)).toEqual([])
      }),
    )
  })
})

it('stamps the file for a stick with the day of the office, not of Greenwich', () => {
  expect(sealedName('H57.10.12', '2026-11-22T23:30:59.000Z')).toBe('motcua-H57.10.12-20261123-0630.db.gz.age')
})
