// The one owner of the computer's clock. Everything else takes a Clock, so tests decide what time it is.

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z as this computer believes; may be wrong, may go back. */
  nowMs(): number
}

export const systemClock: Clock = { nowMs: () => Date.now() }

/** UTC instant, e.g. `2026-11-23T02:00:00.000Z`. */
export const toInstant = (ms: number): string => new Date(ms).toISOString()

/** Milliseconds of a UTC instant; throws a RangeError when it is not one. */
export function instantMs(instant: string): number {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`)
  return ms
}
