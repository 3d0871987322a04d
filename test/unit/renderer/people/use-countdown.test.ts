import { expect, it } from 'vitest'
import { announcedSeconds } from '../../../../renderer/people/entry/use-countdown.ts'

it('tells a screen reader every ten seconds, then each of the last five', () => {
  const heard = Array.from({ length: 24 }, (_, index) => announcedSeconds(24 - index))
  expect([...new Set(heard)]).toEqual([30, 20, 10, 5, 4, 3, 2, 1])
})
