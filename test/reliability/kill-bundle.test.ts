// The power goes while a bundle is written: no half file bears a final name, nothing is recorded without its file, the next one goes on.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putBlob } from '../../db/blobs/store.ts'
import { receiveCase } from '../../db/cases/commands.ts'
import { attachScan } from '../../db/papers/commands.ts'
import { firstLine, kill, startChild } from '../fixtures/child.ts'
import { openTestOffice, sampleIntake, TestClock } from '../fixtures/office.ts'
import { makeProvince, type Province, trustProvince } from '../fixtures/province.ts'
import { scanBytes } from '../fixtures/scans.ts'
import { lengthFactor, makeChance, makeFastFolder, sayResult, withSeed } from './chance.ts'

const limitMs = 1_800_000
const rounds = Math.ceil(40 * lengthFactor)
/** About four bundles. */
const longestMs = 400

let folder: string
let stick: string
let remove: () => void
let province: Province
beforeEach(async () => {
  const made = makeFastFolder()
  remove = made.remove
  folder = join(made.folder, 'data')
  stick = join(made.folder, 'usb')
  mkdirSync(stick)
  province = await makeProvince(join(made.folder, 'province'))
  const office = await openTestOffice({ folder })
  await trustProvince(office, province)
  const { db, actor, formKeyOn } = office
  const { caseId } = await receiveCase(db, actor, sampleIntake({ procedureId: await office.procedureId('KS') }), formKeyOn)
  const blob = putBlob(office.folder, scanBytes('three-pages.pdf'), 'a.pdf')
  const about = { title: 'Đơn', issuedOn: null, validUntil: null, source: 'file', fileName: 'a.pdf' } as const
  await attachScan(db, actor, { caseId, component: 0, blob, ...about })
  await office.close()
})
afterEach(() => remove())

/** Adds the files that are new, each found whole; returns how many were left unfinished. */
async function judgeStick(whole: Set<string>): Promise<number> {
  let unfinished = 0
  for (const name of readdirSync(stick)) {
    if (name.endsWith('.part')) unfinished += 1
    else if (!whole.has(name)) {
      expect(await province.read(join(stick, name)), name).toMatchObject({ isWhole: true })
      whole.add(name)
    }
  }
  return unfinished
}

describe('a process killed while it sends', () => {
  it(
    `leaves whole files or none under their names, and goes on, ${rounds} times over`,
    async () => {
      const chance = makeChance('kill-bundle')
      const whole = new Set<string>()
      const found = { recorded: 0, unrecorded: 0, unfinished: 0 }
      await withSeed(async () => {
        for (let round = 1; round <= rounds; round += 1) {
          const child = startChild(join(import.meta.dirname, 'bundle-loop.ts'), folder, stick, String(round * 10))
          await firstLine(child)
          await wait(chance.next() * longestMs)
          await kill(child)
          const unfinished = await judgeStick(whole)
          const clock = new TestClock()
          clock.advance({ minutes: round * 10 + 5 })
          const office = await openTestOffice({ folder, clock })
          const rows = await office.db.selectFrom('bundle').select(['file_name as name', 'number']).orderBy('number').execute()
          await office.close()
          expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
          for (const { name } of rows) expect(whole.has(name), name).toBe(true)
          expect(unfinished).toBeLessThanOrEqual(1)
          found.recorded = rows.length
          found.unrecorded = whole.size - rows.length
          found.unfinished += unfinished
        }
      })
      sayResult(`${rounds} kills while sending`, found)
      expect(found.recorded).toBeGreaterThan(0)
      expect(found.unfinished).toBeGreaterThan(0)
    },
    limitMs,
  )
})
