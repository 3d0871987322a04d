import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseForm } from '../../../../db/forms/form.ts'
import { fieldsFor } from '../../../../db/forms/kinds.ts'
import { type ReceiptData, receiptData } from '../../../../db/forms/receipt.ts'
import { type FormLayout, loadFormTemplates } from '../../../../electron/print/form-templates.ts'
import { renderForm } from '../../../../electron/print/render-form.ts'
import { organisation, receipt } from '../../../fixtures/print/receipt.ts'

const templates = loadFormTemplates(join(import.meta.dirname, '../../../../resources/forms'))
const template = chooseForm(templates, { kind: 'receipt', on: '2026-11-23' })
const printed = (facts: ReceiptData, layout: FormLayout) => {
  const { code, isProvisional } = receiptData.parse(facts)
  return renderForm(template, { code, isProvisional, fields: fieldsFor({ kind: 'receipt', facts }, null) }, { layout }).html
}
const print = (changes: Partial<ReceiptData> = {}, layout: FormLayout = 'a5') => printed({ ...receipt, ...changes }, layout)

/** What a reader sees, blanks between words made one. */
const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(
      /&(amp|lt|gt|quot|#39|#x2F|#x60|#x3D);/g,
      (_, name: string) =>
        ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x2F': '/', '#x60': '`', '#x3D': '=' })[name] ?? '',
    )
    .replaceAll(/\s+/g, ' ')

const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? []
const densityOf = (html: string): string | undefined => /<body class="\S+ (\w+)"/.exec(html)?.[1]

describe('renderForm', () => {
  it('shows every field in the order of the official form, each with its label', () => {
    const text = textOf(print())
    const lines = [
      'Ủy ban nhân dân phường Vỹ Dạ',
      'Trung tâm Phục vụ hành chính công phường Vỹ Dạ',
      'Số: 123 /TNHS-TTPVHCC',
      'Cộng hòa xã hội chủ nghĩa Việt Nam',
      'Độc lập - Tự do - Hạnh phúc',
      'Huế, ngày 05 tháng 9 năm 2026',
      'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      'Mã hồ sơ: H57.50.05.13-261123-0975',
      'Trung tâm Phục vụ hành chính công phường Vỹ Dạ',
      'Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Duyên',
      'Số định danh cá nhân/tổ chức: 046190001234',
      'Địa chỉ: 12 kiệt 45 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế',
      'Số điện thoại: 0905 123 456',
      'Email: duyen@example.vn',
      'Người nộp hồ sơ theo ủy quyền: Trần Văn Bình',
      'Địa chỉ: 5 Lê Lợi, phường Thuận Hóa, thành phố Huế',
      'Số định danh cá nhân: 046088004321',
      'Số điện thoại: 0914 000 111',
      'Email: binh@example.vn',
      'Giấy tờ ủy quyền: Giấy ủy quyền số 15 ngày 20/11/2026',
      'Nội dung yêu cầu giải quyết: Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh Xin 03 bản sao trích lục khai sinh',
      'Thành phần hồ sơ nộp gồm:',
      'Tờ khai cấp bản sao trích lục hộ tịch (02 bản chính, 01 bản chứng thực)',
      'Giấy tờ tùy thân – xuất trình để đối chiếu (12 bản sao)',
      'Số lượng hồ sơ: 01 (bộ)',
      'Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc',
      'Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 05 tháng 9 năm 2026',
      'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 04 tháng 01 năm 2027',
      'Đăng ký nhận kết quả tại: Bộ phận Một cửa, quầy số 4',
      'Vào Sổ theo dõi hồ sơ, Quyển số 02, Số thứ tự 07',
      'Người nộp hồ sơ (Ký và ghi rõ họ tên) Trần Văn Bình',
      'Người tiếp nhận hồ sơ (Ký và ghi rõ họ tên) Lê Thị Ngọc Ánh',
    ]
    let from = 0
    for (const line of lines) {
      const at = text.replace(' /TNHS', '/TNHS').replaceAll(' ,', ',').indexOf(line.replace(' /TNHS', '/TNHS'), from)
      expect(at, line).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{/)
  })

  it('is a Vietnamese document whose title names the paper and the case', () => {
    const html = print()
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">/)
    expect(html).toContain('<title>Giấy tiếp nhận hồ sơ và hẹn trả kết quả H57.50.05.13-261123-0975</title>')
  })

  it('shows markup and placeholders in any field as the text they are', () => {
    const hostile = `<b a='1'>&{{code}}"`
    const poison = <T>(value: T, key = ''): T => {
      if (Array.isArray(value)) return value.map((item) => poison(item)) as T
      if (value && typeof value === 'object')
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)])) as T
      return typeof value === 'string' && !['code', 'kind', 'receivedAt', 'dueAt'].includes(key) ? (hostile as T) : value
    }
    const html = printed(poison(receipt), 'a4-two-up')
    // A desk named otherwise is the one text that changes the form's own words, not its elements.
    expect(tagsOf(html)).toEqual(
      tagsOf(print({}, 'a4-two-up')).map((tag) => tag.replace('a4-two-up normal', `a4-two-up ${densityOf(html)}`)),
    )
    expect(textOf(html).split(hostile)).toHaveLength(2 * 27 + 1)
  })

  it('keeps the lines of a text', () => {
    expect(print({ summary: 'dòng một\ndòng hai' })).toContain('dòng một\ndòng hai')
    expect(template.css).toMatch(/\.value \{\s*white-space: pre-line;/)
  })

  it('makes two labelled copies for A4 and one without a label for A5', () => {
    const [a4, a5] = [textOf(print({}, 'a4-two-up')), textOf(print())]
    expect(a4.match(/Liên \d: [^:]+?(?= Ủy ban)/g)).toEqual(['Liên 1: Lưu', 'Liên 2: Giao người nộp'])
    expect(a4.match(/Mã hồ sơ: H57\.50\.05\.13-261123-0975/g)).toHaveLength(4)
    expect(a5).not.toContain('Liên')
    expect(a5.match(/NGƯỜI NỘP HỒ SƠ|Người nộp hồ sơ \(/g)).toHaveLength(1)
  })

  it('says that a provisional code is one', () => {
    expect(textOf(print({ isProvisional: true, code: 'TAM-A1-261123-0012' }))).toContain(
      'TAM-A1-261123-0012 (Mã tạm, sẽ thay bằng mã chính thức)',
    )
    expect(textOf(print())).not.toContain('Mã tạm')
  })

  it('says on every copy that it is a reprint', () => {
    const text = textOf(print({ copyNumber: 3, replacedOn: '2026-11-23' }, 'a4-two-up'))
    expect(text.match(/Bản in lần 3, thay bản in ngày 23 tháng 11 năm 2026/g)).toHaveLength(2)
    expect(textOf(print())).not.toContain('Bản in lần')
  })

  it('leaves dots to write on where nothing is known', () => {
    const nobody = { ...receipt.applicant, idNumber: '', address: '', phone: '', email: '' }
    const html = print({
      applicant: nobody,
      submitter: null,
      dueAt: null,
      components: [],
      returnPlace: '',
      timeLimit: '',
      book: '',
      serial: null,
      number: '',
    })
    expect(html.match(/class="blank"/g)).toHaveLength(4 + 3 + 1 + 1)
    expect(html.match(/class="gap"/g)).toHaveLength(3)
    expect(textOf(html)).toContain('Thời gian trả kết quả giải quyết hồ sơ: …… giờ …… phút, ngày …… tháng …… năm')
    expect(textOf(html)).toMatch(/Số thứ tự +\(nếu có\)/)
    expect(print()).not.toMatch(/class="(blank|gap)"/)
  })

  it('labels a desk whose name does not tell what it is', () => {
    expect(textOf(print({ deskName: 'Bộ phận một cửa xã A Lưới 1' }))).toContain(
      'Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả: Bộ phận một cửa xã A Lưới 1',
    )
  })

  it('shows an organisation by its tax number', () => {
    const text = textOf(print({ applicant: organisation, submitter: null }))
    expect(text).toContain('Số định danh cá nhân/tổ chức: 3300123456-001')
    expect(text).not.toContain('theo ủy quyền')
  })

  it('refuses data that is not a receipt', () => {
    expect(() => print({ code: '' })).toThrow()
  })
})

describe('the size of the type', () => {
  const papers = (count: number, length: number) =>
    Array.from({ length: count }, () => ({ name: 'giấy '.repeat(length / 5), originals: 1, certified: 0, copies: 0, note: '' }))

  it.each([
    ['an ordinary case', { submitter: null }, 'normal'],
    ['one that smaller type brings onto one page', { components: papers(3, 100) }, 'compact'],
    ['one that needs several pages anyway', { components: papers(20, 240) }, 'normal'],
  ])('of %s', (_, changes, density) => {
    expect(densityOf(print(changes))).toBe(density)
    expect(densityOf(print(changes, 'a4-two-up'))).toBe(density)
  })

  it('leaves no paper of a long list out', () => {
    const components = papers(200, 240).map((paper, at) => ({ ...paper, note: `giấy tờ thứ ${at}.` }))
    const text = textOf(print({ components }))
    for (const { note } of components) expect(text).toContain(note)
  })
})
