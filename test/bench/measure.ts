// How a figure is taken: the product and its yardstick take turns in the same run, so that whatever else the machine does hits
// both, and the middle of each is compared. A ratio so taken holds on any machine; milliseconds do not.

export interface Figure {
  /** Stable: the history is followed by it. */
  readonly id: string
  readonly title: string
  /** What it is measured against. */
  readonly yardstick: string
  readonly unit: 'ms' | 'MB'
  readonly product: number
  readonly reference: number
  /** Highest ratio that passes; null where the figure is only reported. */
  readonly bar: number | null
  /** What else a reader should know: spread, parts. */
  readonly note?: string
}

export const ratioOf = ({ product, reference }: Figure): number => product / reference
export const passes = (figure: Figure): boolean => figure.bar === null || ratioOf(figure) <= figure.bar

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Milliseconds that a step takes. */
export async function timed(step: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await step()
  return performance.now() - start
}

export interface Turns {
  readonly product: number[]
  readonly reference: number[]
}

/**
 * Runs both by turns. Each is told the number of the round, and gives what it measured; the first `warmUp` rounds are thrown away.
 */
export async function takeTurns(
  rounds: number,
  product: (round: number) => Promise<number>,
  reference: (round: number) => Promise<number>,
  warmUp = 1,
): Promise<Turns> {
  const taken: Turns = { product: [], reference: [] }
  for (let round = 0; round < rounds + warmUp; round += 1) {
    // Who goes first changes, since going second may find caches warm or a disk busy.
    const order = round % 2 === 0 ? (['product', 'reference'] as const) : (['reference', 'product'] as const)
    for (const side of order) {
      const value = await (side === 'product' ? product : reference)(round)
      if (round >= warmUp) taken[side].push(value)
    }
  }
  return taken
}
