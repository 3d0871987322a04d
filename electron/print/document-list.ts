// The register of internal documents on paper (BM.01.02 Danh mục tài liệu nội bộ). The words are Vietnamese whatever the interface
// speaks, because the form is. Columns that the program does not know (Thuộc quy trình, Thời gian lưu) stay empty for the pen.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import type { DocumentKind } from '../../db/documents/rules.ts'
import { dateWords } from '../../db/forms/words.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import type { Paper } from './paper-shelf.ts'

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

export interface DocumentList {
  readonly governingBody: string
  readonly officeName: string
  readonly place: string
  readonly date: IsoDate
  readonly printedOn: IsoDate
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

const day = (date: IsoDate | null): string => date?.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1') ?? ''
const number = ({ issue, revision }: { issue: number; revision: number }): string => `${issue}/${revision}`

/** @param folder holds template.html and form.css. */
export function renderDocumentList(folder: string, list: DocumentList): Paper {
  const html = Mustache.render(readFileSync(join(folder, 'template.html'), 'utf8'), {
    title: 'Danh mục tài liệu nội bộ',
    governingBody: list.governingBody,
    officeName: list.officeName,
    place: list.place,
    day: dateWords(list.date),
    printedOn: dateWords(list.printedOn),
    total: list.rows.length,
    rows: list.rows.map((row, index) => ({
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
  return { html, css: readFileSync(join(folder, 'form.css'), 'utf8') }
}
