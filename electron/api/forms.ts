// Calls about printed forms: the papers of a case, the log of prints, the office's own words and Word templates for forms.
import { z } from 'zod'
import { formKinds, formLayouts, printMethods } from '../../db/model/forms.ts'
import { call, id, instant, isoDate, multilineText, nothing, text } from './call.ts'

export { type FormKind, type FormLayout, formKinds, formLayouts, type PrintMethod, printMethods } from '../../db/model/forms.ts'

const formKey = z.string().max(120)
/** As typed: the command says what is wrong with it in words of its own. */
const day = z.string().max(40)
const printer = z.string().max(300).nullable()
const paper = z.object({ caseId: id, kind: z.enum(formKinds), documentId: z.string().max(100) })
const layout = z.enum(formLayouts)
/** Papers that one run may print. */
export const maxPapers = 500
const papers = z.array(paper).min(1).max(maxPapers)
const texts = z.record(z.string().max(60), z.string().max(2_000))

const formVersion = z.object({
  id,
  formKey: z.string(),
  field: z.string(),
  instrument: z.string(),
  fromDate: z.string(),
  texts: z.record(z.string(), z.string()),
  /** '' without a template. */
  docxName: z.string(),
  note: z.string(),
  issuedAt: instant,
  issuedByName: z.string(),
})
export type FormVersion = z.infer<typeof formVersion>

const formRow = z.object({
  key: z.string(),
  kind: z.enum(formKinds),
  instrument: z.string(),
  number: z.string(),
  title: z.string(),
  validFrom: z.string(),
  fields: z.array(z.string()),
  /** How many of its sentences no official text has confirmed yet. */
  unverifiedCount: z.number(),
  /** Of the office, in force today for all fields; null: as issued. */
  current: formVersion.nullable(),
  versionCount: z.number(),
  /** No act of today is printed with it any more. */
  isPast: z.boolean(),
})
export type FormRow = z.infer<typeof formRow>

const caseForm = z.object({
  kind: z.enum(formKinds),
  documentId: z.string(),
  formKey: z.string(),
  title: z.string(),
  number: z.string(),
  instrument: z.string(),
  issuedOn: z.string(),
  layouts: z.array(layout),
  printCount: z.number(),
})
export type CaseForm = z.infer<typeof caseForm>

export const printFilter = z.object({
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  kind: z.enum(formKinds).nullable(),
  method: z.enum(printMethods).nullable(),
  staffId: id.nullable(),
  onlyReprints: z.boolean(),
  query: text(200),
})
export type PrintFilter = z.infer<typeof printFilter>

const printRow = z.object({
  id,
  /** Null for pages of the register. */
  caseId: id.nullable(),
  code: z.string(),
  applicantName: z.string(),
  formKey: z.string(),
  kind: z.enum(formKinds),
  documentId: z.string(),
  copyNumber: z.number(),
  method: z.enum(printMethods),
  printer: z.string(),
  reason: z.string(),
  about: z.string(),
  printedAt: instant,
  printedByName: z.string(),
  replaces: z.object({ copyNumber: z.number(), printedAt: instant }).nullable(),
})
export type PrintRow = z.infer<typeof printRow>

const saved = z.object({ fileName: z.string().nullable() })

export const forms = {
  /** Every form, the newest of each kind first. */
  list: call({ input: nothing, output: z.array(formRow), access: 'case.read', runs: 'writer' }),
  /** One form with its sentences, the fields that they may use, and the office's versions, the newest first. Throws entity.notFound. */
  get: call({
    input: z.object({ formKey }),
    output: formRow.extend({
      texts: z.array(z.object({ key: z.string(), text: z.string(), isUnverified: z.boolean() })),
      fieldNames: z.array(z.object({ name: z.string(), words: z.string() })),
      layouts: z.array(layout),
      source: z.string(),
      points: z.array(z.string()),
      versions: z.array(formVersion),
      /** Fields of the catalogue's procedures. */
      procedureFields: z.array(z.string()),
      today: z.string(),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** An address at which a frame shows the form with these sentences and a made-up case. */
  previewSample: call({
    input: z.object({ formKey, texts, layout }),
    output: z.object({ url: z.string() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** Asks for a Word file. Null when the dialog was cancelled; without a token when something is wrong with it. */
  pickDocx: call({
    input: z.object({ formKey }),
    output: z
      .object({ token: z.string().nullable(), fileName: z.string(), unknown: z.array(z.string()), used: z.array(z.string()) })
      .nullable(),
    access: 'form.manage',
    runs: 'main',
  }),
  /** The form as a Word file to begin with, or the template of a version. `fileName` is null when the dialog was cancelled. */
  saveDocx: call({
    input: z.object({ formKey, texts, versionId: id.nullable() }),
    output: saved,
    access: 'case.read',
    runs: 'main',
  }),
  /**
   * Gives the form the office's own words from a day on. `docx`: `keep` the template of the version in force, none (null), or the
   * token of pickDocx.
   */
  issueVersion: call({
    input: z.object({
      formKey,
      field: text(200),
      instrument: text(60),
      fromDate: day,
      texts,
      docx: z.union([z.literal('keep'), z.object({ token: z.string().max(100) })]).nullable(),
      note: multilineText(500),
    }),
    output: z.object({ versionId: id }),
    access: 'form.manage',
    runs: 'main',
  }),
  /** The papers that a case has, each with how often it was printed. */
  listOfCase: call({ input: z.object({ caseId: id }), output: z.array(caseForm), access: 'case.read', runs: 'writer' }),
  /** An address, valid for this window only, at which a frame shows the paper as it will be printed. */
  preview: call({
    input: paper.extend({ layout }),
    output: z.object({ url: z.string(), copyNumber: z.number() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** Sends a paper to a printer (null: the system's default) and counts the print. Throws print.noPrinter, print.failed. */
  print: call({
    input: paper.extend({ layout, printer, reason: text(300) }),
    output: z.object({ copyNumber: z.number() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Asks where, writes the PDF or the filled Word file and counts the print. */
  save: call({
    input: paper.extend({ layout, format: z.enum(['pdf', 'docx']), reason: text(300) }),
    output: z.object({ fileName: z.string().nullable(), copyNumber: z.number().nullable() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Prints several papers one behind the other, each on its own sheet size. Throws app.cancelled between two of them. */
  printMany: call({
    input: z.object({ papers, printer }),
    output: z.object({ count: z.number() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Asks where and writes several papers into one PDF. */
  saveMany: call({ input: z.object({ papers }), output: saved, access: 'case.print', runs: 'main' }),
  /** A page of the log of prints, the last first; the total is counted for the first page only. */
  listPrints: call({
    input: z.object({ filter: printFilter, cursor: id.nullable(), limit: z.number().int().min(1).max(500) }),
    output: z.object({ rows: z.array(printRow), nextCursor: id.nullable(), total: z.number().nullable() }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** Who has ever printed, by name. */
  listPrinters: call({
    input: nothing,
    output: z.array(z.object({ staffId: id, name: z.string() })),
    access: 'case.read',
    runs: 'writer',
  }),
}
