// One row of a sheet, read column by column. What is wrong with a cell is noted with its place, and reading goes on, so that a person
// hears everything at once.
import type { ErrorParams, IssueCode } from '../../model/errors.ts'
import { isRealDate } from '../../model/local-time.ts'
import { toNfc } from '../../model/text.ts'
import {
  type Cell,
  type Column,
  type ColumnKey,
  columnLetters,
  columnsOf,
  foldWord,
  type SheetKey,
  type SheetRows,
  sheets,
} from './sheets.ts'
import { readWord, type Words } from './words.ts'

export interface Complaint {
  readonly sheet: string
  /** As Excel counts; the headings stand in row 1. */
  readonly row: number
  /** Letters over the column; empty where a whole row or sheet is meant. */
  readonly column: string
  readonly heading: string
  readonly code: IssueCode
  readonly params: ErrorParams
}

/** What Excel writes into a cell whose formula failed. */
const failed = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|GETTING_DATA)$/

const isEmpty = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')

/** The sheets that a file brought, each with the place of its columns. */
export class Workbook {
  readonly complaints: Complaint[] = []
  readonly #found: ReadonlyMap<string, SheetRows>

  constructor(given: readonly SheetRows[]) {
    this.#found = new Map(given.map((sheet) => [foldWord(sheet.name), sheet]))
  }

  complain(
    sheet: SheetKey,
    row: number,
    place: { column?: number; heading?: string },
    code: IssueCode,
    params: ErrorParams = {},
  ) {
    const { column, heading = '' } = place
    this.complaints.push({
      sheet: sheets[sheet].name,
      row,
      column: column === undefined ? '' : columnLetters(column),
      heading,
      code,
      params,
    })
  }

  /** Every row that holds anything. A sheet or a column that is missing is a complaint, and so is one that nobody knows. */
  rowsOf<Sheet extends SheetKey>(sheet: Sheet): Row<Sheet>[] {
    const found = this.#found.get(foldWord(sheets[sheet].name))
    if (!found) {
      this.complain(sheet, 1, {}, 'sheetMissing')
      return []
    }
    const places = new Map<string, number>()
    const known = new Map(columnsOf(sheet).map(([key, { heading }]) => [foldWord(heading), key]))
    for (const [index, cell] of (found.rows[0] ?? []).entries()) {
      if (isEmpty(cell)) continue
      const heading = typeof cell === 'object' ? '' : String(cell)
      const key = known.get(foldWord(heading))
      if (key === undefined) this.complain(sheet, 1, { column: index, heading }, 'columnUnknown')
      else if (places.has(key)) this.complain(sheet, 1, { column: index, heading }, 'columnTwice')
      else places.set(key, index)
    }
    const missing = columnsOf(sheet).filter(([key]) => !places.has(key))
    for (const [, { heading }] of missing) this.complain(sheet, 1, { heading }, 'columnMissing')
    if (missing.length > 0) return []
    return found.rows.flatMap((cells, index) =>
      index === 0 || cells.every(isEmpty) ? [] : [new Row<Sheet>(this, sheet, index + 1, cells, places)],
    )
  }
}

export class Row<Sheet extends SheetKey> {
  readonly #book: Workbook
  readonly #sheet: Sheet
  readonly #cells: readonly Cell[]
  readonly #places: ReadonlyMap<string, number>
  readonly number: number
  /** Until something of this row was complained about. */
  isSound = true

  constructor(book: Workbook, sheet: Sheet, number: number, cells: readonly Cell[], places: ReadonlyMap<string, number>) {
    this.#book = book
    this.#sheet = sheet
    this.number = number
    this.#cells = cells
    this.#places = places
  }

  complain(key: ColumnKey<Sheet>, code: IssueCode, params: ErrorParams = {}): void {
    this.isSound = false
    const column = this.#places.get(key)
    const place = { heading: this.#columnOf(key).heading, ...(column === undefined ? {} : { column }) }
    this.#book.complain(this.#sheet, this.number, place, code, params)
  }

  #columnOf(key: ColumnKey<Sheet>): Column {
    return (sheets[this.#sheet].columns as unknown as Readonly<Record<string, Column>>)[key] as Column
  }

  cell(key: ColumnKey<Sheet>): Cell {
    const cell = this.#cells[this.#places.get(key) ?? -1]
    return isEmpty(cell) ? null : (cell ?? null)
  }

  /** The text of a cell; null when it is empty. An empty cell of a required column is complained about here. */
  #read(key: ColumnKey<Sheet>): string | null {
    const cell = this.cell(key)
    if (cell === null) {
      if (this.#columnOf(key).isRequired) this.complain(key, 'required')
      return null
    }
    if (typeof cell === 'object') {
      this.complain(key, 'dateInText') // "1/2" and "19/2014" become dates as soon as Excel sees them
      return null
    }
    if (typeof cell === 'string' && failed.test(cell.trim())) {
      this.complain(key, 'formulaFailed', { value: cell.trim() })
      return null
    }
    return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)
  }

  line(key: ColumnKey<Sheet>, max: number): string {
    const text = toNfc(this.#read(key) ?? '')
    if (text.length > max) this.complain(key, 'tooLong', { max })
    return text
  }

  /** A code: a number that Excel made of it reads as it was typed. */
  code(key: ColumnKey<Sheet>, max: number): string {
    const cell = this.cell(key)
    return typeof cell === 'number' ? String(cell) : this.line(key, max)
  }

  paragraph(key: ColumnKey<Sheet>, max: number): string {
    const text = (this.#read(key) ?? '').split(/\r?\n/).map(toNfc).join('\n').trim()
    if (text.length > max) this.complain(key, 'tooLong', { max })
    return text
  }

  /** Null when it is empty or no number; the latter is complained about. */
  figure(key: ColumnKey<Sheet>): number | null {
    const text = this.#read(key)
    if (text === null) return null
    const value = Number(text.trim().replace(',', '.'))
    if (Number.isFinite(value)) return value
    this.complain(key, 'notANumber')
    return null
  }

  whole(key: ColumnKey<Sheet>, { min, max, otherwise }: { min: number; max: number; otherwise: number }): number {
    const value = this.figure(key)
    if (value === null) return otherwise
    if (!Number.isInteger(value)) this.complain(key, 'notWhole')
    else if (value < min) this.complain(key, 'tooSmall', { min })
    else if (value > max) this.complain(key, 'tooLarge', { max })
    else return value
    return otherwise
  }

  /** An ISO date; null when it is empty or no date. */
  date(key: ColumnKey<Sheet>): string | null {
    const cell = this.cell(key)
    const text = cell !== null && typeof cell === 'object' ? cell.date : this.#read(key)
    if (text === null) return null
    const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? []
    const iso = day === '' ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (isRealDate(iso)) return iso
    this.complain(key, 'notADate')
    return null
  }

  /** One of a closed set; `otherwise` where the cell is empty or says something else. */
  word<Value extends string>(key: ColumnKey<Sheet>, words: Words<Value>, otherwise: Value): Value {
    const text = this.#read(key)
    if (text === null) return otherwise
    const value = readWord(words, text)
    if (value !== undefined) return value
    this.complain(key, 'notAllowed', {
      allowed: Object.values<readonly string[]>(words)
        .map(([first]) => first)
        .join('; '),
    })
    return otherwise
  }

  text(key: ColumnKey<Sheet>): string | null {
    return this.#read(key)
  }
}
