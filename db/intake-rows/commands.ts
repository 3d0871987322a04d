// Receiving several cases from a table, all or none, and taking all of them back as written by mistake.
import { nextSerial, type Received, takeInInTx } from '../cases/commands.ts'
import { canonicalIntake, type Intake } from '../cases/intake.ts'
import { localNow } from '../cases/intake-deadline.ts'
import { actInTx } from '../cases/life/commands.ts'
import { findDuplicates } from '../cases/queries.ts'
import { type Actor, authorise, type Db } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { getRegisterSettings } from '../register/queries.ts'
import { type IntakeCommon, type IntakeRow, intakeRowIssues, personOfRow } from './rules.ts'

interface Table {
  readonly common: IntakeCommon
  readonly rows: readonly IntakeRow[]
}

const atRow = (index: number, issues: readonly FieldIssue[]): FieldIssue[] =>
  issues.map((issue) => ({ ...issue, path: `rows.${index}.${issue.path}` }))

/**
 * What stands against the rows, each complaint at `rows.<index>.<column>`; and the places of those whose person filed for the same
 * procedure within 30 days, which is a warning only.
 */
export async function checkIntakeRows(
  db: Db,
  actor: Actor,
  { common, rows }: Table,
): Promise<{ issues: FieldIssue[]; doubles: number[] }> {
  authorise(actor, 'case.receive')
  const doubles: number[] = []
  for (const [index, row] of rows.entries()) {
    if (row.idNumber === '') continue
    const before = rows.findIndex((other) => other.idNumber === row.idNumber)
    const given = { procedureId: common.procedureId, idNumber: row.idNumber, taxNumber: '', fullName: '', phone: '' }
    if (before < index || (await findDuplicates(db, actor.clock, given)).length > 0) doubles.push(index)
  }
  return { issues: rows.flatMap((row, index) => atRow(index, intakeRowIssues(row))), doubles }
}

/**
 * Receives every row as a case of its own, in the order of the table, in one transaction. Sending the same rows again gives the same
 * cases. Throws input.invalid with the cells at fault at `rows.<index>.<column>`, or what receiving one case refuses.
 */
export async function receiveRows(
  db: Db,
  actor: Actor,
  { common, rows }: Table,
  formKeyOn: (date: string, field: string) => string,
): Promise<Received[]> {
  authorise(actor, 'case.receive')
  if (rows.length === 0) refuseFields([{ path: 'rows', code: 'required' }])
  refuseFields(rows.flatMap((row, index) => atRow(index, intakeRowIssues(row))))
  return db.transaction().execute(async (tx) => {
    const { content } = await getCurrentVersion(tx, common.procedureId)
    const { isAutomatic } = await getRegisterSettings(tx)
    const book = isAutomatic ? '' : common.book
    const year = Number(localNow(actor.clock).slice(0, 4))
    const received: Received[] = []
    for (const row of rows) {
      const intake: Intake = {
        ...{ caseId: row.caseId, procedureId: common.procedureId, variant: common.variant, receivedAt: null, manualDueAt: null },
        ...{ applicantId: null, applicant: personOfRow(row), submitter: null, collector: null, components: common.components },
        summary: row.summary === '' ? content.name : row.summary,
        note: row.note,
        ...{ channel: common.channel, returnMethod: common.returnMethod, returnPlace: '' },
        setCount: row.setCount === '' ? 1 : Number(row.setCount),
        book,
        serial: book === '' ? null : await nextSerial(tx, year, book),
      }
      received.push(await takeInInTx(tx, actor, canonicalIntake(intake), formKeyOn, true))
    }
    return received
  })
}

/** Strikes all of them as written by mistake, or none. Throws what striking one throws, with its code. */
export async function strikeRows(
  db: Db,
  actor: Actor,
  { caseIds, reason }: { readonly caseIds: readonly string[]; readonly reason: string },
): Promise<void> {
  authorise(actor, 'case.receive')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  if (caseIds.length === 0) throw new AppError('case.nothingChanged')
  await db.transaction().execute(async (tx) => {
    for (const caseId of new Set(caseIds)) await actInTx(tx, actor, caseId, { act: 'strike', reason })
  })
}
