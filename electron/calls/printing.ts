// Papers of which nobody knows whether they came out of the printer: shown, answered, printed again.
import { AppError } from '../../db/model/errors.ts'
import type { FormPress, PaperAsk } from '../print/form-press.ts'
import type { MainHandlers } from '../router.ts'

interface PrintJobParts {
  readonly formPress: Pick<FormPress, 'queue' | 'send'>
  readonly getStaffId: () => string | null
  readonly ask: PaperAsk
}

type Mine = Extract<keyof MainHandlers, `printing.${string}`>

export function makePrintingHandlers({ formPress, getStaffId, ask }: PrintJobParts): Pick<MainHandlers, Mine> {
  const { queue, send } = formPress

  /** A job that this run of the program still prints has nothing to be asked about. */
  function refuseInHand(jobId: string): void {
    if (queue.isInHand(jobId)) throw new AppError('entity.notFound', { entity: 'paper' })
  }

  return {
    'printing.list': async () => {
      const jobs = await ask('internal.listPrintJobs', null)
      return { rows: jobs.filter(({ id }) => !queue.isInHand(id)) }
    },
    'printing.settle': async (answer) => {
      refuseInHand(answer.jobId)
      await ask('internal.closePrintJob', answer)
      return {}
    },
    'printing.printAgain': async ({ jobId, cameOut, printer, reason }) => {
      refuseInHand(jobId)
      const staffId = getStaffId()
      const before = await ask('internal.getPrintWork', { jobId })
      const work = { ...before, printer: printer ?? before.printer }
      // A sheet that came out spoiled is counted, so that the next one says which it replaces.
      await ask('internal.closePrintJob', { jobId, isPrinted: cameOut, reason }, staffId)
      const [copyNumber = 0] = await queue.print([work], staffId, send, { isAnswer: true })
      return { copyNumber }
    },
  }
}
