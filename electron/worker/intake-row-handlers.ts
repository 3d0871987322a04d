// What the calls about receiving several cases at once do in the database worker.
import { checkIntakeRows, receiveRows, strikeRows } from '../../db/intake-rows/commands.ts'
import { receiptFormKey } from './brought-files.ts'
import type { WorkerHandlers } from './handlers.ts'

type Mine = Extract<keyof WorkerHandlers, `batches.${string}`>

export const intakeRowHandlers: Pick<WorkerHandlers, Mine> = {
  'batches.check': async ({ office, actor }, input) => checkIntakeRows(office.store.db, await actor(), input),
  'batches.receive': async ({ office, actor }, input) => ({
    cases: await receiveRows(office.store.db, await actor(), input, (date) => receiptFormKey(office, date)),
  }),
  'batches.strike': async ({ office, actor }, input) => {
    await strikeRows(office.store.db, await actor(), input)
    return {}
  },
}
