import { expect, test } from 'vitest'
import { moveFocus } from '../../../../renderer/ui/move-focus.ts'
import { gridTemplate, sortAfterClick, visibleWith } from '../../../../renderer/ui/table-model.ts'

test('columns are fixed or grow', () => {
  expect(gridTemplate([{ width: 9 }, { grow: 3, minWidth: 14 }, {}])).toBe('9rem minmax(14rem, 3fr) minmax(8rem, 1fr)')
})

test.each([
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 14],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, undefined],
])('%s from row %i of 100 goes to %s', (key, from, to) => {
  expect(moveFocus(key, from, 100, 10)).toBe(to)
})

test('an empty table moves nothing', () => {
  expect(moveFocus('ArrowDown', 0, 0, 10)).toBeUndefined()
})

test('a header sorts ascending, then descending, then ascending', () => {
  const first = sortAfterClick(null, 'due')
  expect([first, sortAfterClick(first, 'due'), sortAfterClick(sortAfterClick(first, 'due'), 'due')]).toEqual([
    { column: 'due', direction: 'ascending' },
    { column: 'due', direction: 'descending' },
    { column: 'due', direction: 'ascending' },
  ])
  expect(sortAfterClick(first, 'code')).toEqual({ column: 'code', direction: 'ascending' })
})

test('the focused row stays while it is out of sight, in the order of the rows', () => {
  const range = { startIndex: 50, endIndex: 52, overscan: 0, count: 100 }
  expect(visibleWith(range, 3)).toEqual([3, 50, 51, 52])
  expect(visibleWith(range, 51)).toEqual([50, 51, 52])
  expect(visibleWith(range, 100)).toEqual([50, 51, 52])
})
