// What a number says about itself: identity papers, telephones, tax and case codes. A clerk must never lose a citizen's case to
// a check that may be wrong, so only what cannot be the thing at all is an issue; everything doubtful is a warning that
// the clerk may override. Numbers are text: a leading zero is part of them.

import type { ErrorParams, IssueCode } from './errors.ts'
import { type IsoDate, isRealDate } from './local-time.ts'
import { hasMarks, toNfc } from './text.ts'

/** Doubts about what was typed or scanned. Texts: `identity.warning.*`. */
export const identityWarningCodes = [
  'idPrefixUnknown',
  'idSexMismatch',
  'idBirthYearMismatch',
  'oldIdNumberHistorical',
  'passportUnusual',
  'phoneUnusual',
  'emailUnusual',
  'taxNumberCheckDigit',
] as const
type IdentityWarningCode = (typeof identityWarningCodes)[number]

export interface IdentityWarning {
  readonly code: IdentityWarningCode
  readonly params?: ErrorParams
}

/** `value` is the form to store; `issue` forbids it; `warnings` only ask for a second look. An empty text has neither. */
export interface IdentityCheck {
  readonly value: string
  readonly issue: { readonly code: IssueCode; readonly params?: ErrorParams } | null
  readonly warnings: readonly IdentityWarning[]
}

export type Sex = 'male' | 'female'

/** What else is known of the person; `birthDate` is an ISO date or only a year (`1950`). */
interface PersonFacts {
  readonly sex?: Sex | null | undefined
  readonly birthDate?: string | null | undefined
}

function checked(value: string, ...warnings: IdentityWarning[]): IdentityCheck {
  return { value, issue: null, warnings }
}

function refused(value: string, code: IssueCode, params: ErrorParams = {}): IdentityCheck {
  return { value, issue: { code, params }, warnings: [] }
}

function withoutSeparators(text: string): string {
  return toNfc(text).replace(/[\s.‐-―-]/g, '')
}

const LAST_PROVINCE_PREFIX = 96

/**
 * Checks a personal identification number (số định danh cá nhân, số CCCD). Issue `idNumberDigits` unless it has exactly 12 digits.
 * Structure after NĐ 137/2015/NĐ-CP: 3 digits for the place where the birth was registered (province 001 to 096 of the old 63,
 * otherwise a country), 1 for century and sex, 2 for the birth year, 6 at random. There is no check digit, and sex and
 * birth date are sometimes corrected later, so the rest are warnings. The list of prefixes in use is not known
 * here: every prefix outside 001 to 096 is only pointed out.
 */
export function checkCitizenId(text: string, person: PersonFacts = {}): IdentityCheck {
  const value = withoutSeparators(text)
  if (value === '') return checked('')
  if (!/^\d{12}$/.test(value)) return refused(value, 'idNumberDigits', { expected: 12, found: value.replace(/\D/g, '').length })
  const warnings: IdentityWarning[] = []
  const prefix = value.slice(0, 3)
  if (prefix === '000' || Number(prefix) > LAST_PROVINCE_PREFIX) warnings.push({ code: 'idPrefixUnknown', params: { prefix } })
  const centuryAndSex = Number(value[3])
  const sex: Sex = centuryAndSex % 2 === 0 ? 'male' : 'female'
  if (person.sex && person.sex !== sex) warnings.push({ code: 'idSexMismatch' })
  const idYear = 1900 + 100 * Math.floor(centuryAndSex / 2) + Number(value.slice(4, 6))
  const birthYear = Number(person.birthDate?.slice(0, 4))
  if (birthYear && birthYear !== idYear) warnings.push({ code: 'idBirthYearMismatch', params: { idYear, birthYear } })
  return checked(value, ...warnings)
}

/**
 * Checks the number of an old identity card (chứng minh nhân dân): 9 digits, or 12 on its last model; otherwise issue
 * `idNumberDigits`. It only helps to find old files, which `oldIdNumberHistorical` says.
 */
export function checkOldIdNumber(text: string): IdentityCheck {
  const value = withoutSeparators(text)
  if (value === '') return checked('')
  if (!isOldIdNumber(value)) return refused(value, 'idNumberDigits', { expected: 9, found: value.replace(/\D/g, '').length })
  return checked(value, { code: 'oldIdNumberHistorical' })
}

export function isOldIdNumber(value: string): boolean {
  return /^(\d{9}|\d{12})$/.test(value)
}

/** Checks a passport number: capitals and digits, 5 to 20 (a Vietnamese one is a letter with 7 or 8 digits). Never an issue. */
export function checkPassport(text: string): IdentityCheck {
  const value = withoutSeparators(text).toUpperCase()
  const isPlausible = value === '' || (/^[A-Z0-9]{5,20}$/.test(value) && /\d/.test(value))
  return isPlausible ? checked(value) : checked(value, { code: 'passportUnusual' })
}

/**
 * Checks a telephone number: mobile 03, 05, 07, 08, 09 with 10 digits, landline 02 with 11; `+84` and `0084` become 0, only
 * digits are stored. A case is never held up for a telephone, so there is no issue; what cannot be one number (two numbers,
 * words) is kept as typed, because gluing its digits together would destroy it.
 */
export function checkPhone(text: string): IdentityCheck {
  const typed = toNfc(text)
  const digits = typed.replace(/\D/g, '')
  if (typed === '') return checked('')
  if (!/^\+?[\d\s.()-]+$/.test(typed) || digits.length > 15) return checked(typed, { code: 'phoneUnusual' })
  const national = digits.replace(/^(00)?840?(?=[1-9]\d{8,9}$)/, '0')
  if (/^(0[35789]\d{8}|02\d{9})$/.test(national)) return checked(national)
  return checked(typed.startsWith('+') ? `+${digits}` : digits, { code: 'phoneUnusual' })
}

/** Checks an e-mail address for its shape and for Vietnamese letters left by an input method. Never an issue. */
export function checkEmail(text: string): IdentityCheck {
  const value = toNfc(text)
  const isPlausible = value === '' || (/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(value) && !hasMarks(value))
  return isPlausible ? checked(value) : checked(value, { code: 'emailUnusual' })
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const

/**
 * Checks a tax number: 10 digits, 10 and 3 for a dependent unit (TT 105/2020/TT-BTC, Article 5), or the 12-digit personal number of
 * an individual or household business; otherwise issue `taxNumberShape`. The tenth digit is 10 − (Σ weight × digit mod 11);
 * a number that breaks the rule gets a warning only, because programs differ when the remainder is 0.
 */
export function checkTaxNumber(text: string): IdentityCheck {
  const typed = toNfc(text).replace(/[\s.]/g, '').replace(/[‐-―]/g, '-')
  if (typed === '' || /^\d{12}$/.test(typed)) return checked(typed)
  const [, digits, branch] = /^(\d{10})(?:-?(\d{3}))?$/.exec(typed) ?? []
  if (digits === undefined) return refused(typed, 'taxNumberShape')
  const value = branch === undefined ? digits : `${digits}-${branch}`
  const sum = TAX_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return 10 - (sum % 11) === Number(digits[9]) ? checked(value) : checked(value, { code: 'taxNumberCheckDigit' })
}

// TT 01/2018/TT-VPCP Article 19, TT 03/2025/TT-VPCP Article 13 as amended by TT 04/2025/TT-VPCP: the number in the day has at
// least four digits and may be as long as needed. Merged agencies keep their old codes, so the agency part is opaque.
const OFFICIAL_CODE = /^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4}-(\d{2})(\d{2})(\d{2})-\d{4,}$/
const PROVISIONAL_CODE = /^TAM-[A-Z0-9.]{1,20}-[A-Z0-9]{1,8}-(\d{2})(\d{2})(\d{2})-\d{4,}$/

// A blank receipt is numbered before anybody knows the day on which it will be used.
const STUB_CODE = /^TAM-[A-Z0-9.]{1,20}-[A-Z0-9]{1,8}-C\d{5,}$/

/** The canonical spelling of a typed, pasted or scanned case code: capitals, plain hyphens, no spaces. */
export function toCaseCode(text: string): string {
  return toNfc(text)
    .replace(/\s/g, '')
    .replace(/[‐-―−]/g, '-')
    .toUpperCase()
}

/** Whether the text, in any spelling `toCaseCode` understands, is a case code (with a date that exists, where it has one), and which kind. */
export function parseCaseCode(text: string): 'provisional' | 'official' | null {
  const code = toCaseCode(text)
  const hasDate = (match: RegExpExecArray | null) => match !== null && isRealDate(`20${match[1]}-${match[2]}-${match[3]}`)
  if (hasDate(PROVISIONAL_CODE.exec(code)) || STUB_CODE.test(code)) return 'provisional'
  return hasDate(OFFICIAL_CODE.exec(code)) ? 'official' : null
}

/** Checks an official case code (mã số hồ sơ) as given by the official system; issue `officialCodeShape`. Never mint one. */
export function checkOfficialCode(text: string): IdentityCheck {
  const value = toCaseCode(text)
  return value === '' || parseCaseCode(value) === 'official' ? checked(value) : refused(value, 'officialCodeShape')
}

interface ProvisionalCodeParts {
  readonly officeCode: string
  readonly deviceCode: string
  /** The day of receipt in Vietnam. */
  readonly date: IsoDate
  /** The number in the day on this device, from 1. */
  readonly number: number
}

/**
 * Our own code for a case until the official system gives one: `TAM-<office>-<device>-YYMMDD-NNNN`, which no official code can
 * look like (NĐ 61/2018/NĐ-CP Article 26(1): official codes are issued by the official system alone). The device makes it
 * unique between machines that work offline. Throws a RangeError when a part would give a code that cannot be read back.
 */
export function provisionalCode(parts: ProvisionalCodeParts): string {
  const day = parts.date.replaceAll('-', '').slice(2)
  const code = `TAM-${parts.officeCode}-${parts.deviceCode}-${day}-${String(parts.number).padStart(4, '0')}`
  const isNumber = Number.isSafeInteger(parts.number) && parts.number > 0
  if (!isNumber || !/^20\d\d-\d\d-\d\d$/.test(parts.date) || toCaseCode(code) !== code || parseCaseCode(code) !== 'provisional')
    throw new RangeError(`no provisional code can be made of ${JSON.stringify(parts)}`)
  return code
}

/**
 * The number of a blank receipt, `TAM-<office>-<device>-C00001`: the provisional code of the case that its stub becomes. Each device
 * has a series of its own that never begins anew. Throws a RangeError as provisionalCode does.
 */
export function stubCodeOf(parts: Omit<ProvisionalCodeParts, 'date'>): string {
  const code = `TAM-${parts.officeCode}-${parts.deviceCode}-C${String(parts.number).padStart(5, '0')}`
  const isNumber = Number.isSafeInteger(parts.number) && parts.number > 0
  if (!isNumber || toCaseCode(code) !== code || parseCaseCode(code) !== 'provisional')
    throw new RangeError(`no number of a blank receipt can be made of ${JSON.stringify(parts)}`)
  return code
}
