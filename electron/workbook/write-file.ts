// Rows of cells as an .xlsx file that people go on typing into. Every cell is of the format "text", the empty ones below too: Excel then
// leaves 1/2, 1.001190 and 03/04/2026 as they are typed.
import writeXlsxFile, { type Cell as FileCell } from 'write-excel-file/node'
import type { Cell, SheetRows } from '../../db/processes/workbook/sheets.ts'

/** Rows below the last one that are ready for typing. */
const readyRows = 200

const cellOf = (cell: Cell): FileCell => {
  const look = { alignVertical: 'top', wrap: true } as const
  if (typeof cell === 'number') return { value: cell, type: Number, ...look }
  const value = cell === null || typeof cell === 'boolean' ? '' : typeof cell === 'object' ? cell.date : cell
  return { value, type: String, format: '@', ...look }
}
const headingOf = (cell: Cell): FileCell => ({
  value: String(cell),
  type: String,
  format: '@',
  fontWeight: 'bold',
  backgroundColor: '#E8EEF7',
  wrap: true,
  alignVertical: 'center',
})

export interface WrittenSheet extends SheetRows {
  readonly widths: readonly number[]
  /** Whether its first row holds headings and people type below. */
  readonly isForm: boolean
  /** Whether its first row holds headings and the rest is only read. */
  readonly isList?: boolean
}

/** Printed, a sheet lies across and is as wide as one page: columns on separate sheets of paper belong to nobody. */
const onePageWide = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string) =>
          xml
            .replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
      },
    },
  },
}

const linePoints = 14
/** A row as high as its longest cell: not every program looks at wrapped text before it draws. */
const heightOf = (row: readonly Cell[], widths: readonly number[]): number =>
  linePoints *
  Math.max(
    1,
    ...row.map((cell, column) =>
      typeof cell === 'string'
        ? cell
            .split('\n')
            .reduce((lines, line) => lines + Math.max(1, Math.ceil((line.length * 1.1) / (widths[column] ?? 10))), 0)
        : 1,
    ),
  )

/** The bytes of the file. */
export async function writeWorkbookFile(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, rows, widths, isForm, isList = false }) => {
    const [headings = [], ...rest] = rows
    const empty = Array.from({ length: readyRows }, () => headings.map(() => cellOf(null)))
    return {
      sheet: name,
      columns: widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      ...(isForm || isList ? { stickyRowsCount: 1 } : {}),
      data: isForm
        ? [headings.map(headingOf), ...rest.map((row) => row.map(cellOf)), ...empty]
        : rows.map((row, index) =>
            row.map((cell) => {
              const height = isList ? { height: heightOf(row, widths) } : {}
              if (index === 0) return { ...(headingOf(cell) as object), ...height }
              // The guide's first lines run on beside their cell.
              return { ...(cellOf(cell) as object), ...height, ...(isList ? {} : { wrap: index > 9 }) }
            }),
          ),
    }
  })
  return writeXlsxFile(written as Parameters<typeof writeXlsxFile>[0], { features: [onePageWide] }).toBuffer()
}
