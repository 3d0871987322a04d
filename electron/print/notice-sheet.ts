// A sheet for a notice board, A4 or A3: large type, no row cut, on every page what it is and of which version, at the end the code by
// which anybody tells whether it is the version in effect. The words are Vietnamese whatever the interface speaks.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import type { LimitUnit } from '../../db/calendar/deadline-input.ts'
import type { KnownSheet } from '../../db/disclosure/queries.ts'
import type { SheetSize } from '../../db/disclosure/rules.ts'
import type { PublicSheet, SheetLimit, SheetPart } from '../../db/disclosure/sheet.ts'
import { twoDigits } from '../../db/forms/words.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { qrSvg } from './codes.ts'
import { officeHead } from './office-head.ts'
import { formatDay } from './paper-dates.ts'
import type { Paper } from './paper-shelf.ts'

export interface SheetsPaper {
  readonly office: { readonly name: string; readonly governingBody: string; readonly deskName: string; readonly place: string }
  /** ISO date of the print. */
  readonly date: IsoDate
  readonly sheets: readonly KnownSheet[]
  readonly isTraining: boolean
}

const unitWords: Readonly<Record<LimitUnit, string>> = {
  'working-days': 'ngày làm việc',
  days: 'ngày',
  'working-hours': 'giờ làm việc',
  hours: 'giờ',
  'same-day': 'trong ngày làm việc',
}
const partWords: Readonly<Record<SheetPart, string>> = {
  papers: 'giấy tờ phải nộp',
  limits: 'thời hạn',
  fee: 'phí, lệ phí',
  results: 'kết quả',
  grounds: 'căn cứ pháp lý',
  subjects: 'đối tượng',
  decidingBody: 'cơ quan quyết định',
}
/** Not known is not none: nobody may read from a board that something costs nothing. */
const unknown = 'Chưa có thông tin; hỏi tại nơi nộp hồ sơ'

const decimal = (value: number): string => String(value).replace('.', ',')

function limitWords({ case: ofCase, limit, text }: SheetLimit): string {
  const amount = limit && (limit.unit === 'same-day' ? 'Trong ngày làm việc' : `${decimal(limit.limit)} ${unitWords[limit.unit]}`)
  return [ofCase, text || (amount ?? '')].filter(Boolean).join(': ')
}

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean)
const orUnknown = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : [unknown])

/** A heading with its lines. */
interface SheetSection {
  readonly title: string
  readonly lines: readonly string[]
}

const section = (title: string, lines: readonly string[]): SheetSection[] => (lines.length > 0 ? [{ title, lines }] : [])

/** What comes first: what people ask at the desk. */
const factsOf = (sheet: PublicSheet, deskName: string): SheetSection[] => [
  { title: 'Thời hạn giải quyết', lines: orUnknown(sheet.limits.map(limitWords)) },
  { title: 'Phí, lệ phí', lines: orUnknown(linesOf(sheet.fee)) },
  { title: 'Nơi nộp hồ sơ', lines: linesOf(sheet.receivingPlace || deskName) },
  { title: 'Kết quả', lines: orUnknown(sheet.results) },
  ...section('Ai được nộp', linesOf(sheet.subjects)),
]

/** Numbers of laws alone read as one line; with titles each has its own. */
const inOneLine = (lines: readonly string[]): readonly string[] =>
  lines.length > 1 && lines.every(({ length }) => length <= 40) ? [lines.join('; ')] : lines

/** Names of procedures run from two words to two hundred; the longest must leave room for what they are about. */
const nameSize = ({ length }: string): string =>
  length <= 90 ? '' : length <= 220 ? 'long' : length <= 450 ? 'longer' : 'longest'

const furtherOf = (sheet: PublicSheet): SheetSection[] => [
  ...section('Yêu cầu, điều kiện', linesOf(sheet.conditions)),
  ...section('Cách thức thực hiện', linesOf(sheet.ways)),
  ...section(
    'Biểu mẫu',
    sheet.forms.map(({ code, name }) => [code, name].filter(Boolean).join(' – ')),
  ),
  ...section('Cơ quan thực hiện', linesOf(sheet.performingBody)),
  ...section('Cơ quan có thẩm quyền quyết định', linesOf(sheet.decidingBody)),
  ...section('Căn cứ pháp lý', inOneLine(sheet.grounds)),
]

/** The words of one sheet, of which both the paper and the page of the site are made. */
export function viewSheet(known: KnownSheet, office: SheetsPaper['office'], date: IsoDate) {
  const { sheet, source } = known
  const hasProcess = known.documentId !== null
  const [issue, revision] = known.version.split('/')
  return {
    ...officeHead({ governingBody: office.governingBody, officeName: office.name }),
    name: sheet.name,
    nameSize: nameSize(sheet.name),
    field: sheet.field,
    procedureCode: known.procedureCode,
    code: known.code,
    version: known.version,
    hash: known.hash,
    shortHash: known.hash.slice(0, 12),
    mark: known.mark,
    qr: qrSvg(known.mark),
    process: hasProcess
      ? `Quy trình ${known.code}, lần ban hành ${issue}, lần sửa đổi ${revision}${
          known.effectiveFrom === null ? '' : `, hiệu lực từ ${formatDay(known.effectiveFrom)}`
        }`
      : '',
    facts: factsOf(sheet, office.deskName).map((fact, index) => ({
      ...fact,
      // Limit and fee are read from afar, unless the source tells a story.
      isLarge: index < 2 && fact.lines.join(' ').length <= 60,
    })),
    hasPapers: sheet.papers.length > 0,
    noPapers: unknown,
    setCount: sheet.setCount > 0 ? `${twoDigits(sheet.setCount)} bộ` : '',
    papers: sheet.papers.map(({ name, note, originals, copies }, index) => ({
      number: index + 1,
      lines: linesOf(name),
      note,
      originals: originals > 0 ? twoDigits(originals) : '',
      copies: copies > 0 ? twoDigits(copies) : '',
    })),
    papersMissing: sheet.papersMissing > 0 ? String(sheet.papersMissing) : '',
    further: furtherOf(sheet),
    date: formatDay(date),
    catalogue: source && {
      parts: hasProcess ? sheet.fromCatalogue.map((part) => partWords[part]).join(', ') : '',
      text: source.text,
      asOf: source.asOf === null ? '' : formatDay(source.asOf),
    },
  }
}
export type SheetView = ReturnType<typeof viewSheet>

/** Type of the paper: an A3 sheet is the A4 sheet enlarged, so that both are read and proofed once. */
const pages: Readonly<Record<SheetSize, string>> = {
  a4: '@page { size: A4 portrait; margin: 12mm 13mm 15mm; }\nhtml { font-size: 15pt; }\n@media screen { body { width: 210mm; padding: 12mm 13mm; } }',
  a3: '@page { size: A3 portrait; margin: 17mm 18mm 20mm; }\nhtml { font-size: 21.2pt; }\n@media screen { body { width: 297mm; padding: 17mm 18mm; } }',
}

export interface SheetPrint {
  readonly size: SheetSize
  /** Where it is to hang; '' leaves a line for the pen. */
  readonly place: string
}

/** @param folder resources/notice-board */
export function makeSheetRenderer(folder: string, { office, date }: SheetsPaper, { size, place }: SheetPrint) {
  const template = readFileSync(join(folder, 'sheet.html'), 'utf8')
  const css = `${readFileSync(join(folder, 'sheet.css'), 'utf8')}\n${pages[size]}\n`
  return (known: KnownSheet): Paper => ({
    html: Mustache.render(template, { ...viewSheet(known, office, date), place: place || '……………………' }),
    css,
  })
}

/** The line beside the number of the page. */
export const sheetFooter = ({ code, version, hash }: KnownSheet): string => `${code} · ${version} · ${hash.slice(0, 12)}`
