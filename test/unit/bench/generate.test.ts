// The bench measures databases that no clerk has typed. They are worth measuring only if the product itself would have written them.
import { describe, expect, it } from 'vitest'
import { receiveCase, recordPrint, setOfficialCode } from '../../../db/cases/commands.ts'
import { searchCases } from '../../../db/cases/search.ts'
import { findPersons } from '../../../db/people/queries.ts'
import { projectedTables, rebuildProjections } from '../../../db/record.ts'
import type { Tables } from '../../../db/schema.ts'
import { checkStore } from '../../../db/store/check.ts'
import { type GeneratedOffice, startOffice } from '../../bench/generate.ts'
import type { PlanOptions } from '../../bench/generator/plan.ts'
import { withSeededIds } from '../../bench/generator/random.ts'
import { Writer } from '../../bench/generator/write.ts'
import { dumpTables } from '../../fixtures/dump.ts'
import { makeFolder } from '../../fixtures/office.ts'

const options: PlanOptions = { cases: 150, seed: 7, years: 1, lastDate: '2026-11-20' }
const queries = ['nguyen', 'Nguyễn Thị', 'H57.10.12-26', '0905', 'chung thuc', 'cong ty', 'TAM-19789-A']
const tables = [...projectedTables, 'event'] as const satisfies ReadonlyArray<keyof Tables>

async function stateOf({ office }: GeneratedOffice) {
  const { db, connection } = office.store
  return {
    rows: await dumpTables(db, tables),
    found: await Promise.all(queries.map(async (query) => (await searchCases(db, query, 50)).map(({ id }) => id))),
    people: await Promise.all(queries.map(async (query) => (await findPersons(db, query, null)).map(({ id }) => id))),
    indexed: ['case_search', 'person_search'].map((index) => connection.prepare(`SELECT count(*) FROM ${index}`).pluck().get()),
  }
}

/** Carries a plan out and returns what it left; `carryOut` is the fast writer or the product's commands. */
async function leave(
  given: PlanOptions,
  carryOut: (generated: GeneratedOffice) => Promise<void>,
  look: (generated: GeneratedOffice) => Promise<unknown> = stateOf,
) {
  const { folder, remove } = makeFolder()
  try {
    return await withSeededIds(given.seed, async () => {
      const generated = await startOffice(folder, given)
      await carryOut(generated)
      const state = await look(generated)
      await generated.close()
      return state
    })
  } finally {
    remove()
  }
}

const byWriter = async ({ desk, days }: GeneratedOffice) => {
  const writer = new Writer(desk)
  for (const steps of days) writer.write(steps)
}

const byProduct = async ({ office, actor, clock, days, desk }: GeneratedOffice) => {
  const { db } = office.store
  for (const steps of days) {
    for (const step of steps) {
      clock.set(step.atMs)
      if (step.do === 'receive') await receiveCase(db, actor, step.intake, desk.formKeyOn)
      else if (step.do === 'print') await recordPrint(db, actor, step.caseId, step.method)
      else await setOfficialCode(db, actor, step.caseId, step.officialCode)
    }
  }
}

describe('a generated office', () => {
  it('is to the byte what the product writes when clerks do the same', async () => {
    expect(await leave(options, byWriter)).toEqual(await leave(options, byProduct))
  })

  it('is sound, and its rows follow from its events', async () => {
    await leave(options, byWriter, async (generated) => {
      const before = await stateOf(generated)
      await checkStore(generated.office.store)
      await rebuildProjections(generated.office.store.db)
      expect(await stateOf(generated)).toEqual(before)
    })
  })

  it('is the same for the same seed, and another for another', async () => {
    const heads = async (generated: GeneratedOffice) =>
      generated.desk.connection.prepare('SELECT hash FROM event ORDER BY seq DESC LIMIT 1').pluck().get()
    const head = (seed: number) => leave({ ...options, cases: 40, seed }, byWriter, heads)
    expect(await head(1)).toBe(await head(1))
    expect(await head(1)).not.toBe(await head(2))
  })

  it('has the skew of a real desk', async () => {
    await leave({ ...options, cases: 2_000 }, byWriter, async ({ desk }) => {
      const share = (sql: string) => Number(desk.connection.prepare(sql).pluck().get()) / 2_000
      const ofGroup = (group: string) =>
        share(`SELECT count(*) FROM case_file JOIN procedure p ON p.id = procedure_id WHERE p.group_name = '${group}'`)
      expect(share('SELECT count(*) FROM case_file')).toBe(1)
      expect(ofGroup('Chứng thực') + ofGroup('Hộ tịch')).toBeCloseTo(0.6, 1)
      expect(share("SELECT count(*) FROM case_file WHERE applicant_name LIKE 'Nguyễn %'")).toBeCloseTo(0.36, 1)
      expect(share('SELECT count(*) FROM case_file WHERE official_code IS NOT NULL')).toBeCloseTo(0.7, 1)
      expect(share('SELECT count(DISTINCT applicant_id) FROM case_file')).toBeLessThan(0.75)
      const busiest = 'SELECT max(n) FROM (SELECT count(*) AS n FROM case_file GROUP BY code_date)'
      expect(share(busiest) * 250).toBeGreaterThan(1.5)
    })
  })
})
