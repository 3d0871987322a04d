import { describe, expect, it } from 'vitest'
import { type BackupMilestones, carriedStateOf, drillStateOf, isDrillDue } from '../../../../db/backup/rules.ts'
import { addDays, localToInstant } from '../../../../db/model/local-time.ts'

const today = '2026-11-23'
const now = localToInstant(`${today}T09:00`)
const ago = (days: number) => localToInstant(`${addDays(today, -days)}T09:00`)
const facts = (milestones: Partial<BackupMilestones>): BackupMilestones => ({
  setUpAt: ago(400),
  lastDrill: null,
  lastGoodDrillAt: null,
  lastCarriedAt: null,
  ...milestones,
})
const good = (days: number) => facts({ lastDrill: { at: ago(days), isSound: true }, lastGoodDrillAt: ago(days) })
const failed = (days: number, goodDays: number) =>
  facts({ lastDrill: { at: ago(days), isSound: false }, lastGoodDrillAt: ago(goodDays) })

describe('the state of the restore drill', () => {
  it.each([
    ['none in the first 35 days', facts({ setUpAt: ago(35) }), 'notYet'],
    ['none after them', facts({ setUpAt: ago(36) }), 'never'],
    ['a good one of 35 days', good(35), 'good'],
    ['a good one of 36 days', good(36), 'old'],
    ['a failed one, whatever went before', failed(2, 3), 'failed'],
    ['one of a clock that ran years ahead', good(-900), 'old'],
    ['a set-up by such a clock', facts({ setUpAt: ago(-900) }), 'never'],
    ['one of a clock a few hours ahead', good(-1), 'good'],
  ] as const)('%s', (_, milestones, state) => expect(drillStateOf(milestones, now)).toBe(state))

  it.each([
    ['without any', facts({ setUpAt: ago(0) }), true],
    ['after 28 days', good(28), false],
    ['after 29 days', good(29), true],
    ['at once after a failed one', failed(0, 3), false],
    ['two days after a failed one', failed(2, 3), true],
    ['after one of a clock that ran ahead', good(-900), true],
  ] as const)('is repeated by itself or not: %s', (_, milestones, due) => expect(isDrillDue(milestones, now)).toBe(due))
})

describe('the state of the copy on a second medium', () => {
  it.each([
    ['none in the first week', facts({ setUpAt: ago(7) }), 'notYet'],
    ['none after it', facts({ setUpAt: ago(8) }), 'never'],
    ['one of 7 days', facts({ lastCarriedAt: ago(7) }), 'good'],
    ['one of 8 days', facts({ lastCarriedAt: ago(8) }), 'old'],
    ['one of a clock that ran years ahead', facts({ lastCarriedAt: ago(-900) }), 'old'],
  ] as const)('%s', (_, milestones, state) => expect(carriedStateOf(milestones, now)).toBe(state))
})
