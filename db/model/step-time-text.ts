// How the time of a step is written in Vietnamese decisions, and what it means: "0,25 ngày", "½ ngày", "02 giờ", "0,5 + 1 + 1", "Giờ hành
// chính", "Không tính thời gian", "Trong ngày", "1 ngày rưỡi". What is not certain is not read: whoever asks keeps the text and shows it.
import { type Amount, type AmountUnit, minutesPerWorkingDay, type StepTime } from './step-times.ts'
import { fold, toNfc } from './text.ts'

const minutesPer: Readonly<Record<AmountUnit, number>> = { days: minutesPerWorkingDay, hours: 60 }

/** Signs for parts of one, as Word makes them of "1/2". */
const fractionSigns: Readonly<Record<string, string>> = { '½': '1/2', '¼': '1/4', '¾': '3/4', '⅓': '1/3', '⅔': '2/3' }

/** Words that limit an amount without changing it. */
const opening = /^(?:khong qua|toi da|trong vong|trong thoi han|trong|cham nhat|thoi gian:?|thoi han:?)\s+(?=[\d.,/]|nua)/

const daily = '(?:ngay(?: lam viec)?|nlv|days?)'
const hourly = '(?:gio(?: lam viec)?|hours?|h|g)'
const minutely = '(?:phut|ph|p)'
const figure = String.raw`(?:\d+\s+\d+/\d+|\d+/\d+|\d+(?:[.,]\d+)?|nua)`
const term = new RegExp(`^(${figure})\\s*(?:(${daily})|(${hourly})|(${minutely}))?(?![a-z0-9])( ruoi(?![a-z0-9]))?\\.?`)

function figureOf(text: string): number {
  if (text === 'nua') return 0.5
  const [whole, parts] = text.includes(' ') ? text.split(/\s+/) : text.includes('/') ? ['0', text] : [text, undefined]
  const number = Number((whole ?? '').replace(',', '.'))
  if (parts === undefined) return number
  const [over = '', under = ''] = parts.split('/')
  return Number(under) === 0 ? Number.NaN : number + Number(over) / Number(under)
}

interface Term {
  readonly figure: number
  readonly unit: AmountUnit | 'minutes' | null
}

/** The terms of a sum ("0,5 + 1 ngày", "01 ngày 04 giờ"); undefined when anything of the text is not understood. */
function termsOf(text: string): Term[] | undefined {
  const terms: Term[] = []
  let rest = text
  let isAdded = true
  while (rest !== '') {
    const [whole, written, days, hours, minutes, half] = term.exec(rest) ?? []
    if (whole === undefined || written === undefined) return undefined
    const unit = days ? 'days' : hours ? 'hours' : minutes ? 'minutes' : null
    if (half && unit === null) return undefined
    // Side by side without a plus only amounts with units are a sum: "01 ngày 04 giờ", but not "1 2" or "1 ngày 4".
    if (!isAdded && (unit === null || terms.at(-1)?.unit === null)) return undefined
    terms.push({ figure: figureOf(written) + (half ? 0.5 : 0), unit })
    const after = rest.slice(whole.length)
    isAdded = /^\s*\+/.test(after)
    rest = after.replace(/^\s*(?:\+|va\b|,|;)?\s*/, '')
  }
  return terms.length > 0 ? terms : undefined
}

const minutesOf = ({ figure: number, unit }: Term): number => number * (unit === 'minutes' ? 1 : minutesPer[unit ?? 'days'])

/**
 * Reads an amount of working time; `assumed` is the unit of figures without one (the heading of the column may say it). A term without
 * a unit takes that of the next one that has it. Returns undefined for what is no amount, is nothing, or cannot be told for certain.
 */
export function readAmount(text: string, assumed: AmountUnit = 'days'): Amount | undefined {
  const spelled = [...toNfc(text)].map((sign) => (fractionSigns[sign] ? ` ${fractionSigns[sign]}` : sign)).join('')
  const folded = fold(spelled.trim()).replace(/\s+/g, ' ').replace(opening, '')
  // "0,5 ngày (04 giờ)" says one thing twice; where it does not, neither is certain.
  const [, outside = folded, inside] = /^(.*?)\s*\((.*)\)$/.exec(folded) ?? []
  const terms = termsOf(outside.trim())
  if (!terms) return undefined
  const units = terms.map(({ unit }, index) => unit ?? terms.slice(index).find((one) => one.unit !== null)?.unit ?? assumed)
  const minutes = Math.round(terms.reduce((sum, one, index) => sum + minutesOf({ ...one, unit: units[index] ?? assumed }), 0))
  if (!Number.isFinite(minutes) || minutes < 1) return undefined
  if (inside !== undefined && readAmount(inside, assumed)?.minutes !== minutes) return undefined
  return { minutes, unit: units.includes('days') ? 'days' : 'hours' }
}

const officeHours = /^(?:trong )?(?:gio|thoi gian) (?:hanh chinh|hc|lam viec hanh chinh)$/
const notCounted =
  /^(?:khong tinh(?: vao)?(?: thoi gian| thoi han)?(?: giai quyet)?|khong quy dinh|0+(?:[.,]0+)?(?: (?:ngay|gio))?(?: lam viec)?)$/
const sameDay = /^(?:ngay )?trong ngay(?: lam viec)?$/

/** Reads the time of a step; undefined when the text is empty or not understood. Groups are not read here. */
export function readStepTime(text: string, assumed: AmountUnit = 'days'): StepTime | undefined {
  const folded = fold(toNfc(text)).replace(/[.;]+$/, '')
  if (officeHours.test(folded)) return { kind: 'officeHours' }
  if (sameDay.test(folded)) return { kind: 'sameDay' }
  if (notCounted.test(folded)) return { kind: 'notCounted' }
  const amount = readAmount(text, assumed)
  return amount && { kind: 'amount', ...amount }
}

/** The figure of an amount in its unit as offices write it: 0,25 – 1 – 2,5; at most four decimals. */
export const figureIn = ({ minutes, unit }: Amount): string => decimal(minutes / minutesPer[unit])

const decimal = (value: number): string => String(Math.round(value * 10_000) / 10_000).replace('.', ',')

/** Days and hours of an amount of minutes, as figures. */
export const daysAndHours = (minutes: number): { readonly days: string; readonly hours: string } => ({
  days: decimal(minutes / minutesPer.days),
  hours: decimal(minutes / minutesPer.hours),
})
