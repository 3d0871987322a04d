import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCatalogue } from '../../../../../db/procedures/catalogue-file.ts'
import { indexProcedures } from '../../../../../renderer/cases/intake/model/find-procedures.ts'

const file = join(import.meta.dirname, '../../../../../resources/catalogue/hue-starter.json')
// As the server lists them: by name.
const byName = parseCatalogue(readFileSync(file, 'utf8')).procedures.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
const index = indexProcedures(
  byName.map((entry, number) => ({
    id: String(number),
    localKey: 'key',
    nationalCode: entry.code,
    shortCode: entry.short_code ?? '',
    name: entry.display_name ?? entry.name,
    field: entry.field,
    group: entry.group ?? entry.field,
    level: entry.level,
    tier: entry.tier,
    timeLimit: null,
    timeLimitText: entry.time_limit_text ?? '',
  })),
)
const first = (query: string) => index.find(query)[0]

describe('finding a procedure', () => {
  it.each(['KS', 'ks', ' k s '])('puts the exact short code first: %s', (query) => {
    expect(first(query)?.shortCode).toBe('KS')
  })

  it.each([
    ['khai sinh', 'KS'],
    ['khai tu', 'KT'],
    ['dang ky khai sinh', 'KS'],
    ['1.001193', 'KS'],
    ['ket hon', 'KH'],
    ['đăng ký kết hôn', 'KH'],
  ])('finds by words without marks and by the national code: %s', (query, shortCode) => {
    expect(first(query)?.shortCode).toBe(shortCode)
  })

  it('wants every word, in any order, from its beginning', () => {
    expect(index.find('hon ket').some((procedure) => procedure.shortCode === 'KH')).toBe(true)
    expect(index.find('ket hon xyz')).toEqual([])
    expect(index.find('ết')).toEqual([])
  })

  it('offers the work of every day when nothing is typed', () => {
    expect(index.find('').every((procedure) => procedure.tier === 1)).toBe(true)
  })
})
