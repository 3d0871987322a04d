// Codes of documents by the office's own pattern.
import { describe, expect, it } from 'vitest'
import { isCodePattern, suggestCode } from '../../../../db/documents/code-pattern.ts'
import { foldCode } from '../../../../db/documents/rules.ts'

const suggest = (pattern: string, taken: string[] = [], of: Partial<Parameters<typeof suggestCode>[1]> = {}) =>
  suggestCode(
    pattern,
    { kind: 'process', group: 'procedure', field: 'Xuất nhập khẩu và báo chí', ...of },
    new Set(taken.map(foldCode)),
  )

describe('a pattern of codes', () => {
  it.each(['QT.{linhvuc}.{nn}', 'QT-{nn}', 'QTTP-{n}', '{nhom}/QT.{nnn}', 'QTĐT.{nn}'])('may be %s', (pattern) =>
    expect(isCodePattern(pattern)).toBe(true),
  )
  it.each(['QT', 'QT.{nn}.{nn}', 'QT.{nnnn}', 'QT.{nam}.{nn}', 'QT#{nn}', ''])('may not be "%s"', (pattern) =>
    expect(isCodePattern(pattern)).toBe(false),
  )
})

describe('a suggested code', () => {
  it('takes the first letters of the field', () => expect(suggest('QT.{linhvuc}.{nn}')).toBe('QT.XNKBC.01'))
  it('leaves no doubled sign where the field is not known yet', () =>
    expect(suggest('QT.{linhvuc}.{nn}', [], { field: '' })).toBe('QT.01'))
  it('follows the highest number of the same letters, however it was written', () =>
    expect(suggest('QT.{linhvuc}.{nn}', ['qt-xnkbc-9', 'QT.BC.40', 'QT.XNKBC.02'])).toBe('QT.XNKBC.10'))
  it('names the group', () => expect(suggest('QT.{nhom}.{nnn}', [], { group: 'leadership' })).toBe('QT.LD.001'))
  it('reads a number that stands before the letters', () => expect(suggest('{n}/QT', ['12/QT'])).toBe('13/QT'))
  it('goes on past a code that only looks different', () => expect(suggest('Q1{n}', ['Q.1.1', 'Q11'])).toBe('Q12'))
  it('of another kind of document follows the abbreviations of the register', () =>
    expect(suggest('QT.{nn}', ['BM.03'], { kind: 'form', group: '' })).toBe('BM.04'))
})
