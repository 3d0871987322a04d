// Calls about paper: preview, printer, PDF.
import { z } from 'zod'
import { receiptLayouts } from '../../db/people/rules.ts'
import { call, id, nothing } from './call.ts'

export { receiptLayouts }

const receipt = z.object({ caseId: id, layout: z.enum(receiptLayouts) })

export const print = {
  /** An address, valid for this window only, at which a frame shows the receipt as it will be printed. */
  previewReceipt: call({
    input: receipt,
    output: z.object({ url: z.string(), copyNumber: z.number() }),
    access: 'case.read',
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
}
