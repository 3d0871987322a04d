// Calls about papers that were on their way to a printer when the program ended. Nothing is printed again without an answer.
import { z } from 'zod'
import { printWork } from '../../db/print-queue/rules.ts'
import { call, id, instant, nothing, text } from './call.ts'

const printJob = z.object({
  id,
  work: printWork,
  staffName: z.string(),
  createdAt: instant,
  /** Null while it was certainly not handed to a printer. */
  sentAt: instant.nullable(),
  /** Of a paper of a case; '' for others. */
  code: z.string(),
  applicantName: z.string(),
})
export type PrintJob = z.infer<typeof printJob>

export const printing = {
  /** Without those that are being printed now. */
  list: call({ input: nothing, output: z.object({ rows: z.array(printJob) }), access: 'case.print', runs: 'main' }),
  /** The paper came out and is counted, or it is not wanted any more. */
  settle: call({
    input: z.object({ jobId: id, isPrinted: z.boolean(), reason: text(300) }),
    output: nothing,
    access: 'case.print',
    runs: 'main',
  }),
  /**
   * Prints it. `cameOut`: the sheet of the first try came out and is no good; it is counted, and the new one says which it replaces.
   * `printer` null: the one of the first try. Throws print.noPrinter, print.failed.
   */
  printAgain: call({
    input: z.object({ jobId: id, cameOut: z.boolean(), printer: z.string().max(300).nullable(), reason: text(300) }),
    output: z.object({ copyNumber: z.number() }),
    access: 'case.print',
    runs: 'main',
  }),
}
