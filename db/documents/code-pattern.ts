// The codes that an office gives its documents: a pattern of its own, and the next number that no document ever had. Pure.
//   {linhvuc}          the first letters of the field: "Xuất bản" gives XB
//   {nhom}             the group of processes
//   {n} {nn} {nnn}     the running number with at least so many digits
import { fold } from '../model/text.ts'
import { type DocumentGroup, type DocumentKind, foldCode } from './rules.ts'

export const defaultProcessCodePattern = 'QT.{linhvuc}.{nn}'

/** Kinds as the register of internal documents abbreviates them (BM.01.02). */
const otherPatterns: Readonly<Record<Exclude<DocumentKind, 'process'>, string>> = {
  manual: 'ST.{nn}',
  policy: 'CS.{nn}',
  form: 'BM.{nn}',
  instruction: 'HD.{nn}',
}

const groupLetters: Readonly<Record<DocumentGroup, string>> = {
  leadership: 'LD',
  office: 'VP',
  procedure: 'TTHC',
  internal: 'NB',
  system: 'HT',
  '': '',
}

const numberToken = /\{(n{1,3})\}/g
const otherTokens = /\{(?:linhvuc|nhom)\}/g

/** One running number; beside the tokens only what a code may hold. */
export const isCodePattern = (pattern: string): boolean =>
  pattern.match(numberToken)?.length === 1 &&
  /^[\p{L}\d./ -]*$/u.test(pattern.replace(numberToken, '').replace(otherTokens, '')) &&
  pattern.length <= 60

const initials = (field: string): string =>
  fold(field)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'va')
    .map((word) => word[0])
    .join('')
    .toUpperCase()
    .slice(0, 8)

export interface Coded {
  readonly kind: DocumentKind
  readonly group: DocumentGroup
  readonly field: string
}

/**
 * The code that follows the pattern, one above the highest number in use with the same letters.
 * @param taken every code that was ever given, as `foldCode` gives it.
 */
export function suggestCode(processPattern: string, of: Coded, taken: ReadonlySet<string>): string {
  const pattern = of.kind === 'process' ? processPattern : otherPatterns[of.kind]
  const [, digits = 'nn'] = /\{(n{1,3})\}/.exec(pattern) ?? []
  const [before = '', after = ''] = pattern
    .replace('{linhvuc}', initials(of.field))
    .replace('{nhom}', groupLetters[of.group])
    // A field that is not known yet leaves no doubled sign behind.
    .replace(/([./ -])[./ -]+/g, '$1')
    .replace(/^[./ -]+/, '')
    .split(`{${digits}}`)
  const [head, tail] = [foldCode(before), foldCode(after)]
  const used = [...taken].flatMap((code) => {
    const number = code.startsWith(head) && code.endsWith(tail) ? code.slice(head.length, code.length - tail.length) : ''
    return /^\d{1,6}$/.test(number) ? [Number(number)] : []
  })
  const code = (number: number) => `${before}${String(number).padStart(digits.length, '0')}${after}`
  let next = Math.max(0, ...used) + 1
  while (taken.has(foldCode(code(next)))) next += 1
  return code(next)
}
