// Vietnamese text: one stored form (NFC), one folded form for search, one sort key for lists. SQLite offers neither a
// Vietnamese collation nor a folding that knows đ (it is a letter, not a marked d), so both are computed here and stored.
//
// Contract with the search indexer: an FTS5 table with `tokenize = "unicode61 remove_diacritics 0"` and no extra tokenchars,
// holding toNfc(text) in one column and fold(toNfc(text)) in another. A code is then several tokens standing side by side
// (TAM-19777-A1-261123-0001 is tam 19777 a1 261123 0001), so the whole code, its beginning and its last part are all found.
// Phone and identity numbers are indexed as stored: digits only.

const INVISIBLE = /(?![\s\u0085])\p{Cc}|\p{Cf}|\p{Cs}/gu
const SPACES = /[\s\u0085]+/g

/**
 * The only form in which one line of text is stored: NFC, one space between words, none at the ends, no zero-width,
 * direction, control or broken characters. Ð/ð (Icelandic) and Ɖ/ɖ (African), which look like Đ/đ and come from
 * converted files, become Đ/đ. Line breaks become spaces.
 */
export function toNfc(text: string): string {
  const joined = text.replace(INVISIBLE, '').normalize('NFC').replace(SPACES, ' ').trim()
  return /[ÐðƉɖ]/.test(joined) ? joined.replace(/[ÐƉ]/g, 'Đ').replace(/[ðɖ]/g, 'đ') : joined
}

/** Lower case without tone or vowel marks, đ as d: `Nguyễn Thị Duyên` gives `nguyen thi duyen`. Spaces stay as they are. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!/[^ -~]/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/[đðɖ]/g, 'd')
}

/** A folded procedure name without the words that say nothing yet: whoever types `khai sinh` means `Thủ tục đăng ký khai sinh`. */
export const withoutOpening = (foldedName: string): string => foldedName.replace(/^(?:thu tuc )?(?:dang ky )?/, '')

/** Whether the text carries a mark or a đ, that is, whether its writer took care to write Vietnamese. */
export function hasMarks(text: string): boolean {
  return /[\u0300-\u036fđĐðÐɖƉ]/.test(text.normalize('NFD'))
}

/**
 * A person's name of which a word begins with a small letter, with a capital at each word (`nguyễn văn An` gives `Nguyễn Văn An`), or
 * undefined where there is nothing to capitalise. Only to be offered: names of other peoples of the country follow rules of their own.
 */
export function capitalisedName(typed: string): string | undefined {
  const name = toNfc(typed)
  const capitalised = name.replace(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase())
  return capitalised === name ? undefined : capitalised
}

// The order of the CLDR collation for `vi`: signs, digits, then the Vietnamese alphabet with f, j, w, z at their Latin places.
const ORDER = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const TONES = '\u0300\u0309\u0303\u0301\u0323' // huyền, hỏi, ngã, sắc, nặng
const LEVEL = ' ' // below every weight, so that a shorter word sorts before a longer one

interface Weight {
  readonly letter: string
  readonly tone: string
}

const weights: ReadonlyMap<string, Weight> = new Map(
  [...ORDER].flatMap((char, index) => {
    const letter = String.fromCharCode(0x21 + index)
    const toned = [...TONES].map(
      (tone, level) => [`${char}${tone}`.normalize('NFC'), { letter, tone: String(level + 1) }] as const,
    )
    return [[char, { letter, tone: '0' }] as const, ...toned.filter(([composed]) => composed.length === 1)]
  }),
)

function weigh(char: string): Weight {
  const known = weights.get(char)
  if (known) return known
  const [base = '', ...marks] = char.normalize('NFD')
  if (/\p{M}/u.test(base)) return { letter: '', tone: base }
  return { letter: weights.get(base)?.letter ?? base, tone: marks.join('') || '0' }
}

/**
 * The stored key whose plain binary comparison (SQLite's default) orders texts as `Intl.Collator('vi')` does: first the letters,
 * where ă, â, đ, ê, ô, ơ, ư are letters of their own, then the tones (ngang, huyền, hỏi, ngã, sắc, nặng). Case makes no
 * difference, nor does the shape of an apostrophe or dash; whoever needs a fixed order among equals adds the row's id.
 */
export function sortKey(text: string): string {
  const plain = toNfc(text).toLowerCase().replace(/[‘’ʼ]/g, "'").replace(/[‐-―]/g, '-')
  let letters = ''
  let tones = ''
  for (const char of plain) {
    const weight = weigh(char)
    letters += weight.letter
    tones += weight.tone
  }
  return letters + LEVEL + tones.replace(/0+$/, '')
}

/**
 * The stored key for lists of people, in the order of Vietnamese registers: given name (the last word, tone included: every Anh
 * before the first Ánh), then family name (the first word), then the middle names.
 */
export function personSortKey(fullName: string): string {
  const words = toNfc(fullName).split(' ')
  const given = words.pop() ?? ''
  const family = words.shift() ?? ''
  return [given, family, words.join(' ')].map(sortKey).join(LEVEL)
}

/** The words of a text as the search index sees them: lower case, in order, cut at everything that is no letter or digit. */
export function tokens(text: string): string[] {
  return (
    toNfc(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
  )
}

const QUERY_CHARS = 200
const JOINED_DIGITS = 6
const NOTHING = '""' // a valid FTS5 query without hits; the empty string is a syntax error

/** What a user typed, as FTS5 queries: `exact` for the column of exact text, `folded` for the folded one. */
interface SearchQuery {
  readonly exact: string | null
  readonly folded: string
}

/**
 * Takes what the user typed (only the first 200 characters count) and returns prefix queries that never contain the user's
 * own FTS5 syntax: every word is quoted. `exact` is null when no mark was typed. The caller lists the hits of `exact` first and
 * then those of `folded`, because a half-typed word (nguyê…) or the other way of placing a tone (hoà, hòa) has only the latter.
 * Words between spaces must all occur, in any order; the parts of one code must stand side by side. A number typed in groups
 * (0905 123 456, +84 905.123.456) also finds the joined digits. A text without any word gives a query that finds nothing.
 */
export function searchQuery(userText: string): SearchQuery {
  const text = toNfc(userText.slice(0, QUERY_CHARS))
  return { exact: hasMarks(text) ? prefixQuery(text) : null, folded: prefixQuery(fold(text)) }
}

function prefixQuery(text: string): string {
  const clauses: string[] = []
  let digitChunks: string[] = []
  const closeNumber = () => {
    clauses.push(...numberClauses(digitChunks))
    digitChunks = []
  }
  for (const chunk of text.split(/[\s,;]+/)) {
    const words = tokens(chunk)
    if (words.length === 0) continue
    if (/^\+?[\d.()/-]+$/.test(chunk)) digitChunks.push(chunk)
    else {
      closeNumber()
      clauses.push(phrase(words))
    }
  }
  closeNumber()
  return clauses.join(' AND ') || NOTHING
}

function numberClauses(chunks: readonly string[]): string[] {
  const clauses = chunks.map((chunk) => phrase(tokens(chunk)))
  const typed = chunks.join(' ')
  const isAbroadForm = typed.startsWith('+84')
  const digits = typed.replace(/\D/g, '')
  const joined = isAbroadForm ? digits.replace(/^840?/, '0') : digits
  const isSplit = isAbroadForm || /\d\D+\d/.test(typed)
  return isSplit && joined.length >= JOINED_DIGITS ? [`(${clauses.join(' AND ')} OR ${phrase([joined])})`] : clauses
}

function phrase(words: readonly string[]): string {
  return `"${words.join(' ')}"*`
}
