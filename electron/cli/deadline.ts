// `motcua deadline`: the deadline rules without a window, for offices that check a list of cases and for tests from outside. In a
// batch each line is answered in its place, one line for one line and as it comes, so that a bad request never shifts the answers.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import {
  computeDeadline,
  type Deadline,
  type DeadlineCalendar,
  deadlineInputIssues,
  limitUnits,
  type OfficeHours,
  parseCalendar,
  parseOfficeHours,
} from '../../db/calendar/rules.ts'
import { dateText, deadlineSentence, type Translate } from '../../db/model/deadline-text.ts'
import { AppError, type FieldIssue, refuseFields } from '../../db/model/errors.ts'
import { fieldIssuesOf } from '../../db/model/zod-issues.ts'
import { linePlace } from './output.ts'

interface DeadlineIo {
  readonly stdin: AsyncIterable<string | Uint8Array>
  /** Each takes one line without its line end. */
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Keys without a namespace are of the locale file `calendar`; `errors:issue.<code>` gives the reason of a complaint. */
  readonly t: Translate
  /** The calendar to use without `--calendar`. */
  readonly readCalendar: () => DeadlineCalendar
}

const defaultHours = ['07:30-11:30', '13:30-17:30']
const soundHours = parseOfficeHours(defaultHours)

// Other keys may ride along (a script's own `id`), but each is named in a warning: a misspelt `cutof` must not pass without a word.
const request = z.looseObject({
  limit: z.number().nullish(),
  unit: z.enum(limitUnits),
  received: z.string(),
  cutoff: z.string().nullish(),
  hours: z.array(z.string()).nullish(),
  exclusions: z.array(z.strictObject({ from: z.string(), to: z.string(), reason: z.string() })).nullish(),
})
type Request = z.infer<typeof request>

/** Stands for a field that has no readable value, so that the rules can judge the others: people then mend all faults in one go. */
const sound: Request = { limit: 1, unit: 'working-days', received: '2026-01-01T00:00' }

/** Runs the command. Returns the exit code: 0 answered, 1 refused (in a batch: at least one line), 2 wrong usage. */
export async function deadlineCommand(args: string[], io: DeadlineIo): Promise<0 | 1 | 2> {
  const options = findOptions(args)
  if (!options) {
    io.stderr(io.t('cli.usage'))
    return 2
  }
  let calendar: DeadlineCalendar
  try {
    calendar = options.calendar === undefined ? io.readCalendar() : await readCalendarFile(options.calendar)
  } catch (error) {
    return refuse(io, 'cli.calendarRefused', error, options.json)
  }
  return options.batch ? answerBatch(io, calendar) : answerOne(io, calendar, options)
}

function findOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        batch: { type: 'boolean' },
        json: { type: 'boolean' },
        limit: { type: 'string' },
        unit: { type: 'string' },
        received: { type: 'string' },
        cutoff: { type: 'string' },
        hours: { type: 'string' },
        calendar: { type: 'string' },
      },
    })
    const { batch, json, limit, unit, received, cutoff, hours } = values
    const hasRequest = [limit, unit, received, cutoff, hours].some((value) => value !== undefined)
    const isWhole = unit !== undefined && received !== undefined && (limit !== undefined || unit === 'same-day')
    return (batch ? json && !hasRequest : isWhole) ? values : undefined
  } catch {
    return undefined
  }
}

type Options = NonNullable<ReturnType<typeof findOptions>>

async function answerBatch(io: DeadlineIo, calendar: DeadlineCalendar): Promise<0 | 1> {
  let code: 0 | 1 = 0
  for await (const line of linesOf(io.stdin)) {
    if (line.trim() === '') continue
    try {
      const raw = parseLine(line)
      io.stdout(JSON.stringify(toAnswer(compute(raw, calendar), unknownKeys(raw))))
    } catch (error) {
      io.stdout(JSON.stringify(toRefusal(error)))
      code = 1
    }
  }
  return code
}

function answerOne(io: DeadlineIo, calendar: DeadlineCalendar, { limit, hours, unit, received, cutoff, json }: Options): 0 | 1 {
  try {
    const number = limit === undefined ? undefined : numberOf(limit)
    const deadline = compute({ limit: number, unit, received, cutoff, hours: hours?.split(',') }, calendar)
    if (json) io.stdout(JSON.stringify(toAnswer(deadline)))
    else print(io, calendar, deadline)
    return deadline.dueAt === null ? 1 : 0
  } catch (error) {
    return refuse(io, 'cli.refused', error, json)
  }
}

function print({ stdout, t }: DeadlineIo, calendar: DeadlineCalendar, { dueAt, explanation, warnings }: Deadline): void {
  if (dueAt !== null) stdout(t('cli.due', { at: dateText(t, dueAt) }))
  for (const warning of warnings) stdout(deadlineSentence(t, 'warning', { ...warning }))
  for (const entry of explanation) stdout(`- ${deadlineSentence(t, 'explanation', { ...entry })}`)
  stdout(t('cli.calendar', { name: calendar.name, version: dateText(t, calendar.version) }))
}

/** The deadline of one request. Throws AppError `input.invalid` with every fault, by the request's own field names. */
function compute(raw: unknown, calendar: DeadlineCalendar): Deadline {
  const { fields, issues: unread } = readRequest(raw)
  const { limit, unit, received, cutoff, hours: texts, exclusions } = fields
  const { hours, issues: ofHours } = readHours(texts ?? defaultHours)
  const input = {
    limit: limit ?? undefined,
    unit,
    receivedAt: received.replace(/^(.{10}T\d{2}:\d{2}):[0-5]\d$/, '$1'),
    cutoff: cutoff ?? undefined,
    hours,
    calendar,
    exclusions: exclusions ?? [],
  }
  const judged = deadlineInputIssues(input).map((issue) => (issue.path === 'receivedAt' ? { ...issue, path: 'received' } : issue))
  refuseFields([...unread, ...ofHours, ...judged])
  return computeDeadline(input)
}

/** The fields, each unreadable one replaced by a sound value, and what is wrong with those. Throws input.invalid for what is no object. */
function readRequest(raw: unknown): { fields: Request; issues: readonly FieldIssue[] } {
  const parsed = request.safeParse(raw, { reportInput: true })
  if (parsed.success) return { fields: parsed.data, issues: [] }
  const issues = fieldIssuesOf(parsed.error)
  const unread = new Set(issues.map(({ path }) => path.split('.')[0] ?? ''))
  if (unread.has('')) refuseFields(issues)
  if (unread.has('unit')) unread.add('limit') // what it may be depends on the unit
  const standIns = [...unread].map((name) => [name, sound[name]] as const)
  return { fields: request.parse({ ...Object(raw), ...Object.fromEntries(standIns) }), issues }
}

function readHours(texts: readonly string[]): { hours: OfficeHours; issues: readonly FieldIssue[] } {
  try {
    return { hours: parseOfficeHours(texts), issues: [] }
  } catch (error) {
    return { hours: soundHours, issues: toRefusal(error).error.issues }
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new AppError('input.invalid', {}, [{ path: '', code: 'malformed' }])
  }
}

/** A decimal number as the command line writes it; NaN, which the rules refuse, for anything else. */
const numberOf = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN)

async function readCalendarFile(file: string): Promise<DeadlineCalendar> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('file.unreadable', { file })
  })
  return parseCalendar(text)
}

function toAnswer({ dueDate, dueAt, explanation, warnings }: Deadline, ignored: readonly string[] = []) {
  const all = [...warnings, ...ignored.map((key) => ({ code: 'unknownKey', key }))]
  return { dueDate, dueAt, explanation, ...(all.length > 0 && { warnings: all }) }
}

const unknownKeys = (raw: unknown): string[] => Object.keys(Object(raw)).filter((key) => !(key in request.shape))

/** What is not a refusal is a defect and goes on up. */
function toRefusal(error: unknown): { error: { code: string; issues: readonly FieldIssue[] } } {
  if (!(error instanceof AppError)) throw error
  return { error: { code: error.code, issues: error.issues } }
}

function refuse({ stdout, stderr, t }: DeadlineIo, heading: string, error: unknown, json = false): 1 {
  const refusal = toRefusal(error)
  if (json) {
    stdout(JSON.stringify(refusal))
    return 1
  }
  const { code, issues } = refusal.error
  stderr(t(heading))
  for (const { path, code, params = {} } of issues) {
    const field = params.line === undefined ? `--${path.split('.')[0]}` : linePlace(t, 'cli.place', params)
    stderr(t('cli.issue', { field, reason: t(`errors:issue.${code}`, params) }))
  }
  if (issues.length === 0) stderr(t(`errors:${code}`))
  return 1
}

/** The lines of a text that comes in pieces, without their ends and without a byte order mark. */
async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    yield* lines.map(withoutMark)
  }
  yield withoutMark(rest + decoder.decode())
}

const withoutMark = (line: string): string => line.replace(/^\uFEFF/, '')
