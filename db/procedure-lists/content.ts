// What a list of procedures says.
import { z } from 'zod'
import { toNfc } from '../model/text.ts'
import { authorities } from '../processes/content.ts'

const line = (max: number) => z.string().max(max).overwrite(toNfc)

export const listEntry = z.object({
  key: line(100),
  name: line(1_000),
  field: line(200),
  authority: z.enum(authorities),
})
export type ListEntry = z.infer<typeof listEntry>

export const listContent = z.object({
  title: line(300),
  decision: line(80),
  signedOn: z.string(),
  source: line(500),
  note: line(2_000),
  entries: z.array(listEntry).max(10_000),
})
export type ListContent = z.infer<typeof listContent>

/** Working days after the signature within which the website has the list (Circular 26/2014/TT-BKHCN, Article 4). */
export const publicationWorkingDays = 5
