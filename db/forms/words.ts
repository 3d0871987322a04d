// Numbers, days and counts as official papers write them. The words are Vietnamese whatever the interface speaks, because the forms are.
import type { IsoDate, LocalDateTime } from '../model/local-time.ts'

/** A number as official papers write it: 01, 02 … 10, 100. */
export const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `ngày 05 tháng 9 năm 2026`: days below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function dateWords(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) throw new RangeError(`not a date: ${date}`)
  return `ngày ${twoDigits(day)} tháng ${month < 3 ? twoDigits(month) : month} năm ${year}`
}

/** `08 giờ 05 phút, ngày 05 tháng 9 năm 2026`. */
export const dateTimeWords = (local: LocalDateTime): string =>
  `${local.slice(11, 13)} giờ ${local.slice(14, 16)} phút, ${dateWords(local.slice(0, 10))}`

/** `05/9/2026`, for the narrow columns of registers. */
export function shortDate(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) throw new RangeError(`not a date: ${date}`)
  return `${twoDigits(day)}/${month < 3 ? twoDigits(month) : month}/${year}`
}

/** `08:05 05/9/2026`. */
export const shortDateTime = (local: LocalDateTime): string => `${local.slice(11, 16)} ${shortDate(local.slice(0, 10))}`

const dots = '……'
/** Not known yet: to be written by hand. */
export const blankDate = `ngày ${dots} tháng ${dots} năm ……….`
export const blankDateTime = `${dots} giờ ${dots} phút, ${blankDate}`

/** `02 bản chính, 01 bản chứng thực`; kinds of which there is none are left out. */
export function countWords(component: { originals: number; certified: number; copies: number }): string {
  const kinds: [number, string][] = [
    [component.originals, 'bản chính'],
    [component.certified, 'bản chứng thực'],
    [component.copies, 'bản sao'],
  ]
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${twoDigits(count)} ${kind}`)
    .join(', ')
}

/** What a sheet says that was printed before: which print it is and which it takes the place of. */
export const reprintWords = (copyNumber: number, replacedOn: IsoDate | null): string => {
  if (copyNumber === 1) return ''
  return replacedOn === null ? `Bản in lần ${copyNumber}` : `Bản in lần ${copyNumber}, thay bản in ${dateWords(replacedOn)}`
}
