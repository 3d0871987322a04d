// Calls about the catalogue of procedures.
import { z } from 'zod'
import { procedureContent, timeLimit } from '../../db/procedures/content.ts'
import { call, id, nothing, text } from './call.ts'

export type { ProcedureContent } from '../../db/procedures/content.ts'

const procedureSummary = z.object({
  id,
  /** What documents name the procedure by: the same in every office that took over the catalogue. */
  localKey: z.string(),
  nationalCode: z.string().nullable(),
  shortCode: z.string(),
  name: z.string(),
  field: z.string(),
  group: z.string(),
  level: z.string(),
  tier: z.number(),
  /** Null when the office must settle the limit first. */
  timeLimit: timeLimit.nullable(),
  timeLimitText: z.string(),
})
export type ProcedureSummary = z.infer<typeof procedureSummary>

export const procedures = {
  /** By short code (exact first), national code, or words of the name without marks. Empty query: all, by name. */
  list: call({
    input: z.object({ query: text(200), field: text(200).nullable(), limit: z.number().int().min(1).max(2_000) }),
    output: z.object({ rows: z.array(procedureSummary), fields: z.array(z.string()), total: z.number() }),
    access: 'procedure.read',
    runs: 'writer',
  }),
  get: call({
    input: z.object({ procedureId: id }),
    output: z.object({
      id,
      localKey: z.string(),
      versionId: id,
      versionNumber: z.number(),
      effectiveAt: z.string(),
      content: procedureContent,
      openCases: z.number(),
    }),
    access: 'procedure.read',
    runs: 'writer',
  }),
  /** Opens a file dialog; reads and checks the file whole. Null when the dialog was cancelled. */
  pickImport: call({
    input: nothing,
    output: z
      .object({
        token: z.string(),
        fileName: z.string(),
        title: z.string(),
        asOf: z.string(),
        added: z.number(),
        changed: z.number(),
        unchanged: z.number(),
      })
      .nullable(),
    access: 'procedure.import',
    runs: 'main',
  }),
  /** Publishes the picked catalogue: new entries and new versions of changed ones; cases keep the version they were received under. */
  import: call({
    input: z.object({ token: z.string() }),
    output: z.object({ added: z.number(), changed: z.number() }),
    access: 'procedure.import',
    runs: 'main',
  }),
}
