// The power goes at the two moments when a whole office comes to be: when a backup is restored, and in the first run.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../db/store/check.ts'
import { firstLine, kill, startChild } from '../fixtures/child.ts'
import { openTestOffice, TestClock } from '../fixtures/office.ts'
import { killsOf, makeChance, makeFastFolder, sayResult, withSeed } from './chance.ts'
import { findIncoherence } from './holding.ts'
import { restoreThroughRounds } from './rounds.ts'
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

describe('a process killed while it restores a backup', () => {
  const rounds = killsOf('restore')
  it(
    `always leaves one whole office in its place and the other one beside it, ${rounds} times over`,
    async () => {
      const story = { folder, name: 'kill-restore', rounds, roundsPerCheck: 1, end: killing }
      const result = await withSeed(() => restoreThroughRounds(story))
      sayResult(`${rounds} kills in a restore`, result)
      expect(result.restores).toBeGreaterThan(0)
    },
    limitMs,
  )
})

describe('a process killed in its first run', () => {
  const rounds = killsOf('firstRun')
  it(
    `leaves an office or none, and the next start goes on, ${rounds} times over`,
    async () => {
      const chance = makeChance('first-run')
      const found = { whole: 0, none: 0 }
      for (let round = 1; round <= rounds; round += 1) {
        const place = join(folder, String(round))
        const child = startChild(join(import.meta.dirname, 'first-run.ts'), place)
        await firstLine(child)
        await wait(chance.next() * 1_500)
        await kill(child)
        const clock = new TestClock()
        clock.advance({ minutes: round }) // a moment of its own: its first run is done, not copied from another test's
        const office = await openTestOffice({ folder: place, clock })
        found[office.actor.deviceCode === 'K' ? 'whole' : 'none'] += 1
        expect((await checkStore(office.office.store)).devices).toBe(1)
        expect(await findIncoherence(office.office.store)).toEqual([])
        await office.close()
        rmSync(place, { recursive: true })
      }
      sayResult(`${rounds} kills in a first run`, found)
      expect(found.none).toBeGreaterThan(0)
    },
    limitMs,
  )
})
