// Calls about receiving several cases at once, from the rows of a table.
import { z } from 'zod'
import { intakeCommon, intakeRow, mostIntakeRows } from '../../db/intake-rows/rules.ts'
import { issueCodes } from '../../db/model/errors.ts'
import { call, id, instant, multilineText } from './call.ts'

export {
  type IntakeCommon,
  type IntakeRow,
  type IntakeRowColumn,
  intakeRowColumns,
  mostIntakeRows,
} from '../../db/intake-rows/rules.ts'

const fieldIssue = z.object({
  path: z.string(),
  code: z.enum(issueCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

const table = z.object({ common: intakeCommon, rows: z.array(intakeRow).min(1).max(mostIntakeRows) })

export const batches = {
  /** What stands against the rows, at `rows.<index>.<column>`; `doubles`: rows whose person filed for the same within 30 days. */
  check: call({
    input: table,
    output: z.object({ issues: z.array(fieldIssue), doubles: z.array(z.number()) }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Receives every row as a case, or none, in the order of the table. */
  receive: call({
    input: table,
    output: z.object({ cases: z.array(z.object({ caseId: id, provisionalCode: z.string(), dueAt: instant.nullable() })) }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Strikes cases of today that were written by mistake, all or none: their codes and numbers stay taken. */
  strike: call({
    input: z.object({ caseIds: z.array(id).min(1).max(mostIntakeRows), reason: multilineText(1_000) }),
    output: z.object({}),
    access: 'case.receive',
    runs: 'writer',
  }),
}
