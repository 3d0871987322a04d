// What a legal ground, as it stands in a process, says of the law: enough to begin the law's entry in the register with. Nothing is
// guessed that neither the text nor the register says.
import { isRealDate } from '../../db/model/local-time.ts'

export interface LawWords {
  readonly number: string
  readonly title: string
  readonly issuer: string
  /** ISO date; '' when the text does not say. */
  readonly issuedOn: string
}

const numberPattern = /\d+[\d.]*(?:\/\d{4})?\/[\p{Lu}\d][\p{L}\d-]*/u
/** Not `Luật`: that word belongs to the name of a law. */
const kindPattern = /^(?:nghị định|nghị quyết|thông tư liên tịch|thông tư|quyết định|chỉ thị|công văn|(?:bộ )?luật$)\s*/i
const dayPattern = /ngày\s+(\d{1,2})(?:\/|-|\s+tháng\s+)(\d{1,2})(?:\/|-|\s+năm\s+)(\d{4})/i
const issuerPattern = /^của\s+(.+?)(?=\s+(?:về|quy định|hướng dẫn|sửa đổi|ban hành|công bố|ngày)(?:\s|$)|[,;:(]|$)/i

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:.–-]+|[\s,;:–-]+$/g, '')
    .trim()

/** The symbol at the end of a number tells who issues such texts: `NĐ-CP` of `61/2018/NĐ-CP`; sessions of the National Assembly apart. */
const symbolOf = (number: string): string => (number.split('/').at(-1) ?? '').replace(/\d+$/, '').toUpperCase()

/**
 * @param text the ground as written: a number alone, or `Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về …`
 * @param register laws that are recorded: one with the same symbol names the issuer
 */
export function lawFromText(text: string, register: ReadonlyArray<{ number: string; issuer: string }>): LawWords {
  const written = tidy(text)
  const [found = ''] = numberPattern.exec(written) ?? []
  const number = found || written.slice(0, 80)
  let rest = found ? tidy(written.replace(found, ' ').replace(/(?:^|\s)số:?(?=\s|$)/i, ' ')) : ''
  const [dayText = '', day = '', month = '', year = ''] = dayPattern.exec(rest) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  rest = tidy(tidy(rest.replace(dayText, ' ')).replace(kindPattern, ''))
  const [issuerText = '', named = ''] = issuerPattern.exec(rest) ?? []
  const symbol = symbolOf(number)
  const known = found ? register.find((law) => law.issuer !== '' && symbol !== '' && symbolOf(law.number) === symbol) : undefined
  return {
    number,
    title: tidy(rest.replace(issuerText, ' ')).replace(/^./u, (first) => first.toUpperCase()),
    issuer: tidy(named) || known?.issuer || '',
    issuedOn: dayText !== '' && isRealDate(date) ? date : '',
  }
}
