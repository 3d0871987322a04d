// Papers about several cases: the sheet that both sides sign when files change hands, and the list of cases as the screen shows it. No form of
// the law stands behind either, and the first says so. The words are Vietnamese whatever the interface speaks; the heads of a list's columns
// and the words of its cells are those that were on the screen.
import type { HandedCase } from '../../db/cases/life/hand-over.ts'
import { dateWords } from '../../db/forms/words.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { officeHead } from './office-head.ts'
import { formatDay } from './paper-dates.ts'
import type { Paper } from './paper-shelf.ts'
import { type RegisterHead, renderRegister } from './register.ts'

export interface HandOverPaper extends RegisterHead {
  readonly kind: 'handOver'
  readonly deskName: string
  /** Who prints: gives what nobody has handed on yet. */
  readonly printedBy: string
  readonly cases: readonly HandedCase[]
}

export interface CaseListPaper extends RegisterHead {
  readonly kind: 'list'
  /** The filter and the order in words. */
  readonly about: string
  readonly headings: readonly string[]
  readonly isNumber: readonly boolean[]
  readonly rows: ReadonlyArray<readonly string[]>
}

/** No form of the law that could be read: the office's own minutes. They name no applicant, since they are kept after the data are gone. */
export interface DestructionPaper extends RegisterHead {
  readonly kind: 'destruction'
  readonly recordNumber: string
  readonly cases: ReadonlyArray<{
    readonly code: string
    readonly procedureName: string
    readonly receivedAt: string
    readonly endedAt: string
    readonly scans: number
    readonly reason: string
  }>
}

export type CasePaper = HandOverPaper | CaseListPaper | DestructionPaper

const actWords: Readonly<Record<string, string>> = {
  receive: 'Tiếp nhận',
  handle: 'Giải quyết',
  decide: 'Duyệt, ký',
  return: 'Trả kết quả',
}

const dayOf = (instant: string): string => formatDay(instantToLocal(instant).slice(0, 10))
const hourOf = (instant: string): string => `${instantToLocal(instant).slice(11, 16)} ${dayOf(instant)}`

const papersText = ({ originals, certified, copies }: HandedCase): string =>
  [
    [originals, 'bản chính'],
    [certified, 'bản chứng thực'],
    [copies, 'bản sao'],
  ]
    .flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]))
    .join(', ')

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' – ')
const dots = '………………………………'

function handOverView({ cases, deskName, printedBy, printedOn, governingBody, officeName, place }: HandOverPaper) {
  const title = 'Danh sách bàn giao hồ sơ'
  const groups = new Map<string, HandedCase[]>()
  for (const one of cases) {
    const key = JSON.stringify([one.giver || printedBy, one.holder, one.unit])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return {
    title,
    formNumber: '',
    groups: [...groups.values()].map((rows, index) => {
      const { giver, holder, unit } = rows[0] as HandedCase
      const giverName = giver || printedBy
      return {
        isFirst: index === 0,
        head: officeHead({ governingBody, officeName }),
        title,
        day: dateWords(printedOn),
        place,
        printedOn: dateWords(printedOn),
        giver: joined(giverName, giver === '' ? deskName : ''),
        giverName,
        receiver: joined(holder, unit) || dots,
        receiverName: holder,
        total: rows.length,
        rows: rows.map((row, place) => ({
          number: place + 1,
          code: row.code,
          applicant: row.applicantName,
          procedure: `${row.procedureShortCode} – ${row.procedureName}`,
          receivedOn: dayOf(row.receivedAt),
          due: row.dueAt === null ? '' : hourOf(row.dueAt),
          papers: papersText(row),
          step: row.work || (row.act === null ? '' : (actWords[row.act] ?? '')),
        })),
      }
    }),
  }
}

const listView = ({ about, headings, isNumber, rows, printedOn }: CaseListPaper) => ({
  title: 'Danh sách hồ sơ',
  formNumber: '',
  about,
  day: dateWords(printedOn),
  density: headings.length > 14 ? 'crowded' : headings.length > 9 ? 'many' : '',
  columns: headings,
  total: rows.length,
  rows: rows.map((cells, index) => ({
    number: index + 1,
    cells: cells.map((text, place) => ({ text, kind: isNumber[place] ? 'number' : 'text' })),
  })),
})

const destructionView = ({ cases, recordNumber, printedOn, place }: DestructionPaper) => ({
  title: 'Biên bản tiêu hủy hồ sơ, tài liệu',
  formNumber: '',
  recordNumber: recordNumber || dots,
  day: `Hôm nay, ${dateWords(printedOn)}`,
  place,
  total: cases.length,
  scans: cases.reduce((sum, one) => sum + one.scans, 0),
  rows: cases.map((one, index) => ({
    number: index + 1,
    code: one.code,
    procedure: one.procedureName,
    receivedOn: dayOf(one.receivedAt),
    endedOn: dayOf(one.endedAt),
    scans: one.scans,
    reason: one.reason,
  })),
  signers: ['Người lập', 'Đại diện lưu trữ', 'Thủ trưởng cơ quan'].map((role) => ({ role, name: '' })),
})

/** @param registers the folder resources/registers */
export function renderCasePaper(registers: string, paper: CasePaper): Paper {
  if (paper.kind === 'handOver') return renderRegister(registers, 'hand-over', paper, handOverView(paper))
  if (paper.kind === 'destruction') return renderRegister(registers, 'destruction', paper, destructionView(paper))
  return renderRegister(registers, 'case-list', paper, listView(paper))
}
