// Issued processes as the sheets of a workbook: what readWorkbook reads back as the same.
import type { ProcessGroup } from '../../documents/rules.ts'
import { figureIn } from '../../model/step-time-text.ts'
import type { StepTime } from '../../model/step-times.ts'
import type { ProcessContent } from '../content.ts'
import { type Cell, type ColumnKey, columnsOf, type SheetKey, type SheetRows, sheetKeys, sheets } from './sheets.ts'
import { actWords, authorityWords, groupWords, limitUnitWords, skeletonWords, writeWord, yesWords } from './words.ts'

export interface WrittenProcess {
  readonly code: string
  readonly group: ProcessGroup
  readonly issue: number
  readonly revision: number
  readonly reason: string
  readonly approvedOn: string
  readonly effectiveFrom: string
  readonly reviewDueOn: string | null
  readonly approverName: string
  readonly content: ProcessContent
}

type Written<Sheet extends SheetKey> = Partial<Record<ColumnKey<Sheet>, Cell>>

const dateText = (date: string | null): string => (date === null ? '' : date.split('-').toReversed().join('/'))
const amountText = (amount: { minutes: number; unit: 'days' | 'hours' }): string =>
  `${figureIn(amount)} ${amount.unit === 'days' ? 'ngày' : 'giờ'}`

function timeText(time: StepTime): string {
  switch (time.kind) {
    case 'amount':
      return amountText(time)
    case 'officeHours':
      return 'Giờ hành chính'
    case 'notCounted':
      return 'Không tính thời gian'
    case 'sameDay':
      return 'Trong ngày'
    case 'group':
      return ''
  }
}

function rowsOf({ content, ...paper }: WrittenProcess): { readonly [Sheet in SheetKey]: ReadonlyArray<Written<Sheet>> } {
  const process = paper.code
  const { variants } = content
  const isPlain = variants.length === 1 && variants[0]?.key === '' && variants[0].name === '' && variants[0].timeLimit === null
  return {
    processes: [
      {
        ...content,
        ...paper,
        group: writeWord(groupWords, paper.group),
        authority: writeWord(authorityWords, content.authority),
        skeleton: writeWord(skeletonWords, content.skeleton),
        approvedOn: dateText(paper.approvedOn),
        effectiveFrom: dateText(paper.effectiveFrom),
        reviewDueOn: dateText(paper.reviewDueOn),
      } as unknown as Written<'processes'>, // sections that are no columns of this sheet are not written
    ],
    procedures: content.procedures.map((procedure) => ({ process, procedure })),
    variants: isPlain
      ? []
      : variants.map(({ key, name, timeLimit }) => ({
          process,
          key,
          name,
          limit: timeLimit?.limit ?? null,
          unit: timeLimit ? writeWord(limitUnitWords, timeLimit.unit) : null,
        })),
    groups: variants.flatMap(({ key: variant, groups }) =>
      groups.map(({ key, label, ...amount }) => ({ process, variant, key, label, time: amountText(amount) })),
    ),
    steps: variants.flatMap(({ key: variant, steps }) =>
      steps.map(({ act, time, forms, ...step }) => ({
        ...step,
        process,
        variant,
        act: writeWord(actWords, act),
        time: timeText(time),
        group: time.kind === 'group' ? time.group : '',
        forms: forms.join('\n'),
      })),
    ),
    components: content.components.map(({ isRequired, ...component }) => ({
      ...component,
      process,
      isRequired: writeWord(yesWords, isRequired ? 'yes' : 'no'),
    })),
    legalGrounds: content.legalGrounds.map((ground) => ({ ...ground, process })),
    forms: content.forms.map((form) => ({ ...form, process })),
    records: content.records.map((record) => ({ ...record, process })),
    results: content.results.map((text) => ({ process, text })),
    references: content.references.map((text) => ({ process, text })),
    definitions: content.definitions.map((definition) => ({ ...definition, process })),
  }
}

/** All sheets but the guide, each with its headings; without processes it is the template. */
export function writeWorkbook(processes: readonly WrittenProcess[]): SheetRows[] {
  const written = processes.map(rowsOf)
  return sheetKeys.map((sheet) => {
    const columns = columnsOf(sheet)
    const rows = written.flatMap((one) => one[sheet] as ReadonlyArray<Readonly<Record<string, Cell>>>)
    return {
      name: sheets[sheet].name,
      rows: [columns.map(([, { heading }]) => heading), ...rows.map((row) => columns.map(([key]) => row[key] ?? null))],
    }
  })
}

/** The sheet that explains the others; nobody reads it back. */
export function writeGuide(): SheetRows {
  const rows: Cell[][] = [
    ['Nhập quy trình vào phần mềm Một Cửa'],
    [],
    [
      '1. Điền các trang sau trang này, mỗi trang có dòng tiêu đề ở dòng 1. Không đổi tên trang, không đổi và không xóa tiêu đề cột.',
    ],
    [
      '2. Mỗi quy trình có một dòng ở trang “Quy trình”; các trang khác ghi lại mã quy trình ở cột đầu. Thứ tự dòng là thứ tự trong quy trình.',
    ],
    ['3. Các ô đã để dạng Văn bản để Excel không tự đổi 1/2 thành ngày hay 1.001190 thành số. Ngày gõ dạng 31/12/2026.'],
    [
      '4. Chữ không dấu và chữ hoa, chữ thường đều đọc được ở các cột chọn (Nhóm, Thẩm quyền quyết định, Đơn vị tính…). Công thức được đọc theo giá trị.',
    ],
    ['5. Trong phần mềm, mở “Quy trình”, bấm “Nhập từ Excel…”. Phần mềm kiểm tra cả tệp trước; còn một lỗi thì chưa nhập gì cả.'],
    [
      '6. Quy trình đã có trong phần mềm: lần ban hành hoặc lần sửa đổi mới hơn được nhập thành bản mới; giống hệt thì bỏ qua; cũ hơn thì báo lỗi.',
    ],
    [],
    ['Trang', 'Cột', 'Bắt buộc', 'Cách điền'],
  ]
  for (const sheet of sheetKeys) {
    const { name, note } = sheets[sheet]
    for (const [index, [, column]] of columnsOf(sheet).entries()) {
      const hint = [index === 0 ? note : '', column.note].filter(Boolean).join(' ')
      rows.push([index === 0 ? name : null, column.heading, column.isRequired ? 'Có' : null, hint || null])
    }
  }
  return { name: 'Hướng dẫn', rows }
}
