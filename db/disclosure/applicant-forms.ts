// Which forms of a process its applicants fill in. A sheet on a board shows these; what the office fills in itself (receipt, control slip,
// book of files, its own BM forms) means nothing to who reads it there.
import { foldLaw } from '../laws/rules.ts'
import { fold } from '../model/text.ts'
import type { ProcessContent } from '../processes/content.ts'

type ProcessForm = ProcessContent['forms'][number]

/** Their forms 01 to 07 are the one-stop desk's (TT 03/2025/TT-VPCP, before it TT 01/2018/TT-VPCP). */
const deskLaws = new Set(['03/2025/TT-VPCP', '01/2018/TT-VPCP'].map(foldLaw))

/** How papers begin that people hand in. */
const applicantWords = [
  'đơn',
  'tờ khai',
  'tờ đăng ký',
  'bản khai',
  'bản kê khai',
  'bản đăng ký',
  'bản cam kết',
  'bản cam đoan',
  'giấy đề nghị',
  'giấy đăng ký',
  'giấy ủy quyền',
  'văn bản đề nghị',
  'văn bản ủy quyền',
  'phiếu đề nghị',
  'phiếu đăng ký',
  'phiếu khai',
  'mẫu đơn',
  'mẫu tờ khai',
].map(fold)

const isWordOf = (text: string, part: string): boolean => part !== '' && ` ${text} `.includes(` ${part} `)
const words = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}./-]+/gu, ' ')
    .trim()

/** The forms that a component of the file names, or that begin as what people hand in does. */
export function applicantForms({ forms, components }: Pick<ProcessContent, 'forms' | 'components'>): ProcessForm[] {
  const asked = components.map(({ name, condition }) => words(`${name} ${condition}`))
  return forms.filter(({ code, name, law }) => {
    if (deskLaws.has(foldLaw(law))) return false
    if (asked.some((text) => isWordOf(text, words(code)) || isWordOf(text, words(name)))) return true
    return applicantWords.some((begin) => `${words(name)} `.startsWith(`${begin} `))
  })
}
