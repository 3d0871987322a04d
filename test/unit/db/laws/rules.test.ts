// How a law is named and what it is on a day.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absorbBy, foldLaw, lawStateOn } from '../../../../db/laws/rules.ts'
import { addDays, addMonths, isRealDate } from '../../../../db/model/local-time.ts'

describe('foldLaw', () => {
  it.each([
    ['19/2014/QĐ-TTg', '19/2014/qđ–ttg'],
    ['19/2014/QĐ-TTg', 'Quyết định số 19/2014/QĐ-TTg'],
    ['03/2025/TT-VPCP', 'TT 3/2025/TT — VPCP'],
    ['66.7/2025/NQ-CP', 'Nghị quyết 66.7 / 2025/NQ-CP'],
    ['30c/NQ-CP', 'NQ 30C/NQ-CP'],
    ['Luật Hộ tịch', 'luat ho tich'],
    ['TCVN ISO 9001:2015', 'tcvn iso 9001:2015'],
    ['123/2015/NĐ-CP', 'Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ'],
    ['123/2015/NĐ-CP', 'Nghị định 123/2015/NĐ-CP, quy định chi tiết Luật Hộ tịch'],
  ])('takes %s and %s for one', (one, other) => expect(foldLaw(other)).toBe(foldLaw(one)))

  it.each([
    ['19/2014/QĐ-TTg', '119/2014/QĐ-TTg'],
    ['01/2018/TT-VPCP', '01/2018/TT-BTP'],
    ['30/2020/NĐ-CP', '3/2020/NĐ-CP'],
    ['TCVN ISO 9001:2015', 'TCVN ISO 9001:2008'],
  ])('tells %s from %s', (one, other) => expect(foldLaw(other)).not.toBe(foldLaw(one)))

  it('is empty for nothing but blanks', () => expect(foldLaw(' \u00a0 ')).toBe(''))
})

describe('lawStateOn', () => {
  const law = { issuedOn: '2025-06-09', effectiveFrom: '2025-07-01', effectiveTo: '2026-12-01', replacedBy: null }
  it.each([
    ['2025-06-30', 'notYet'],
    ['2025-07-01', 'inForce'],
    ['2026-11-30', 'inForce'],
    ['2026-12-01', 'ceased'],
  ] as const)('on %s is %s', (date, state) => expect(lawStateOn(law, date)).toBe(state))

  it('counts a law as in force from its issue when its first day is not known', () => {
    const unknown = { ...law, effectiveFrom: null, effectiveTo: null }
    expect(lawStateOn(unknown, '2025-06-08')).toBe('notYet')
    expect(lawStateOn(unknown, '2025-06-09')).toBe('inForce')
    expect(lawStateOn({ ...unknown, issuedOn: null }, '1990-01-01')).toBe('inForce')
  })

  it('counts a law that was replaced on an unknown day as ceased', () => {
    expect(lawStateOn({ ...law, effectiveTo: null, replacedBy: '1/2026/TT-X' }, '2025-08-01')).toBe('ceased')
  })
})

describe('the three months', () => {
  it.each([
    ['2025-09-15', '2025-12-15'],
    ['2025-11-30', '2026-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-10-31', '2027-01-31'],
  ])('from %s end on %s', (from, dueOn) => expect(absorbBy(from)).toBe(dueOn))

  it('end on a real day, on the same day of the month or on its last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 60 }), (days, months) => {
        const from = addDays('1970-01-01', days)
        const to = addMonths(from, months)
        expect(isRealDate(to)).toBe(true)
        const isLast = addDays(to, 1).endsWith('-01')
        expect(to.slice(8) === from.slice(8) || (isLast && to.slice(8) < from.slice(8))).toBe(true)
        const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
        expect(monthOf(to) - monthOf(from)).toBe(months)
      }),
    )
  })
})
