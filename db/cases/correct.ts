// Correcting what was received: with a reason, the old and the new both kept in the log, the promise counted anew and both dates shown.
// A promise that was broken before stays broken.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { instantToLocal, localToInstant } from '../model/local-time.ts'
import { isPartialDate } from '../model/partial-date.ts'
import { type PersonDetails, personDetails } from '../people/rules.ts'
import { getVersionContent } from '../procedures/queries.ts'
import { recordInTx } from '../record.ts'
import { recordPersonInTx } from './commands.ts'
import { rightProcedureInTx } from './correct-procedure.ts'
import { canonicalPerson, personIssues } from './intake.ts'
import { promise } from './life/clock.ts'
import { missedNow } from './life/clock-acts.ts'
import { clockFacts, type LifeContext, pausesOf, readContext } from './life/context.ts'
import type { PinnedDeadline } from './pinned-deadline.ts'
import type { Correction, OtherParty, PlacedComponent } from './rules.ts'

const others = ['submitter', 'collector'] as const

/**
 * Corrects a case. Throws input.invalid with the fields at fault, case.nothingChanged, for another hour of receipt or another procedure
 * case.receiptFixed once a result, a supplement or an extension rests on the promise, case.procedureFixed once the file has left the desk.
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
  const row = await tx.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const rows = await tx.selectFrom('case_party').selectAll().where('case_id', '=', caseId).execute()
  const party = (role: string) => {
    const found = rows.find((candidate) => candidate.role === role)
    if (!found) return null
    const { person, authorisation } = JSON.parse(found.details) as OtherParty
    return { personId: found.person_id, party: { person: personDetails.parse(person), authorisation } }
  }
  const applicant = party('applicant')
  if (!applicant) throw new Error(`case ${caseId} has no applicant`)
  const components = await tx
    .selectFrom('case_component')
    .select(['position', 'name', 'originals', 'certified', 'copies', 'note'])
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute()
  const received: Correction = {
    receivedAt: instantToLocal(row.received_at),
    applicant: applicant.party.person,
    summary: row.summary,
    note: row.note,
    channel: row.channel,
    returnMethod: row.return_method,
    returnPlace: row.return_place,
    setCount: row.set_count,
    components,
    submitter: party('submitter')?.party ?? null,
    collector: party('collector')?.party ?? null,
    procedureId: row.procedure_id,
    variant: row.process_variant,
  }
  const personIds = { submitter: party('submitter')?.personId ?? null, collector: party('collector')?.personId ?? null }
  return { received, row, personIds, authorisation: applicant.party.authorisation }
}

/**
 * The list with a place for each paper: a paper that is added gets one that none ever had, since a scan or an original may still belong to
 * the place of one that was taken away.
 */
async function placedInTx(tx: Tx, caseId: string, components: readonly PlacedComponent[]): Promise<PlacedComponent[]> {
  const known = new Set(
    (await tx.selectFrom('case_component').select('position').where('case_id', '=', caseId).execute()).map((row) => row.position),
  )
  refuseFields(
    components.flatMap(({ position, name }, index) => [
      ...(name === '' ? [{ path: `components.${index}.name`, code: 'required' as const }] : []),
      ...(position !== null && (!known.has(position) || components.findIndex((other) => other.position === position) !== index)
        ? [{ path: `components.${index}.name`, code: 'notFound' as const }]
        : []),
    ]),
  )
  const used = await Promise.all(
    (['scan', 'kept_original', 'not_scanned'] as const).map((table) =>
      tx
        .selectFrom(table)
        .select((eb) => eb.fn.max('component').as('last'))
        .where('case_id', '=', caseId)
        .executeTakeFirst(),
    ),
  )
  let last = Math.max(0, ...known, ...used.map((row) => Number(row?.last ?? 0)))
  return components.map((component) => {
    if (component.position !== null) return component
    last += 1
    return { ...component, position: last }
  })
}

/** The promise of a procedure without a limit that the catalogue knows. */
const undated: PinnedDeadline = { dueDate: null, dueAt: null, explanation: [], warnings: [{ code: 'noLimit' }], isManual: false }

const canonicalOther = (party: OtherParty | null): OtherParty | null =>
  party && { ...party, person: canonicalPerson(party.person) }

const birthIssues = (path: string, person: PersonDetails | undefined): FieldIssue[] =>
  person && !isPartialDate(person.birthDate) ? [{ path: `${path}.birthDate`, code: 'notADate' }] : []

/** Whether a later promise, a result or a pause rests on the hour of receipt and the limit that ran from it. */
const isPromiseFixed = ({ file }: LifeContext): boolean =>
  file.finishedAt !== null || file.extensions > 0 || file.clockStartedAt !== file.receivedAt || file.clock !== 'running'

/** The same inside a transaction, for whoever has the right and a reason. */
export async function correctInTx(tx: Tx, actor: Actor, caseId: string, reason: string, to: Correction): Promise<void> {
  const wantedPeople = {
    applicant: canonicalPerson(to.applicant),
    submitter: canonicalOther(to.submitter),
    collector: canonicalOther(to.collector),
  }
  refuseFields([
    ...personIssues('applicant', wantedPeople.applicant),
    ...others.flatMap((role) => {
      const party = wantedPeople[role]
      return party ? personIssues(`${role}.person`, party.person) : []
    }),
    ...birthIssues('applicant', wantedPeople.applicant),
    ...others.flatMap((role) => birthIssues(`${role}.person`, wantedPeople[role]?.person)),
  ])
  const context = await readContext(tx, actor, caseId)
  const { file } = context
  if (file.isDestroyed) throw new AppError('case.isDestroyed')
  const { received: from, row, personIds, authorisation } = await readReceivedInTx(tx, caseId)
  const wanted = { ...to, ...wantedPeople, components: await placedInTx(tx, caseId, to.components) }
  const isChanged = (field: keyof Correction) => JSON.stringify(from[field]) !== JSON.stringify(wanted[field])
  const changed = (Object.keys(from) as (keyof Correction)[]).filter(isChanged)
  if (changed.length === 0) throw new AppError('case.nothingChanged')
  const movesReceipt = isChanged('receivedAt')
  const movesProcedure = isChanged('procedureId') || isChanged('variant')
  if (movesReceipt && wanted.receivedAt > context.now) refuseFields([{ path: 'receivedAt', code: 'inFuture' }])
  if ((movesReceipt || (movesProcedure && file.clock !== 'idle')) && isPromiseFixed(context))
    throw new AppError('case.receiptFixed')
  const before = {
    procedureId: row.procedure_id,
    procedureVersionId: row.procedure_version_id,
    processVersionId: row.process_version_id,
  }
  const right = movesProcedure ? await rightProcedureInTx(tx, context, before, wanted) : null
  const facts = { ...(await clockFacts(tx, context, 'pinned')), ...right?.limit }
  const isCounted = file.clock !== 'idle' && (right !== null || (movesReceipt && !file.isManual))
  const promised = isCounted ? (promise(facts, wanted.receivedAt, pausesOf(context)) ?? (right && undated)) : null
  const personId = isChanged('applicant')
    ? await recordPersonInTx(tx, actor, wanted.applicant, row.applicant_id)
    : row.applicant_id
  const idOf = async (role: (typeof others)[number]) => {
    const party = wanted[role]
    return isChanged(role) && party ? recordPersonInTx(tx, actor, party.person, personIds[role]) : personIds[role]
  }
  const pick = (values: Correction, procedureName: string) => ({
    ...Object.fromEntries(changed.map((field) => [field, values[field]])),
    ...(right && { procedureName }),
  })
  const payload = {
    reason,
    from: pick(from, (await getVersionContent(tx, before.procedureVersionId)).name),
    to: pick({ ...wanted, variant: right?.variant ?? wanted.variant }, right?.name ?? ''),
    personId,
    authorisation,
    due: promised && { dueAt: promised.dueAt === null ? null : localToInstant(promised.dueAt), deadline: promised },
    missedDueAt: promised ? missedNow(context) : null,
    otherIds: { submitter: await idOf('submitter'), collector: await idOf('collector') },
    pinned: right?.pinned ?? null,
  }
  await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.corrected', payload }])
}
