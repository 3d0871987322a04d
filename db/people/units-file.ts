// The file of a province's administrative units (resources/units): codes and names as the state publishes them, with the date
// from which they hold. Checked whole, with the line of every complaint, because offices are set up from it.
import { z } from 'zod'
import { parseJsonFile } from '../model/json-lines.ts'
import { toNfc } from '../model/text.ts'

/** Phường and xã; the prefix of the unit's full name. */
const prefixes = { ward: 'Phường', commune: 'Xã' } as const

const name = z.string().overwrite(toNfc).min(1).max(200)

const unit = z
  .object({ code: z.string().regex(/^\d{5}$/), name, type: z.enum(['ward', 'commune']) })
  .refine((value) => value.name.startsWith(`${prefixes[value.type]} `), { path: ['name'] })

const unitsFile = z.object({
  /** The instrument that the codes were taken from, as shown to people. */
  source: z.string().overwrite(toNfc).min(1).max(500),
  validFrom: z.string().refine((value) => z.iso.date().safeParse(value).success, { params: { issue: 'notADate' } }),
  province: z.object({ code: z.string().regex(/^\d{2}$/), name }),
  units: z
    .array(unit)
    .min(1)
    .max(1_000)
    .superRefine((units, ctx) => {
      for (const key of ['code', 'name'] as const) {
        const seen = new Set<string>()
        units.forEach((one, index) => {
          if (seen.has(one[key])) ctx.addIssue({ code: 'custom', path: [index, key], params: { issue: 'notUnique' } })
          seen.add(one[key])
        })
      }
    }),
})
export type UnitsFile = z.infer<typeof unitsFile>

/**
 * Reads a units file: the province (two-digit code) and its wards and communes (five-digit codes), valid from an ISO date.
 * Throws AppError `file.invalid` with every complaint and its line.
 */
export const parseUnits = (text: string): UnitsFile => parseJsonFile(text, unitsFile)
