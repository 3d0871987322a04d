// Short codes of procedures: what a clerk types at intake, many times a day, with a Vietnamese keyboard switched on or off.
// A code must therefore come out of Telex and VNI as it was typed: `AS` would become `Á`, `DD` would become `Đ`.

import { fold, toNfc } from '../model/text.ts'

/** Two to four capitals or digits, a letter first. */
export const shortCodePattern = /^[A-Z][A-Z0-9]{1,3}$/

// Telex: dd, aa, ee, oo, w, and a tone key s f r x j z after a vowel. VNI: a digit after a vowel or d. Both act at a distance
// inside a word, so the two keys need not stand side by side.
const rewritten = /D.*[D9]|([AEO]).*\1|[AEIOUY].*[SFRXJZ0-9]|W/

/** True when Telex and VNI leave the code as typed. */
export const survivesVietnameseTyping = (code: string): boolean => !rewritten.test(code)

/** What a clerk typed, as a code is stored: capitals without marks or blanks. Not checked against the pattern. */
export const foldShortCode = (typed: string): string => fold(toNfc(typed)).replaceAll(' ', '').toUpperCase()

// Words that stand in so many names that their initial distinguishes nothing. With marks: `từ` is empty, `tử` is not.
const emptyWords = new Set(
  (
    'thủ tục đăng ký cấp xã tỉnh huyện giải quyết thực hiện đề nghị việc các những đối với cho của và hoặc tại theo từ bằng do là ' +
    'trong trên có được thuộc về đến khi bị ở quy định trường hợp'
  ).split(' '),
)

/**
 * A free short code for a procedure that brings none: initials of the words that matter, then with digits.
 * Takes the name and the codes already in use; the same input always gives the same code.
 */
export function suggestShortCode(name: string, taken: ReadonlySet<string>): string {
  for (const code of candidates(name)) {
    if (shortCodePattern.test(code) && survivesVietnameseTyping(code) && !taken.has(code)) return code
  }
  throw new Error('every short code is taken')
}

function* candidates(name: string): Generator<string> {
  const words =
    name
      .normalize()
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => !emptyWords.has(word))
  const initials = (telling.length > 1 ? telling : words)
    .map((word) => foldShortCode(word).slice(0, 1))
    .reduce((kept, letter) => (survivesVietnameseTyping(kept + letter) ? kept + letter : kept), '')
  for (const length of [3, 4, 2]) yield initials.slice(0, length)
  for (const last of initials.slice(3)) yield initials.slice(0, 2) + last
  for (const last of initials.slice(4)) yield initials.slice(0, 3) + last
  for (const letters of [initials.slice(0, 3), initials.slice(0, 2)]) {
    for (let number = 2; number < 10; number++) yield `${letters}${number}`
  }
  // Consonants carry no marks, so a digit after them stays a digit.
  for (const letter of `${initials.slice(0, 1)}TBCGHKLMNPQV`) {
    for (let number = 2; number < 1_000; number++) yield `${letter}${number}`
  }
}
