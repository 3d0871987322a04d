import { describe, expect, it } from 'vitest'
import { countWords, dateTimeWords, dateWords, receiptData, twoDigits } from '../../../../electron/print/form-data.ts'
import { viewReceipt } from '../../../../electron/print/view-receipt.ts'
import { organisation, receipt } from '../../../fixtures/print/receipt.ts'

const form = {
  title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  deskWordings: ['Trung tâm Phục vụ hành chính công', 'Bộ phận Tiếp nhận và Trả kết quả'],
  copies: ['Liên 1: Lưu', ''],
}

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

describe('viewReceipt', () => {
  it('gives an organisation its tax number and leaves its signer to the pen', () => {
    const view = viewReceipt({ ...receipt, applicant: organisation, submitter: null }, form)
    expect(view.applicantId).toBe('3300123456-001')
    expect(view.signerName).toBe('')
  })

  it('lets the submitter sign, else the citizen', () => {
    expect(viewReceipt(receipt, form).signerName).toBe('Trần Văn Bình')
    expect(viewReceipt({ ...receipt, submitter: null }, form).signerName).toBe('Nguyễn Thị Duyên')
  })

  it('says once what is asked for when the summary repeats the procedure', () => {
    const { procedureName, summary } = receipt
    expect(viewReceipt(receipt, form).request).toBe(`${procedureName}\n${summary}`)
    expect(viewReceipt({ ...receipt, summary: procedureName }, form).request).toBe(procedureName)
    expect(viewReceipt({ ...receipt, summary: '' }, form).request).toBe(procedureName)
  })

  it('dates the paper with the day of receipt, also when it is printed again', () => {
    const first = viewReceipt(receipt, form)
    const third = viewReceipt({ ...receipt, copyNumber: 3, printedAt: '2027-02-09T10:00' }, form)
    expect([first.issuedOn, first.reprint]).toEqual(['ngày 05 tháng 9 năm 2026', ''])
    expect([third.issuedOn, third.reprint]).toEqual(['ngày 05 tháng 9 năm 2026', 'In lại lần 2, ngày 09 tháng 02 năm 2027'])
  })

  it.each([
    ['Trung tâm Phục vụ hành chính công phường Vỹ Dạ', true],
    ['BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ xã A Lưới 1', true],
    ['Bộ phận một cửa xã Chân Mây - Lăng Cô', false],
  ])('knows whether "%s" is worded as the form words it', (deskName, tells) => {
    expect(viewReceipt({ ...receipt, deskName }, form).deskTellsItself).toBe(tells)
  })

  it('puts the case code and nothing else into the pictures', () => {
    const other = { ...receipt, applicant: organisation, submitter: null, number: '999', summary: 'khác' }
    const [a, b] = [viewReceipt(receipt, form), viewReceipt(other, form)]
    expect([a.barcode, a.qr]).toEqual([b.barcode, b.qr])
    expect(viewReceipt({ ...receipt, code: 'H57.50.05.13-261123-0976' }, form).qr).not.toBe(a.qr)
  })
})
