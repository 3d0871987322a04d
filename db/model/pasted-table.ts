// A table as it comes from Word or Excel: rows of texts, and where one cell spans several rows. Pure; who has a document at hand (the page)
// turns its table into `SpannedCell`s.

/** A cell of a table in a document. */
export interface SpannedCell {
  readonly text: string
  readonly rowSpan: number
  readonly colSpan: number
}

/** A place of the laid-out table. */
export interface PastedCell {
  readonly text: string
  /** Rows that the cell covers, counted where it begins; 0 where it only goes on from above or from the left. */
  readonly rows: number
}

const mostSpan = 500
const mostColumns = 60

/** Lays spanning cells out as a full grid: each covered place holds the text of its cell. */
export function layOutTable(table: ReadonlyArray<readonly SpannedCell[]>): PastedCell[][] {
  const grid: PastedCell[][] = table.map(() => [])
  for (const [top, cells] of table.entries()) {
    const row = grid[top] ?? []
    let column = 0
    for (const { text, rowSpan, colSpan } of cells) {
      while (row[column] !== undefined) column += 1
      const height = Math.min(Math.max(1, rowSpan), mostSpan, table.length - top)
      const width = Math.min(Math.max(1, colSpan), mostColumns)
      for (let down = 0; down < height; down += 1) {
        for (let right = 0; right < width; right += 1) {
          const target = grid[top + down]
          if (target) target[column + right] = { text, rows: down === 0 && right === 0 ? height : 0 }
        }
      }
      column += width
    }
  }
  const width = Math.max(0, ...grid.map((row) => row.length))
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? { text: '', rows: 1 }))
}

/** Rows of tab-separated text, as Excel and LibreOffice put them on the clipboard: a cell with a line break stands in quotation marks. */
export function readTsv(text: string): PastedCell[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const end = () => void rows.at(-1)?.push(cell)
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '' && closes(source, at)) isQuoted = true
    else if (sign === '\t' || sign === '\n') {
      end()
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  end()
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => Array.from({ length: width }, (_, column) => ({ text: row[column] ?? '', rows: 1 })))
}

/** Whether the quotation mark at `at` opens a quoted cell: another one stands before a tab, a line break or the end. */
const closes = (source: string, at: number): boolean => /^"(?:[^"]|"")*"(?=\t|\n|$)/.test(source.slice(at))

const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const toTsv = (rows: ReadonlyArray<readonly string[]>): string => rows.map((row) => row.map(quoted).join('\t')).join('\n')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>' }
const escaped = (text: string): string => text.replace(/[&<>"\n]/g, (sign) => entities[sign] ?? sign)
/** The same as a table for Word. */
export const toHtmlTable = (rows: ReadonlyArray<readonly string[]>): string =>
  `<table border="1">${rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('')}</table>`
