// The starter register of laws (resources/laws): what the program knows by itself of the laws that administrative processes stand on.
// Checked whole, with the line of every complaint, before anything of it is recorded.
import { z } from 'zod'
import { parseJsonFile } from '../model/json-lines.ts'
import { isRealDate } from '../model/local-time.ts'
import { toNfc } from '../model/text.ts'
import { foldLaw, type LawDetails } from './rules.ts'

const line = (max: number) => z.string().overwrite(toNfc).min(1).max(max)
const isoDate = z.string().refine(isRealDate, { params: { issue: 'notADate' } })

const law = z
  .strictObject({
    number: line(80),
    title: line(1_000),
    issuer: line(200),
    issuedOn: isoDate.nullable(),
    effectiveFrom: isoDate.nullable(),
    effectiveTo: isoDate.nullable(),
    replacedBy: line(80).optional(),
    amends: z.array(line(80)).optional(),
    note: line(2_000).optional(),
    source: line(500),
  })
  .transform((given): LawDetails => ({ replacedBy: '', amends: [], note: '', ...given }))

const lawsFile = z.object({
  /** What the entries were taken from, and the day on which that was read. */
  source: line(500),
  asOf: isoDate,
  laws: z
    .array(law)
    .min(1)
    .max(2_000)
    .superRefine((laws, ctx) => {
      const seen = new Set<string>()
      const known = new Set(laws.map(({ number }) => foldLaw(number)))
      laws.forEach(({ number, replacedBy }, index) => {
        if (seen.has(foldLaw(number))) ctx.addIssue({ code: 'custom', path: [index, 'number'], params: { issue: 'notUnique' } })
        seen.add(foldLaw(number))
        if (replacedBy !== '' && !known.has(foldLaw(replacedBy))) {
          ctx.addIssue({ code: 'custom', path: [index, 'replacedBy'], params: { issue: 'notFound' } })
        }
      })
    }),
})
export type LawsFile = z.infer<typeof lawsFile>

/** Throws AppError `file.invalid` with every complaint and its line. */
export const parseLaws = (text: string): LawsFile => parseJsonFile(text, lawsFile)
