import { describe, expect, it } from 'vitest'
import { type CellSelection, moveCell, rangeOf, sizeOf } from '../../../../renderer/ui/cell-range.ts'

const extent = { rows: 50, columns: 6, pageRows: 10 }
const row: CellSelection = { at: { row: 3, column: null }, anchor: null }

/** Keys one after another; `+` before one holds Shift. */
const press = (from: CellSelection, ...keys: string[]): CellSelection =>
  keys.reduce((selection, key) => {
    const shiftKey = key.startsWith('+')
    return moveCell(selection, { key: key.replace('+', ''), shiftKey }, extent) ?? selection
  }, from)

describe('the cell cursor', () => {
  it('goes from the row into its cells and back', () => {
    expect(press(row, 'ArrowRight').at).toEqual({ row: 3, column: 0 })
    expect(press(row, 'ArrowRight', 'ArrowRight', 'ArrowDown').at).toEqual({ row: 4, column: 1 })
    expect(press(row, 'ArrowRight', 'ArrowLeft')).toEqual(row)
    expect(moveCell(row, { key: 'ArrowLeft', shiftKey: false }, extent)).toBeUndefined()
  })

  it('stops at every edge', () => {
    const cell = press(row, 'ArrowRight', 'End')
    expect(cell.at).toEqual({ row: 3, column: 5 })
    expect(press(cell, 'ArrowRight').at.column).toBe(5)
    expect(press(cell, 'Home').at.column).toBe(0)
    expect(press(cell, 'PageUp').at.row).toBe(0)
    expect(press(row, 'End', 'ArrowDown').at.row).toBe(49)
  })

  it('spans a range with Shift in any direction, and lets it go with any other move', () => {
    const range = press(row, 'ArrowRight', 'ArrowRight', '+ArrowRight', '+ArrowUp', '+ArrowUp')
    expect(rangeOf(range, 6)).toEqual({ top: 1, bottom: 3, left: 1, right: 2 })
    expect(sizeOf(rangeOf(range, 6))).toBe(6)
    expect(rangeOf(press(range, '+ArrowLeft', '+ArrowLeft', '+ArrowLeft'), 6)).toMatchObject({ left: 0, right: 1 })
    expect(press(range, 'ArrowDown').anchor).toBeNull()
    expect(press(range, 'Escape')).toEqual({ at: range.at, anchor: null })
    expect(moveCell(row, { key: 'Escape', shiftKey: false }, extent)).toBeUndefined()
  })

  it('spans whole rows from a row', () => {
    expect(rangeOf(press(row, '+ArrowDown', '+ArrowDown'), 6)).toEqual({ top: 3, bottom: 5, left: 0, right: 5 })
    expect(rangeOf(row, 6)).toEqual({ top: 3, bottom: 3, left: 0, right: 5 })
  })

  it('leaves other keys alone', () => {
    for (const key of ['Enter', 'a', 'Tab', 'F4']) expect(moveCell(row, { key, shiftKey: false }, extent)).toBeUndefined()
  })
})
