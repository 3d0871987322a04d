// The power goes while a clerk works. What the program has said is received must be there; nothing may be half there; the next start
// must need nobody's help.
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { killsOf, makeFastFolder, sayResult, withSeed } from './chance.ts'
import { workThroughRounds } from './rounds.ts'
import { killing } from './victim.ts'

const limitMs = 1_800_000

let folder: string
let remove: () => void
beforeEach(() => {
  const made = makeFastFolder()
  folder = join(made.folder, 'data')
  remove = made.remove
})
afterEach(() => remove())

describe('a process killed while it works', () => {
  const rounds = killsOf('work')
  it(
    `loses nothing that it acknowledged and leaves nothing half done, ${rounds} times over`,
    async () => {
      const story = { folder, name: 'kill-work', rounds, roundsPerCheck: 12, end: killing }
      const result = await withSeed(() => workThroughRounds(story))
      sayResult(`${rounds} kills at work`, result)
      expect(result.cases).toBeGreaterThan(rounds)
    },
    limitMs,
  )
})
