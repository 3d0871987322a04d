// Chance that can be repeated, and what happens when.
import type { Minute } from './model-time.ts'

/** A seeded generator of chance (mulberry32). */
export function chance(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    is: (probability: number) => next() < probability,
    from: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}

/** What happens at its minute, in the order in which it was asked for. */
export class Agenda {
  readonly #waiting: { at: Minute; order: number; run: () => Promise<void> }[] = []
  #order = 0

  add(at: Minute, run: () => Promise<void>): void {
    this.#order += 1
    const item = { at, order: this.#order, run }
    let [low, high] = [0, this.#waiting.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#waiting[middle] as typeof item
      if (other.at < at || (other.at === at && other.order < item.order)) high = middle
      else low = middle + 1
    }
    this.#waiting.splice(low, 0, item)
  }

  async play(until: Minute, tick: (at: Minute) => void): Promise<void> {
    for (let next = this.#waiting.at(-1); next && next.at <= until; next = this.#waiting.at(-1)) {
      this.#waiting.pop()
      tick(next.at)
      await next.run()
    }
  }
}
