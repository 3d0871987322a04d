// The list of internal documents on paper.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DocumentList, renderDocumentList } from '../../../../electron/print/document-list.ts'

const folder = join(import.meta.dirname, '../../../../resources/registers')
const list: DocumentList = {
  governingBody: 'UBND tỉnh',
  officeName: 'Văn phòng UBND tỉnh',
  place: 'Huế',
  date: '2026-11-23',
  printedOn: '2026-11-24',
  rows: [
    {
      kind: 'process',
      code: 'QT.01',
      name: 'Cấp phép <b>khẩn</b> & bưu chính',
      ownerUnit: 'Phòng Hành chính',
      issue: 2,
      revision: 1,
      effectiveFrom: '2026-12-01',
      effectiveTo: null,
      reviewDueOn: '2027-12-01',
      earlier: [{ issue: 1, revision: 0, effectiveFrom: '2007-12-27' }],
    },
  ],
}

describe('the list of internal documents', () => {
  const { html } = renderDocumentList(folder, list)
  const cells = [...html.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, text]) => text)

  it('has the columns of BM.01.02 in their order, those that nobody knows left empty', () => {
    expect([...html.matchAll(/<th [^>]*>(.*?)<\/th>/g)].map(([, text]) => text)).toEqual([
      ...['STT', 'Mã', 'Tên', 'Loại', 'Thuộc quy trình', 'Lần sửa đổi', 'Ngày hiệu lực', 'Ngày xem xét tới'],
      ...['Đơn vị/người quản lý', 'Thời gian lưu', 'Hết hiệu lực', 'Lịch sử'],
    ])
    expect(cells.map((text) => text?.replaceAll('&#x2F;', '/'))).toEqual([
      ...['1', 'QT.01', 'Cấp phép &lt;b&gt;khẩn&lt;/b&gt; &amp; bưu chính', 'QT', '', '2/1', '01/12/2026', '01/12/2027'],
      ...['Phòng Hành chính', '', '', '1/0 (27/12/2007)'],
    ])
  })

  it('says of which office and which day it is', () => {
    expect(html).toContain('Văn phòng UBND tỉnh')
    expect(html).toContain('Tính đến ngày 23 tháng 11 năm 2026')
    expect(html).toContain('ngày 24 tháng 11 năm 2026')
  })
})
