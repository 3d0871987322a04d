// Worked examples of decisions of November 2025: their steps add up to their limits.
import { describe, expect, it } from 'vitest'
import { type StepTime, sumSteps } from '../../../../db/model/step-times.ts'

const days = (value: number): StepTime => ({ kind: 'amount', minutes: value * 480, unit: 'days' })
const steps = (...times: StepTime[]) => times.map((time) => ({ time }))

describe('the sum of the steps', () => {
  it('is the limit of QT.XNKBCXB.01 (Hà Tĩnh): office hours count nothing, quarters of days count two hours', () => {
    const times = steps({ kind: 'officeHours' }, days(0.25), days(0.25), days(0.5), days(0.5), days(1.5), { kind: 'officeHours' })
    expect(sumSteps({ timeLimit: { limit: 3, unit: 'working-days' }, groups: [], steps: times })).toEqual({
      minutes: 1_440,
      limitMinutes: 1_440,
      differenceMinutes: 0,
    })
  })

  it('is the limit of QTTP-20 (Hà Nội): eight steps that share seven days count once', () => {
    const shared: StepTime = { kind: 'group', group: 'ubnd' }
    const times = steps(days(0.5), days(2.5), days(16), days(1), days(1), ...Array<StepTime>(8).fill(shared), days(2), {
      kind: 'officeHours',
    })
    const groups = [
      { key: 'ubnd', minutes: 7 * 480, unit: 'days' as const },
      { key: 'unused', minutes: 480, unit: 'days' as const },
    ]
    expect(sumSteps({ timeLimit: { limit: 240, unit: 'working-hours' }, groups, steps: times }).differenceMinutes).toBe(0)
  })

  it('has nothing to compare with where the limit is the same day or not there', () => {
    const times = steps({ kind: 'sameDay' }, { kind: 'notCounted' })
    expect(sumSteps({ timeLimit: { limit: 1, unit: 'same-day' }, groups: [], steps: times }).differenceMinutes).toBeNull()
    expect(sumSteps({ timeLimit: null, groups: [], steps: times }).differenceMinutes).toBeNull()
  })
})
