// The keeper with time in the test's hands and a store in memory.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DraftKeeper } from '../../../../../renderer/cases/intake/model/draft-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A screen with one text, and a store that takes `storeMs` and can be broken. */
function desk(storeMs = 0) {
  const state = { text: '', stored: [] as string[], isBroken: false, running: 0, mostAtOnce: 0 }
  const keeper = new DraftKeeper({
    read: () => state.text,
    isWorthKeeping: () => state.text !== '',
    save: async (payload) => {
      state.running += 1
      state.mostAtOnce = Math.max(state.mostAtOnce, state.running)
      await new Promise((done) => setTimeout(done, storeMs))
      state.running -= 1
      if (state.isBroken) throw new Error('locked')
      state.stored.push(payload)
      return `at ${payload}`
    },
  })
  const type = (text: string) => {
    state.text = text
    keeper.touch()
  }
  return { state, keeper, type }
}

describe('the draft keeper', () => {
  it('saves within two seconds of the last change', async () => {
    const { state, keeper, type } = desk()
    type('a')
    expect(keeper.state.kind).toBe('changed')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual(['a'])
    expect(keeper.state).toEqual({ kind: 'saved', at: 'at a' })
  })

  it('saves during steady typing, so that no more than two seconds are ever at risk', async () => {
    const { state, type } = desk()
    for (let step = 1; step <= 100; step += 1) {
      type('x'.repeat(step))
      await vi.advanceTimersByTimeAsync(100)
      const safe = state.stored.at(-1)?.length ?? 0
      expect(step - safe).toBeLessThanOrEqual(20)
    }
  })

  it('saves one at a time, and last what stands there last', async () => {
    const { state, keeper, type } = desk(700)
    type('a')
    await vi.advanceTimersByTimeAsync(600)
    type('ab')
    void keeper.flush()
    type('abc')
    void keeper.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state.mostAtOnce).toBe(1)
    expect(state.stored.at(-1)).toBe('abc')
  })

  it('does not save an empty screen, nor the same twice, but does save an emptied one', async () => {
    const { state, keeper, type } = desk()
    type('')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual([])
    expect(keeper.state.kind).toBe('none')
    type('a')
    await vi.advanceTimersByTimeAsync(2_000)
    type('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual(['a'])
    type('')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual(['a', ''])
  })

  it('repeats a failed save until it holds', async () => {
    const { state, keeper, type } = desk()
    state.isBroken = true
    type('a')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(keeper.state.kind).toBe('failed')
    state.isBroken = false
    await vi.advanceTimersByTimeAsync(3_000)
    expect(state.stored).toEqual(['a'])
  })

  it('lets nothing come behind a received case: hold waits for the running save and stops the rest', async () => {
    const { state, keeper, type } = desk(400)
    type('a')
    await vi.advanceTimersByTimeAsync(600)
    type('ab')
    const held = keeper.hold()
    await vi.advanceTimersByTimeAsync(400)
    await held
    expect(state.running).toBe(0)
    type('abc')
    void keeper.flush()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(state.stored).toEqual(['a'])
    keeper.forget()
    type('b')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual(['a', 'b'])
  })

  it('saves the last change when the screen closes, then keeps quiet', async () => {
    const { state, keeper, type } = desk(100)
    type('a')
    void keeper.stop()
    type('lost')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(state.stored).toEqual(['a'])
  })

  it('shows a draft that was found as saved', async () => {
    const { state, keeper, type } = desk()
    keeper.adopt('found', 'at found')
    type('found')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.stored).toEqual([])
    expect(keeper.state).toEqual({ kind: 'saved', at: 'at found' })
  })
})
