import { describe, expect, it } from 'vitest'
import { fieldsFor } from '../../../../db/forms/kinds.ts'
import { type ReceiptData, receiptData } from '../../../../db/forms/receipt.ts'
import { countWords, dateTimeWords, dateWords, reprintWords, twoDigits } from '../../../../db/forms/words.ts'
import { organisation, receipt } from '../../../fixtures/print/receipt.ts'

const textsOf = (facts: ReceiptData) => fieldsFor({ kind: 'receipt', facts }, null).texts

describe('words of the form', () => {
  it.each([
    ['2026-01-05', 'ngày 05 tháng 01 năm 2026'],
    ['2026-02-28', 'ngày 28 tháng 02 năm 2026'],
    ['2026-03-01', 'ngày 01 tháng 3 năm 2026'],
    ['2026-09-10', 'ngày 10 tháng 9 năm 2026'],
    ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ])('writes %s with zeros where Nghị định 30/2020 has them', (date, words) => {
    expect(dateWords(date)).toBe(words)
  })

  it('refuses what is not a date instead of printing NaN', () => {
    expect(() => dateWords('')).toThrow(RangeError)
  })

  it('writes hours and minutes with two digits', () => {
    expect(dateTimeWords('2026-03-09T07:05')).toBe('07 giờ 05 phút, ngày 09 tháng 3 năm 2026')
  })

  it('writes numbers with at least two digits', () => {
    expect([1, 10, 120].map(twoDigits)).toEqual(['01', '10', '120'])
  })

  it.each([
    [{ originals: 2, certified: 1, copies: 0 }, '02 bản chính, 01 bản chứng thực'],
    [{ originals: 0, certified: 0, copies: 12 }, '12 bản sao'],
    [{ originals: 1, certified: 1, copies: 1 }, '01 bản chính, 01 bản chứng thực, 01 bản sao'],
    [{ originals: 0, certified: 0, copies: 0 }, ''],
  ])('counts papers in words: %j', (component, words) => {
    expect(countWords(component)).toBe(words)
  })
})

describe('receiptData', () => {
  it('accepts the sample', () => {
    expect(receiptData.parse(receipt)).toEqual(receipt)
  })

  it.each([
    ['a code that no barcode carries', { code: 'Hồ sơ 1' }],
    ['a code too long for the paper', { code: 'A'.repeat(41) }],
    ['a day that does not exist', { dueAt: '2026-02-30T17:00' }],
    ['a UTC instant where wall time stands', { receivedAt: '2026-09-05T01:05:00.000Z' }],
    ['a print before the first', { copyNumber: 0 }],
    ['no set of papers', { setCount: 0 }],
  ])('refuses %s', (_, wrong) => {
    expect(receiptData.safeParse({ ...receipt, ...wrong }).success).toBe(false)
  })
})

describe('the words of a receipt', () => {
  it('give an organisation its tax number and leave its signer to the pen', () => {
    const texts = textsOf({ ...receipt, applicant: organisation, submitter: null })
    expect([texts.applicantId, texts.signerName]).toEqual(['3300123456-001', ''])
  })

  it('let the submitter sign, else the citizen', () => {
    expect(textsOf(receipt).signerName).toBe('Trần Văn Bình')
    expect(textsOf({ ...receipt, submitter: null }).signerName).toBe('Nguyễn Thị Duyên')
  })

  it('say once what is asked for when the summary repeats the procedure', () => {
    const { procedureName, summary } = receipt
    expect(textsOf(receipt).request).toBe(`${procedureName}\n${summary}`)
    expect(textsOf({ ...receipt, summary: procedureName }).request).toBe(procedureName)
    expect(textsOf({ ...receipt, summary: '' }).request).toBe(procedureName)
  })

  it('date the paper with the day of receipt, also when it is printed again', () => {
    const first = textsOf(receipt)
    const third = textsOf({ ...receipt, copyNumber: 3, replacedOn: '2027-02-09' })
    expect([first.issuedOn, first.reprint]).toEqual(['ngày 05 tháng 9 năm 2026', ''])
    const again = 'Bản in lần 3, thay bản in ngày 09 tháng 02 năm 2027'
    expect([third.issuedOn, third.reprint]).toEqual(['ngày 05 tháng 9 năm 2026', again])
    expect(reprintWords(2, null)).toBe('Bản in lần 2')
  })
})
