// Chance that is the same on every machine: one seed gives one database, so that two runs of the bench measure the same thing.

/** Numbers in [0, 1) by sfc32; good enough for skew and fast enough for millions of rows. */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(seed: number) {
    this.#a = seed >>> 0
    this.#b = 0x9e3779b9
    this.#c = 0x243f6a88
    for (let i = 0; i < 16; i += 1) this.word()
  }

  /** 32 random bits. */
  word(): number {
    const t = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    return t >>> 0
  }

  fraction(): number {
    return this.word() / 2 ** 32
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('')
  }
}

/** Picks by weight. */
export class Weighted<T> {
  readonly #items: readonly T[]
  readonly #ends: readonly number[]

  constructor(entries: ReadonlyArray<readonly [item: T, weight: number]>) {
    this.#items = entries.map(([item]) => item)
    let sum = 0
    this.#ends = entries.map(([, weight]) => {
      sum += weight
      return sum
    })
  }

  pick(random: Random): T {
    const at = random.fraction() * (this.#ends.at(-1) ?? 0)
    const index = this.#ends.findIndex((end) => at < end)
    return this.#items[index] as T
  }
}

/** From `name weight, name weight`; a weight alone is that of no name. */
export const weighted = (text: string): Weighted<string> =>
  new Weighted(
    text.split(', ').map((entry) => {
      const [, name = '', weight = ''] = /^(.*?) ?([\d.]+)$/.exec(entry) ?? []
      return [name, Number(weight)] as const
    }),
  )

/** While `run` runs, the ids that the product makes by chance (newId) come from the seed too. */
export async function withSeededIds<T>(seed: number, run: () => Promise<T>): Promise<T> {
  const random = new Random(seed)
  const original = crypto.getRandomValues
  crypto.getRandomValues = <A extends ArrayBufferView | null>(array: A): A => {
    if (array) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = random.word()
    }
    return array
  }
  try {
    return await run()
  } finally {
    crypto.getRandomValues = original
  }
}
