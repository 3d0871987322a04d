// What happens to forms: the office words one anew, and a paper is printed.
import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { formKinds, printMethods } from '../model/forms.ts'
import type { CasePrintTable } from './schema.ts'

/** A line of the log of prints. */
export const printPayload = z.object({
  formKey: z.string(),
  copyNumber: z.number().int(),
  method: z.enum(printMethods),
  /** All that follows since version 2; before it only receipts were printed. */
  kind: z.enum(formKinds).default('receipt'),
  documentId: z.string().default(''),
  printer: z.string().default(''),
  replaces: z.string().nullable().default(null),
  reason: z.string().default(''),
  versionId: z.string().nullable().default(null),
})
export type PrintPayload = z.infer<typeof printPayload>

export const printRowOf = (
  payload: PrintPayload,
  event: { id: string; at: string; actor: string },
  of: Pick<CasePrintTable, 'case_id' | 'about'>,
): CasePrintTable => ({
  id: event.id,
  ...of,
  form_key: payload.formKey,
  kind: payload.kind,
  document_id: payload.documentId,
  copy_number: payload.copyNumber,
  method: payload.method,
  printer: payload.printer,
  replaces: payload.replaces,
  reason: payload.reason,
  version_id: payload.versionId,
  printed_at: event.at,
  printed_by: event.actor,
})

export const formEvents = {
  'case.formPrinted': defineEvent({
    version: 2,
    payload: printPayload,
    project: async (tx, payload, event) => {
      await tx
        .insertInto('case_print')
        .values(printRowOf(payload, event, { case_id: event.entity_id, about: '' }))
        .execute()
    },
  }),

  /** Pages of the register; the entity is the book. */
  'register.printed': defineEvent({
    version: 1,
    payload: printPayload.extend({ about: z.string() }),
    project: async (tx, { about, ...payload }, event) => {
      await tx
        .insertInto('case_print')
        .values(printRowOf(payload, event, { case_id: null, about }))
        .execute()
    },
  }),

  /** The entity is the version. No sentences and no template: back to the form as it was issued. */
  'form.versionIssued': defineEvent({
    version: 1,
    payload: z.object({
      formKey: z.string(),
      field: z.string(),
      instrument: z.string(),
      fromDate: z.string(),
      texts: z.record(z.string(), z.string()),
      docx: z.string().nullable(),
      docxName: z.string(),
      note: z.string(),
    }),
    project: async (tx, version, event) => {
      await tx
        .insertInto('form_version')
        .values({
          id: event.entity_id,
          form_key: version.formKey,
          field: version.field,
          instrument: version.instrument,
          from_date: version.fromDate,
          texts: JSON.stringify(version.texts),
          docx: version.docx,
          docx_name: version.docxName,
          note: version.note,
          issued_at: event.at,
          issued_by: event.actor,
        })
        .execute()
    },
  }),
}
