// Closed sets as the workbook says them. The first word is what is written; every one is read, without regard to marks and case.
import type { LimitUnit } from '../../calendar/deadline-input.ts'
import type { ProcessGroup } from '../../documents/rules.ts'
import type { Authority, Skeleton, StepAct } from '../content.ts'
import { foldWord } from './sheets.ts'

export type Words<Value extends string> = Readonly<Record<Value, readonly [string, ...string[]]>>

export const groupWords: Words<ProcessGroup> = {
  leadership: ['Lãnh đạo UBND', 'Lãnh đạo', 'Lãnh đạo Ủy ban nhân dân'],
  office: ['Văn phòng'],
  procedure: ['Thủ tục hành chính', 'TTHC'],
  internal: ['Giải quyết công việc', 'Nội bộ'],
  system: ['Hệ thống'],
}

export const authorityWords: Words<Authority> = {
  provincialCommittee: ['UBND cấp tỉnh', 'UBND tỉnh', 'UBND thành phố', 'Ủy ban nhân dân cấp tỉnh', 'Ủy ban nhân dân tỉnh'],
  provincialChairman: [
    'Chủ tịch UBND cấp tỉnh',
    'Chủ tịch UBND tỉnh',
    'Chủ tịch UBND thành phố',
    'Chủ tịch Ủy ban nhân dân cấp tỉnh',
    'Chủ tịch Ủy ban nhân dân tỉnh',
  ],
  provincialOffice: ['Văn phòng UBND cấp tỉnh', 'Văn phòng UBND tỉnh', 'Văn phòng UBND thành phố'],
  department: ['Cơ quan chuyên môn', 'Sở', 'Sở, ban, ngành'],
  communeCommittee: ['UBND cấp xã', 'UBND xã', 'UBND phường', 'Ủy ban nhân dân cấp xã'],
  communeChairman: ['Chủ tịch UBND cấp xã', 'Chủ tịch UBND xã', 'Chủ tịch UBND phường', 'Chủ tịch Ủy ban nhân dân cấp xã'],
  other: ['Khác'],
}

export const skeletonWords: Words<Skeleton> = {
  classic: ['ISO truyền thống', 'ISO truyền thống (7 mục)'],
  haTinh: ['Hà Tĩnh 2025', 'Mẫu Hà Tĩnh 2025', 'Hà Tĩnh'],
  haNoi: ['Hà Nội 2025', 'Mẫu Hà Nội 2025', 'Hà Nội'],
}

export const limitUnitWords: Words<LimitUnit> = {
  'working-days': ['ngày làm việc', 'NLV'],
  days: ['ngày', 'ngày lịch'],
  'working-hours': ['giờ làm việc'],
  hours: ['giờ'],
  'same-day': ['trong ngày'],
}

export const actWords: Words<StepAct> = {
  receive: ['Tiếp nhận'],
  handle: ['Xử lý', 'Giải quyết', 'Thẩm định'],
  decide: ['Quyết định', 'Phê duyệt', 'Ký duyệt'],
  return: ['Trả kết quả'],
}

export const yesWords: Words<'yes' | 'no'> = {
  yes: ['Có', 'x', 'Bắt buộc', 'TRUE', '1'],
  no: ['Không', 'Không bắt buộc', 'FALSE', '0'],
}

export const writeWord = <Value extends string>(words: Words<Value>, value: Value): string => words[value][0]

export function readWord<Value extends string>(words: Words<Value>, text: string): Value | undefined {
  const folded = foldWord(text)
  return (Object.keys(words) as Value[]).find((value) => words[value].some((word) => foldWord(word) === folded))
}
