// The write-ahead log beside the database after a crash: cut off anywhere, filled with noise, or not its own.
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import { makeFolder, openTestOffice, resources, sampleIntake, TestClock } from '../../../fixtures/office.ts'

/** Of a log's header, of a frame's header, and of a page. */
const [headBytes, frameHeadBytes, pageBytes] = [32, 24, 4_096]
const frameBytes = frameHeadBytes + pageBytes

interface Crashed {
  readonly database: Buffer
  readonly log: Buffer
  /** Cases in the office when the log was so long. */
  readonly acknowledged: ReadonlyArray<{ readonly logBytes: number; readonly cases: number }>
}

/** An office whose process died with cases in the log alone. */
async function crash(cases: number): Promise<Crashed> {
  const office = await openTestOffice()
  const { file, connection } = office.office.store
  const procedureId = await office.procedureId('KS')
  const receive = () => receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
  await receive()
  connection.pragma('wal_checkpoint(TRUNCATE)')
  const acknowledged = [{ logBytes: 0, cases: 1 }]
  for (let count = 2; count <= cases; count += 1) {
    await receive()
    acknowledged.push({ logBytes: statSync(`${file}-wal`).size, cases: count })
  }
  const crashed = { database: readFileSync(file), log: readFileSync(`${file}-wal`), acknowledged }
  await office.close()
  return crashed
}

let crashed: Crashed
let other: Crashed
let folder: string
let remove: () => void
beforeAll(async () => {
  crashed = await crash(4)
  other = await crash(9)
  ;({ folder, remove } = makeFolder())
})
afterAll(() => remove())

/** Starts the office of these two files and counts its cases. */
async function start(database: Buffer, log: Buffer): Promise<number> {
  const file = join(folder, databaseName)
  rmSync(`${file}-shm`, { force: true })
  writeFileSync(file, database)
  writeFileSync(`${file}-wal`, log)
  const { office, lock } = await openOffice(folder, resources, new TestClock(), {})
  try {
    return (await checkStore(office.store)).cases
  } finally {
    await office.store.close()
    lock.release()
  }
}

/** Cases acknowledged when the log was at most so long: what must be there when that much of it is whole. */
const casesBy = (logBytes: number) => crashed.acknowledged.findLast((one) => one.logBytes <= logBytes)?.cases ?? 0

describe('a log that is cut off', () => {
  it('at every frame, and within every frame, gives every case that was acknowledged by then and no half one', async () => {
    const frames = (crashed.log.length - headBytes) / frameBytes
    expect(frames).toBeGreaterThan(20)
    for (let frame = 0; frame <= frames; frame += 1) {
      for (const more of [0, [1, frameHeadBytes, frameHeadBytes + 2_048, frameBytes - 1][frame % 4] ?? 0]) {
        const length = headBytes + frame * frameBytes + more
        if (length > crashed.log.length) continue
        expect(await start(crashed.database, crashed.log.subarray(0, length)), `${frame} frames and ${more} bytes`).toBe(
          casesBy(headBytes + frame * frameBytes),
        )
      }
    }
  }, 120_000)

  it('within its header gives what the file alone holds', async () => {
    for (const length of [0, 1, 16, headBytes - 1]) expect(await start(crashed.database, crashed.log.subarray(0, length))).toBe(1)
  })
})

describe('a log with noise', () => {
  it('gives what was whole before the noise', async () => {
    const chance = fc.record({ at: fc.nat(crashed.log.length - 1), noise: fc.uint8Array({ minLength: 512, maxLength: 512 }) })
    await fc.assert(
      fc.asyncProperty(chance, async ({ at, noise }) => {
        const log = Buffer.from(crashed.log)
        const changed = log.subarray(at, at + noise.length)
        changed.set(noise.subarray(0, changed.length))
        const wholeFrames = Math.max(0, Math.floor((at - headBytes) / frameBytes))
        expect(await start(crashed.database, log)).toBe(casesBy(at < headBytes ? 0 : headBytes + wholeFrames * frameBytes))
      }),
      { numRuns: 40 },
    )
  })

  it('alone is no log', async () => {
    expect(await start(crashed.database, Buffer.alloc(50_000, 0x5a))).toBe(1)
  })
})

describe('a log of another database', () => {
  const file = () => join(folder, databaseName)

  it('is refused, and both files stay as they are', async () => {
    await expect(start(crashed.database, other.log)).rejects.toMatchObject({ code: 'store.damaged' })
    expect(readFileSync(file()).equals(crashed.database)).toBe(true)
    expect(readFileSync(`${file()}-wal`).equals(other.log)).toBe(true)
  })

  it('taken away, the office opens as it was', async () => {
    await expect(start(crashed.database, other.log)).rejects.toMatchObject({ code: 'store.damaged' })
    copyFileSync(`${file()}-wal`, join(folder, 'stray'))
    expect(await start(crashed.database, Buffer.alloc(0))).toBe(1)
  })
})
