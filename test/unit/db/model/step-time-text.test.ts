// Times of steps as decisions of 2025 write them.
import { describe, expect, it } from 'vitest'
import { daysAndHours, figureIn, readAmount, readStepTime } from '../../../../db/model/step-time-text.ts'

const days = (value: number) => ({ kind: 'amount', minutes: value * 480, unit: 'days' })
const hours = (value: number) => ({ kind: 'amount', minutes: value * 60, unit: 'hours' })

describe('the time of a step', () => {
  it.each([
    ['0,25 ngày', days(0.25)],
    ['0.5', days(0.5)],
    ['½ ngày', days(0.5)],
    ['1/2 ngày', days(0.5)],
    ['2½ ngày', days(2.5)],
    ['1 1/4 ngày làm việc', days(1.25)],
    ['nửa ngày', days(0.5)],
    ['1 ngày rưỡi', days(1.5)],
    ['02 giờ rưỡi', hours(2.5)],
    ['07 ngày', days(7)],
    ['16', days(16)],
    ['Không quá 03 ngày làm việc', days(3)],
    ['02 giờ', hours(2)],
    ['4 giờ làm việc', hours(4)],
    ['4h', hours(4)],
    ['30 phút', hours(0.5)],
    ['0,5 ngày (04 giờ)', days(0.5)],
    ['01 ngày 04 giờ', days(1.5)],
    ['0,5 + 1 + 1', days(2.5)],
    ['0,5 + 1 + 1 ngày', days(2.5)],
    ['2 + 4 giờ', hours(6)],
    ['1,5\u00a0ngày.', days(1.5)],
    ['Giờ hành chính', { kind: 'officeHours' }],
    ['Trong giờ hành chính', { kind: 'officeHours' }],
    ['Không tính thời gian', { kind: 'notCounted' }],
    ['không tính vào thời gian giải quyết', { kind: 'notCounted' }],
    ['0', { kind: 'notCounted' }],
    ['0 ngày', { kind: 'notCounted' }],
    ['Trong ngày', { kind: 'sameDay' }],
    ['Ngay trong ngày', { kind: 'sameDay' }],
  ])('%j is read', (text, time) => expect(readStepTime(text)).toEqual(time))

  it.each([
    '',
    'khoảng hai tuần',
    '1 2',
    '0,5 ngày (03 giờ)',
    '2 ngày/tháng',
    '3 tuần',
    '10 ngày kể từ khi nhận',
    '1/0 ngày',
    'Theo giấy hẹn',
    '-1 ngày',
    '1 ngày 4',
  ])('%j is left to the person who wrote it', (text) => expect(readStepTime(text)).toBeUndefined())

  it('counts in the unit that the heading says', () =>
    expect(readAmount('24', 'hours')).toEqual({ minutes: 1_440, unit: 'hours' }))

  it('is written again as it was read', () => {
    expect(figureIn({ minutes: 120, unit: 'days' })).toBe('0,25')
    expect(figureIn({ minutes: 120, unit: 'hours' })).toBe('2')
    expect(figureIn({ minutes: 160, unit: 'days' })).toBe('0,3333')
    expect(daysAndHours(1_200)).toEqual({ days: '2,5', hours: '20' })
    for (const text of ['0,25', '0,3333', '2,5', '0,125']) {
      const amount = readAmount(text)
      expect(amount && figureIn(amount)).toBe(text)
    }
  })
})
