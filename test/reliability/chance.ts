// Chance that can be had again: every random choice of the reliability tests comes from one seed, which a failing test names. The
// same seed gives the same work and the same instants; what the system was doing at that instant no seed can bring back.
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const seed = Number(process.env.MOTCUA_SEED ?? randomInt(2 ** 31))

/** Kills of all tests together; `npm run reliability` asks for more. */
const killTotal = Number(process.env.MOTCUA_KILLS ?? 200)

/** What part of the kills each test does: those of the office make 1 together, the hub's come on top. */
const shares = { work: 0.6, restore: 0.12, firstRun: 0.08, window: 0.2, hub: 0.3 } as const
export const killsOf = (test: keyof typeof shares): number => Math.ceil(killTotal * shares[test])

/** How much longer than in the test command the long run goes on; for what is not counted in kills. */
export const lengthFactor = Math.max(1, killTotal / 200)

export interface Chance {
  /** 0 <= value < 1. */
  next(): number
  /** A whole number below `limit`. */
  below(limit: number): number
  oneOf<T>(choices: readonly T[]): T
}

/** Independent of every other one with another name. */
export function makeChance(name: string): Chance {
  let state = seed >>> 0
  for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1) >>> 0
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    oneOf: (choices) => {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('nothing to choose from')
      return choice
    },
  }
}

/** Runs a test's body; what it throws says by which seed it can be had again. */
export async function withSeed<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof Error) error.message += `\n(MOTCUA_SEED=${seed})`
    throw error
  }
}

/** One line for the person who runs the tests: a count that stands in no assertion. */
export function sayResult(what: string, counts: object): void {
  const list = Object.entries(counts).map(([name, count]) => `${name} ${count}`)
  process.stdout.write(`${what} (seed ${seed}): ${list.join(', ')}\n`)
}

/** Memory where the system has a disk of it: a killed process loses nothing of what it handed to the system, wherever that keeps it. */
const fastPlace = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A new folder for an office whose process is killed, removed by `remove`. */
export function makeFastFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(fastPlace, 'motcua-kill-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
