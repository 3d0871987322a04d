// Checks a call's input against its schema and turns zod's complaints into ours, one a field.
import type { z } from 'zod'
import { AppError, type ErrorParams, type FieldIssue, type IssueCode, issueCodes } from '../../db/model/errors.ts'

const isIssueCode = (value: unknown): value is IssueCode => issueCodes.includes(value as IssueCode)

function issueOf(issue: z.core.$ZodIssue): FieldIssue {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'custom' && isIssueCode(issue.params?.issue)) {
    const { issue: code, ...params } = issue.params as { issue: IssueCode } & ErrorParams
    return { path, code, params }
  }
  if (issue.code === 'too_big') {
    return { path, code: issue.origin === 'string' ? 'tooLong' : 'tooLarge', params: { max: Number(issue.maximum) } }
  }
  if (issue.code === 'too_small') {
    return { path, code: issue.origin === 'string' ? 'required' : 'tooSmall', params: { min: Number(issue.minimum) } }
  }
  return { path, code: 'invalid' }
}

/** The checked input. Throws input.invalid with every field at fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new AppError('input.invalid', {}, result.error.issues.map(issueOf))
}
