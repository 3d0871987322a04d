// Forms 02 to 07 of TT 03/2025 and 02 to 06 of TT 01/2018 as they stand on paper: every field in the order of the circular.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseFacts } from '../../../../db/forms/facts.ts'
import { chooseForm, withTexts } from '../../../../db/forms/form.ts'
import { type FormDocument, fieldsFor } from '../../../../db/forms/kinds.ts'
import { sampleDocument, sampleFacts } from '../../../../db/forms/samples.ts'
import { type FormKind, formKinds } from '../../../../db/model/forms.ts'
import { loadFormTemplates } from '../../../../electron/print/form-templates.ts'
import { registerPages, textLines } from '../../../../electron/print/register-pages.ts'
import { renderForm } from '../../../../electron/print/render-form.ts'

const templates = loadFormTemplates(join(import.meta.dirname, '../../../../resources/forms'))
const office = {
  governingBody: 'UBND phường Thuận Hóa',
  officeName: 'Ủy ban nhân dân phường Thuận Hóa',
  deskName: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
  place: 'Thuận Hóa',
  today: '2026-11-23',
}
const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x2F;', '/')
    .replaceAll(/\s+/g, ' ')

const print = (kind: FormKind, on: string, facts: Partial<CaseFacts> = {}, texts = {}) => {
  const form = withTexts(chooseForm(templates, { kind, on }), texts)
  const given = { ...sampleFacts(office), ...facts }
  const layout = form.layouts.a4 ? 'a4' : form.layouts['a4-across'] ? 'a4-across' : 'a5'
  const content = { code: given.code, isProvisional: given.isProvisional, fields: fieldsFor(sampleDocument(kind, office), given) }
  return renderForm(form, content, { layout })
}

/** What the addendum to the domain brief lists for each form, in its order. */
const fields2025: Readonly<Partial<Record<FormKind, readonly string[]>>> = {
  supplementRequest: [
    'Số: 12 /PBS-TTPVHCC',
    'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
    'Hồ sơ của: Nguyễn Thị Duyên',
    'Nội dung yêu cầu giải quyết:',
    'Địa chỉ:',
    'Số điện thoại:',
    'Email:',
    'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:',
    'Tờ khai',
    'Lý do:',
    'Lê Thị Ngọc Ánh , số điện thoại 0234 3812 345',
    'Người hướng dẫn',
  ],
  refusal: [
    'Số: 03 /PTC-TTPVHCC',
    'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
    'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
    'Tiếp nhận hồ sơ của: Nguyễn Thị Duyên',
    'Số định danh cá nhân/tổ chức: 046190001234',
    'Địa chỉ:',
    'Số điện thoại:',
    'Email:',
    'Mã hồ sơ (nếu có): TAM-MAU',
    'Nội dung yêu cầu giải quyết:',
    'không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:',
    'không thuộc thẩm quyền',
    'Người nộp hồ sơ',
    'Người tiếp nhận hồ sơ',
  ],
  extension: [
    'Ủy ban nhân dân phường Thuận Hóa',
    'Số: 05 /PXL',
    'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
    'Kính gửi: Nguyễn Thị Duyên',
    'ngày 23 tháng 11 năm 2026 , Ủy ban nhân dân phường Thuận Hóa đã tiếp nhận',
    'số định danh 046190001234 , mã số hồ sơ TAM-MAU',
    'Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026',
    'Lý do:',
    'xin lỗi Ông/Bà/Tổ chức',
    'Thời gian trả kết quả giải quyết hồ sơ: ngày 23 tháng 11 năm 2026',
    'Thủ trưởng cơ quan, đơn vị',
  ],
  stop: ['Thông báo dừng giải quyết hồ sơ', 'Kính gửi:', 'Mã hồ sơ:', 'Theo đề nghị dừng', 'Lý do:', 'Giấy tờ hoàn trả:'],
  controlSlip: [
    'PKS-TTPVHCC',
    'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    'Mã số hồ sơ: TAM-MAU',
    'Cơ quan (bộ phận) giải quyết hồ sơ: Phòng Tư pháp',
    'Cơ quan phối hợp giải quyết hồ sơ: Công an phường',
    'Ngày nhận: 08 giờ 05 phút',
    'Hẹn trả kết quả vào:',
    'Tên đơn vị',
    'Thời gian giao, nhận hồ sơ',
    'Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)',
    'Ghi chú',
    '1. Giao: Trung tâm Phục vụ hành chính công phường Thuận Hóa 2. Nhận: Phòng Tư pháp',
    'Người giao Lê Thị Ngọc Ánh Người nhận Phạm Minh Châu',
    'Đúng hạn',
  ],
  register: [
    'STD-TTPVHCC',
    'Sổ theo dõi hồ sơ',
    'Quyển số: 01 , năm 2026',
    'STT',
    'Mã hồ sơ',
    'Tên TTHC',
    'Tên tổ chức, cá nhân',
    'Địa chỉ, số điện thoại',
    'Cơ quan chủ trì giải quyết',
    'Nhận và trả kết quả',
    'Nhận hồ sơ',
    'Hẹn trả kết quả',
    'Trả kết quả',
    'Phương thức nhận kết quả',
    'Ký nhận',
  ],
}

describe('a form of TT 03/2025', () => {
  it.each(Object.entries(fields2025))('%s shows its fields in their order', (kind, lines) => {
    const { html } = print(kind as FormKind, '2026-11-23')
    const text = textOf(html).replaceAll(' /P', '/P').replace('12/P', '12 /P').replace('03/P', '03 /P').replace('05/P', '05 /P')
    let from = 0
    for (const line of lines) {
      const at = text.indexOf(line, from)
      expect(at, `${line} in ${text.slice(from)}`).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
    expect(text).not.toMatch(/undefined|null|NaN|\{\{|chưa đối chiếu/i)
  })

  it('leaves four hand-overs to the pen, the first given by the desk', () => {
    const form = chooseForm(templates, { kind: 'controlSlip', on: '2026-11-23' })
    const facts = sampleFacts(office)
    const document = {
      kind: 'controlSlip' as const,
      facts: { number: '', unit: '', partners: '', handOvers: [] },
    } satisfies FormDocument
    const content = { code: facts.code, isProvisional: true, fields: fieldsFor(document, facts) }
    const text = textOf(renderForm(form, content, { layout: 'a4' }).html)
    expect(text.match(/1\. Giao:/g)).toHaveLength(4)
    expect(text).toContain('1. Giao: Trung tâm Phục vụ hành chính công phường Thuận Hóa 2. Nhận:')
  })

  it('bears the mark of the kind of desk in its number', () => {
    const text = textOf(print('refusal', '2026-11-23', { deskName: 'Bộ phận Tiếp nhận và Trả kết quả xã A Lưới 1' }).html)
    expect(text).toContain('/PTC-BPTNTKQ')
    expect(text).toContain('Bộ phận Tiếp nhận và Trả kết quả xã A Lưới 1 Tiếp nhận hồ sơ của:')
  })

  it('prints the words of the office and its remark', () => {
    const texts = { title: 'Phiếu hướng dẫn', reason: 'Vì: {{reason}}', remark: 'Mang theo phiếu này.' }
    const text = textOf(print('supplementRequest', '2026-11-23', {}, texts).html)
    expect(text).toMatch(/Phiếu hướng dẫn.*Vì: Hồ sơ thiếu.*Mang theo phiếu này\./)
  })
})

describe('a form of TT 01/2018', () => {
  it.each(formKinds.filter((kind) => kind !== 'stop'))('%s is printed with its number and title of that time', (kind) => {
    const text = textOf(print(kind, '2024-05-06').html)
    expect(text).not.toMatch(/undefined|null|NaN|\{\{|Số định danh cá nhân\/tổ chức/)
    if (kind === 'extension') expect(text).toContain('Phiếu xin lỗi và hẹn lại ngày trả kết quả')
    if (kind === 'supplementRequest') expect(text).toContain('/HDHS')
    if (kind === 'register') expect(text).toMatch(/Số lượng hồ sơ \(bộ\).*Chuyển hồ sơ đến cơ quan giải quyết.*Ghi chú/)
  })
})

describe('the sheets of the register', () => {
  const form = chooseForm(templates, { kind: 'register', on: '2026-11-23' })
  const columns = form.blocks.flatMap((block) => ('table' in block ? block.table : []))
  const rows = (count: number, procedureName = 'Đăng ký khai sinh') =>
    Array.from({ length: count }, (_, index) => ({ serial: String(index + 1), procedureName }))

  it('hold every line once, in order, and have at least one', () => {
    expect(registerPages(columns, [])).toEqual([[]])
    for (const count of [1, 7, 8, 30, 500]) {
      const pages = registerPages(columns, rows(count))
      expect(pages.flat().map(({ serial }) => serial)).toEqual(rows(count).map(({ serial }) => serial))
      expect(pages.every((page) => page.length > 0)).toBe(true)
    }
  })

  it('hold fewer lines the longer they are', () => {
    const long = registerPages(columns, rows(40, 'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh '.repeat(4)))
    expect(long.length).toBeGreaterThan(registerPages(columns, rows(40)).length)
  })

  it('bear page numbers that go on from the first one asked for', () => {
    const facts = sampleFacts(office)
    const fields = { ...fieldsFor(sampleDocument('register', office), facts), rows: rows(30) }
    const { html } = renderForm(form, { code: '2026 01', isProvisional: false, fields }, { layout: 'a4-across', firstPage: 12 })
    const numbers = [...html.matchAll(/Trang (\d+)/g)].map(([, number]) => Number(number))
    expect(numbers[0]).toBe(12)
    expect(numbers).toEqual(numbers.map((_, index) => 12 + index))
    expect(numbers.length).toBeGreaterThan(1)
  })

  it('count the lines of a text by its words', () => {
    expect(textLines('', 20)).toBe(1)
    expect(textLines('một hai', 200)).toBe(1)
    expect(textLines('một\nhai', 200)).toBe(2)
    expect(textLines('M'.repeat(100), 20)).toBeGreaterThan(8)
  })
})
