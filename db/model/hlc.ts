// Hybrid logical clock: orders events of many devices without trusting any clock. Never rejects a wrong clock: when the wall
// clock stands behind the last event, time is clamped to that event and a counter goes on; the wall clock's own reading is kept
// beside it in the event (`at`), so the difference can be seen and flagged.
// Form: 12 hex digits of milliseconds, 4 of the counter, the device; plain string order is the order of events.

const counterLimit = 0x10000

/** @returns the stamp that follows `previous`, the newest event known, whatever its device (undefined for the first of all). */
export function nextHlc(previous: string | undefined, nowMs: number, device: string): string {
  const last = previous === undefined ? { ms: -1, counter: 0 } : parseHlc(previous)
  let ms = Math.max(nowMs, last.ms, 0)
  let counter = ms === last.ms ? last.counter + 1 : 0
  if (counter >= counterLimit) {
    ms += 1
    counter = 0
  }
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${device}`
}

export function parseHlc(hlc: string): { ms: number; counter: number; device: string } {
  const match = /^([0-9a-f]{12})-([0-9a-f]{4})-(.+)$/.exec(hlc)
  if (!match) throw new RangeError(`not an HLC stamp: ${hlc}`)
  return { ms: Number.parseInt(match[1] ?? '', 16), counter: Number.parseInt(match[2] ?? '', 16), device: match[3] ?? '' }
}
