// A list of old paper files as a sheet of rows: which columns it has, what each row says, what is wrong where.
import type { ErrorParams, IssueCode } from '../model/errors.ts'
import { toNfc } from '../model/text.ts'
import type { Cell, SheetRows } from '../processes/workbook/sheets.ts'
import { fieldOfHeading, issuesOf, type OldFileEntry, type OldFileField, oldFileFields } from './rules.ts'

/** Lines that one list may have. */
const mostRows = 50_000
/** Titles of a list often stand above its headings. */
const headingWithin = 10

export interface ListComplaint {
  /** As Excel counts them; 0 for the list as a whole. */
  readonly row: number
  readonly field: OldFileField | null
  readonly code: IssueCode
  readonly params: ErrorParams
}

export interface ReadList {
  readonly entries: OldFileEntry[]
  readonly complaints: ListComplaint[]
}

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell.date : toNfc(String(cell))

/** Reads the first sheet that has a column of titles. Rows without any word are passed over. */
export function readOldFileList(sheets: readonly SheetRows[], thisYear: number): ReadList {
  const whole = (code: IssueCode, params: ErrorParams = {}): ReadList => ({
    entries: [],
    complaints: [{ row: 0, field: code === 'columnMissing' ? 'title' : null, code, params }],
  })
  for (const { rows } of sheets) {
    const at = rows.slice(0, headingWithin).findIndex((row) => row.some((cell) => fieldOfHeading(textOf(cell)) === 'title'))
    if (at < 0) continue
    if (rows.length - at - 1 > mostRows) return whole('tooManyRows', { max: mostRows })
    const columns = new Map<OldFileField, number>()
    for (const [index, cell] of (rows[at] ?? []).entries()) {
      const field = fieldOfHeading(textOf(cell))
      if (field && !columns.has(field)) columns.set(field, index)
    }
    return readRows(rows, at + 1, columns, thisYear)
  }
  return whole('columnMissing')
}

function readRows(rows: SheetRows['rows'], from: number, columns: ReadonlyMap<OldFileField, number>, thisYear: number): ReadList {
  const entries: OldFileEntry[] = []
  const complaints: ListComplaint[] = []
  for (const [index, row] of rows.entries()) {
    const text = (field: OldFileField): string => textOf(row[columns.get(field) ?? -1])
    if (index < from || oldFileFields.every((field) => text(field) === '')) continue
    const typed = text('year')
    const year = typed === '' ? null : Number(typed)
    const isYear = year === null || Number.isInteger(year)
    const entry: OldFileEntry = {
      ...{ title: text('title'), person: text('person'), year: isYear ? year : null, book: text('book'), page: text('page') },
      ...{ shelf: text('shelf'), box: text('box'), note: text('note') },
    }
    if (!isYear) complaints.push({ row: index + 1, field: 'year', code: 'notANumber', params: {} })
    for (const { path, code, params = {} } of issuesOf(entry, thisYear))
      complaints.push({ row: index + 1, field: path as OldFileField, code, params })
    entries.push(entry)
  }
  return { entries, complaints }
}
