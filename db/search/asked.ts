// What a text typed into the search box may mean besides its words: a number of the register, the last digits of a number, a name with a
// birth. Pure.
import { type PartialDate, parsePartialDate } from '../model/partial-date.ts'
import { fold, tokens } from '../model/text.ts'

export interface Asked {
  /** The words that the full-text index is asked for: of a scanned card its number alone. */
  readonly text: string
  /** `12/2026`: number and year of the register. */
  readonly register: { readonly serial: number; readonly year: number } | null
  /** The last digits of an ID, tax or telephone number, as a masked number shows them; four at least. */
  readonly tail: string | null
  /** Words of a name, folded, and the year or the day of birth. */
  readonly born: { readonly words: readonly string[]; readonly date: PartialDate } | null
}

/** As many as a masked number shows. */
export const tailDigits = 4
const mostTailDigits = 13
const firstBirthYear = 1900

/** A citizen card as a scanner types it: the number, a bar, the rest. */
const cardNumber = /^(\d{12})\|/

function registerOf(text: string): Asked['register'] {
  const found = /^(?:s[oố]\s*)?0*(\d{1,7})\s*\/\s*((?:19|20)\d\d)$/iu.exec(text)
  return found && { serial: Number(found[1]), year: Number(found[2]) }
}

function tailOf(text: string): string | null {
  if (!/^[\s.…•*-]*\d[\d\s.-]*$/.test(text)) return null
  const digits = text.replace(/\D/g, '')
  return digits.length >= tailDigits && digits.length <= mostTailDigits ? digits : null
}

function bornOf(text: string): Asked['born'] {
  const parts = text.split(/[\s,;()]+/).filter(Boolean)
  const dates = parts.flatMap((part) => {
    const date = /^\d{4}$|^\d{1,2}\/(?:\d{1,2}\/)?\d{4}$/.test(part) ? parsePartialDate(part) : null
    return date !== null && Number(date.slice(0, 4)) >= firstBirthYear ? [{ part, date }] : []
  })
  const [only] = dates
  if (dates.length !== 1 || !only) return null
  const words = parts.filter((part) => part !== only.part).flatMap((part) => tokens(fold(part)))
  return words.length > 0 && words.every((word) => /^\p{L}+$/u.test(word)) ? { words, date: only.date } : null
}

/** Reads what was typed, at most 200 characters of it. */
export function readAsked(typed: string): Asked {
  const whole = typed.slice(0, 200).normalize('NFC').trim()
  const text = cardNumber.exec(whole)?.[1] ?? whole
  return { text, register: registerOf(text), tail: tailOf(text), born: bornOf(text) }
}
