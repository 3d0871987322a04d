// Forms are judged here by the very schemas that judge them behind the contract, so a person reads the same sentence before and
// after sending, and no rule is written twice.
import { toNestErrors } from '@hookform/resolvers'
import type { TFunction } from 'i18next'
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'
import type { FieldIssue } from '../../db/model/errors.ts'
import { fieldIssuesOf } from '../../db/model/zod-issues.ts'
import { issueText } from '../failures.ts'

/** What a call's input schema complains of; the paths are those of the input. */
export function schemaIssues(schema: z.ZodType, input: unknown): FieldIssue[] {
  const { error } = schema.safeParse(input, { reportInput: true })
  return error ? fieldIssuesOf(error) : []
}

/** A react-hook-form resolver: the first issue of each path is the sentence under that field. Paths are names of form fields. */
export const issueResolver =
  <Values extends FieldValues>(t: TFunction, issuesOf: (values: Values) => readonly FieldIssue[]): Resolver<Values> =>
  (values, _context, options) => {
    const issues = issuesOf(values)
    if (issues.length === 0) return { values, errors: {} }
    const errors: FieldErrors = Object.fromEntries(
      issues.toReversed().map((issue) => [issue.path, { type: issue.code, message: issueText(t, issue) }]),
    )
    return { values: {}, errors: toNestErrors<Values>(errors, options) }
  }
