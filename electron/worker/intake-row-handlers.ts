// What the calls about receiving several cases at once do in the database worker.
import { checkIntakeRows, receiveRows, strikeRows } from '../../db/intake-rows/commands.ts'
import type { WorkerHandlers } from './handlers.ts'
import { receiptFormKey } from './office.ts'

type Mine = Extract<keyof WorkerHandlers, `intakeRows.${string}`>

export const intakeRowHandlers: Pick<WorkerHandlers, Mine> = {
  'intakeRows.check': async ({ office, actor }, input) => checkIntakeRows(office.store.db, await actor(), input),
  'intakeRows.receive': async ({ office, actor }, input) => ({
    cases: await receiveRows(office.store.db, await actor(), input, (date) => receiptFormKey(office, date)),
  }),
  'intakeRows.strike': async ({ office, actor }, input) => {
    await strikeRows(office.store.db, await actor(), input)
    return {}
  },
}
