import { expect, test } from 'vitest'
import { matchesQuery } from '../../../../renderer/ui/matches-query.ts'

test.each([
  ['nguyen duyen', true],
  ['duyên ngu', true],
  ['NGUYỄN', true],
  ['', true],
  ['duyen nga', false],
  ['uyen', false],
])('“%s” on Nguyễn Thị Duyên: %s', (query, found) => {
  expect(matchesQuery('Nguyễn Thị Duyên', query)).toBe(found)
})

test('đ is found as d, and a code by its beginning', () => {
  expect(matchesQuery('1.012753 Đăng ký đất đai', 'dat dai')).toBe(true)
  expect(matchesQuery('1.012753 Đăng ký đất đai', '1.0127')).toBe(true)
})
