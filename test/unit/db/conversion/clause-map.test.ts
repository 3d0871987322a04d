// The shipped clauses of the standard: complete, sourced where they claim it, and composed over the editions between.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { editions } from '../../../../db/conformity/rules.ts'
import { gapClauses, headingOf, isWithin, originsOf, parseClauseMap } from '../../../../db/conversion/clause-map.ts'
import { resources } from '../../../fixtures/office.ts'

const text = readFileSync(join(resources, 'standards', 'iso-9001.json'), 'utf8')
const map = parseClauseMap(text)
const numbers = (edition: (typeof editions)[number]) => gapClauses(map, edition).map(({ number }) => number)

describe('the shipped clause map', () => {
  it('has every edition, each clause once, and a step from each edition to the next', () => {
    expect(map.editions.map(({ edition }) => edition)).toEqual([...editions])
    expect(map.steps.map(({ from, to }) => `${from}-${to}`)).toEqual(['2000-2008', '2008-2015', '2015-2026'])
    expect(numbers('2008')).toHaveLength(51)
    expect(numbers('2000')).toEqual(numbers('2008'))
    expect(numbers('2015')).toHaveLength(56)
  })

  it('has the six procedures that the edition of 2008 asked for in a clause of 2015 each', () => {
    const origins = originsOf(map, '2008', '2015')
    for (const mandatory of ['4.2.3', '4.2.4', '8.2.2', '8.3', '8.5.2', '8.5.3']) {
      expect(
        [...origins.values()].some(({ from }) => from.includes(mandatory)),
        mandatory,
      ).toBe(true)
    }
  })

  it('says what is new, and says so where no source was found, instead of inventing a clause', () => {
    const origins = originsOf(map, '2008', '2015')
    expect(origins.get('7.1.6')).toMatchObject({ kind: 'new', from: [] })
    expect(origins.get('8.5.5')).toEqual({ kind: 'unknown', from: [], sources: [] })
    expect(origins.get('7.5.3')).toEqual({ kind: 'mapped', from: ['4.2.3', '4.2.4'], sources: ['matrix'] })
  })

  it('marks the edition of 2026 as a draft that names only what its sources do', () => {
    expect(map.editions.filter(({ isDraft }) => isDraft).map(({ edition }) => edition)).toEqual(['2026'])
    expect(numbers('2026')).toEqual(['4', '4.1', '4.2', '5', '5.1.1', '6', '6.1.2', '6.1.3', '6.3', '7', '7.3', '8', '9', '10'])
    expect(map.sources.draft2026?.isChecked).toBe(false)
  })

  it('composes over the editions between', () => {
    expect(originsOf(map, '2000', '2015').get('4.4')).toEqual({ from: ['4.1'], kind: 'mapped', sources: ['matrix', 'annexB'] })
    expect(originsOf(map, '2008', '2026').get('6.1.2')?.from).toEqual(['5.4.2', '8.5.3'])
    expect(originsOf(map, '2008', '2026').get('9')?.from).toContain('8.2.2')
    expect(originsOf(map, '2000', '2015').get('8.5.6')?.kind).toBe('unknown')
  })

  it('names the heading above a clause of the third level', () => {
    expect(headingOf(map, '2015', '8.3.1')?.vi).toBe('Thiết kế và phát triển sản phẩm và dịch vụ')
    expect(headingOf(map, '2015', '4.1')).toBeNull()
    expect(isWithin('7.3.1', '7.3') && !isWithin('7.31', '7.3')).toBe(true)
  })

  it.each([
    ['a clause twice', (data: typeof map) => data.editions[0]?.clauses.push({ number: '4', vi: 'x', en: 'x' })],
    ['an unknown clause of the edition before', (data: typeof map) => data.steps[1]?.clauses[0]?.from.push('9.9')],
    ['an unknown source', (data: typeof map) => Object.assign(data.steps[1]?.clauses[0] ?? {}, { source: 'nobody' })],
    ['a clause that is missing', (data: typeof map) => data.steps[1]?.clauses.pop()],
    ['text beside number and title', (data: typeof map) => Object.assign(data.editions[2]?.clauses[0] ?? {}, { text: 'x' })],
  ])('is refused with %s', (_, spoil) => {
    const data = JSON.parse(text) as typeof map
    spoil(data)
    expect(() => parseClauseMap(JSON.stringify(data))).toThrow(expect.objectContaining({ code: 'file.invalid' }))
  })
})
