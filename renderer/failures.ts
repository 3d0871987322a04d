// Turns a refused call into sentences: one for the whole, one beside each field.
import type { TFunction } from 'i18next'
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form'
import { isRealDate } from '../db/model/local-time.ts'
import type { Failure } from '../electron/api/call.ts'
import { CallError } from './client.ts'
import { formatDate } from './format.ts'

const unexpected: Failure = { code: 'app.unexpected', params: {}, issues: [], incident: null }
export const failureOf = (error: unknown): Failure => (error instanceof CallError ? error.failure : unexpected)

/** The sentence for a person. `t` may be of any namespace. */
export function failureText(t: TFunction, error: unknown): string {
  const { code, params, incident } = failureOf(error)
  return t(`errors:${code}`, {
    ...params,
    incident: incident ?? '',
    defaultValue: t('errors:app.unexpected', { incident: incident ?? '' }),
  })
}

/** The sentence beside a field. */
export const issueText = (t: TFunction, issue: Failure['issues'][number]): string =>
  t(`errors:issue.${issue.code}`, { ...issue.params, ...datesOf(issue.params) })

/** A day is told as people write it. */
const datesOf = (params: Failure['params'] = {}): Failure['params'] =>
  typeof params.date === 'string' && isRealDate(params.date) ? { date: formatDate(params.date) } : {}

/**
 * Puts the complaints of a refused call beside their fields and the focus into the first one. Returns false when the refusal is
 * not about fields that the form knows, so that the caller shows `failureText` instead.
 */
export function showIssues<Values extends FieldValues>(
  t: TFunction,
  error: unknown,
  setError: UseFormSetError<Values>,
  knows: (path: string) => boolean = () => true,
): boolean {
  const { code, issues } = failureOf(error)
  const known = issues.filter((issue) => knows(issue.path))
  if (code !== 'input.invalid' || known.length === 0) return false
  for (const [index, issue] of known.entries()) {
    setError(issue.path as Path<Values>, { message: issueText(t, issue) }, { shouldFocus: index === 0 })
  }
  return true
}
