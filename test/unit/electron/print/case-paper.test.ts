// The papers about several cases: what they say comes from the database, a sheet for each receiver, the list as it is shown.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listHandedCases } from '../../../../db/cases/life/hand-over.ts'
import { renderCasePaper } from '../../../../electron/print/case-paper.ts'
import { forward, type LifeOffice, openLifeOffice } from '../../../fixtures/life-office.ts'

const registers = join(import.meta.dirname, '../../../../resources/registers')
const head = { governingBody: 'UBND tỉnh', officeName: 'Sở Tài chính', place: 'Huế', printedOn: '2026-11-23' }
const plain = (html: string) => html.replaceAll('&#x2F;', '/').replaceAll(/\s+/g, ' ')
const cells = (html: string) => [...html.matchAll(/<td(?: [^>]*)?>(.*?)<\/td>/g)].map(([, text]) => text)

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

it('makes a hand-over sheet for each receiver, in the order that was chosen, for both sides to sign', async () => {
  const { desk, handler, other, db } = office
  const components = [
    { name: 'Giấy đề nghị', originals: 1, certified: 0, copies: 2, note: '' },
    { name: 'Căn cước', originals: 0, certified: 1, copies: 0, note: '' },
  ]
  const [first, second, third, kept] = [
    await office.receive({ components }),
    await office.receive(),
    await office.receive(),
    await office.receive(),
  ]
  await office.do(desk, first, forward(handler.staffId))
  await office.do(desk, second, forward(other.staffId))
  await office.do(desk, third, forward(handler.staffId))
  const cases = await listHandedCases(db, [third, second, first, kept])
  expect(cases.map(({ holder }) => holder)).toEqual(['Lê Văn Cường', 'Phạm Thị Dung', 'Lê Văn Cường', ''])
  const { html, css } = renderCasePaper(registers, {
    kind: 'handOver',
    ...head,
    deskName: 'Bộ phận Một cửa',
    printedBy: 'Trần Thị Bình',
    cases,
  })
  const text = plain(html)
  expect(text.match(/<section>/g)).toHaveLength(3)
  expect([...text.matchAll(/Bên nhận: (.*?)<\/p>/g)].map(([, receiver]) => receiver)).toEqual([
    'Lê Văn Cường – Phòng Kinh tế',
    'Phạm Thị Dung – Phòng Kinh tế',
    '………………………………', // nobody has it yet: a pen says who
  ])
  expect(text).toContain('Bên giao: Trần Thị Bình')
  expect(text).toContain('không thay Phiếu kiểm soát quá trình giải quyết hồ sơ')
  expect(cells(html).filter((cell) => cell === '1 bản chính, 1 bản chứng thực, 2 bản sao')).toHaveLength(1)
  expect(css).toContain('break-before: page')
  expect(text).not.toContain('Người lập')
})

it('prints the list with its heads, its filter in words, and numbered rows', () => {
  const { html } = renderCasePaper(registers, {
    kind: 'list',
    ...head,
    about: 'Trạng thái: Đã tiếp nhận <a>',
    headings: ['Chủ hồ sơ', 'Số bộ'],
    isNumber: [false, true],
    rows: [
      ['Đỗ Thị <Ánh>', '2'],
      ['Trần Văn Bình', '1'],
    ],
  })
  expect(cells(html)).toEqual(['1', 'Đỗ Thị &lt;Ánh&gt;', '2', '2', 'Trần Văn Bình', '1'])
  expect(html).toContain('Trạng thái: Đã tiếp nhận &lt;a&gt;')
  expect(html).toContain('Tổng số: 2 hồ sơ.')
  expect(html).toContain('Người lập')
})
