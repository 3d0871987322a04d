// "Nội dung yêu cầu giải quyết" of the receipt, made from what is known so that a clerk only corrects it.
import { toNfc } from '../../../../db/model/text.ts'

/** Room for the applicant's name within the contract's 1,000 characters; names of procedures run to 1,100. */
const titleLimit = 780

/** The procedure's name as a request: without the word "Thủ tục" in front, beginning with a capital, cut at a word if endless. */
export function requestTitle(procedureName: string): string {
  const name = toNfc(procedureName).replace(/^(thủ tục:?|TTHC:?)\s+/iu, '')
  const title = name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
  return title.length <= titleLimit ? title : `${title.slice(0, title.lastIndexOf(' ', titleLimit))}…`
}

/** `Đăng ký khai sinh – Nguyễn Văn An`; without a name only the request, without a procedure nothing. */
export function summaryOf(procedureName: string, applicantName: string): string {
  if (procedureName === '') return ''
  const name = toNfc(applicantName)
  return name === '' ? requestTitle(procedureName) : `${requestTitle(procedureName)} – ${name}`
}
