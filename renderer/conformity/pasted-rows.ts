// Rows pasted from Excel or Word: scope lines and entries of a list of procedures. A cell with a line break or a quotation mark comes in
// quotation marks; a first row of headings is left out. Pure.
import { fold } from '../../db/model/text.ts'
import { type Authority, authorities } from '../../electron/api/documents.ts'
import type { ListEntry } from '../../electron/api/lists.ts'
import type { ProcessGroup } from './addresses.ts'

/** The cells of a text as spreadsheets put it on the clipboard. Empty rows are left out. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (isQuoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else if (char === '"') isQuoted = false
      else cell += char
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === '\t') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') {
      row.push(cell)
      rows.push(row)
      row = []
      cell = ''
    } else if (char !== '\r') cell += char
  }
  rows.push([...row, cell])
  return rows
    .map((cells) => cells.map((value) => value.replace(/\s+/g, ' ').trim()))
    .filter((cells) => cells.some((value) => value !== ''))
}

/** Words by which offices name the groups; the beginning of the folded cell decides. */
const groupWords: ReadonlyArray<readonly [string, ProcessGroup]> = [
  ['lanh dao', 'leadership'],
  ['ubnd', 'leadership'],
  ['uy ban', 'leadership'],
  ['leadership', 'leadership'],
  ['van phong', 'office'],
  ['office', 'office'],
  ['thu tuc', 'procedure'],
  ['tthc', 'procedure'],
  ['procedure', 'procedure'],
  ['noi bo', 'internal'],
  ['giai quyet', 'internal'],
  ['internal', 'internal'],
  ['he thong', 'system'],
  ['system', 'system'],
]

/** The group that a cell names; null when it names none. */
export const groupOf = (cell: string): ProcessGroup | null =>
  groupWords.find(([word]) => fold(cell).startsWith(word))?.[1] ?? null

/** What a typed line holds; columns of the table in their order. */
export const lineColumns = ['group', 'text', 'field', 'processCode', 'procedureKey'] as const
export type LineColumn = (typeof lineColumns)[number]
export type LineCells = Readonly<Record<LineColumn, string>>

const headingWords = [
  ...[
    'stt',
    'tt',
    'nhom',
    'hoat dong',
    'ma',
    'ma quy trinh',
    'ma tthc',
    'ten',
    'ten thu tuc',
    'ten tthc',
    'ten hoat dong',
    'ten quy trinh',
  ],
  ...['linh vuc', 'tham quyen', 'tham quyen quyet dinh', 'co quan', 'ghi chu'],
  ...['no', 'group', 'activity', 'code', 'name', 'field', 'authority'],
]

const isHeading = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 1 && filled.every((cell) => headingWords.includes(fold(cell).replace(/[.:]+$/, '')))
}

/** Leaves out a first column of running numbers, which lists in Word begin with. */
function withoutNumbers(rows: string[][]): string[][] {
  const isNumbered = rows.length > 0 && rows.every((cells) => cells.length > 1 && /^\d{1,4}[.)]?$/.test(cells[0] ?? ''))
  return isNumbered ? rows.map((cells) => cells.slice(1)) : rows
}

function bodyOf(text: string): string[][] {
  const rows = cellsOf(text)
  const [first, ...rest] = rows
  return first && isHeading(first) ? withoutNumbers(rest) : withoutNumbers(rows)
}

/** A cell that names a group and nothing else: many an activity begins with "Thủ tục". */
const wholeGroup =
  /^(lanh dao|ubnd|uy ban nhan dan|van phong|thu tuc hanh chinh|tthc|noi bo|he thong)( (ubnd|uy ban nhan dan))?( (tinh|thanh pho))?$/

/** What a whole column tells by its cells alone; a name or a field may be any words. */
const tellings: ReadonlyArray<readonly [LineColumn, (cell: string) => boolean]> = [
  ['procedureKey', (cell) => /^\d\.\d{6}(\.[\w.-]+)?$/.test(cell)],
  ['group', (cell) => wholeGroup.test(fold(cell))],
  ['processCode', (cell) => /^(?=.*\d)\p{Lu}[\p{L}\d]*([-./][\p{L}\d]+)+$/u.test(cell)],
]

/** The columns of a table that was pasted where its names begin: each by what its cells are, the others in their order. */
function columnsOf(rows: readonly string[][]): LineColumn[] {
  const left = new Set<LineColumn>(lineColumns)
  const take = (column: LineColumn | undefined) => {
    if (column !== undefined) left.delete(column)
    return column
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const told = Array.from({ length: width }, (_, at) => {
    const filled = rows.map((cells) => cells[at] ?? '').filter((cell) => cell !== '')
    return filled.length === 0 || width === 1
      ? undefined
      : take(tellings.find(([column, isSuch]) => left.has(column) && filled.every(isSuch))?.[0])
  })
  const words = ['text', 'field', 'processCode', 'procedureKey'] as const
  return told.flatMap((column) => column ?? take(words.find((one) => left.has(one))) ?? [])
}

/** What was pasted into a cell of the scope, as values of the columns from that one on. */
export function pastedLines(text: string, from: LineColumn): Partial<LineCells>[] {
  const rows = bodyOf(text)
  const columns = from === 'text' ? columnsOf(rows) : lineColumns.slice(lineColumns.indexOf(from))
  return rows.map((cells) =>
    Object.fromEntries(columns.slice(0, cells.length).map((column, index) => [column, cells[index] ?? ''])),
  )
}

const authorityWords: ReadonlyArray<readonly [string, Authority]> = [
  ['chu tich ubnd xa', 'communeChairman'],
  ['chu tich ubnd phuong', 'communeChairman'],
  ['chu tich uy ban nhan dan cap xa', 'communeChairman'],
  ['chu tich', 'provincialChairman'],
  ['ubnd xa', 'communeCommittee'],
  ['ubnd phuong', 'communeCommittee'],
  ['uy ban nhan dan cap xa', 'communeCommittee'],
  ['ubnd', 'provincialCommittee'],
  ['uy ban nhan dan', 'provincialCommittee'],
  ['van phong', 'provincialOffice'],
  ['so ', 'department'],
]

/** The authority that a cell names: one of our words, or the beginning of what offices write. */
export const authorityOf = (cell: string): Authority =>
  authorities.find((authority) => authority === cell) ??
  authorityWords.find(([word]) => `${fold(cell)} `.startsWith(word))?.[1] ??
  'other'

/** Pasted rows of a list: code, name, field, authority. */
export const pastedEntries = (text: string): ListEntry[] =>
  bodyOf(text).map(([key = '', name = '', field = '', authority = '']) => ({
    key,
    name,
    field,
    authority: authorityOf(authority),
  }))
