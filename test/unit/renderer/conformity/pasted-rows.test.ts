// What offices paste from Excel and Word into the scope and into a list of procedures.
import { describe, expect, it } from 'vitest'
import { authorityOf, cellsOf, groupOf, pastedEntries, pastedLines } from '../../../../renderer/conformity/pasted-rows.ts'

describe('the cells on the clipboard', () => {
  it('are rows and columns, also with line breaks and quotation marks in a cell', () => {
    expect(cellsOf('a\tb\r\n"dòng 1\ndòng 2"\t"nói ""có"""\r\n\r\n')).toEqual([
      ['a', 'b'],
      ['dòng 1 dòng 2', 'nói "có"'],
    ])
  })
})

describe('scope lines', () => {
  it('fill the columns from the one where they are pasted', () => {
    expect(pastedLines('Văn phòng\tQuản lý văn bản\tVăn thư\tQT.VP.01', 'group')).toEqual([
      { group: 'Văn phòng', text: 'Quản lý văn bản', field: 'Văn thư', processCode: 'QT.VP.01' },
    ])
    expect(pastedLines('Bưu chính\tQT.01\nBáo chí\tQT.02', 'field')).toEqual([
      { field: 'Bưu chính', processCode: 'QT.01' },
      { field: 'Báo chí', processCode: 'QT.02' },
    ])
    expect(pastedLines('a\tb\tc\td\te\tf', 'procedureKey')).toEqual([{ procedureKey: 'a' }])
  })
  it('know codes, keys and groups by their cells when the names are pasted with them', () => {
    expect(pastedLines('Lãnh đạo UBND tỉnh\tQT.01\tBan hành văn bản\nVăn phòng\tQT.VP.02\tThủ tục trình ký', 'text')).toEqual([
      { group: 'Lãnh đạo UBND tỉnh', processCode: 'QT.01', text: 'Ban hành văn bản' },
      { group: 'Văn phòng', processCode: 'QT.VP.02', text: 'Thủ tục trình ký' },
    ])
    expect(pastedLines('1.004194\tThủ tục cấp phép\tĐất đai\n1.001612\tThủ tục gia hạn\tĐất đai', 'text')).toEqual([
      { procedureKey: '1.004194', text: 'Thủ tục cấp phép', field: 'Đất đai' },
      { procedureKey: '1.001612', text: 'Thủ tục gia hạn', field: 'Đất đai' },
    ])
  })
  it('come without the headings and the running numbers of a list', () => {
    expect(pastedLines('STT\tTên hoạt động\tLĩnh vực\n1\tCấp phép\tBưu chính\n2\tGia hạn\tBưu chính', 'text')).toEqual([
      { text: 'Cấp phép', field: 'Bưu chính' },
      { text: 'Gia hạn', field: 'Bưu chính' },
    ])
  })
  it.each([
    ['Lãnh đạo UBND tỉnh', 'leadership'],
    ['VĂN PHÒNG', 'office'],
    ['Thủ tục hành chính', 'procedure'],
    ['Nội bộ', 'internal'],
    ['Quy trình', null],
    ['', null],
  ])('belong to the group that %s names', (cell, group) => expect(groupOf(cell)).toBe(group))
})

describe('the entries of a list', () => {
  it('are code, name, field and authority', () => {
    expect(
      pastedEntries('Mã TTHC\tTên thủ tục\tLĩnh vực\n1.004150\tCấp Giấy phép tiếp cận nguồn gen\tBảo tồn\tChủ tịch UBND tỉnh'),
    ).toEqual([{ key: '1.004150', name: 'Cấp Giấy phép tiếp cận nguồn gen', field: 'Bảo tồn', authority: 'provincialChairman' }])
    // A list whose heading names the authority was read with the heading as its first procedure.
    expect(pastedEntries('Mã TTHC\tTên\tLĩnh vực\tThẩm quyền\n1.1\tMã số thuế\tThuế\tSở Tài chính')).toEqual([
      { key: '1.1', name: 'Mã số thuế', field: 'Thuế', authority: 'department' },
    ])
    expect(pastedEntries('')).toEqual([])
  })
  it.each([
    ['Ủy ban nhân dân cấp tỉnh', 'provincialCommittee'],
    ['Chủ tịch ủy ban nhân dân cấp tỉnh', 'provincialChairman'],
    ['UBND xã', 'communeCommittee'],
    ['Chủ tịch UBND phường', 'communeChairman'],
    ['Sở Nội vụ', 'department'],
    ['provincialOffice', 'provincialOffice'],
    ['', 'other'],
    ['Bộ Y tế', 'other'],
  ])('are decided by whom %s names', (cell, authority) => expect(authorityOf(cell)).toBe(authority))
})
