// The papers of control: the distribution list (PHÂN PHỐI TÀI LIỆU: STT, Bộ phận, Số lượng with M for an electronic copy, as
// offices print it, with the copy's number and what became of it), the sheet on which people sign that they have read a version, and the
// record of a hand-over of duties, for which no official form is known: its wording is our own.
// The words are Vietnamese whatever the interface speaks, because the papers are.
import type { CopyForm, CopyOutcome } from '../../db/copies/rules.ts'
import { type DutyKind, dutyKinds, type HandoverLine } from '../../db/duties/rules.ts'
import { dateWords, twoDigits } from '../../db/forms/words.ts'
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

export interface HandoverPaper extends RegisterHead {
  readonly kind: 'handover'
  readonly staffName: string
  readonly positionTitle: string
  readonly on: IsoDate
  readonly reason: string
  readonly further: string
  readonly witness: string
  readonly leftCount: number
  readonly lines: readonly HandoverLine[]
}

export type ControlPaper = DistributionPaper | ReadingSheetPaper | HandoverPaper

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

/** In the order of the record. */
const handoverHeadings: Readonly<Record<DutyKind, string>> = {
  step: 'Hồ sơ đang giải quyết',
  task: 'Việc được hỏi ý kiến, phối hợp',
  waiting: 'Hồ sơ chờ người dân bổ sung, nộp tiền',
  desk: 'Hồ sơ tại bàn tiếp nhận',
  original: 'Bản chính đang giữ',
  book: 'Sổ theo dõi hồ sơ',
  loan: 'Hồ sơ giấy cũ đã cho mượn, chưa trả',
  borrowed: 'Hồ sơ giấy cũ đang mượn',
  copy: 'Bản tài liệu có kiểm soát',
  reading: 'Tài liệu chưa đọc',
}

function handoverView({ staffName, positionTitle, on, reason, further, witness, leftCount, lines }: HandoverPaper) {
  const receivers = [...new Map(lines.map(({ to, toName, toPosition }) => [to, { name: toName, position: toPosition }])).values()]
  const groups = dutyKinds.flatMap((kind) => {
    const of = lines.filter((line) => line.kind === kind)
    if (of.length === 0) return []
    const rows = of.map(({ code, title, detail, count, toName }, index) => ({
      ...{ number: index + 1, code, title, detail, receiver: toName },
      amount: count > 1 ? twoDigits(count) : '',
    }))
    return [{ heading: handoverHeadings[kind], total: rows.length, rows }]
  })
  return {
    title: 'Biên bản bàn giao công việc',
    formNumber: '',
    on: dateWords(on),
    giver: { name: staffName, position: positionTitle },
    receivers,
    reason,
    further: further.split('\n').filter(Boolean),
    groups,
    left: leftCount > 0 && { count: leftCount },
    signers: [
      { role: 'Người bàn giao', name: staffName },
      ...receivers.map(({ name }) => ({ role: 'Người nhận bàn giao', name })),
      { role: 'Người chứng kiến', name: witness },
    ],
  }
}

/** @param registers the folder resources/registers */
export const renderControlPaper = (registers: string, paper: ControlPaper): Paper =>
  paper.kind === 'handover'
    ? renderRegister(registers, 'handover', paper, handoverView(paper))
    : paper.kind === 'distribution'
      ? renderRegister(registers, 'distribution', paper, distributionView(paper))
      : renderRegister(registers, 'reading-sheet', paper, sheetView(paper))
