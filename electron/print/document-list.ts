// The register of internal documents on paper (BM.01.02 Danh mục tài liệu nội bộ). The words are Vietnamese whatever the interface
// speaks, because the form is. Columns that the program does not know (Thuộc quy trình, Thời gian lưu) stay empty for the pen.
import type { DocumentKind } from '../../db/documents/rules.ts'
import { dateWords } from '../../db/forms/words.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { formatDay } from './paper-dates.ts'
import type { Paper } from './paper-shelf.ts'
import { type RegisterHead, renderRegister } from './register.ts'

export interface ListedDocument {
  readonly kind: DocumentKind
  readonly code: string
  readonly name: string
  readonly ownerUnit: string
  readonly issue: number
  readonly revision: number
  readonly effectiveFrom: IsoDate | null
  readonly effectiveTo: IsoDate | null
  readonly reviewDueOn: IsoDate | null
  /** Issued versions before this one, oldest first. */
  readonly earlier: ReadonlyArray<{ readonly issue: number; readonly revision: number; readonly effectiveFrom: IsoDate | null }>
}

export interface DocumentList extends RegisterHead {
  readonly date: IsoDate
  readonly rows: readonly ListedDocument[]
}

/** As the form abbreviates kinds. */
const kindWords: Readonly<Record<DocumentKind, string>> = {
  process: 'QT',
  manual: 'Sổ tay',
  policy: 'Chính sách',
  form: 'BM',
  instruction: 'HD',
}

const day = (date: IsoDate | null): string => (date === null ? '' : formatDay(date))
const number = ({ issue, revision }: { issue: number; revision: number }): string => `${issue}/${revision}`

/** @param registers the folder resources/registers */
export const renderDocumentList = (registers: string, { rows, date, ...head }: DocumentList): Paper =>
  renderRegister(registers, 'internal-documents', head, {
    title: 'Danh mục tài liệu nội bộ',
    formNumber: 'BM.01.02',
    day: dateWords(date),
    total: rows.length,
    rows: rows.map((row, index) => ({
      number: index + 1,
      code: row.code,
      name: row.name,
      kind: kindWords[row.kind],
      revision: number(row),
      effectiveFrom: day(row.effectiveFrom),
      reviewDueOn: day(row.reviewDueOn),
      owner: row.ownerUnit,
      effectiveTo: day(row.effectiveTo),
      history: row.earlier.map((version) => `${number(version)} (${day(version.effectiveFrom)})`).join('; '),
    })),
  })
