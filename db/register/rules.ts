// How the register of cases is kept: one book for all procedures or one a group of fields (TT 03/2025, form 07), numbers given by the
// program or by the pen. Pure.
import { z } from 'zod'
import { toNfc } from '../model/text.ts'

const line = (max: number) => z.string().max(max).overwrite(toNfc)

export const registerSettings = z.object({
  /** The program gives the next number by itself. */
  isAutomatic: z.boolean(),
  /** Groups of fields that have books of their own; every other field is in the common book. */
  groups: z
    .array(
      z.object({
        /** Stands before the number of the book: `HT-01`. */
        code: z.string().regex(/^[A-Z0-9]{1,8}$/),
        name: line(200).refine((name) => name !== '', { params: { issue: 'required' } }),
        fields: z.array(line(200)).min(1).max(100),
      }),
    )
    .max(50),
})
export type RegisterSettings = z.infer<typeof registerSettings>

export const registerByHand: RegisterSettings = { isAutomatic: false, groups: [] }

/** The name of a book: `01`, or `HT-01` in a group. */
export const bookLabel = (groupCode: string, number: number): string =>
  [groupCode, String(number).padStart(2, '0')].filter(Boolean).join('-')

/** What a typed name of a book means: group and number where it is named as the program would, else a group of its own. */
export function readBookLabel(label: string): { groupCode: string; number: number } {
  const found = /^(?:([A-Z0-9]{1,8})-)?(\d{2,})$/.exec(label)
  return found ? { groupCode: found[1] ?? '', number: Number(found[2]) } : { groupCode: `#${label}`, number: 1 }
}

/** The key of the settings' row among those of the office. */
export const registerSettingKey = 'register'
