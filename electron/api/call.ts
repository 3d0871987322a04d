// How a call is declared: once, with schemas for what goes in and what comes out. Preload, router, workers and the page's
// client derive from the declarations; no channel name is typed anywhere else.
import { z } from 'zod'
import type { ErrorCode, ErrorParams, FieldIssue } from '../../db/model/errors.ts'
import { toNfc } from '../../db/model/text.ts'
import type { Permission } from '../../db/people/rules.ts'

/** `anyone`: also before sign-in; `signedIn`: any person of the office; else the permission that is needed. */
type Access = 'anyone' | 'signedIn' | Permission

/** Where a call runs: the writing database worker, the reading one (may take long), or the main process (files, windows). */
export type Host = 'writer' | 'reader' | 'main'

export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType, Runs extends Host = Host> {
  readonly input: Input
  readonly output: Output
  readonly access: Access
  readonly runs: Runs
}

export const call = <Input extends z.ZodType, Output extends z.ZodType, Runs extends Host>(
  declaration: Call<Input, Output, Runs>,
): Call<Input, Output, Runs> => declaration

/** What a person typed: NFC, outer and doubled spaces removed, at most `max` characters. */
export const text = (max: number) => z.string().max(max).transform(toNfc)
/** The same for text of several lines, line by line. */
export const multilineText = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())
/** One line, and not empty. */
export const requiredText = (max: number) => text(max).refine((value) => value !== '', { params: { issue: 'required' } })
export const id = z.uuid()
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Wall time at Asia/Ho_Chi_Minh. */
export const localDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
/** UTC. */
export const instant = z.string()
export const nothing = z.object({}).strict()

/** A refusal as it reaches the page: a code, never a sentence; `incident` is what the log knows an unexpected one by. */
export interface Failure {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly issues: readonly FieldIssue[]
  readonly incident: string | null
}

export type Reply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure }
