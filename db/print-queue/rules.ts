// What can be on its way to a printer. Pure.
import { z } from 'zod'
import { formKinds, formLayouts } from '../model/forms.ts'

const printer = z.string().max(300)

/** A job of the printer: a paper of a case, pages of the register, or a run of blank receipts. '' is the system's usual printer. */
export const printWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('form'),
    caseId: z.string(),
    form: z.enum(formKinds),
    documentId: z.string(),
    formKey: z.string(),
    versionId: z.string().nullable(),
    layout: z.enum(formLayouts),
    reason: z.string(),
    printer,
  }),
  z.object({
    kind: z.literal('register'),
    year: z.number().int(),
    book: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    firstPage: z.number().int(),
    formKey: z.string(),
    about: z.string(),
    printer,
  }),
  z.object({
    kind: z.literal('stubs'),
    blockId: z.string(),
    /** Numbers of the series, both included. */
    from: z.number().int(),
    to: z.number().int(),
    printer,
  }),
])
export type PrintWork = z.infer<typeof printWork>

/** Whether both would put the same sheet on paper. */
export function isSamePaper(one: PrintWork, other: PrintWork): boolean {
  if (one.kind === 'form' && other.kind === 'form')
    return one.caseId === other.caseId && one.form === other.form && one.documentId === other.documentId
  if (one.kind === 'register' && other.kind === 'register')
    return one.year === other.year && one.book === other.book && one.from === other.from && one.to === other.to
  if (one.kind === 'stubs' && other.kind === 'stubs')
    return one.blockId === other.blockId && one.from <= other.to && other.from <= one.to
  return false
}
