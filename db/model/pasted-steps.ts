// A pasted table of steps, known by its heading row: "TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả" and the other headings that
// decisions use. Nothing is lost: a time that cannot be read keeps its text, a column without a place of its own goes to the results.
import type { PastedCell } from './pasted-table.ts'
import { readStepTime } from './step-time-text.ts'
import type { AmountUnit, StepTime } from './step-times.ts'
import { fold, toNfc } from './text.ts'

export interface PastedStep {
  readonly label: string
  readonly work: string
  readonly unit: string
  readonly role: string
  /** Undefined when nothing was written or it was not understood: `timeText` then says what stood there. */
  readonly time: StepTime | undefined
  readonly timeText: string
  readonly results: string
}

export interface PastedSteps {
  readonly steps: readonly PastedStep[]
  /** Times that one cell gives for several steps; `members` are indices into `steps`. */
  readonly shared: ReadonlyArray<{ readonly time: Extract<StepTime, { kind: 'amount' }>; readonly members: readonly number[] }>
  /** Rows that only add up the others. */
  readonly totals: number
}

type Part = 'label' | 'work' | 'unit' | 'actor' | 'time' | 'results'
interface Heading {
  readonly part: Part | 'other'
  readonly text: string
  readonly unit: AmountUnit
}

const headings: ReadonlyArray<readonly [Part, RegExp]> = [
  ['time', /^(?:thoi gian|thoi han|tg\b|so ngay|so gio)|^(?:ngay|gio)(?: lam viec)?$/],
  [
    'label',
    /^(?:tt|stt|so tt|buoc|(?:cac|ten|thu tu)(?: cac)? (?:buoc|cong viec)|thu tu|(?:cac )?buoc (?:thuc hien|tien hanh)|ten buoc)$/,
  ],
  ['work', /^(?:trinh tu|noi dung|cong viec|mo ta)/],
  ['actor', /^(?:trach nhiem|nguoi (?:thuc hien|phu trach)|don vi.*nguoi|nguoi.*don vi|chu the)/],
  ['unit', /^(?:don vi|bo phan|co quan|phong)/],
  ['results', /^(?:bieu mau|ket qua|san pham|ho so|mau)/],
]

const plain = (text: string): string => fold(toNfc(text))

function headingOf(text: string): Heading {
  const folded = plain(text).replace(/[:.]$/, '')
  const unit = /\bgio\b/.test(folded) && !/\bngay\b/.test(folded) ? 'hours' : 'days'
  return { part: headings.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other', text: toNfc(text), unit }
}

/** What the cells of a heading row name. Beside a number, "Bước thực hiện" is what is done. */
function headingsOf(cells: readonly PastedCell[]): Heading[] {
  const found = cells.map(({ text }) => headingOf(text))
  if (found.some(({ part }) => part === 'work')) return found
  const second = found.findIndex(
    ({ part }, column) => part === 'label' && found.slice(0, column).some((one) => one.part === 'label'),
  )
  return found.map((heading, column) => (column === second ? { ...heading, part: 'work' } : heading))
}

const isHeading = (cells: readonly PastedCell[]): boolean => {
  const parts = new Set(headingsOf(cells).flatMap(({ part }) => (part === 'other' ? [] : [part])))
  return parts.has('work') && parts.size >= 2
}
/** A second heading row under "Thời gian": Ngày | Giờ. */
const isSubHeading = (cells: readonly PastedCell[], above: readonly PastedCell[]): boolean =>
  cells.some(({ text }, column) => text !== above[column]?.text && /^(?:ngay|gio)(?: lam viec)?$/.test(plain(text))) &&
  cells.every(({ text }, column) => text === '' || text === above[column]?.text || headingOf(text).part === 'time')

const total = /^tong(?: cong| so)?(?: ngay| gio| thoi gian| thoi han)?(?: giai quyet| thuc hien)?(?: \(.*\))?[:.]?$/
const isTotal = (cells: readonly PastedCell[]): boolean => cells.slice(0, 3).some(({ text }) => total.test(plain(text)))

const lines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map(toNfc)
    .filter((line) => line !== '')
    .join('\n')

const bodyWords = /^(?:so|phong|ubnd|uy ban|van phong|vp|bo phan|trung tam|tt|chi cuc|cuc|ban|to(?! chuc)|hdnd|cong an|don vi)\b/
const isUnit = (text: string): boolean => bodyWords.test(plain(text))

/** "UBND tỉnh: Lãnh đạo", "Chuyên viên – Phòng Quản lý" name both; one name alone is the unit when it begins as one. */
export function splitActor(text: string): { unit: string; role: string } {
  // A colon divides more surely than a dash, which names of units have in them ("Phòng Hành chính - Quản trị").
  for (const divider of [/\n|:\s+/, /\n|\s+[-–—]\s+|:\s+/]) {
    const [first = '', second = '', ...more] = lines(text).split(divider).map(toNfc)
    if (second === '' || more.length > 0) continue
    if (isUnit(first) && !isUnit(second)) return { unit: first, role: second }
    if (isUnit(second) && !isUnit(first)) return { unit: second, role: first }
  }
  const whole = toNfc(text)
  const isOne = lines(text).split(/\n|\s+[-–—]\s+|:\s+/).length === 1
  return isUnit(whole) && isOne ? { unit: whole, role: '' } : { unit: '', role: whole }
}

const numbered = /^((?:b|bước|buoc|bước thứ|bc)\s*\d+(?:\s*[.,–-]\s*\d+)?|\d+(?:\s*[.–-]\s*\d+)?|[a-zđ])\s*[.:)]?(?:\s+|$)/iu

/** The label of a cell and what stands behind it ("Bước 1: Tiếp nhận hồ sơ"). */
function splitLabel(text: string): { label: string; rest: string } {
  const line = toNfc(text)
  const found = numbered.exec(line)
  if (!found?.[1]) return line.length <= 20 ? { label: line, rest: '' } : { label: '', rest: line }
  return { label: toNfc(found[1]).replace(/[.:)]$/, ''), rest: line.slice(found[0].length) }
}

const joined = (texts: readonly string[]): string => [...new Set(texts.map(lines))].filter((text) => text !== '').join('\n')

function stepOf(cells: readonly PastedCell[], columns: readonly Heading[]): PastedStep {
  const textsOf = (part: Part) => cells.filter((_, column) => columns[column]?.part === part).map(({ text }) => text)
  const { label, rest } = splitLabel(joined(textsOf('label')))
  const { unit, role } = splitActor(joined(textsOf('actor')))
  const ownUnit = joined(textsOf('unit')).replaceAll('\n', ' ')
  const written = cells.flatMap(({ text }, column) => {
    const heading = columns[column]
    return heading?.part === 'time' && toNfc(text) !== '' ? [{ text: toNfc(text), time: readStepTime(text, heading.unit) }] : []
  })
  const others = cells.flatMap(({ text }, column) => {
    const heading = columns[column]
    return heading?.part === 'other' && lines(text) !== '' ? [heading.text ? `${heading.text}: ${lines(text)}` : lines(text)] : []
  })
  return {
    label,
    work: joined([rest, ...textsOf('work')]),
    unit: ownUnit || unit,
    role: ownUnit !== '' && unit !== '' ? toNfc(joined(textsOf('actor'))) : role,
    time: written.find(({ time }) => time !== undefined)?.time,
    timeText: written.some(({ time }) => time !== undefined) ? '' : written.map(({ text }) => text).join(' '),
    results: joined([...textsOf('results'), ...others]),
  }
}

/** Runs of rows under one time cell. */
function sharedTimes(rows: ReadonlyArray<readonly PastedCell[]>, columns: readonly Heading[], steps: readonly PastedStep[]) {
  return columns.flatMap(({ part }, column) => {
    if (part !== 'time') return []
    return rows.flatMap((cells, index) => {
      const height = cells[column]?.rows ?? 1
      const time = steps[index]?.time
      if (height < 2 || time?.kind !== 'amount') return []
      let last = index + 1
      while (last < rows.length && last < index + height && rows[last]?.[column]?.rows === 0) last += 1
      return [{ time, members: Array.from({ length: last - index }, (_, offset) => index + offset) }]
    })
  })
}

/** Labels are unique among their steps: the second "Bước 2" of one cell becomes "Bước 2.2". */
export function withUniqueLabels<Step extends { readonly label: string }>(steps: readonly Step[]): Step[] {
  const seen = new Set<string>()
  return steps.map((step) => {
    let label = step.label
    for (let number = 2; label !== '' && seen.has(label); number += 1) label = `${step.label}.${number}`
    seen.add(label)
    return label === step.label ? step : { ...step, label }
  })
}

/** Reads a table of steps; undefined when no row of its first three is a heading of one. */
export function readPastedSteps(table: ReadonlyArray<readonly PastedCell[]>): PastedSteps | undefined {
  const top = table.slice(0, 3).findIndex(isHeading)
  const heading = table[top]
  if (top < 0 || !heading) return undefined
  const second = table[top + 1]
  const under = second && isSubHeading(second, heading) ? second : undefined
  const columns = headingsOf(heading).map((first, column): Heading => {
    const below = under?.[column]?.text ?? ''
    return first.part === 'time' && below !== '' ? { ...headingOf(below), part: 'time' } : first
  })
  const body = table.slice(top + (under ? 2 : 1))
  // A table that runs over pages repeats its heading; an empty row says nothing.
  const told = body.filter((cells) => !isHeading(cells) && cells.some(({ text }) => lines(text) !== ''))
  const rows = told.filter((cells) => !isTotal(cells))
  const steps = rows.map((cells) => stepOf(cells, columns))
  const shared = sharedTimes(rows, columns, steps)
  return { steps: withUniqueLabels(steps), shared, totals: told.length - rows.length }
}
