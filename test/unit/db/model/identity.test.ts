import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardDamages, cardWarningCodes } from '../../../../db/model/citizen-card.ts'
import {
  checkCitizenId,
  checkEmail,
  checkOfficialCode,
  checkOldIdNumber,
  checkPassport,
  checkPhone,
  checkTaxNumber,
  type IdentityCheck,
  identityWarningCodes,
  parseCaseCode,
  provisionalCode,
} from '../../../../db/model/identity.ts'

const codes = (check: IdentityCheck) => check.warnings.map((warning) => warning.code)
const clean = (value: string): IdentityCheck => ({ value, issue: null, warnings: [] })

describe('checkCitizenId', () => {
  it('accepts a consistent number, with or without separators', () => {
    expect(checkCitizenId('046 090 001 234', { sex: 'male', birthDate: '1990-02-01' })).toEqual(clean('046090001234'))
    expect(checkCitizenId('046305004321', { sex: 'female', birthDate: '2005-11-20' })).toEqual(clean('046305004321'))
    expect(checkCitizenId('')).toEqual(clean(''))
  })
  it('refuses anything but 12 digits, such as a leading zero lost in Excel', () => {
    expect(checkCitizenId('46090001234').issue).toEqual({ code: 'idNumberDigits', params: { expected: 12, found: 11 } })
    expect(checkCitizenId('04609000123O').issue?.code).toBe('idNumberDigits')
  })
  it('warns, and only warns, when sex, century or year differ', () => {
    expect(codes(checkCitizenId('046090001234', { sex: 'female', birthDate: '1991' }))).toEqual([
      'idSexMismatch',
      'idBirthYearMismatch',
    ])
    expect(checkCitizenId('046290001234', { birthDate: '1990-02-01' }).warnings).toEqual([
      { code: 'idBirthYearMismatch', params: { idYear: 2090, birthYear: 1990 } },
    ])
    expect(checkCitizenId('046990001234', { sex: 'female', birthDate: '2390' }).warnings).toEqual([])
  })
  it('points out a prefix that is no province', () => {
    expect(codes(checkCitizenId('000090001234'))).toEqual(['idPrefixUnknown'])
    expect(codes(checkCitizenId('097090001234'))).toEqual(['idPrefixUnknown'])
    expect(codes(checkCitizenId('096090001234'))).toEqual([])
  })
})

describe('checkOldIdNumber, checkPassport, checkEmail', () => {
  it('keeps old numbers as history only', () => {
    expect(checkOldIdNumber('191 234 567')).toEqual({
      value: '191234567',
      issue: null,
      warnings: [{ code: 'oldIdNumberHistorical' }],
    })
    expect(checkOldIdNumber('19123456').issue?.code).toBe('idNumberDigits')
  })
  it('never refuses a passport or an e-mail address', () => {
    expect(checkPassport('c1234567')).toEqual(clean('C1234567'))
    expect(codes(checkPassport('Đ1'))).toEqual(['passportUnusual'])
    expect(checkEmail(' a.b@hue.gov.vn ')).toEqual(clean('a.b@hue.gov.vn'))
    for (const bad of ['a@b', 'a b@c.vn', 'ắ@c.vn', '@c.vn', 'a@c.vn, b@c.vn'])
      expect(codes(checkEmail(bad))).toEqual(['emailUnusual'])
  })
})

describe('checkPhone', () => {
  it('stores the digits of mobile and landline numbers', () => {
    for (const typed of [
      '0905123456',
      '0905 123 456',
      '0905.123.456',
      '+84 905 123 456',
      '+84 (0)905-123-456',
      '84905123456',
      '0084905123456',
    ])
      expect(checkPhone(typed)).toEqual(clean('0905123456'))
    expect(checkPhone('(0234) 382 2222')).toEqual(clean('02343822222'))
    expect(checkPhone('+84 234 382 2222')).toEqual(clean('02343822222'))
    expect(checkPhone('')).toEqual(clean(''))
  })
  it('warns about everything else and destroys nothing', () => {
    const kept = { '905123456': '905123456', '+1 202 555 0123': '+12025550123', '0605123456': '0605123456' }
    for (const [typed, value] of Object.entries(kept))
      expect(checkPhone(typed)).toMatchObject({ value, issue: null, warnings: [{ code: 'phoneUnusual' }] })
    for (const typed of ['0905123456 / 0914222333', '0905123456 0914222333', 'không có'])
      expect(checkPhone(typed)).toMatchObject({ value: typed, warnings: [{ code: 'phoneUnusual' }] })
  })
})

describe('checkTaxNumber', () => {
  it('accepts the numbers of known enterprises', () => {
    for (const number of ['0100109106', '0100684378', '0100112437', '0101248141'])
      expect(checkTaxNumber(number)).toEqual(clean(number))
  })
  it('warns of any single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [...'0100109106']
        digits[place] = String((Number(digits[place]) + shift) % 10)
        expect(codes(checkTaxNumber(digits.join('')))).toEqual(['taxNumberCheckDigit'])
      }),
    )
  })
  it('warns, without refusing, when the remainder is 0 and no digit fits', () => {
    // 19 and 3 are the weights of the fourth and ninth digit: 19·1 + 3·1 = 22.
    for (let last = 0; last <= 9; last += 1)
      expect(checkTaxNumber(`000100001${last}`)).toMatchObject({ issue: null, warnings: [{ code: 'taxNumberCheckDigit' }] })
  })
  it('takes dependent units and personal numbers', () => {
    expect(checkTaxNumber('0100109106-001')).toEqual(clean('0100109106-001'))
    expect(checkTaxNumber('0100109106 001')).toEqual(clean('0100109106-001'))
    expect(checkTaxNumber('046090001234')).toEqual(clean('046090001234'))
  })
  it('refuses other shapes', () => {
    for (const bad of ['010010910', '01001091066', '0100109106-01', 'abc'])
      expect(checkTaxNumber(bad).issue?.code).toBe('taxNumberShape')
  })
})

describe('case codes', () => {
  const official = [
    '000.15.25.H57-190610-0001',
    '000.00.00.H57-261122-0001',
    'H15.50.05.13-261008-0975',
    'H57.001.02-261008-1800123',
    'H57-261122-123456789',
  ]
  it('accepts official codes of every regime', () => {
    for (const code of official)
      expect([code, parseCaseCode(code), checkOfficialCode(code)]).toEqual([code, 'official', clean(code)])
    expect(checkOfficialCode(' h57.40.05–261122 - 0001 ').value).toBe('H57.40.05-261122-0001')
  })
  it('refuses dates that do not exist, short tails, and our own codes', () => {
    for (const bad of [
      'H57-261131-0001',
      'H57-260229-0001',
      'H57-261122-001',
      'TAM-19777-A1-261123-0001',
      'H5-261122-0001',
      '1.012644',
    ])
      expect(checkOfficialCode(bad).issue).toEqual({ code: 'officialCodeShape', params: {} })
    expect(parseCaseCode('H57-280229-0001')).toBe('official')
  })
  it('builds provisional codes that read back as such and never as official', () => {
    const parts = fc.record({
      officeCode: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
      deviceCode: fc.stringMatching(/^[A-Z0-9]{1,4}$/),
      date: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      number: fc.integer({ min: 1, max: 99_999 }),
    })
    fc.assert(
      fc.property(parts, (given) => {
        const code = provisionalCode(given)
        expect(parseCaseCode(code)).toBe('provisional')
        expect(parseCaseCode(code.toLowerCase())).toBe('provisional')
        expect(checkOfficialCode(code).issue).not.toBeNull()
      }),
    )
    expect(provisionalCode({ officeCode: '19777', deviceCode: 'A1', date: '2026-11-23', number: 1 })).toBe(
      'TAM-19777-A1-261123-0001',
    )
  })
  it('refuses parts that would not read back', () => {
    const good = { officeCode: '19777', deviceCode: 'A1', date: '2026-11-23', number: 1 }
    for (const bad of [
      { officeCode: '' },
      { officeCode: 'a' },
      { deviceCode: 'A-1' },
      { date: '2026-02-30' },
      { date: '26-02-03' },
      { number: 0 },
      { number: 1.5 },
    ])
      expect(() => provisionalCode({ ...good, ...bad })).toThrow(RangeError)
  })
  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseCaseCode(text)).toBeNull()
      }),
    )
  })
})

describe('texts', () => {
  it.each(['vi', 'en'])('%s has one for every warning and damage, and no other', (language) => {
    const file = new URL(`../../../../resources/locales/${language}/identity.json`, import.meta.url)
    const texts = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(texts.warning).sort()).toEqual([...identityWarningCodes, ...cardWarningCodes].sort())
    expect(Object.keys(texts.damage).sort()).toEqual([...cardDamages].sort())
  })
})
