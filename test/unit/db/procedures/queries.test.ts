import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../db/model/ids.ts'
import { getProcedure, listProcedures } from '../../../../db/procedures/queries.ts'
import { openTestOffice, starterData, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openTestOffice()
})
afterAll(() => office.close())

const list = (query: string, field: string | null = null, limit = 2_000) => listProcedures(office.db, query, field, limit)
const codes = async (query: string) => (await list(query)).rows.map(({ shortCode }) => shortCode)

describe('listProcedures', () => {
  it('gives the whole catalogue in Vietnamese order for an empty query', async () => {
    const { rows, total, fields } = await list('  ')
    const { procedures } = starterData().catalogue
    expect({ rows: rows.length, total }).toEqual({ rows: procedures.length, total: procedures.length })
    const names = rows.map(({ name }) => name)
    expect(names).toEqual(names.toSorted(new Intl.Collator('vi').compare))
    expect(new Set(fields)).toEqual(new Set(procedures.map(({ field }) => field)))
  })

  it('puts the whole short code first, then codes that begin so, then the daily procedures', async () => {
    const [first, ...others] = await codes('ks')
    expect(first).toBe('KS')
    const beginning = others.filter((code) => code.startsWith('KS'))
    expect(beginning.length).toBeGreaterThan(2)
    expect(others.slice(0, beginning.length)).toEqual(beginning)
  })

  it.each(['KS', 'ks', 'Ks ', ' k s'])('takes the short code as it is typed: %j', async (query) =>
    expect((await codes(query))[0]).toBe('KS'),
  )

  it('finds by the beginning of the national code', async () => {
    expect(await codes('1.001193')).toEqual(['KS'])
    expect((await codes('1.0011')).includes('KS')).toBe(true)
  })

  it('finds by words with or without marks, in any order, in the name and the field', async () => {
    for (const query of ['khai sinh', 'KHAI SINH', 'sinh khai', 'đăng ký khai sinh', 'dang ky khai sinh ho tich']) {
      const { rows } = await list(query)
      expect(
        rows.map(({ shortCode }) => shortCode),
        query,
      ).toContain('KS')
    }
    expect((await list('dat dai')).rows.every(({ name, field }) => /đất đai/i.test(`${name} ${field}`))).toBe(true)
    expect(await codes('không có thủ tục như vậy')).toEqual([])
  })

  it('puts the procedure that the words name first, then shorter names that begin so', async () => {
    const names = (await list('khai sinh')).rows.map(({ name }) => name)
    expect(names[0]).toBe('Thủ tục đăng ký khai sinh')
    const beginning = names.filter((name) => name.startsWith('Thủ tục đăng ký khai sinh'))
    expect(names.slice(0, beginning.length)).toEqual(beginning)
  })

  it('lists daily procedures before rare ones among equal hits', async () => {
    const tiers = (await list('chung thuc')).rows.filter(({ name }) => !/^chứng thực/i.test(name)).map(({ tier }) => tier)
    expect(tiers).toEqual(tiers.toSorted())
  })

  it('keeps to one field when asked, and to the limit while it counts all', async () => {
    const { rows, total } = await list('', 'Đất đai', 5)
    expect(rows).toHaveLength(5)
    expect(rows.every(({ field }) => field === 'Đất đai')).toBe(true)
    expect(total).toBe(starterData().catalogue.procedures.filter(({ field }) => field === 'Đất đai').length)
  })
})

describe('getProcedure', () => {
  it('gives the current version whole', async () => {
    expect(await getProcedure(office.db, await office.procedureId('KS'))).toMatchObject({
      versionNumber: 1,
      openCases: 0,
      content: { nationalCode: '1.001193', timeLimit: { limit: 1, unit: 'same-day' }, cutoff: '15:00' },
    })
  })

  it('refuses one that does not exist', async () => {
    await expect(getProcedure(office.db, newId(0))).rejects.toMatchObject({
      code: 'entity.notFound',
      params: { entity: 'procedure' },
    })
  })
})
