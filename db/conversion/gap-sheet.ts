// The gap list as a sheet of an .xlsx file. Its words are Vietnamese whatever the window speaks: the file goes from office to office.
import type { Edition } from '../conformity/rules.ts'
import type { IsoDate } from '../model/local-time.ts'
import type { Cell, SheetRows } from '../processes/workbook/sheets.ts'
import type { GapRow } from './gap-list.ts'
import type { Verdict } from './words.ts'

/** Headings with their widths in letters. */
export const gapColumns = [
  ['TT', 5],
  ['Điều khoản', 10],
  ['Tên điều khoản', 40],
  ['Điều khoản phiên bản cũ', 18],
  ['Tài liệu đáp ứng', 40],
  ['Kết luận', 16],
  ['Nhận xét, lý do', 40],
  ['Việc phải làm', 40],
  ['Người phụ trách', 22],
  ['Thời hạn', 12],
] as const

const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'Đáp ứng',
  partly: 'Đáp ứng một phần',
  notMet: 'Chưa đáp ứng',
  notApplicable: 'Không áp dụng',
}
const originWords = { new: 'mới', unknown: 'chưa rõ nguồn' } as const

export interface GapList {
  readonly officeName: string
  readonly instrument: string
  readonly fromEdition: Edition
  readonly toEdition: Edition
  readonly date: IsoDate
  readonly rows: readonly GapRow[]
}

const day = (given: IsoDate | null): string => given?.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1') ?? ''

/** The cells of each row, in the order of `gapColumns`. */
export const gapLines = (rows: GapList['rows']): string[][] =>
  rows.map(({ clause, title, heading, origin, documents, verdict, ...row }, index) => [
    String(index + 1),
    clause,
    heading ? `${heading.vi}: ${title.vi}` : title.vi,
    origin.kind === 'mapped' ? origin.from.join(', ') : originWords[origin.kind],
    documents.map(({ code, name }) => `${code} ${name}`).join('\n'),
    verdict === null ? 'Chưa xét' : verdictWords[verdict],
    row.note,
    row.action,
    row.responsible,
    day(row.dueOn),
  ])

/** Headings in the first row; below the table what it is about. */
export function writeGapSheet({ officeName, instrument, fromEdition, toEdition, date, rows }: GapList) {
  const about = [
    `${officeName}: khoảng trống khi chuyển từ TCVN ISO 9001:${fromEdition} sang ISO 9001:${toEdition}`,
    `Văn bản được thay thế: ${instrument}`,
    `Lập ngày ${day(date)}`,
  ]
  return {
    name: `Khoảng trống ISO ${toEdition}`,
    rows: [
      gapColumns.map(([heading]): Cell => heading),
      ...gapLines(rows).map(([number, ...cells]): Cell[] => [Number(number), ...cells]),
      [null],
      ...about.map((said): Cell[] => [null, null, said]),
    ],
    widths: gapColumns.map(([, width]) => width),
    isForm: false,
    isList: true,
  } satisfies SheetRows & { widths: readonly number[]; isForm: boolean; isList: boolean }
}
