// What a refused file's complaints say, as plain sentences: for the list on the screen and, the same, for the clipboard.
import type { TFunction } from 'i18next'
import type { Failure } from '../../electron/api/call.ts'
import { issueText } from '../failures.ts'

/**
 * One sentence a complaint, in the order of the lines, and last how many more there are. `t` may be of any namespace.
 * `Dòng 812: 1.001193 (Thủ tục đăng ký khai sinh) › documents[2].name – Chưa nhập.`
 */
export function issueLines(t: TFunction, { issues, params }: Failure): string[] {
  const lines = issues.map((issue) => {
    const { line = '', place = '' } = issue.params ?? {}
    const where = place === '' ? t('catalogue:import.line', { line }) : t('catalogue:import.place', { line, place })
    return `${where} – ${issueText(t, issue)}`
  })
  const hidden = Number(params.count ?? lines.length) - lines.length
  return hidden > 0 ? [...lines, t('catalogue:import.more', { number: hidden })] : lines
}
