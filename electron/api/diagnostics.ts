// Calls about the diagnosis of program and computer. Anyone may ask at the router; electron/calls/diagnostics.ts says who gets an answer.
import { z } from 'zod'
import {
  diagnosticFacts,
  diagnosticFindings,
  diagnosticSkips,
  diagnosticStepIds,
  diagnosticVerdicts,
} from '../../db/model/diagnostic-text.ts'
import { call, instant, nothing } from './call.ts'

const verdict = z.enum(diagnosticVerdicts)

const diagnosticReport = z.object({
  createdAt: instant,
  steps: z.array(
    z.object({
      number: z.number(),
      id: z.enum(diagnosticStepIds),
      verdict,
      findings: z.array(z.object({ code: z.enum([...diagnosticFindings, ...diagnosticSkips]), verdict })),
      facts: z.partialRecord(z.enum(diagnosticFacts), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
})

export const diagnostics = {
  run: call({ input: nothing, output: diagnosticReport, access: 'anyone', runs: 'main' }),
  /** Writes the last diagnosis where a native window says; makes one when there is none. */
  save: call({ input: nothing, output: z.object({ fileName: z.string().nullable() }), access: 'anyone', runs: 'main' }),
}
