// Lists as they are copied from decisions: with a heading row, with a column that only counts, or neither.
import { describe, expect, it } from 'vitest'
import { placeTable } from '../../../../renderer/ui/sheet/headed-table.ts'
import { pastePlaced } from '../../../../renderer/ui/sheet/sheet-model.ts'

interface Row {
  readonly code: string
  readonly name: string
  readonly law: string
}
const column = (key: keyof Row, header: string, headings: string[] = []) => ({
  header,
  headings,
  text: (row: Row) => row[key],
  withText: (row: Row, text: string) => ({ ...row, [key]: text }),
})
const columns = [
  column('code', 'Mã hiệu', ['Mã số']),
  column('name', 'Tên biểu mẫu', ['Biểu mẫu']),
  column('law', 'Văn bản quy định'),
]
const newRow = (): Row => ({ code: '', name: '', law: '' })
function pasted(table: string[][], rows: Row[] = []) {
  const placed = placeTable(table, columns)
  return placed && pastePlaced(rows, columns, 0, placed, newRow)
}

describe('a pasted list', () => {
  it('does not enter its heading and its numbers, and follows the order of its own columns', () => {
    expect(
      pasted([
        ['TT', 'Tên biểu mẫu', 'MÃ SỐ', 'Ghi chú'],
        ['1', 'Tờ khai', 'BM.01', ''],
        ['2', 'Phiếu', 'BM.02', 'bỏ năm 2027'],
      ]),
    ).toEqual({
      rows: [
        { code: 'BM.01', name: 'Tờ khai', law: '' },
        { code: 'BM.02', name: 'Phiếu', law: '' },
      ],
      refused: ['bỏ năm 2027'],
    })
  })

  it('leaves what it does not name as it stands', () => {
    const rows = [{ code: 'BM.01', name: 'cũ', law: '1/2024/TT-BTP' }]
    expect(pasted([['Biểu mẫu'], ['Tờ khai']], rows)?.rows).toEqual([{ code: 'BM.01', name: 'Tờ khai', law: '1/2024/TT-BTP' }])
  })

  it('without a heading leaves out numbers for which there is no room', () => {
    expect(
      pasted([
        ['1', 'BM.01', 'Tờ khai', ''],
        ['2.', 'BM.02', 'Phiếu', ''],
      ])?.rows.map(({ code }) => code),
    ).toEqual(['BM.01', 'BM.02'])
  })

  it('is put cell by cell where nothing names a column', () => {
    expect(placeTable([['BM.01', 'Tờ khai']], columns)).toBeUndefined()
    expect(
      placeTable(
        [
          ['1', 'một'],
          ['2', 'hai'],
        ],
        columns,
      ),
    ).toBeUndefined()
    expect(placeTable([['Tên biểu mẫu']], columns)).toBeUndefined() // alone it is a text
  })
})
