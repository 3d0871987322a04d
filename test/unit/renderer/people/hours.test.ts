import { describe, expect, it } from 'vitest'
import { officeHours } from '../../../../db/people/rules.ts'
import { hoursIssues, hoursOf, parseTypedTime, rowsOf, usualHours } from '../../../../renderer/people/office/hours.ts'

const blank = { start: '', end: '' }

describe('typed times', () => {
  it.each([
    ['7', '07:00'],
    ['7h', '07:00'],
    ['730', '07:30'],
    ['0730', '07:30'],
    ['7:30', '07:30'],
    ['7.30', '07:30'],
    [' 13H30 ', '13:30'],
    ['1330', '13:30'],
    ['0000', '00:00'],
    ['23:59', '23:59'],
  ])('reads %j as %s', (typed, time) => {
    expect(parseTypedTime(typed)).toBe(time)
  })

  it.each(['', '24', '2400', '7:60', '7:3', '7-30', 'bảy giờ', '07:30:00', '12345', '-7'])(
    'does not take %j for a time',
    (typed) => {
      expect(parseTypedTime(typed)).toBeUndefined()
    },
  )
})

describe('office hours in a form', () => {
  it('proposes hours that the office may have', () => {
    expect(officeHours.safeParse(usualHours).success).toBe(true)
    expect(hoursIssues(rowsOf(usualHours))).toEqual([])
  })

  it('shows two rows at least, and every interval of the office', () => {
    expect(rowsOf([{ start: '07:00', end: '11:00' }])).toEqual([{ start: '07:00', end: '11:00' }, blank])
    expect(rowsOf([...usualHours, { start: '18:00', end: '20:00' }])).toHaveLength(3)
  })

  it('leaves out a blank row and writes times in full', () => {
    const rows = [blank, { start: '1330', end: '17h' }]
    expect(hoursIssues(rows)).toEqual([])
    expect(hoursOf(rows)).toEqual([{ start: '13:30', end: '17:00' }])
  })

  it.each([
    ['nothing at all', [blank, blank], [{ path: 'hours.0.start', code: 'required' }]],
    ['half an interval', [{ start: '7', end: ' ' }, blank], [{ path: 'hours.0.end', code: 'required' }]],
    ['what is no time', [{ start: '7', end: '25' }, blank], [{ path: 'hours.0.end', code: 'notATime' }]],
    [
      'an interval that ends before it begins',
      [{ start: '11', end: '7' }, blank],
      [{ path: 'hours.0.end', code: 'endBeforeStart' }],
    ],
    ['an empty interval', [{ start: '7', end: '7' }, blank], [{ path: 'hours.0.end', code: 'endBeforeStart' }]],
    [
      'an overlap',
      [
        { start: '7', end: '12' },
        { start: '11', end: '17' },
      ],
      [{ path: 'hours.1.start', code: 'timesOverlap' }],
    ],
  ])('complains of %s', (_, rows, issues) => {
    expect(hoursIssues(rows)).toEqual(issues)
  })

  it('lets intervals touch, as the office may', () => {
    const rows = [
      { start: '7', end: '12' },
      { start: '12', end: '17' },
    ]
    expect(hoursIssues(rows)).toEqual([])
    expect(officeHours.safeParse(hoursOf(rows)).success).toBe(true)
  })
})
