// A long table written to a file row by row, as .xlsx or .csv: however many rows there are, only some are held at a time. Written beside
// and renamed when it is whole, so that a call-off, a full disk or a power cut leaves no half file under the chosen name.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { defused } from '../../db/model/defused.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { mostSheetRows } from './sheet-limit.ts'

/** A day and an hour are UTC instants; `shown` is the cell as the screen shows it. */
export interface FileCell {
  readonly kind: 'text' | 'number' | 'date' | 'instant'
  readonly value: string | number | null
  readonly shown: string
}

interface TableFile {
  readonly add: (rows: ReadonlyArray<readonly FileCell[]>) => void
  readonly end: () => void
}

type Write = (bytes: Uint8Array) => void

const byteOrderMark = '\uFEFF'
const csvField = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csvLine = (texts: readonly string[]): string => `${texts.map((text) => csvField(defused(text))).join(',')}\r\n`

function csvFile(write: Write, headings: readonly string[]): TableFile {
  write(strToU8(byteOrderMark + csvLine(headings)))
  return {
    add: (rows) => write(strToU8(rows.map((row) => csvLine(row.map(({ shown }) => shown))).join(''))),
    end: () => {},
  }
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packed = 'http://schemas.openxmlformats.org/package/2006'
const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Characters that XML forbids are left out; no text of ours may spoil the file. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

/** Days since the spreadsheet's own beginning, of the office's wall time. */
const serialOf = (instant: string, withHour: boolean): number => {
  const local = instantToLocal(instant)
  const days = Date.parse(`${local.slice(0, 10)}T00:00Z`) / 86_400_000 + 25_569
  return withHour ? days + (Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))) / 1_440 : days
}

const styles = { head: 1, date: 2, instant: 3, text: 4 } as const
const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

function xlsxCell({ kind, value, shown }: FileCell, place: string): string {
  if (value === null) return ''
  if (kind === 'number') return `<c r="${place}"><v>${value}</v></c>`
  if (kind === 'text') return textCell(place, shown, styles.text) // of the format "text": a formula in it is never computed
  return `<c r="${place}" s="${styles[kind]}"><v>${serialOf(String(value), kind === 'instant')}</v></c>`
}

const widths = { text: 24, number: 10, date: 12, instant: 17 } as const

function xlsxFile(write: Write, name: string, headings: readonly string[], kinds: readonly FileCell['kind'][]): TableFile {
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    write(chunk)
  })
  const put = (path: string, text: string) => {
    const part = new ZipDeflate(path, { level: 6 })
    zip.add(part)
    part.push(strToU8(xmlHead + text), true)
  }
  for (const [path, text] of Object.entries(parts)) put(path, text)
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 })
  zip.add(sheet)
  let number = 0
  function rowOf<Cell>(cells: readonly Cell[], cell: (value: Cell, place: string) => string): string {
    number += 1
    return `<row r="${number}">${cells.map((value, at) => cell(value, `${letters(at)}${number}`)).join('')}</row>`
  }
  const columns = kinds.map((kind, at) => `<col min="${at + 1}" max="${at + 1}" width="${widths[kind]}" customWidth="1"/>`)
  sheet.push(
    strToU8(
      `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${rowOf(headings, (text, place) => textCell(place, text, styles.head))}`,
    ),
  )
  return {
    add: (rows) => {
      if (number + rows.length > mostSheetRows) throw new AppError('file.tooManyRows', { most: mostSheetRows - 1 })
      sheet.push(strToU8(rows.map((row) => rowOf(row, xlsxCell)).join('')))
    },
    end: () => {
      sheet.push(strToU8('</sheetData></worksheet>'), true)
      zip.end()
    },
  }
}

export interface TableHead {
  readonly name: string
  readonly headings: readonly string[]
  readonly kinds: readonly FileCell['kind'][]
}

/**
 * Lets `fill` write the rows into a file of the given format. Whatever `fill` throws (app.cancelled) goes on, and the file is not there.
 * Throws file.unwritable, store.diskFull, file.tooManyRows.
 */
export async function writeRows(
  file: string,
  format: 'xlsx' | 'csv',
  { name, headings, kinds }: TableHead,
  fill: (add: TableFile['add']) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.tmp`
  const refuse = (error: unknown) => {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    return new AppError(isFull ? 'store.diskFull' : 'file.unwritable', { file: basename(file) })
  }
  let handle: number
  try {
    handle = openSync(temporary, 'w')
  } catch (error) {
    throw refuse(error)
  }
  let isOpen = true
  try {
    const write: Write = (bytes) => {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
      } catch (error) {
        throw refuse(error)
      }
    }
    const table = format === 'csv' ? csvFile(write, headings) : xlsxFile(write, name, headings, kinds)
    await fill(table.add)
    table.end()
    fsyncSync(handle)
    closeSync(handle)
    isOpen = false
    renameSync(temporary, file)
  } catch (error) {
    if (isOpen) closeSync(handle)
    rmSync(temporary, { force: true })
    throw error instanceof AppError ? error : refuse(error)
  }
}
