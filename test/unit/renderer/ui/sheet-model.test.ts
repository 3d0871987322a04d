import { describe, expect, it } from 'vitest'
import {
  clearTexts,
  copyTexts,
  inside,
  keyTarget,
  only,
  pasteTexts,
  rectOf,
  tabTarget,
  withMoved,
  withoutRows,
} from '../../../../renderer/ui/sheet/sheet-model.ts'

interface Row {
  readonly name: string
  readonly count: number
}
const columns = [
  { text: (row: Row) => row.name, withText: (row: Row, name: string) => ({ ...row, name }) },
  {
    text: (row: Row) => (row.count === 0 ? '' : String(row.count)),
    withText: (row: Row, text: string) => (/^\d*$/.test(text) ? { ...row, count: Number(text) } : undefined),
  },
]
const newRow = (): Row => ({ name: '', count: 0 })
const rows: readonly Row[] = [
  { name: 'a', count: 1 },
  { name: 'b', count: 2 },
  { name: 'c', count: 3 },
]
const cell = (row: number, column: number) => rectOf(only({ row, column }))

describe('moving in a sheet', () => {
  it('stays inside, the empty row below included', () => {
    expect(keyTarget('ArrowDown', false, { row: 3, column: 0 }, 4, 2)).toEqual({ row: 3, column: 0 })
    expect(keyTarget('ArrowRight', true, { row: 1, column: 0 }, 4, 2)).toEqual({ row: 1, column: 1 })
    expect(keyTarget('End', true, { row: 0, column: 0 }, 4, 2)).toEqual({ row: 3, column: 1 })
    expect(keyTarget('a', false, { row: 0, column: 0 }, 4, 2)).toBeUndefined()
    expect(inside({ row: 9, column: 9 }, 4, 2)).toEqual({ row: 3, column: 1 })
  })

  it('goes on line after line by Tab and out at both ends', () => {
    expect(tabTarget({ row: 0, column: 1 }, false, 2, 2)).toEqual({ row: 1, column: 0 })
    expect(tabTarget({ row: 1, column: 0 }, true, 2, 2)).toEqual({ row: 0, column: 1 })
    expect(tabTarget({ row: 1, column: 1 }, false, 2, 2)).toBeUndefined()
    expect(tabTarget({ row: 0, column: 0 }, true, 2, 2)).toBeUndefined()
  })
})

describe('changing a sheet', () => {
  it('pastes over cells and begins rows as needed', () => {
    const { rows: next, refused } = pasteTexts(
      rows,
      columns,
      cell(2, 0),
      [
        ['x', '7'],
        ['y', '8'],
      ],
      newRow,
    )
    expect(next).toEqual([rows[0], rows[1], { name: 'x', count: 7 }, { name: 'y', count: 8 }])
    expect(refused).toEqual([])
    expect(rows[2]).toEqual({ name: 'c', count: 3 })
  })

  it('says what it could not take: a text that does not fit, and what lies beyond the last column', () => {
    const { rows: next, refused } = pasteTexts(rows, columns, cell(0, 1), [['many', 'beyond', '']], newRow)
    expect(next).toEqual(rows)
    expect(refused).toEqual(['many', 'beyond'])
  })

  it('fills a selection with one text, but not the empty row below it', () => {
    const { rows: next } = pasteTexts(rows, columns, { top: 1, left: 0, bottom: 3, right: 0 }, [['z']], newRow)
    expect(next.map(({ name }) => name)).toEqual(['a', 'z', 'z'])
    expect(pasteTexts(rows, columns, cell(3, 0), [['z']], newRow).rows).toHaveLength(4)
  })

  it('copies, empties and removes what is selected', () => {
    const rect = { top: 0, left: 0, bottom: 1, right: 1 }
    expect(copyTexts(rows, columns, rect)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect(clearTexts(rows, columns, rect)).toEqual([newRow(), newRow(), rows[2]])
    expect(withoutRows(rows, rect)).toEqual([rows[2]])
  })

  it('moves rows together, and not beyond the ends', () => {
    expect(withMoved(rows, { top: 1, left: 0, bottom: 2, right: 0 }, -1).map(({ name }) => name)).toEqual(['b', 'c', 'a'])
    expect(withMoved(rows, { top: 0, left: 0, bottom: 0, right: 0 }, 1).map(({ name }) => name)).toEqual(['b', 'a', 'c'])
    expect(withMoved(rows, cell(0, 0), -1)).toBe(rows)
    expect(withMoved(rows, cell(3, 0), -1)).toBe(rows)
  })
})
