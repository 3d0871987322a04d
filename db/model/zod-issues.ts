// Turns what zod complains of into the project's issue codes, so that a file, a call and the command line refuse in one language.
import type { z } from 'zod'
import { type ErrorParams, type FieldIssue, type IssueCode, issueCodes } from './errors.ts'

interface Complaint {
  readonly path: readonly PropertyKey[]
  readonly code: IssueCode
  readonly params: ErrorParams
}

/**
 * The complaints of a failed parse, one for each place. Parse with `{reportInput: true}`, or a missing value cannot be told from
 * a wrong one. A schema's own check may name its issue code: `{code: 'custom', path, params: {issue: 'notUnique', …}}`.
 */
export function complaintsOf(error: z.ZodError): Complaint[] {
  return error.issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((path) => ({ path, ...reasonOf(issue) }))
  })
}

/** The same with dotted paths, for the input of a call. */
export const fieldIssuesOf = (error: z.ZodError): FieldIssue[] =>
  complaintsOf(error).map(({ path, ...reason }) => ({ path: path.map(String).join('.'), ...reason }))

function reasonOf(issue: z.core.$ZodIssue): { code: IssueCode; params: ErrorParams } {
  const ofText = 'origin' in issue && issue.origin === 'string'
  switch (issue.code) {
    case 'custom': {
      const { issue: named, ...params } = issue.params ?? {}
      return { code: issueCodes.find((code) => code === named) ?? 'invalid', params }
    }
    case 'invalid_type':
    case 'invalid_value':
      return { code: 'input' in issue && issue.input === undefined ? 'required' : 'invalid', params: {} }
    case 'invalid_format': // a box that was left empty lacks its value, whatever shape it should have
      return { code: issue.input === '' ? 'required' : 'invalid', params: {} }
    case 'too_small': {
      const tooFew = issue.minimum === 1 ? 'required' : 'tooShort'
      return { code: ofText ? tooFew : 'tooSmall', params: { min: Number(issue.minimum) } }
    }
    case 'too_big':
      return { code: ofText ? 'tooLong' : 'tooLarge', params: { max: Number(issue.maximum) } }
    default:
      return { code: 'invalid', params: {} }
  }
}
