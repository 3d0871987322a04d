// When an instrument can be issued: the page offers it no earlier than the command takes it.
import { describe, expect, it } from 'vitest'
import { missingFacts } from '../../../../renderer/conformity/instrument/missing-facts.ts'

const blank = {
  issuer: '',
  number: '',
  headName: '',
  headTitle: '',
  inForceFrom: null,
  expiresOn: null,
  ordinal: null,
  note: '',
  isExpiryAssumed: false,
}

describe('missingFacts', () => {
  it('names what a fresh declaration lacks', () =>
    expect(missingFacts('declaration', blank, '', 0)).toEqual(['issuer', 'number', 'headTitle', 'day', 'lines']))

  it('names what a fresh certificate lacks', () =>
    expect(missingFacts('certificate', blank, '', 0)).toEqual(['issuer', 'day', 'expiresOn', 'ordinal', 'lines']))

  it('is content with a name or an office of who signed', () => {
    const whole = { ...blank, issuer: 'UBND', number: '15/QĐ-UBND', headName: 'Nguyễn Văn Bình' }
    expect(missingFacts('declaration', whole, '2/11/2026', 1)).toEqual([])
    expect(missingFacts('declaration', { ...whole, headName: ' ' }, '2/11/2026', 1)).toEqual(['headTitle'])
  })

  it('asks for a note where a day is assumed', () => {
    const old = { ...blank, issuer: 'Tổng cục', expiresOn: '2010-12-26', ordinal: 1, inForceFrom: '2007-12-27' }
    expect(missingFacts('certificate', old, '2007', 22)).toEqual(['note'])
    expect(missingFacts('certificate', { ...old, note: 'Theo báo cáo' }, '2007', 22)).toEqual([])
    expect(missingFacts('certificate', { ...old, isExpiryAssumed: true }, '27/12/2007', 22)).toEqual(['note'])
  })
})
