// An .xlsx file as rows of cells. A file comes from anybody: what it would unfold to is bounded before anything of it is unfolded, no
// formula is computed (the values that Excel stored are read), and nothing but XML is looked at, so macros and pictures stay shut.
import { readFileSync, statSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/universal'
import { AppError } from '../../db/model/errors.ts'
import type { Cell, SheetRows } from '../../db/processes/workbook/sheets.ts'

const megabyte = 1_048_576
export const fileLimitBytes = 20 * megabyte
const unpackedLimitBytes = 120 * megabyte
const textLimitChars = 60_000_000
const lastRow = 100_000
const lastColumn = 200

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** One cell far out makes the reader fill everything before it. */
function hasFarCell(xml: string): boolean {
  for (const [, letters = '', row = ''] of xml.matchAll(/\br="([A-Z]*)(\d+)"/g)) {
    if (Number(row) > lastRow || columnOf(letters) > lastColumn) return true
  }
  return false
}

/** The parts of the file that hold cells, repacked. Throws what is thrown for a file of another kind. */
function unpack(packed: Uint8Array, tooLarge: () => AppError): Uint8Array {
  let bytes = 0
  const parts = unzipSync(packed, {
    filter: ({ name, originalSize }) => {
      if (!name.endsWith('.xml') && !name.endsWith('.xml.rels')) return false
      bytes += originalSize // what unzipSync makes room for: a part that turns out longer is cut, never given more
      if (bytes > unpackedLimitBytes) throw tooLarge()
      return true
    },
  })
  for (const [name, part] of Object.entries(parts)) {
    if (!/worksheets\/[^/]+\.xml$/.test(name)) continue
    const xml = strFromU8(part)
    if (hasFarCell(xml)) throw tooLarge()
    // The reader takes a cell whose formula failed for an empty one; as text it is complained about.
    parts[name] = strToU8(xml.replaceAll(/(<(?:\w+:)?c\b[^>]*?\st=)"e"/g, '$1"str"'))
  }
  return zipSync(parts, { level: 0 })
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return { date: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Every sheet of a file. Throws file.unreadable, file.tooLarge, file.notAWorkbook with the file's name. */
export async function readWorkbookFile(file: string): Promise<SheetRows[]> {
  const name = file.split(/[\\/]/).at(-1) ?? file
  const tooLarge = () => new AppError('file.tooLarge', { file: name, limit: fileLimitBytes / megabyte })
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new AppError('file.unreadable', { file: name })
  if (stat.size > fileLimitBytes) throw tooLarge()
  let packed: Buffer
  try {
    packed = readFileSync(file)
  } catch {
    throw new AppError('file.unreadable', { file: name })
  }
  try {
    const found = await readXlsxFile(new Blob([unpack(packed, tooLarge) as Uint8Array<ArrayBuffer>]))
    const sheets = found.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }))
    let chars = 0
    for (const { rows } of sheets)
      for (const row of rows) for (const cell of row) if (typeof cell === 'string') chars += cell.length
    if (chars > textLimitChars) throw tooLarge() // one shared text in many cells
    return sheets
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file.notAWorkbook', { file: name })
  }
}
