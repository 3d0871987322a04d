// Cuts the lines of the register into sheets. Done here and not by the browser, because the pages of a book bear numbers that go on over
// several prints, and a print of the same lines must break at the same place on every computer.
import type { FormColumn, FormFields } from '../../db/forms/form.ts'

type Row = FormFields['rows'][number]

// Measured on printed pages of A4 across: the width of all columns, how wide a letter of ordinary Vietnamese is and how high a line at the
// table's size, and what a sheet leaves for rows; the first one holds the heading of the form as well. On the safe side: a row less.
const widthMm = 273
const letterMm = 1.62
const lineMm = 3.9
const paddingMm = 1.8
const rowMm = 13
const firstSheetMm = 116
const nextSheetMm = 156
/** The lock and the signatures need this much of the last sheet. */
const endMm = 48

/** Lines that a text takes in a column; words are not broken unless they are longer than the column. */
export function textLines(text: string, columnMm: number): number {
  const room = Math.max(1, Math.floor((columnMm - 2.2) / letterMm))
  return text.split('\n').reduce((sum, part) => {
    let lines = 1
    let used = 0
    for (const word of part.split(' ')) {
      const length = word.length
      if (used > 0 && used + 1 + length > room) {
        lines += 1
        used = 0
      }
      const over = Math.max(0, Math.ceil(length / room) - 1)
      lines += over
      used += (used > 0 ? 1 : 0) + (length - over * room)
    }
    return sum + lines
  }, 0)
}

const heightMm = (row: Row, columns: readonly FormColumn[]): number => {
  const lines = columns.map(({ field, width }) => textLines(row[field] ?? '', (width / 100) * widthMm))
  return Math.max(rowMm, Math.max(...lines) * lineMm + paddingMm)
}

/** The rows of each sheet, at least one sheet; the last one has room for the end of the form. */
export function registerPages(columns: readonly FormColumn[], rows: readonly Row[]): Row[][] {
  const pages: Row[][] = [[]]
  let left = firstSheetMm
  for (const row of rows) {
    const height = heightMm(row, columns)
    if (height > left && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([])
      left = nextSheetMm
    }
    pages.at(-1)?.push(row)
    left -= height
  }
  const last = pages.at(-1) ?? []
  if (left < endMm && last.length > 1) {
    const moved = last.pop()
    if (moved) pages.push([moved])
  }
  return pages
}
