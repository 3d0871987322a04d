// Reads the QR of a citizen card (CCCD of 2021, căn cước of 2024) from whatever a scanner delivers. It guarantees: it never
// throws, it never fills a form from anything but a whole and consistent card, and it never guesses a letter of a name.
// The QR is unsigned and copyable: it saves typing and proves nothing; the officer compares card, face and form.
//
// Content: number | old number | name | birth | sex | address | issue date, dates as ddMMyyyy; the card of 2024 adds up to four
// fields of unpublished order (TT 16/2024/TT-BCA Article 6), kept raw. Expiry is not in it.

import type { IdentityWarning, Sex } from './identity.ts'
import { checkCitizenId, isOldIdNumber, parseCaseCode, toCaseCode } from './identity.ts'
import { type IsoDate, isRealDate } from './local-time.ts'
import { hasMarks, toNfc } from './text.ts'

/** Why a scan that looks like a card was refused. Texts: `identity.damage.*`. */
export const cardDamages = [
  'keyboardLayout',
  'encoding',
  'truncated',
  'twoScans',
  'idNumber',
  'name',
  'birthDate',
  'sex',
  'issueDate',
  'issueInFuture',
] as const
export type CardDamage = (typeof cardDamages)[number]

/** Doubts about a card that was read. Texts: `identity.warning.*`, beside those of identity.ts. */
export const cardWarningCodes = [
  'textRepaired',
  'nameMarksLost',
  'nameTelex',
  'nameUnreadable',
  'capsLock',
  'sexMarksLost',
  'birthDateIncomplete',
  'oldIdNumberUnusual',
  'addressEmpty',
  'addressUnreadable',
] as const
type CardWarningCode = (typeof cardWarningCodes)[number]

export type CardWarning = IdentityWarning | { readonly code: CardWarningCode; readonly params?: never }

export interface CardFields {
  /** 12 digits. */
  readonly idNumber: string
  /** 9 or 12 digits. */
  readonly oldIdNumber: string | null
  readonly fullName: string
  /** null when the card leaves out the day or the month. */
  readonly birthDate: IsoDate | null
  readonly birthYear: number
  readonly sex: Sex
  /** As printed on the card, with the administrative units of its day of issue: shown beside today's unit, never replaced by it. */
  readonly address: string
  readonly issueDate: IsoDate
  /** Told apart by the day of issue: the card is called căn cước from 1/7/2024. */
  readonly cardKind: 'citizenCard' | 'identityCard'
  /** Fields 7 to 10 of a card of 2024, unlabelled, without trailing empty ones. */
  readonly extra: readonly string[]
}

export type CardReading =
  | { readonly kind: 'card'; readonly fields: CardFields; readonly warnings: readonly CardWarning[] }
  | { readonly kind: 'caseCode'; readonly code: string }
  | { readonly kind: 'damaged'; readonly reason: CardDamage }
  | { readonly kind: 'other' }

const MAX_CHARS = 2000
const MIN_FIELDS = 7
const MAX_FIELDS = 11
const FIRST_ISSUE_DATE = '2021-01-01'
const IDENTITY_CARD_SINCE = '2024-07-01'
const OTHER: CardReading = { kind: 'other' }

// UTF-8 bytes shown as Windows-1252, as Vietnamese letters come out of it.
const MOJIBAKE = /[ÃÄÅÆ]|á[º»]|ï»¿/
// What another keyboard layout types for `|`, where a card would have it.
const WRONG_SEPARATOR = /^\d{12}([｜¦~\\])(\d{9}|\d{12})?\1/
// The digit row of the Vietnamese keyboard of Windows gives ă â ê ô, five tones and đ.
const VIETNAMESE_DIGIT_ROW = /^(?:[\daeođ]|\p{M}){6,}$/iu
const NAME = /^[\p{L}\uFFFD][\p{L}\p{M}\uFFFD '’ʼ-]{1,79}$/u

/**
 * Takes the scanned text as it came, and today in Vietnam, and returns the card, a case code (also one inside the
 * link of an official receipt), the reason why a card could not be read, or `other` for any other code. Reads the rules of
 * `number`, dates, sex and name strictly, since nothing else protects against a half-read scan; all else are warnings.
 */
export function readCitizenCard(raw: string, today: IsoDate): CardReading {
  if (raw.length > MAX_CHARS) return OTHER
  const scanned = raw.replace(/^[\p{Cc}\uFEFF ]+|[\p{Cc}\uFEFF ]+$/gu, '')
  const code = findCaseCode(scanned)
  if (code) return { kind: 'caseCode', code }
  if (WRONG_SEPARATOR.test(scanned)) return damaged('keyboardLayout')

  const repaired = MOJIBAKE.test(scanned) ? repairMojibake(scanned) : null
  const parts = (repaired ?? scanned).split('|').map((part) => part.trim())
  if (parts.length < MIN_FIELDS) return isCardBeginning(parts) ? damaged('truncated') : OTHER
  if (parts.length > MAX_FIELDS) return holdsTwoCards(parts) ? damaged('twoScans') : OTHER
  return readFields(parts, today, repaired === null ? [] : [{ code: 'textRepaired' }])
}

function readFields(parts: readonly string[], today: IsoDate, warnings: CardWarning[]): CardReading {
  const [idNumber = '', oldId = '', nameText = '', birthText = '', sexText = '', addressText = '', issueText = '', ...extra] =
    parts
  if (!/^\d{12}$/.test(idNumber)) {
    if (/^\d+$/.test(idNumber)) return damaged('idNumber')
    return VIETNAMESE_DIGIT_ROW.test(idNumber.normalize('NFD')) ? damaged('keyboardLayout') : OTHER
  }

  const fullName = toNfc(nameText)
  // toNfc would drop a control character silently, and with it the letter whose byte it was.
  if (/[?\p{Cc}]/u.test(nameText)) return damaged('encoding')
  if (!NAME.test(fullName)) return damaged(MOJIBAKE.test(nameText) ? 'encoding' : 'name')

  const issueDate = readDate(issueText)
  if (issueDate === null || issueDate < FIRST_ISSUE_DATE) return damaged('issueDate')
  if (issueDate > today) return damaged('issueInFuture')

  const birthDate = readDate(birthText)
  const birth = birthDate ?? readYearOnly(birthText)
  if (birth === null || birth < '1900' || birth >= issueDate) return damaged('birthDate')

  const sexWord = toNfc(sexText).toLowerCase()
  if (sexWord === 'n') return damaged('encoding') // of `Nữ` only the N arrived, so letters of the name are missing too
  const sex = readSex(sexWord)
  if (sex === null) return damaged('sex')

  const address = toNfc(addressText)
  warnings.push(...nameWarnings(fullName))
  if (sex === 'female' && sexWord !== 'nữ') warnings.push({ code: 'sexMarksLost' })
  if (birthDate === null) warnings.push({ code: 'birthDateIncomplete' })
  if (oldId !== '' && !isOldIdNumber(oldId)) warnings.push({ code: 'oldIdNumberUnusual' })
  if (address === '') warnings.push({ code: 'addressEmpty' })
  if (/[?\uFFFD\p{Cc}]/u.test(addressText)) warnings.push({ code: 'addressUnreadable' })
  warnings.push(...checkCitizenId(idNumber, { sex, birthDate: birth }).warnings)

  while (extra.at(-1) === '') extra.pop()
  const fields: CardFields = {
    idNumber,
    oldIdNumber: isOldIdNumber(oldId) ? oldId : null,
    fullName,
    birthDate,
    birthYear: Number(birth.slice(0, 4)),
    sex,
    address,
    issueDate,
    cardKind: issueDate < IDENTITY_CARD_SINCE ? 'citizenCard' : 'identityCard',
    extra: extra.map(toNfc),
  }
  return { kind: 'card', fields, warnings }
}

function damaged(reason: CardDamage): CardReading {
  return { kind: 'damaged', reason }
}

/** A bare case code, or the one in a look-up link as official receipts print it. */
function findCaseCode(text: string): string | null {
  const candidates = URL.canParse(text) ? [...new URL(text).searchParams.values()] : [text]
  const found = candidates.find((candidate) => parseCaseCode(candidate) !== null)
  return found === undefined ? null : toCaseCode(found)
}

/** Fewer than seven fields: a scan cut short, as opposed to other codes that also begin with a 12-digit number and a name. */
function isCardBeginning(parts: readonly string[]): boolean {
  return parts.length > 1 && /^\d{12}$/.test(parts[0] ?? '') && /^\d*$/.test(parts[1] ?? '')
}

/** The end of one card (its issue date, or an empty last field) run together with the number of the next. */
function holdsTwoCards(parts: readonly string[]): boolean {
  return parts.slice(MIN_FIELDS - 1).some((part) => /^(\d{8})?\s*\d{12}$/.test(part))
}

// Bytes 0x80 to 0x9F. The five without a character in Windows-1252 arrive as the control characters of the same number.
const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Reads text that is UTF-8 taken for Windows-1252; null unless every character goes back to a byte and the bytes are UTF-8. */
function repairMojibake(text: string): string | null {
  const bytes: number[] = []
  for (const char of text) {
    const high = WINDOWS_1252_HIGH.indexOf(char)
    const byte = high >= 0 ? 0x80 + high : (char.codePointAt(0) ?? 0)
    if (byte > 0xff) return null
    bytes.push(byte)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return null
  }
}

function readDate(text: string): IsoDate | null {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  return isRealDate(date) ? date : null
}

/** The year of a birth date whose day, or day and month, is unknown and written 00. */
function readYearOnly(text: string): string | null {
  return /^00(0\d|1[0-2])(\d{4})$/.exec(text)?.[2] ?? null
}

function readSex(word: string): Sex | null {
  if (word === 'nam') return 'male'
  return word === 'nữ' || word === 'nu' || word === 'n?' || word === 'n\uFFFD' ? 'female' : null
}

function nameWarnings(fullName: string): CardWarning[] {
  const warnings: CardWarning[] = []
  if (fullName.includes('\uFFFD')) warnings.push({ code: 'nameUnreadable' })
  // A Vietnamese syllable has no double a, e or d, no w, and never ends in s f r x j: those are the strokes of Telex.
  else if (!hasMarks(fullName))
    warnings.push({ code: /aa|ee|dd|w|[a-z][sfrxj]\b/i.test(fullName) ? 'nameTelex' : 'nameMarksLost' })
  const words = fullName.split(' ').filter((word) => word.length > 1)
  if (words.length > 0 && words.every((word) => /^\p{Ll}\p{Lu}+$/u.test(word))) warnings.push({ code: 'capsLock' })
  return warnings
}
