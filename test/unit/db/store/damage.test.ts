// A page of the database is overwritten, as a dying disk does. Whichever page it is: either somebody is told, in a sentence that has a
// text, or the office holds exactly what it held. The damaged file itself is left for whoever can save more of it.
// One hole is known: SQLite's check does not see zeros in the last overflow page of a long row, and a row is not compared with its
// events. The events themselves are hashed, so what such a row held can always be made anew; that is what is asserted then.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase, recordPrint, saveDraft } from '../../../../db/cases/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { findStoreFailure } from '../../../../db/store/failures.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import vietnamese from '../../../../resources/locales/vi/errors.json' with { type: 'json' }
import { dumpTables } from '../../../fixtures/dump.ts'
import { makeFolder, openTestOffice, resources, sampleIntake, samplePerson, TestClock } from '../../../fixtures/office.ts'

const pageBytes = 4_096
const tables = [...projectedTables, 'event', 'device'] as const
const sentences: Record<string, unknown> = vietnamese.store

let whole: Buffer
let before: Record<string, string[]>
let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = makeFolder())
  const office = await openTestOffice({ folder })
  const procedureId = await office.procedureId('KS')
  for (let number = 0; number < 25; number += 1) {
    const applicant = samplePerson({
      fullName: `Nguyễn Thị Duyên ${number}`,
      idNumber: `0461900${String(number).padStart(5, '0')}`,
    })
    const note = 'Ghi chú dài. '.repeat(number * 20) // some of it on overflow pages
    const { caseId } = await receiveCase(
      office.db,
      office.actor,
      sampleIntake({ procedureId, applicant, note }),
      office.formKeyOn,
    )
    await recordPrint(office.db, office.actor, caseId, 'printer')
  }
  await saveDraft(office.db, office.actor, 'x'.repeat(60_000))
  await office.db.deleteFrom('draft').execute() // leaves free pages
  before = await dumpTables(office.db, tables)
  await office.close()
  whole = readFileSync(join(folder, databaseName))
})
afterAll(() => remove())

/** Opens the office of these bytes, checks it from end to end and reads it; the code of what is told, or what it holds. */
async function look(bytes: Buffer): Promise<{ code: string } | { held: Record<string, string[]>; wasRebuilt?: boolean }> {
  const place = makeFolder()
  const file = join(place.folder, databaseName)
  writeFileSync(file, bytes)
  try {
    const { office, lock } = await openOffice(place.folder, resources, new TestClock(), {})
    try {
      await checkStore(office.store)
      const { db } = office.store
      const held = await dumpTables(db, tables)
      if (isDeepStrictEqual(held, before)) return { held }
      await rebuildProjections(db)
      return { held: await dumpTables(db, tables), wasRebuilt: true }
    } finally {
      await office.store.close()
      lock.release()
    }
  } catch (error) {
    const failure = findStoreFailure(error, file)
    if (!failure) throw error
    if (failure.code !== 'store.chainBroken') expect(readFileSync(file).equals(bytes)).toBe(true)
    return { code: failure.code }
  } finally {
    place.remove()
  }
}

async function expectNoticed(bytes: Buffer): Promise<string> {
  const seen = await look(bytes)
  if ('held' in seen) {
    expect(seen.held).toEqual(before)
    return seen.wasRebuilt ? 'rebuilt' : 'harmless'
  }
  expect(typeof sentences[seen.code.replace('store.', '')], seen.code).toBe('string')
  return seen.code
}

function withPage(page: number, content: Uint8Array): Buffer {
  const bytes = Buffer.from(whole)
  bytes.set(content, page * pageBytes)
  return bytes
}

const pages = () => whole.length / pageBytes

describe('a page that was overwritten', () => {
  it('with noise is noticed, or was free', async () => {
    const seen: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.uint8Array({ minLength: pageBytes, maxLength: pageBytes }), async (at, noise) => {
        const result = await expectNoticed(withPage(at % pages(), noise))
        seen[result] = (seen[result] ?? 0) + 1
      }),
      { numRuns: 60 },
    )
    expect(seen['store.damaged']).toBeGreaterThan(30)
  })

  it.each([
    ['zeros', () => new Uint8Array(pageBytes)],
    ['ones', () => new Uint8Array(pageBytes).fill(0xff)],
    ['the page after it', (page: number) => whole.subarray(((page + 1) % pages()) * pageBytes).subarray(0, pageBytes)],
  ])('with %s is noticed, or was free, for pages from the first to the last', async (_, content) => {
    const step = Math.max(1, Math.floor(pages() / 40))
    for (let page = 0; page < pages(); page += step) await expectNoticed(withPage(page, content(page)))
  })

  it.each([
    ['the first sixteen bytes', 0, 16],
    ['the page size', 16, 2],
    ['the schema', 100, 400],
  ])('in %s of the header is told in plain words', async (_, start, length) => {
    const bytes = Buffer.from(whole)
    bytes.fill(0xa5, start, start + length)
    expect(await expectNoticed(bytes)).toMatch(/^store\.(damaged|notADatabase)$/)
  })

  it('and cut short is noticed', async () => {
    for (const kept of [0.9, 0.5, 0.1]) {
      expect(await expectNoticed(whole.subarray(0, Math.floor(whole.length * kept)))).toBe('store.damaged')
    }
  })

  it('in one byte of an event is found by the chain', async () => {
    const at = whole.indexOf('Nguyễn Thị Duyên 7"')
    let changed = 0
    for (let from = at; from >= 0 && changed < 20; from = whole.indexOf('Nguyễn Thị Duyên 7"', from + 1)) {
      const bytes = Buffer.from(whole)
      bytes[from] = 'M'.charCodeAt(0)
      const seen = await look(bytes)
      if ('code' in seen && seen.code === 'store.chainBroken') return
      changed += 1
    }
    expect.unreachable('no change of the name broke the chain')
  })
})
