// Step tables as they come out of decisions in Word and Excel (QT.XNKBCXB.01 of Hà Tĩnh, QTTP-20 of Hà Nội, a decision of Cao Bằng).
import { describe, expect, it } from 'vitest'
import { readPastedSteps, splitActor, withUniqueLabels } from '../../../../db/model/pasted-steps.ts'
import { layOutTable, readTsv, toHtmlTable, toTsv } from '../../../../db/model/pasted-table.ts'

const cell = (text: string, rowSpan = 1, colSpan = 1) => ({ text, rowSpan, colSpan })
const plainRow = (...texts: string[]) => texts.map((text) => cell(text))
const tsv = (...rows: string[][]) => readTsv(toTsv(rows))

describe('text from a spreadsheet', () => {
  it('keeps cells with line breaks, quotation marks and tabs', () => {
    const rows = [
      ['a', 'dòng 1\ndòng 2', ''],
      ['nói "vâng"', 'x\ty', 'z'],
    ]
    expect(readTsv(toTsv(rows)).map((row) => row.map(({ text }) => text))).toEqual(rows)
  })

  it('takes a quotation mark that closes nothing as written', () => {
    expect(readTsv('"Mẫu số 01\tA\n12" ống\tB').map((row) => row.map(({ text }) => text))).toEqual([
      ['"Mẫu số 01', 'A'],
      ['12" ống', 'B'],
    ])
  })

  it('gives short rows their empty cells and ends with the last row', () => {
    expect(readTsv('a\tb\r\nc\r\n')).toEqual([
      [
        { text: 'a', rows: 1 },
        { text: 'b', rows: 1 },
      ],
      [
        { text: 'c', rows: 1 },
        { text: '', rows: 1 },
      ],
    ])
  })

  it('goes to Word without being taken for its code', () => {
    expect(toHtmlTable([['a < b & "c"', 'x\ny']])).toContain('<td>a &lt; b &amp; &quot;c&quot;</td><td>x<br>y</td>')
  })
})

describe('a table with spanning cells', () => {
  it('is laid out as a full grid', () => {
    const grid = layOutTable([
      [cell('a', 2), cell('b', 1, 2)],
      [cell('c'), cell('d')],
    ])
    expect(grid.map((row) => row.map(({ text, rows }) => `${text}${rows}`))).toEqual([
      ['a2', 'b1', 'b0'],
      ['a0', 'c1', 'd1'],
    ])
  })

  it('does not grow beyond its rows, whatever a cell claims', () => {
    expect(layOutTable([[cell('a', 9_999)], []])).toHaveLength(2)
  })
})

describe('a table of steps', () => {
  it('of Hà Tĩnh is known by its headings, with days and hours in two columns and its total left out', () => {
    const found = readPastedSteps(
      layOutTable([
        [cell('TT', 2), cell('Trình tự', 2), cell('Trách nhiệm', 2), cell('Thời gian', 1, 2), cell('Biểu mẫu/Kết quả', 2)],
        plainRow('Ngày', 'Giờ'),
        plainRow('B1', 'Tiếp nhận', 'Cán bộ TN&TKQ', 'Giờ hành chính', '0', 'Mẫu 01; 06'),
        plainRow('B2', 'Tổng hợp, bàn giao', 'Phòng QLBCXB', '0,25', '2', 'Mẫu 01, 05'),
        plainRow('B3', 'Trình ký', 'Lãnh đạo phòng', '', '4', ''),
        [cell('Tổng', 1, 3), cell('3,0'), cell('24'), cell('')],
      ]),
    )
    expect(found?.totals).toBe(1)
    expect(found?.steps.map(({ label, work, unit, role, time }) => ({ label, work, unit, role, time }))).toEqual([
      { label: 'B1', work: 'Tiếp nhận', unit: '', role: 'Cán bộ TN&TKQ', time: { kind: 'officeHours' } },
      {
        label: 'B2',
        work: 'Tổng hợp, bàn giao',
        unit: 'Phòng QLBCXB',
        role: '',
        time: { kind: 'amount', minutes: 120, unit: 'days' },
      },
      { label: 'B3', work: 'Trình ký', unit: '', role: 'Lãnh đạo phòng', time: { kind: 'amount', minutes: 240, unit: 'hours' } },
    ])
  })

  it('of Hà Nội shares one time between the steps beside one cell', () => {
    const found = readPastedSteps(
      layOutTable([
        plainRow('Tên bước', 'Đơn vị/người thực hiện', 'Nội dung công việc', 'Thời hạn giải quyết', 'Biểu mẫu/kết quả'),
        plainRow('Bước 5', 'Lãnh đạo Sở', 'Ký, gửi UBND', '01 ngày', ''),
        [...plainRow('Bước 6: Tiếp nhận', 'UBND: Văn thư', 'Chuyển'), cell('07 ngày', 3), cell('Mẫu 06')],
        plainRow('Bước 7', 'UBND: Lãnh đạo Văn phòng', 'Phân công', ''),
        plainRow('Bước 8', 'UBND: Chuyên viên', 'Thẩm tra', ''),
        plainRow('Bước 9', 'TN&TKQ', 'Trả kết quả', 'Giờ hành chính', 'Mẫu 07'),
      ]),
    )
    expect(found?.shared).toEqual([{ time: { kind: 'amount', minutes: 3_360, unit: 'days' }, members: [1, 2, 3] }])
    expect(found?.steps[1]).toMatchObject({ label: 'Bước 6', work: 'Tiếp nhận\nChuyển', unit: 'UBND', role: 'Văn thư' })
    expect(found?.steps[4]).toMatchObject({ time: { kind: 'officeHours' }, results: 'Mẫu 07' })
  })

  it('keeps what has no place of its own, and the words of a time that it cannot read', () => {
    const found = readPastedSteps(
      tsv(
        ['Các bước', 'Trình tự', 'Đơn vị', 'Thời gian', 'Phí'],
        ['1', 'Thẩm định', 'Sở Nội vụ', 'khoảng 2 tuần', '50.000 đồng'],
        ['', '', '', '', ''],
        ['Các bước', 'Trình tự', 'Đơn vị', 'Thời gian', 'Phí'],
        ['2', 'Trả kết quả', 'Bộ phận một cửa', '', ''],
      ),
    )
    expect(found?.steps).toEqual([
      {
        label: '1',
        work: 'Thẩm định',
        unit: 'Sở Nội vụ',
        role: '',
        time: undefined,
        timeText: 'khoảng 2 tuần',
        results: 'Phí: 50.000 đồng',
      },
      { label: '2', work: 'Trả kết quả', unit: 'Bộ phận một cửa', role: '', time: undefined, timeText: '', results: '' },
    ])
  })

  it('reads hours where the heading counts in hours', () => {
    const found = readPastedSteps(tsv(['Bước', 'Nội dung', 'Thời gian (giờ)'], ['1', 'Kiểm tra', '4']))
    expect(found?.steps[0]?.time).toEqual({ kind: 'amount', minutes: 240, unit: 'hours' })
  })

  it('takes "Bước thực hiện" beside a number for what is done', () => {
    const read = readPastedSteps(
      tsv(
        ['STT', 'Bước thực hiện', 'Đơn vị thực hiện', 'Người thực hiện', 'Thời gian thực hiện (giờ)'],
        ['1', 'Tiếp nhận', 'Phòng Tư pháp', 'Chuyên viên', '4'],
      ),
    )
    expect(read?.steps).toMatchObject([{ label: '1', work: 'Tiếp nhận', unit: 'Phòng Tư pháp', role: 'Chuyên viên' }])
    expect(read?.steps[0]?.time).toMatchObject({ kind: 'amount', minutes: 240 })
  })

  it('is no table of steps without a heading', () => {
    expect(readPastedSteps(tsv(['1', 'Tiếp nhận', 'Cán bộ', '0,5']))).toBeUndefined()
    expect(readPastedSteps(tsv(['Tên biểu mẫu', 'Mã hiệu'], ['Đơn', '01']))).toBeUndefined()
  })

  it('makes labels unique that one cell gives to several steps', () => {
    expect(withUniqueLabels([{ label: 'B2' }, { label: 'B2' }, { label: 'B2' }, { label: '' }, { label: '' }])).toEqual([
      { label: 'B2' },
      { label: 'B2.2' },
      { label: 'B2.3' },
      { label: '' },
      { label: '' },
    ])
  })
})

describe('who does a step', () => {
  it.each([
    ['UBND tỉnh: Lãnh đạo', 'UBND tỉnh', 'Lãnh đạo'],
    ['Chuyên viên – Phòng Quản lý', 'Phòng Quản lý', 'Chuyên viên'],
    ['Sở Nội vụ\nChuyên viên', 'Sở Nội vụ', 'Chuyên viên'],
    ['Văn phòng UBND thành phố', 'Văn phòng UBND thành phố', ''],
    ['Tổ chức, cá nhân', '', 'Tổ chức, cá nhân'],
    ['Chuyên viên phòng nghiệp vụ', '', 'Chuyên viên phòng nghiệp vụ'],
    ['Trưởng bộ phận → Lãnh đạo Sở', '', 'Trưởng bộ phận → Lãnh đạo Sở'],
    [
      'Phòng Hành chính - Quản trị, Văn phòng UBND thành phố: Văn thư',
      'Phòng Hành chính - Quản trị, Văn phòng UBND thành phố',
      'Văn thư',
    ],
  ])('%j', (text, unit, role) => expect(splitActor(text)).toEqual({ unit, role }))
})
