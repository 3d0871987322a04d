// Calls about paper: preview, printer, PDF.
import { z } from 'zod'
import { receiptLayouts } from '../../db/people/rules.ts'
import { skeletons } from '../../db/processes/content.ts'
import { call, id, isoDate, nothing, text } from './call.ts'
import { shownList } from './cases.ts'

export { receiptLayouts }

const receipt = z.object({ caseId: id, layout: z.enum(receiptLayouts) })

const processPaper = z.object({ versionId: id, skeleton: z.enum(skeletons).nullable() })
/** `distribution`: the copies of a document, or (null) all those that are to be fetched; `readingSheet`: to be signed by its readers. */
const controlPaper = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('distribution'), documentId: id.nullable() }),
  z.object({ kind: z.literal('readingSheet'), versionId: id }),
  /** The record of a hand-over of duties. */
  z.object({ kind: z.literal('handover'), handoverId: id }),
])
const documentList = z.object({ documentIds: z.array(id).min(1).max(20_000), date: isoDate.nullable() })
const gapList = z.object({ conversionId: id, clauses: z.array(z.string().max(20)).max(500) })

/** More cases than this are no list to read on paper: they are narrowed, or written to a file. */
export const mostPrintedCases = 3_000
/** `handOver`: the sheet that both sides sign; `list`: all pages of the list as it is shown, `about` its filter and order in words; `destruction`: the minutes that are signed before data are destroyed. */
const casePaper = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handOver'), caseIds: z.array(id).min(1).max(mostPrintedCases) }),
  shownList.extend({ kind: z.literal('list'), about: text(2_000) }),
  z.object({ kind: z.literal('destruction'), caseIds: z.array(id).min(1).max(mostPrintedCases), recordNumber: text(100) }),
])

const shortText = z.string().max(1_000)
/** In the words of the window: it is shown there first. */
const lostDevice = z.object({
  title: shortText,
  factsTitle: shortText,
  stepsTitle: shortText,
  facts: z.array(z.object({ label: shortText, value: z.string().max(4_000) })).max(100),
  steps: z.array(z.object({ name: shortText, text: shortText })).max(30),
  heads: z.object({ number: shortText, step: shortText, done: shortText, who: shortText, signed: shortText }),
})

export const print = {
  previewCasePaper: call({
    input: z.object({ paper: casePaper }),
    output: z.object({ url: z.string() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** Throws print.noPrinter, print.failed, print.tooManyRows. */
  printCasePaper: call({
    input: z.object({ paper: casePaper, printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'case.read',
    runs: 'main',
  }),
  /** Asks where. `fileName` is null when the dialog was cancelled. */
  saveCasePaper: call({
    input: z.object({ paper: casePaper }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** The checklist for a lost computer. */
  previewLostDevice: call({ input: lostDevice, output: z.object({ url: z.string() }), access: 'case.read', runs: 'main' }),
  /** Throws print.noPrinter, print.failed. */
  printLostDevice: call({
    input: lostDevice.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'case.read',
    runs: 'main',
  }),
  saveLostDevice: call({
    input: lostDevice,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** An address, valid for this window only, at which a frame shows the receipt as it will be printed. */
  previewReceipt: call({
    input: receipt,
    output: z.object({ url: z.string(), copyNumber: z.number() }),
    access: 'case.read',
    runs: 'main',
  }),
  /** The register of these documents, in this order, as it stood on a day (null: today). */
  previewDocumentList: call({
    input: documentList,
    output: z.object({ url: z.string() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Throws print.noPrinter, print.failed. */
  printDocumentList: call({
    input: documentList.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'document.read',
    runs: 'main',
  }),
  /** Asks where. `fileName` is null when the dialog was cancelled. */
  saveDocumentList: call({
    input: documentList,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
  previewControlPaper: call({
    input: z.object({ paper: controlPaper }),
    output: z.object({ url: z.string() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Throws print.noPrinter, print.failed. */
  printControlPaper: call({
    input: z.object({ paper: controlPaper, printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'document.read',
    runs: 'main',
  }),
  /** Asks where. `fileName` is null when the dialog was cancelled. */
  saveControlPaper: call({
    input: z.object({ paper: controlPaper }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** These clauses of a conversion's gap list, in this order. */
  previewGapList: call({ input: gapList, output: z.object({ url: z.string() }), access: 'document.read', runs: 'main' }),
  /** Throws print.noPrinter, print.failed. */
  printGapList: call({
    input: gapList.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'document.read',
    runs: 'main',
  }),
  /** Asks where. `fileName` is null when the dialog was cancelled. */
  saveGapList: call({
    input: gapList,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
  listPrinters: call({
    input: nothing,
    output: z.array(z.object({ name: z.string(), displayName: z.string(), isDefault: z.boolean() })),
    access: 'case.print',
    runs: 'main',
  }),
  /** Sends the receipt to a printer (null: the system's default) and counts the print. Throws print.noPrinter, print.failed. */
  printReceipt: call({
    input: receipt.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({ copyNumber: z.number() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Asks where, writes the PDF and counts the print. `fileName` is null when the dialog was cancelled. */
  saveReceipt: call({
    input: receipt,
    output: z.object({ fileName: z.string().nullable(), copyNumber: z.number().nullable() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** An address at which a frame shows a version of a process as its document; `skeleton` null: the one it names itself. */
  previewProcess: call({ input: processPaper, output: z.object({ url: z.string() }), access: 'document.read', runs: 'main' }),
  /** Sends the document to a printer (null: the system's default) and records the print. Throws print.noPrinter, print.failed. */
  printProcess: call({
    input: processPaper.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'document.read',
    runs: 'main',
  }),
  /** Asks where, writes the document and records it. `fileName` is null when the dialog was cancelled. */
  saveProcess: call({
    input: processPaper.extend({ format: z.enum(['pdf', 'docx']) }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
}
