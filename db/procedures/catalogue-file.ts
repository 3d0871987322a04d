// The catalogue file: the one JSON format in which procedures enter, the shipped catalogue (resources/catalogue) and any other
// that an office imports. It is checked whole before a row is written, and every complaint names line, entry and field, because
// the person who mends a 25,000-line file needs exactly these three. Unknown keys are passed over: the format may grow.
import { z } from 'zod'
import { AppError, type FieldIssue, type IssueCode } from '../model/errors.ts'
import { parseJsonFile, parseJsonWithLines } from '../model/json-lines.ts'
import { toNfc } from '../model/text.ts'
import { confidences, type ProcedureContent, type TimeLimit } from './content.ts'
import { foldShortCode, shortCodePattern } from './short-codes.ts'

export { type ProcedureContent, procedureContent } from './content.ts'

/** Complaints handed back at most; the error's `count` tells the real number. */
export const issueLimit = 200

// A list's check marked so also runs when its items are wrong, so that one reading finds everything. Zod's own
// `int()` and `max()` of a list would end the reading even so: hence `whole` and `list`.
const alsoAfterErrors = { when: ({ value }: { value: unknown }) => Array.isArray(value) }

const complaint = (issue: IssueCode, path: PropertyKey[] = [], params: Record<string, string | number> = {}) =>
  ({ code: 'custom', path, params: { issue, ...params } }) as const

const text = (maxLength: number) => z.string().overwrite(toNfc).min(1).max(maxLength)

const optionalText = (maxLength: number) =>
  z
    .string()
    .overwrite(toNfc)
    .max(maxLength)
    .nullish()
    .transform((value) => value || null)

const whole = (min: number, max: number) =>
  z
    .number()
    .min(min)
    .max(max)
    .refine(Number.isInteger, { params: { issue: 'notWhole' } })

const list = <Item extends z.ZodType>(item: Item, maxLength: number) =>
  z.array(item).refine(({ length }) => length <= maxLength, { params: { issue: 'tooLarge', max: maxLength } })

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.string().transform((given, ctx) => {
    const value = values.find((allowed) => allowed === given)
    if (value) return value
    ctx.addIssue(complaint('notAllowed', [], { allowed: values.join(', ') }))
    return z.NEVER
  })

const isoDate = z
  .string()
  .trim()
  .refine((value) => z.iso.date().safeParse(value).success, { params: { issue: 'notADate' } })
  .nullish()
  .transform((value) => value ?? null)

const code = z
  .string()
  .trim()
  .regex(/^\S{1,40}$/)
const count = whole(0, 999)

const document = z.object({
  name: text(2_000),
  original: z.boolean(),
  /** Originals asked for; without it, one where `original` is true. */
  original_qty: count.nullish(),
  copies: count,
  form: optionalText(500),
  case: optionalText(1_000),
})

const step = z.object({
  order: whole(1, 10_000),
  name: text(2_000),
  role: optionalText(300),
  hours: z.number().min(0).max(20_000).nullish(),
  time_text: optionalText(1_000),
  output: optionalText(1_000),
})

const timeLimitOfFile = z
  .object({
    value: whole(1, 3_650).nullable(),
    unit: oneOf(['working_day', 'day', 'hour']).nullable(),
  })
  .superRefine(({ value, unit }, ctx) => {
    if (value === null && unit !== null) ctx.addIssue(complaint('required', ['value']))
    if (unit === null && value !== null) ctx.addIssue(complaint('required', ['unit']))
  })

const catalogueEntry = z
  .object({
    /** What a later import recognises the entry by; the national code where the file gives none. */
    local_id: code.nullish(),
    code: code.nullable(),
    alt_codes: list(code, 50).default([]),
    short_code: z
      .string()
      .transform(foldShortCode)
      .refine((value) => shortCodePattern.test(value), { params: { issue: 'shortCodeShape' } })
      .nullish()
      .transform((value) => value ?? null),
    name: text(2_000),
    /** The name in sentence case where the source prints capitals. */
    display_name: optionalText(2_000),
    group: optionalText(200),
    field: text(300),
    level: text(200),
    subjects: list(text(300), 50).default([]),
    agency: optionalText(1_000),
    time_limit: timeLimitOfFile,
    time_limit_text: optionalText(5_000),
    time_options: list(text(1_000), 50).default([]),
    cutoff_time: z
      .string()
      .trim()
      .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), { params: { issue: 'notATime' } })
      .nullish()
      .transform((value) => value ?? null),
    documents: list(document, 500),
    documents_total: whole(0, 10_000).nullish(),
    fee_text: optionalText(10_000),
    legal_basis: list(text(500), 300),
    result: optionalText(5_000),
    steps: list(step, 500).superRefine((steps: ReadonlyArray<{ order?: unknown } | undefined>, ctx) => {
      steps.forEach((current, index) => {
        const [before, order] = [steps[index - 1]?.order, current?.order]
        if (typeof before === 'number' && typeof order === 'number' && order <= before)
          ctx.addIssue(complaint('notAscending', [index, 'order']))
      })
    }, alsoAfterErrors),
    promulgated_by: optionalText(500),
    decision: optionalText(300),
    decision_date: isoDate,
    tier: whole(1, 3).default(2),
    source: text(2_000),
    as_of: isoDate,
    confidence: oneOf(confidences),
    notes: list(text(2_000), 100).default([]),
  })
  .superRefine((entry, ctx) => {
    if (entry.cutoff_time && !isOneDay(entry.time_limit)) ctx.addIssue(complaint('oneDayOnly', ['cutoff_time']))
  })
  .transform((entry, ctx) => {
    const localId = entry.local_id ?? entry.code
    if (localId) return { ...entry, local_id: localId }
    ctx.addIssue(complaint('required', ['local_id']))
    return z.NEVER
  })
/** One procedure of a catalogue file, checked and in NFC. */
type CatalogueEntry = z.infer<typeof catalogueEntry>

const catalogueFile = z.object({
  meta: z.object({ title: text(500), as_of: isoDate }),
  procedures: list(catalogueEntry, 5_000)
    .min(1)
    .superRefine((entries: readonly unknown[], ctx) => {
      for (const [index, field] of repeatedKeys(entries)) ctx.addIssue(complaint('notUnique', [index, field]))
    }, alsoAfterErrors),
})
export type CatalogueFile = z.infer<typeof catalogueFile>

/**
 * Reads a catalogue file whole. An entry without a short code keeps null: see suggestShortCode.
 * Throws AppError `file.invalid` with at most `issueLimit` complaints in the order of the lines; each path reads
 * `line 812: 1.001193 (Thủ tục đăng ký khai sinh) › documents[2].name`, and params hold `line` and `place` apart.
 */
export function parseCatalogue(fileText: string): CatalogueFile {
  try {
    return parseJsonFile(fileText, catalogueFile)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const nameOf = entryNames(fileText)
    const issues = error.issues.slice(0, issueLimit).map((issue) => withEntryName(issue, nameOf))
    throw new AppError(error.code, error.params, issues)
  }
}

/** What a version of this procedure keeps, under the short code that the importing office settled on. */
export function toProcedureContent(entry: CatalogueEntry, shortCode: string): ProcedureContent {
  const cutoff = cutoffOf(entry)
  return {
    nationalCode: entry.code,
    altCodes: entry.alt_codes,
    shortCode,
    name: entry.display_name ?? entry.name,
    field: entry.field,
    group: entry.group ?? entry.field,
    level: entry.level,
    subjects: entry.subjects,
    authority: entry.agency,
    timeLimit: cutoff ? { limit: 1, unit: 'same-day' } : timeLimitOf(entry),
    timeLimitText: entry.time_limit_text,
    timeOptions: entry.time_options,
    cutoff,
    components: entry.documents.map((document) => ({
      name: document.name,
      caseLabel: document.case?.replace(/\s*:$/, '') || null,
      originals: document.original ? (document.original_qty ?? 1) : 0,
      copies: document.copies,
      form: document.form,
    })),
    componentTotal: Math.max(entry.documents_total ?? 0, entry.documents.length),
    feeText: entry.fee_text,
    legalBasis: entry.legal_basis,
    result: entry.result,
    steps: entry.steps.map(({ order, name, role, hours, time_text, output }) => ({
      order,
      name,
      role,
      hours: hours ?? null,
      timeText: time_text,
      output,
    })),
    source: entry.source,
    asOf: entry.as_of,
    confidence: entry.confidence,
    notes: entry.notes,
    tier: entry.tier,
    decision: entry.decision,
    decisionDate: entry.decision_date,
    promulgatedBy: entry.promulgated_by,
  }
}

const isOneDay = ({ value, unit }: CatalogueEntry['time_limit']) => value === 1 && unit !== 'hour'

// "giải quyết trong ngày tiếp nhận; hồ sơ nhận sau 15 giờ trả trong ngày làm việc tiếp theo": the format knows only days and
// hours, so a same-day limit stands there as one day and shows itself in this wording (Điều 7 NĐ 23/2015; one-stop.md 5.1).
const sameDayWording = /trong ngày(?! làm việc).*?sau (\d{1,2})(?:\s*giờ|\s*h|:)\s*(\d{2})?/is

function cutoffOf(entry: CatalogueEntry): string | null {
  if (entry.cutoff_time || !isOneDay(entry.time_limit)) return entry.cutoff_time
  const [, hour, minute = '00'] = sameDayWording.exec(entry.time_limit_text ?? '') ?? []
  return hour && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

function timeLimitOf({ time_limit: { value, unit }, time_limit_text }: CatalogueEntry): TimeLimit | null {
  if (value === null || unit === null) return null
  if (unit === 'working_day') return { limit: value, unit: 'working-days' }
  if (unit === 'day') return { limit: value, unit: 'days' }
  return { limit: value, unit: /giờ (làm việc|hành chính)/i.test(time_limit_text ?? '') ? 'working-hours' : 'hours' }
}

// Fields of an entry as found, so that a wrong one spoils neither the search for repetitions nor the name in a complaint.
const foundText = (entry: unknown, field: string): string | null => {
  const value: unknown = entry && typeof entry === 'object' ? Reflect.get(entry, field) : null
  return (typeof value === 'string' && toNfc(value)) || null
}

/**
 * Entries that repeat an earlier one, with the field that does. A national code names one procedure: its sub-cases are variants
 * of a process, not entries. Where there is no code the name must be the only one.
 */
function* repeatedKeys(entries: readonly unknown[]): Generator<[number, string]> {
  const seen = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    const found = (field: string) => foundText(entry, field)
    const keys: [string, string | null][] = [
      ['local_id', found('local_id')],
      found('code') ? ['code', found('code')] : ['name', found('name')],
      ['short_code', foldShortCode(found('short_code') ?? '') || null],
    ]
    for (const [field, value] of keys) {
      if (value === null) continue
      const key = `${field} ${value}`
      if (seen.has(key)) yield [index, field]
      seen.add(key)
    }
  }
}

const shownNameLength = 60

/** `1.001193 (Thủ tục đăng ký khai sinh)` for an index into the file's procedures, or undefined where nothing names the entry. */
function entryNames(fileText: string): (index: number) => string | undefined {
  let procedures: unknown
  try {
    const { value } = parseJsonWithLines(fileText)
    procedures = value && typeof value === 'object' ? Reflect.get(value, 'procedures') : undefined
  } catch {
    return () => undefined
  }
  return (index) => {
    const entry: unknown = Array.isArray(procedures) ? procedures[index] : undefined
    const id = foundText(entry, 'code') ?? foundText(entry, 'local_id')
    const name = foundText(entry, 'display_name') ?? foundText(entry, 'name')
    const shown = name && name.length > shownNameLength ? `${name.slice(0, shownNameLength).trimEnd()}…` : name
    return id && shown ? `${id} (${shown})` : (id ?? shown ?? undefined)
  }
}

function withEntryName(issue: FieldIssue, nameOf: (index: number) => string | undefined): FieldIssue {
  const [, index, field] = /^procedures\[(\d+)\](?:\.(.+))?$/.exec(String(issue.params?.place)) ?? []
  const name = index === undefined ? undefined : nameOf(Number(index))
  if (!name) return issue
  const place = field ? `${name} › ${field}` : name
  return { ...issue, path: `line ${issue.params?.line}: ${place}`, params: { ...issue.params, place } }
}
