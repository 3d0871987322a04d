// How the command line speaks: Vietnamese sentences from the locales for people, one JSON value a line for scripts.
import type { TFunction } from 'i18next'
import type { ErrorParams } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import type { Failure } from '../api/call.ts'

export interface Output {
  readonly isJson: boolean
  readonly t: TFunction
  /** A result: as JSON with --json, else the lines. */
  result(value: unknown, lines: () => readonly string[]): void
  line(text: string): void
  problem(text: string): void
}

/** What the command line is given by the tree or by the installed program. */
export interface CommandLineParts {
  readonly resources: string
  readonly binding?: string
  readonly version: string
  /** Whether this is the installed program, which takes no policy from the environment. */
  readonly isPackaged?: boolean
  /** The built page and the form fonts, where they are built. */
  readonly built?: { readonly page: string; readonly fonts: string }
}

/** Exit codes: done, refused with a reason, wrong usage. */
export type ExitCode = 0 | 1 | 2

export const openOutput = (t: TFunction, isJson: boolean): Output => ({
  isJson,
  t,
  result: (value, lines) => {
    if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`)
    else for (const line of lines()) process.stdout.write(`${line}\n`)
  },
  line: (text) => process.stdout.write(`${text}\n`),
  problem: (text) => process.stderr.write(`${text}\n`),
})

/** Shows a refusal: one sentence and its places; with --json the code itself on stdout. */
export function showFailure(output: Output, failure: Failure): void {
  if (output.isJson) output.line(JSON.stringify({ error: failure }))
  output.problem(output.t(`errors:${failure.code}`, { ...failure.params, incident: failure.incident ?? '' }))
  for (const { path, code, params = {} } of failure.issues) {
    const place = params.line === undefined ? path : linePlace(output.t, 'calendar:cli.place', params)
    output.problem(`  ${place}: ${output.t(`errors:issue.${code}`, params)}`)
  }
}

/** Where in a file a complaint belongs: its line, and the place in it where that is known. */
export const linePlace = (t: (key: string, params: ErrorParams) => string, key: string, params: ErrorParams): string =>
  t(key, { place: '', ...params }).trimEnd()

/** UTC instant → `23/11/2026 09:00` at the office; a dash for none. */
export function timeText(instant: string | null): string {
  if (instant === null) return '-'
  const [date = '', time = ''] = instantToLocal(instant).split('T')
  return `${date.split('-').reverse().join('/')} ${time}`
}

const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
export const sizeText = (bytes: number): string => `${oneDecimal.format(bytes / 1_048_576)} MB`

export interface Column<Row> {
  readonly head: string
  readonly text: (row: Row) => string
  readonly isNumber?: boolean
}

/** A table for the eye: heads, then the rows, each column as wide as its widest text and two spaces between. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ text }) => text(row)))]
  const widths = columns.map((_, index) => lines.reduce((widest, line) => Math.max(widest, line[index]?.length ?? 0), 0))
  const fit = (text: string, index: number) =>
    columns[index]?.isNumber ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0)
  return lines.map((line) => line.map(fit).join('  ').trimEnd())
}
