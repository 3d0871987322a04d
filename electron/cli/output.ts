// How the command line speaks: Vietnamese sentences from the locales for people, one JSON value a line for scripts.
import type { TFunction } from 'i18next'
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
    const place = params.line === undefined ? path : output.t('calendar:cli.place', params)
    output.problem(`  ${place}: ${output.t(`errors:issue.${code}`, params)}`)
  }
}
