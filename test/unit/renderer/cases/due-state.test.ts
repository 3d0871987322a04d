import { describe, expect, it } from 'vitest'
import { localToInstant } from '../../../../db/model/local-time.ts'
import { dueState, dueTone, nearestDue } from '../../../../renderer/cases/due-state.ts'

const at = (local: string) => Date.parse(localToInstant(local))
const due = localToInstant('2026-11-26T17:00')

describe('dueState', () => {
  it.each([
    ['2026-11-23T00:00', { kind: 'ahead', days: 3 }, 'info'],
    ['2026-11-22T23:59', { kind: 'ahead', days: 4 }, 'neutral'],
    ['2026-11-25T23:59', { kind: 'ahead', days: 1 }, 'info'],
    ['2026-11-26T00:00', { kind: 'today', time: '17:00' }, 'warn'],
    ['2026-11-26T17:00', { kind: 'today', time: '17:00' }, 'warn'],
    ['2026-11-26T17:01', { kind: 'overdueToday', time: '17:00' }, 'error'],
    ['2026-11-27T00:00', { kind: 'overdue', days: 1 }, 'error'],
    ['2026-12-01T08:00', { kind: 'overdue', days: 5 }, 'error'],
  ])('at %s is %o', (now, state, tone) => {
    const found = dueState(due, 'running', at(now))
    expect(found).toEqual(state)
    expect(dueTone(found)).toBe(tone)
  })

  it('counts days of the office, not of UTC', () => {
    // 06:30 in Vietnam is still the day before in UTC.
    expect(dueState(localToInstant('2026-11-26T06:30'), 'running', at('2026-11-26T06:00'))).toEqual({
      kind: 'today',
      time: '06:30',
    })
  })

  it('says so when there is no due date', () => {
    expect(dueState(null, 'running', at('2026-11-26T08:00'))).toEqual({ kind: 'undated' })
  })

  it('says that the applicant is waited for, also after the date', () => {
    expect(dueState(due, 'paused', at('2027-01-01T08:00'))).toEqual({ kind: 'paused' })
  })

  it('says nothing about lateness once the clock has stopped, however late it is', () => {
    expect(dueState(due, 'ended', at('2027-01-01T08:00'))).toEqual({ kind: 'stopped' })
  })
})

describe('nearestDue', () => {
  const late = ['l1', 'l2', 'l3', 'l4', 'l5', 'l6']
  const soon = ['s1', 's2', 's3', 's4', 's5', 's6']

  it('shows all when there is room, late ones first', () => {
    expect(nearestDue(['l1'], ['s1', 's2'], 8)).toEqual(['l1', 's1', 's2'])
  })

  it('never lets a backlog hide what is due today', () => {
    expect(nearestDue(late, soon, 8)).toEqual(['l1', 'l2', 'l3', 'l4', 's1', 's2', 's3', 's4'])
  })

  it('gives the free lines to the other kind', () => {
    expect(nearestDue(late, ['s1', 's2'], 8)).toEqual([...late, 's1', 's2'])
    expect(nearestDue(['l1'], [...soon, 's7', 's8'], 8)).toEqual(['l1', ...soon, 's7'])
    expect(nearestDue(late, [], 4)).toEqual(['l1', 'l2', 'l3', 'l4'])
  })
})
