// The power of the whole computer goes: not only the process is lost, also what the system had not yet written through to the disk.
// A real file system on a disk of its own is shut down without its log being flushed, then mounted again.
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canCutPower, mountPowerDisk, type PowerDisk } from '../fixtures/mount.ts'
import { lengthFactor, sayResult, withSeed } from './chance.ts'
import { restoreThroughRounds, workThroughRounds } from './rounds.ts'
import type { End } from './victim.ts'

const limitMs = 1_800_000

describe.skipIf(!canCutPower)('a power cut (needs root on Linux, loop devices, mkfs.ext4, perl)', () => {
  let disk: PowerDisk
  let end: End
  beforeEach(() => {
    disk = mountPowerDisk(256)
    end = { strike: () => disk.cut(), recover: () => disk.restore(), outlived: true }
  })
  afterEach(() => disk.remove())

  const workRounds = Math.ceil(16 * lengthFactor)
  it(
    `takes nothing that was acknowledged, ${workRounds} times over`,
    async () => {
      const story = { folder: join(disk.folder, 'data'), name: 'power-work', rounds: workRounds, roundsPerCheck: 1, end }
      const result = await withSeed(() => workThroughRounds(story))
      sayResult(`${workRounds} power cuts at work`, result)
      expect(result.cases).toBeGreaterThan(0)
    },
    limitMs,
  )

  const restoreRounds = Math.ceil(8 * lengthFactor)
  it(
    `in a restore leaves one whole office, ${restoreRounds} times over`,
    async () => {
      const story = { folder: join(disk.folder, 'data'), name: 'power-restore', rounds: restoreRounds, roundsPerCheck: 1, end }
      const result = await withSeed(() => restoreThroughRounds(story))
      sayResult(`${restoreRounds} power cuts in a restore`, result)
      expect(result.restores).toBeGreaterThan(0)
    },
    limitMs,
  )
})
