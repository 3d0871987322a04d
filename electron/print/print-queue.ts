// The one way of the office's papers to a printer: each is written down before it goes there, and closed with its line in the log when
// the printer has taken it. What is still open at the next start is asked about and never printed by itself.
import { AppError } from '../../db/model/errors.ts'
import type { PrintWork } from '../../db/print-queue/rules.ts'
import type { InternalCalls } from '../worker/protocol.ts'

type Asked = 'internal.openPrintJobs' | 'internal.markPrintSent' | 'internal.closePrintJob'
type Ask = <Name extends Asked>(
  name: Name,
  input: InternalCalls[Name]['input'],
  staffId: string | null,
) => Promise<InternalCalls[Name]['output']>

/** Refusals after which it is known that nothing more comes out, and which the person reads. */
const isTold = (error: unknown): boolean =>
  error instanceof AppError && (error.code.startsWith('print.') || error.code === 'app.cancelled')

export class PrintQueue {
  readonly #ask: Ask
  readonly #inHand = new Set<string>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Whether this run of the program is printing the job: nobody has to be asked about it. */
  isInHand(jobId: string): boolean {
    return this.#inHand.has(jobId)
  }

  /**
   * Prints in order. Returns the number of each print.
   * @param send hands one paper to the printer; throws print.noPrinter, print.failed.
   * @param onProgress may throw app.cancelled between two papers: those that follow are dropped.
   * @param isAnswer the person answers a question by printing: what is refused stays a question.
   */
  async print(
    works: readonly PrintWork[],
    staffId: string | null,
    send: (work: PrintWork, index: number) => Promise<void>,
    {
      onProgress = () => {},
      isAnswer = false,
    }: { readonly onProgress?: (done: number, total: number) => void; readonly isAnswer?: boolean } = {},
  ): Promise<number[]> {
    const jobs = await this.#ask('internal.openPrintJobs', { works }, staffId)
    for (const job of jobs) this.#inHand.add(job)
    const numbers: number[] = []
    try {
      for (const [index, work] of works.entries()) {
        const jobId = jobs[index] as string
        onProgress(index, works.length)
        await this.#ask('internal.markPrintSent', { jobId }, staffId)
        await send(work, index)
        numbers.push((await this.#ask('internal.closePrintJob', { jobId, isPrinted: true, reason: '' }, staffId)) ?? 0)
      }
      return numbers
    } catch (error) {
      // Of any other failure nobody knows what it left in the printer: that one job stays, and is asked about.
      const dropped = isAnswer ? [] : jobs.slice(numbers.length + (isTold(error) ? 0 : 1))
      for (const jobId of dropped)
        await this.#ask('internal.closePrintJob', { jobId, isPrinted: false, reason: '' }, staffId).catch(() => {})
      throw error
    } finally {
      for (const job of jobs) this.#inHand.delete(job)
    }
  }
}
