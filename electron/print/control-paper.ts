// The papers of document control: the distribution list (PHÂN PHỐI TÀI LIỆU: STT, Bộ phận, Số lượng with M for an electronic copy, as
// offices print it, with the copy's number and what became of it), and the sheet on which people sign that they have read a version.
// The words are Vietnamese whatever the interface speaks, because the papers are.
import type { CopyForm, CopyOutcome } from '../../db/copies/rules.ts'
import { dateWords } from '../../db/forms/words.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { copyNumberText, copyOutcomeText } from './copy-words.ts'
import { formatDay } from './paper-dates.ts'
import type { Paper } from './paper-shelf.ts'
import { type RegisterHead, renderRegister } from './register.ts'

export interface PrintedCopy {
  readonly code: string
  readonly name: string
  readonly issue: number
  readonly revision: number
  readonly number: number
  readonly holder: string
  readonly form: CopyForm
  readonly givenOn: IsoDate
  readonly givenBy: string
  readonly outcome: CopyOutcome | null
  readonly outcomeOn: IsoDate | null
  readonly outcomeNote: string
}

export interface DistributionPaper extends RegisterHead {
  readonly kind: 'distribution'
  /** Null: copies of any document that are to be fetched. */
  readonly document: { readonly code: string; readonly name: string } | null
  readonly rows: readonly PrintedCopy[]
}

export interface ReadingSheetPaper extends RegisterHead {
  readonly kind: 'readingSheet'
  readonly document: {
    readonly code: string
    readonly name: string
    readonly issue: number
    readonly revision: number
    readonly approvedOn: IsoDate | null
    readonly effectiveFrom: IsoDate | null
  }
  /** Those who have not read yet. */
  readonly readers: ReadonlyArray<{ readonly name: string; readonly position: string }>
}

export type ControlPaper = DistributionPaper | ReadingSheetPaper

/** Lines for people whom nobody named beforehand. */
const emptyLines = 8

const number = ({ issue, revision }: { issue: number; revision: number }): string => `${issue}/${revision}`

function distributionView({ document, rows, printedOn }: DistributionPaper) {
  return {
    title: document === null ? 'Tài liệu hết hiệu lực cần thu hồi' : 'Phân phối tài liệu',
    formNumber: '',
    day: dateWords(printedOn),
    document,
    total: rows.length,
    rows: rows.map((row, index) => ({
      number: index + 1,
      document: document === null && { code: row.code, name: row.name },
      version: number(row),
      copy: copyNumberText(row.number),
      holder: row.holder,
      amount: row.form === 'electronic' ? 'M' : '1',
      givenOn: formatDay(row.givenOn),
      givenBy: row.givenBy,
      outcome:
        row.outcome === null ? '' : [copyOutcomeText(row.outcome, row.outcomeOn), row.outcomeNote].filter(Boolean).join('; '),
    })),
  }
}

function sheetView({ document, readers }: ReadingSheetPaper) {
  const named = readers.map(({ name, position }) => ({ name, position }))
  const lines = [...named, ...Array.from({ length: emptyLines }, () => ({ name: '', position: '' }))]
  return {
    title: 'Danh sách ký xác nhận đã đọc và hiểu tài liệu',
    formNumber: '',
    code: document.code,
    name: document.name,
    issue: document.issue,
    revision: document.revision,
    approvedOn: document.approvedOn && formatDay(document.approvedOn),
    effectiveFrom: document.effectiveFrom && formatDay(document.effectiveFrom),
    rows: lines.map((line, index) => ({ number: index + 1, ...line })),
  }
}

/** @param registers the folder resources/registers */
export const renderControlPaper = (registers: string, paper: ControlPaper): Paper =>
  paper.kind === 'distribution'
    ? renderRegister(registers, 'distribution', paper, distributionView(paper))
    : renderRegister(registers, 'reading-sheet', paper, sheetView(paper))
