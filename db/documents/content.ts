// What a version of a document says: a process in its sections, any other document as headed text.
import { z } from 'zod'
import { toNfc } from '../model/text.ts'
import { processContent } from '../processes/content.ts'

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())

/** A manual, policy, form or instruction. */
export const textContent = z.object({
  name: line(500),
  field: line(200),
  ownerUnit: line(200),
  sections: z.array(z.object({ heading: line(300), body: paragraph(60_000) })).max(100),
})
export type TextContent = z.infer<typeof textContent>

export const documentBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('process'), content: processContent }),
  z.object({ kind: z.enum(['manual', 'policy', 'form', 'instruction']), content: textContent }),
])
export type DocumentBody = z.infer<typeof documentBody>
