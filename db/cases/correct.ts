// Correcting what was received: with a reason, the old and the new both kept in the log, the promise counted anew and both dates shown.
// A promise that was broken before stays broken.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { instantToLocal, localToInstant } from '../model/local-time.ts'
import { personDetails } from '../people/rules.ts'
import { recordInTx } from '../record.ts'
import { recordPersonInTx } from './commands.ts'
import { canonicalPerson, personIssues } from './intake.ts'
import { promise } from './life/clock.ts'
import { missedNow } from './life/clock-acts.ts'
import { clockFacts, pausesOf, readContext } from './life/context.ts'
import type { Correction } from './rules.ts'

/**
 * Corrects a case. Throws input.invalid with the fields at fault, case.nothingChanged, and for another hour of receipt
 * case.receiptFixed once a result, a supplement or an extension rests on it.
 */
export async function correctCase(
  db: Db,
  actor: Actor,
  { caseId, reason, to }: { caseId: string; reason: string; to: Correction },
): Promise<void> {
  authorise(actor, 'case.receive')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute((tx) => correctInTx(tx, actor, caseId, reason, to))
}

/** What was received of a case, as it stands now. */
export async function readReceivedInTx(tx: Tx, caseId: string) {
  const row = await tx
    .selectFrom('case_file')
    .select(['received_at', 'summary', 'note', 'channel', 'return_method', 'return_place', 'set_count', 'applicant_id'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const { details } = await tx
    .selectFrom('case_party')
    .select('details')
    .where('case_id', '=', caseId)
    .where('role', '=', 'applicant')
    .executeTakeFirstOrThrow()
  const party = JSON.parse(details) as { person: unknown; authorisation: string }
  const received: Correction = {
    receivedAt: instantToLocal(row.received_at),
    applicant: personDetails.parse(party.person),
    summary: row.summary,
    note: row.note,
    channel: row.channel,
    returnMethod: row.return_method,
    returnPlace: row.return_place,
    setCount: row.set_count,
  }
  return { received, applicantId: row.applicant_id, authorisation: party.authorisation }
}

/** The same inside a transaction, for whoever has the right and a reason. */
export async function correctInTx(tx: Tx, actor: Actor, caseId: string, reason: string, to: Correction): Promise<void> {
  const applicant = canonicalPerson(to.applicant)
  refuseFields(personIssues('applicant', applicant))
  const context = await readContext(tx, actor, caseId)
  const { file } = context
  const { received: from, applicantId, authorisation } = await readReceivedInTx(tx, caseId)
  const wanted = { ...to, applicant }
  const changed = (Object.keys(from) as (keyof typeof from)[]).filter(
    (field) => JSON.stringify(from[field]) !== JSON.stringify(wanted[field]),
  )
  if (changed.length === 0) throw new AppError('case.nothingChanged')
  const movesReceipt = changed.includes('receivedAt')
  if (movesReceipt) {
    if (wanted.receivedAt > context.now) refuseFields([{ path: 'receivedAt', code: 'inFuture' }])
    const isFixed =
      file.finishedAt !== null || file.extensions > 0 || file.clockStartedAt !== file.receivedAt || file.clock !== 'running'
    if (isFixed) throw new AppError('case.receiptFixed')
  }
  const promised =
    movesReceipt && !file.isManual ? promise(await clockFacts(tx, context, 'pinned'), wanted.receivedAt, pausesOf(context)) : null
  const personId = changed.includes('applicant') ? await recordPersonInTx(tx, actor, applicant, applicantId) : applicantId
  const pick = (values: typeof from) => Object.fromEntries(changed.map((field) => [field, values[field]]))
  const payload = {
    reason,
    from: pick(from),
    to: pick(wanted),
    personId,
    authorisation,
    due: promised && { dueAt: promised.dueAt === null ? null : localToInstant(promised.dueAt), deadline: promised },
    missedDueAt: movesReceipt ? missedNow(context) : null,
  }
  await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.corrected', payload }])
}
