import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextHlc, parseHlc } from '../../../../db/model/hlc.ts'
import { newId } from '../../../../db/model/ids.ts'

// From before 1970, where a dead battery may leave a clock, to the year 6429.
const clockMs = fc.oneof(fc.integer({ min: -(2 ** 41), max: 2 ** 47 }), fc.constantFrom(-1, 0, 1, 1_795_000_000_000))

describe('nextHlc', () => {
  it('never refuses a clock and always goes forward, whatever the clock shows', () => {
    fc.assert(
      fc.property(fc.array(clockMs, { minLength: 1, maxLength: 60 }), fc.constantFrom('a', 'b', 'f'), (readings, device) => {
        let previous: string | undefined
        for (const nowMs of readings) {
          const stamp = nextHlc(previous, nowMs, device)
          expect(parseHlc(stamp).ms).toBeGreaterThanOrEqual(nowMs)
          expect(parseHlc(stamp).device).toBe(device)
          if (previous !== undefined) expect(stamp > previous).toBe(true)
          previous = stamp
        }
      }),
    )
  })

  it('follows the clock when it is ahead and clamps to the last event when it is behind', () => {
    const first = nextHlc(undefined, 1_000, 'a')
    expect(parseHlc(first)).toEqual({ ms: 1_000, counter: 0, device: 'a' })
    const back = nextHlc(first, 10, 'b')
    expect(parseHlc(back)).toEqual({ ms: 1_000, counter: 1, device: 'b' })
    expect(parseHlc(nextHlc(back, 2_000, 'a'))).toEqual({ ms: 2_000, counter: 0, device: 'a' })
  })

  it('goes on to the next millisecond when the counter is full', () => {
    const full = `${(5).toString(16).padStart(12, '0')}-ffff-a`
    expect(parseHlc(nextHlc(full, 1, 'a'))).toEqual({ ms: 6, counter: 0, device: 'a' })
  })

  it('orders 100,000 events of one millisecond', () => {
    let stamp = nextHlc(undefined, 7, 'a')
    for (let count = 0; count < 100_000; count += 1) {
      const next = nextHlc(stamp, 7, 'a')
      if (next <= stamp) throw new Error(`${next} after ${stamp}`)
      stamp = next
    }
    expect(parseHlc(stamp).ms).toBe(8)
  })
})

describe('newId', () => {
  it('has the shape of a UUID of version 7', () => {
    fc.assert(
      fc.property(clockMs, (nowMs) => {
        expect(newId(nowMs)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
  })

  it('begins with the time, so ids of later milliseconds sort later', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 47), fc.integer({ min: 1, max: 2 ** 40 }), (nowMs, laterMs) => {
        expect(Number.parseInt(newId(nowMs).replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs)
        expect(newId(nowMs) < newId(nowMs + laterMs)).toBe(true)
      }),
    )
  })

  it('does not repeat within a millisecond', () => {
    expect(new Set(Array.from({ length: 20_000 }, () => newId(1))).size).toBe(20_000)
  })
})
