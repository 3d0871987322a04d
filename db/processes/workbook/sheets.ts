// The workbook of processes: its sheets and columns, as they stand in the file. They are one format, in Vietnamese whatever language
// the window speaks, so that a file goes from one office to another. A column is known by its heading, wherever it stands.
import { fold, toNfc } from '../../model/text.ts'

/** A date is told apart from the number that Excel keeps it as. */
export type Cell = string | number | boolean | null | { readonly date: string }

/** A sheet as it lies in a file; the first row holds the headings. */
export interface SheetRows {
  readonly name: string
  readonly rows: ReadonlyArray<readonly Cell[]>
}

export interface Column {
  readonly heading: string
  /** Said of it on the first sheet. */
  readonly note: string
  readonly isRequired: boolean
  /** Characters that it is shown wide. */
  readonly width: number
}

const column = (heading: string, note: string, width = 18): Column => ({ heading, note, width, isRequired: false })
const required = (heading: string, note: string, width = 18): Column => ({ heading, note, width, isRequired: true })

const process = required('Mã quy trình', 'Mã của quy trình ở trang “Quy trình”', 16)
const variant = (note: string) => column('Trường hợp', note, 12)

const sheetsOf = {
  processes: {
    name: 'Quy trình',
    note: 'Mỗi quy trình một dòng, là bản đã ban hành trên giấy.',
    columns: {
      code: required('Mã quy trình', 'Không trùng với quy trình khác, kể cả quy trình đã hủy bỏ', 16),
      name: required('Tên quy trình', 'Tối đa 500 ký tự', 50),
      group: required('Nhóm', 'Lãnh đạo UBND; Văn phòng; Thủ tục hành chính; Giải quyết công việc; Hệ thống', 22),
      field: column('Lĩnh vực', '', 22),
      authority: required(
        'Thẩm quyền quyết định',
        'UBND cấp tỉnh; Chủ tịch UBND cấp tỉnh; Văn phòng UBND cấp tỉnh; Cơ quan chuyên môn; UBND cấp xã; Chủ tịch UBND cấp xã; Khác',
        24,
      ),
      ownerUnit: column('Đơn vị chủ trì', '', 24),
      skeleton: column('Bố cục', 'ISO truyền thống (để trống cũng vậy); Hà Tĩnh 2025; Hà Nội 2025', 18),
      issue: required('Lần ban hành', 'Số nguyên', 12),
      revision: column('Lần sửa đổi', 'Số nguyên; để trống là 0', 12),
      reason: column('Nội dung sửa đổi', 'Vì sao có bản này', 30),
      approvedOn: required('Ngày ban hành', 'Ngày/tháng/năm, ví dụ 31/12/2026', 14),
      effectiveFrom: required('Ngày hiệu lực', 'Ngày/tháng/năm', 14),
      reviewDueOn: column('Ngày xem xét', 'Ngày/tháng/năm', 14),
      approverName: column('Người phê duyệt', '', 24),
      purpose: column('Mục đích', '', 40),
      scope: column('Phạm vi', '', 40),
      conditions: column('Điều kiện thực hiện', '', 40),
      ways: column('Cách thức thực hiện', '', 40),
      setCount: column('Số bộ hồ sơ', 'Số nguyên; để trống là 1', 12),
      receivingPlace: column('Nơi tiếp nhận', '', 30),
      fee: column('Phí, lệ phí', '', 24),
      subjects: column('Đối tượng thực hiện', '', 30),
      performingBody: column('Cơ quan thực hiện', '', 30),
      decidingBody: column('Cơ quan quyết định', '', 30),
      delegatedBody: column('Cơ quan được ủy quyền', '', 30),
      coordinatingBodies: column('Cơ quan phối hợp', '', 30),
      responsibility: column('Trách nhiệm trả kết quả, lưu hồ sơ', '', 40),
    },
  },
  procedures: {
    name: 'Thủ tục',
    note: 'Thủ tục hành chính mà quy trình giải quyết, mỗi thủ tục một dòng.',
    columns: { process, procedure: required('Mã TTHC', 'Mã của danh mục thủ tục trong phần mềm, ví dụ 1.001193', 18) },
  },
  variants: {
    name: 'Trường hợp',
    note: 'Thời hạn của quy trình. Quy trình không chia trường hợp có một dòng, để trống ký hiệu và tên.',
    columns: {
      process,
      key: column('Ký hiệu', 'Ví dụ a, b; không trùng trong một quy trình', 12),
      name: column('Tên trường hợp', '', 50),
      limit: column('Thời hạn', 'Số lớn hơn 0; để trống nếu không quy định', 12),
      unit: column('Đơn vị tính', 'Ngày làm việc; ngày; giờ làm việc; giờ; trong ngày', 16),
    },
  },
  groups: {
    name: 'Nhóm thời gian',
    note: 'Thời gian chung của nhiều bước, ví dụ 7 ngày cho các bước tại UBND tỉnh.',
    columns: {
      process,
      variant: variant('Ký hiệu trường hợp'),
      key: required('Ký hiệu nhóm', 'Không trùng trong một trường hợp', 14),
      label: column('Tên nhóm', '', 40),
      time: required('Thời gian', 'Ví dụ 7 ngày; 4 giờ', 16),
    },
  },
  steps: {
    name: 'Bước',
    note: 'Các bước theo thứ tự thực hiện.',
    columns: {
      process,
      variant: variant('Ký hiệu trường hợp'),
      label: required('Bước', 'Ví dụ B1; không trùng trong một trường hợp', 10),
      work: column('Nội dung công việc', '', 60),
      unit: column('Đơn vị', '', 24),
      role: column('Trách nhiệm', 'Ví dụ Chuyên viên', 24),
      act: column('Loại bước', 'Tiếp nhận; xử lý (để trống cũng vậy); quyết định; trả kết quả', 14),
      time: column(
        'Thời gian',
        'Ví dụ 0,5 ngày; 04 giờ; giờ hành chính; không tính thời gian; trong ngày. Để trống khi có nhóm thời gian',
        18,
      ),
      group: column('Nhóm thời gian', 'Ký hiệu ở trang “Nhóm thời gian”', 14),
      forms: column('Biểu mẫu', 'Mã ở trang “Biểu mẫu”; nhiều mã cách nhau bằng dấu chấm phẩy', 20),
      results: column('Kết quả', '', 30),
      returnsTo: column('Chuyển lại bước', 'Bước đứng trước mà hồ sơ quay lại', 14),
      condition: column('Điều kiện', 'Khi nào chuyển lại', 30),
    },
  },
  components: {
    name: 'Thành phần hồ sơ',
    note: 'Giấy tờ phải nộp, mỗi giấy tờ một dòng.',
    columns: {
      process,
      name: required('Tên giấy tờ', '', 60),
      originals: column('Bản chính', 'Số bản; để trống là 0', 10),
      copies: column('Bản sao', 'Số bản; để trống là 0', 10),
      isRequired: column('Bắt buộc', 'Có (để trống cũng vậy); không', 10),
      condition: column('Điều kiện', 'Khi nào cần', 30),
      variant: variant('Chỉ trường hợp này cần; để trống là mọi trường hợp'),
    },
  },
  legalGrounds: {
    name: 'Căn cứ',
    note: 'Căn cứ pháp lý.',
    columns: {
      process,
      law: required('Số, ký hiệu', 'Ví dụ 61/2018/NĐ-CP', 22),
      title: column('Tên văn bản', '', 60),
      articles: column('Điều khoản', '', 24),
    },
  },
  forms: {
    name: 'Biểu mẫu',
    note: 'Biểu mẫu mà quy trình dùng.',
    columns: {
      process,
      code: required('Mã biểu mẫu', 'Không trùng trong một quy trình', 18),
      name: column('Tên biểu mẫu', '', 60),
      law: column('Văn bản ban hành', 'Số, ký hiệu; để trống nếu là biểu mẫu của cơ quan', 22),
    },
  },
  records: {
    name: 'Hồ sơ lưu',
    note: 'Hồ sơ phải lưu.',
    columns: {
      process,
      name: required('Tên hồ sơ', '', 60),
      place: column('Nơi lưu', '', 30),
      retention: column('Thời gian lưu', '', 20),
    },
  },
  results: {
    name: 'Kết quả',
    note: 'Kết quả của quy trình.',
    columns: { process, text: required('Kết quả', '', 60) },
  },
  references: {
    name: 'Tài liệu viện dẫn',
    note: '',
    columns: { process, text: required('Tài liệu', '', 60) },
  },
  definitions: {
    name: 'Định nghĩa',
    note: 'Thuật ngữ, chữ viết tắt.',
    columns: { process, term: required('Thuật ngữ', '', 30), meaning: column('Giải thích', '', 60) },
  },
} as const satisfies Record<string, { name: string; note: string; columns: Readonly<Record<string, Column>> }>

export const sheets = sheetsOf
export type SheetKey = keyof typeof sheets
export type ColumnKey<Sheet extends SheetKey> = keyof (typeof sheets)[Sheet]['columns'] & string
export const sheetKeys = Object.keys(sheets) as SheetKey[]

export const columnsOf = (sheet: SheetKey): ReadonlyArray<readonly [key: string, column: Column]> =>
  Object.entries<Column>(sheets[sheet].columns)

/** How headings, names of sheets and words are compared: letters and digits, without marks. */
export const foldWord = (text: string): string =>
  fold(toNfc(text))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** The letters over a column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
