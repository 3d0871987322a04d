// Checks a call's input against its schema; a refusal names every field at fault.
import type { z } from 'zod'
import { AppError } from '../../db/model/errors.ts'
import { fieldIssuesOf } from '../../db/model/zod-issues.ts'

/** The checked input. Throws input.invalid with one issue a field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  throw new AppError('input.invalid', {}, fieldIssuesOf(result.error))
}
