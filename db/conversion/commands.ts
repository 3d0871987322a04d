// What people do with a conversion to a newer edition: open it, judge the clauses, issue documents anew, record audit, review and
// confirmation in their order, close it once the new instrument stands in the old one's place, or give it up.
import { draftInstrument } from '../conformity/commands.ts'
import { getInstrument } from '../conformity/queries.ts'
import type { Edition, InstrumentKind } from '../conformity/rules.ts'
import { draftVersionInTx } from '../documents/commands.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { type ClauseMap, gapClauses } from './clause-map.ts'
import { listGaps } from './gap-list.ts'
import { getConversionRow, getSteps } from './queries.ts'
import { listReissues } from './reissues.ts'
import { type EntryStep, earliestFor, isNewer, missingBefore } from './rules.ts'
import type { ConversionTable } from './schema.ts'
import { gapVerdicts, type Verdict } from './words.ts'

const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

const event = (conversionId: string, type: string, payload: Readonly<Record<string, unknown>>): NewEvent => ({
  entity: 'editionConversion',
  entityId: conversionId,
  type: `conversion.${type}`,
  payload,
})

async function takeOpen(tx: Tx, conversionId: string): Promise<ConversionTable> {
  const row = await getConversionRow(tx, conversionId)
  if (row.status !== 'open') throw new AppError('conversion.ended')
  return row
}

const required = (fields: Readonly<Record<string, string>>): FieldIssue[] =>
  Object.entries(fields).flatMap(([path, value]) => (value === '' ? [{ path, code: 'required' as const }] : []))

export interface NewConversion {
  readonly instrumentId: string
  readonly fromEdition: Edition
  readonly toEdition: Edition
  readonly responsible: string
  readonly begunOn: IsoDate
  readonly plannedEnd: IsoDate
  readonly reason: string
}

/** Opens the project to replace an instrument by one of a newer edition. Only one is under way for an instrument. Returns its id. */
export async function openConversion(db: Db, actor: Actor, input: NewConversion): Promise<string> {
  authorise(actor, 'conformity.manage')
  return db.transaction().execute(async (tx) => {
    refuseFields([
      ...(await instrumentIssues(tx, input, todayOf(actor))),
      ...required({ responsible: input.responsible, reason: input.reason }),
      ...periodIssues(input),
    ])
    const conversionId = newId(actor.clock.nowMs())
    await recordInTx(tx, actor, [event(conversionId, 'opened', { ...input })])
    return conversionId
  })
}

async function instrumentIssues(tx: Tx, input: NewConversion, today: IsoDate): Promise<FieldIssue[]> {
  const path = 'instrumentId'
  const known = await tx.selectFrom('conformity_instrument').select('id').where('id', '=', input.instrumentId).executeTakeFirst()
  if (!known) return [{ path, code: 'notFound' }]
  const instrument = await getInstrument(tx, input.instrumentId, today)
  const issues: FieldIssue[] = []
  if (instrument.state === 'draft' || instrument.state === 'discarded') issues.push({ path, code: 'notIssuedYet' })
  else if (instrument.replacedFrom !== null) issues.push({ path, code: 'alreadyReplaced' })
  const other = await tx
    .selectFrom('conversion')
    .select('id')
    .where('instrument_id', '=', input.instrumentId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (other) issues.push({ path, code: 'conversionOpen' })
  if (input.fromEdition !== instrument.edition) issues.push({ path: 'fromEdition', code: 'invalid' })
  if (!isNewer(input.toEdition, input.fromEdition)) issues.push({ path: 'toEdition', code: 'editionNotNewer' })
  return issues
}

function periodIssues({ begunOn, plannedEnd }: Pick<NewConversion, 'begunOn' | 'plannedEnd'>): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (!isRealDate(begunOn)) issues.push({ path: 'begunOn', code: 'notADate' })
  if (!isRealDate(plannedEnd)) issues.push({ path: 'plannedEnd', code: 'notADate' })
  if (issues.length === 0 && plannedEnd < begunOn) issues.push({ path: 'plannedEnd', code: 'endBeforeBegin' })
  return issues
}

export interface ConversionChange {
  readonly conversionId: string
  readonly responsible: string
  readonly plannedEnd: IsoDate
  readonly reason: string
}

/** Another responsible person, another end. */
export async function changeConversion(db: Db, actor: Actor, { conversionId, ...input }: ConversionChange): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, conversionId)
    refuseFields([
      ...required({ responsible: input.responsible, reason: input.reason }),
      ...periodIssues({ begunOn: row.begun_on, plannedEnd: input.plannedEnd }),
    ])
    await recordInTx(tx, actor, [event(conversionId, 'changed', input)])
  })
}

async function linkIssues(tx: Tx, map: ClauseMap, edition: Edition, clause: string, ids: readonly string[]) {
  const issues: FieldIssue[] = []
  if (!gapClauses(map, edition).some(({ number }) => number === clause)) issues.push({ path: 'clause', code: 'notFound' })
  if (ids.length === 0) return issues
  const known = await tx.selectFrom('document').select('id').where('id', 'in', ids).execute()
  if (known.length !== new Set(ids).size) issues.push({ path: 'documentIds', code: 'notFound' })
  return issues
}

export interface Assessment {
  readonly conversionId: string
  readonly clause: string
  readonly verdict: Verdict
  /** What was found; the reason when the clause does not apply. */
  readonly note: string
  readonly action: string
  readonly responsible: string
  readonly dueOn: IsoDate | null
  readonly documentIds: readonly string[]
}

/** Judges a clause of the new edition. Said again, the later judgement holds; the earlier ones stay in the log. */
export async function assessClause(db: Db, actor: Actor, map: ClauseMap, input: Assessment): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, input.conversionId)
    const { conversionId, verdict, dueOn, ...found } = input
    const documentIds = [...new Set(input.documentIds)]
    const issues: FieldIssue[] = await linkIssues(tx, map, row.to_edition, input.clause, documentIds)
    if (verdict === 'met' && documentIds.length === 0 && found.note === '') issues.push({ path: 'documentIds', code: 'required' })
    if (verdict === 'notApplicable') issues.push(...required({ note: found.note }))
    if (gapVerdicts.includes(verdict)) issues.push(...required({ action: found.action, responsible: found.responsible }))
    if (dueOn !== null && !isRealDate(dueOn)) issues.push({ path: 'dueOn', code: 'notADate' })
    else if (dueOn !== null && dueOn < row.begun_on)
      issues.push({ path: 'dueOn', code: 'beforeProject', params: { date: row.begun_on } })
    else if (dueOn === null && gapVerdicts.includes(verdict)) issues.push({ path: 'dueOn', code: 'required' })
    refuseFields(issues)
    await recordInTx(tx, actor, [
      event(conversionId, 'clauseAssessed', { ...found, verdict, dueOn, documentIds, edition: row.to_edition }),
    ])
  })
}

export interface ClauseLink {
  readonly conversionId: string
  readonly clause: string
  readonly documentIds: readonly string[]
}

/** Records in which documents a clause of the OLD edition was met: from them the proposals for the new one follow. */
export async function linkOldClause(db: Db, actor: Actor, map: ClauseMap, input: ClauseLink): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const { from_edition } = await takeOpen(tx, input.conversionId)
    const documentIds = [...new Set(input.documentIds)]
    refuseFields(await linkIssues(tx, map, from_edition, input.clause, documentIds))
    const payload = { edition: from_edition, clause: input.clause, documentIds }
    await recordInTx(tx, actor, [event(input.conversionId, 'clauseLinked', payload)])
  })
}

/** Links every document that the clause map proposes. What each clause is judged stays open. Returns how many clauses got some. */
export async function takeProposals(
  db: Db,
  actor: Actor,
  map: ClauseMap,
  { conversionId }: { conversionId: string },
): Promise<number> {
  authorise(actor, 'conformity.manage')
  return db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, conversionId)
    const rows = (await listGaps(tx, map, row)).filter(({ proposals }) => proposals.length > 0)
    await recordInTx(
      tx,
      actor,
      rows.map(({ clause, documents, proposals }) =>
        event(conversionId, 'clauseLinked', {
          edition: row.to_edition,
          clause,
          documentIds: [...documents, ...proposals].map(({ id }) => id),
        }),
      ),
    )
    return rows.length
  })
}

/** Says why a document of the scope needs no new issue; null takes that back. */
export async function exemptDocument(
  db: Db,
  actor: Actor,
  { conversionId, documentId, reason }: { conversionId: string; documentId: string; reason: string | null },
): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, conversionId)
    if (reason !== null) refuseFields(required({ reason }))
    if (!(await listReissues(tx, row)).some(({ id }) => id === documentId)) {
      throw new AppError('entity.notFound', { entity: 'document' })
    }
    await recordInTx(tx, actor, [event(conversionId, 'documentExempted', { documentId, reason })])
  })
}

/**
 * Opens the draft of a new issue of each of these documents; one that is under way or issued already is left as it is. All or none.
 * Returns how many were opened.
 */
export async function draftNewIssues(
  db: Db,
  actor: Actor,
  { conversionId, documentIds, reason }: { conversionId: string; documentIds: readonly string[]; reason: string },
): Promise<number> {
  authorise(actor, 'document.write')
  return db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, conversionId)
    refuseFields(required({ reason }))
    const wanted = (await listReissues(tx, row)).filter(
      ({ id, state, draft }) => documentIds.includes(id) && draft === null && state !== 'issued',
    )
    for (const { id } of wanted) await draftVersionInTx(tx, actor, { documentId: id, change: 'issue', reason })
    return wanted.length
  })
}

export interface StepEntry {
  readonly conversionId: string
  readonly step: EntryStep
  readonly on: IsoDate
  /** Number and symbol of the paper. */
  readonly number: string
  readonly conclusion: string
  /** Where the paper lies. */
  readonly file: string
  /** An act that the system's list has already; its date then counts. */
  readonly actId: string | null
  /** Why it is recorded although a step before it is open. */
  readonly justification: string
}

/**
 * Records an audit, a review or a confirmation against the new edition; the system's list of acts gets it too, where it counts for
 * the declaration. Throws conversion.stepsMissing when a step before it is open and no reason is given.
 */
export async function recordStep(db: Db, actor: Actor, map: ClauseMap, input: StepEntry): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, input.conversionId)
    const today = todayOf(actor)
    const steps = await getSteps(tx, map, row, today)
    const act = input.actId === null ? null : await getAct(tx, input.actId, input.step)
    const on = act?.done_on ?? input.on
    refuseFields([
      ...dayIssues(on, today, row.begun_on, earliestFor(steps, input.step, row.begun_on)),
      ...required({ number: input.number, conclusion: input.conclusion }),
    ])
    const missing = missingBefore(steps, input.step)
    if (missing.length > 0 && input.justification === '') {
      throw new AppError('conversion.stepsMissing', { count: missing.length, steps: missing.join(',') })
    }
    const actId = act?.id ?? newId(actor.clock.nowMs())
    const note = [input.number, input.conclusion, input.file].filter(Boolean).join(' · ')
    const { step, number, conclusion, file } = input
    const justification = missing.length > 0 ? input.justification : ''
    await recordInTx(tx, actor, [
      ...(act === null
        ? [{ entity: 'systemAct', entityId: actId, type: 'systemAct.recorded', payload: { kind: step, on, note } } as const]
        : []),
      event(input.conversionId, 'stepRecorded', { step, actId, number, conclusion, file, justification }),
    ])
  })
}

async function getAct(tx: Tx, actId: string, step: EntryStep) {
  const act = await tx
    .selectFrom('system_act')
    .select(['id', 'done_on'])
    .where('id', '=', actId)
    .where('kind', '=', step)
    .where('struck_reason', 'is', null)
    .executeTakeFirst()
  if (!act) throw new AppError('entity.notFound', { entity: 'systemAct' })
  return act
}

function dayIssues(on: IsoDate, today: IsoDate, begunOn: IsoDate, earliest: IsoDate): FieldIssue[] {
  const path = 'on'
  if (!isRealDate(on)) return [{ path, code: 'notADate' }]
  if (on > today) return [{ path, code: 'inFuture' }]
  if (on < begunOn) return [{ path, code: 'beforeProject', params: { date: begunOn } }]
  return on < earliest ? [{ path, code: 'beforeForerunner', params: { date: earliest } }] : []
}

/** Opens the draft of the instrument that names the new edition and is to replace the old one, with its scope. Returns its id. */
export async function draftReplacement(
  db: Db,
  actor: Actor,
  { conversionId, kind, title }: { conversionId: string; kind: InstrumentKind; title: string },
): Promise<string> {
  authorise(actor, 'conformity.manage')
  const row = await getConversionRow(db, conversionId)
  if (row.status !== 'open') throw new AppError('conversion.ended')
  return draftInstrument(db, actor, {
    kind,
    title,
    edition: row.to_edition,
    after: { instrumentId: row.instrument_id, relation: 'replaces' },
  })
}

/**
 * Closes the project. Throws conversion.notReplaced until an instrument of the new edition stands in the old one's place;
 * conversion.stepsMissing while another step or a gap is open and no reason is given.
 */
export async function closeConversion(
  db: Db,
  actor: Actor,
  map: ClauseMap,
  { conversionId, reason }: { conversionId: string; reason: string },
): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeOpen(tx, conversionId)
    const today = todayOf(actor)
    const steps = await getSteps(tx, map, row, today)
    const replacement = steps.find(({ step }) => step === 'replacement')
    if (replacement?.state !== 'done') throw new AppError('conversion.notReplaced')
    const missing = missingBefore(steps, 'replacement')
    const gaps = (await listGaps(tx, map, row)).filter(({ verdict }) => verdict !== null && gapVerdicts.includes(verdict)).length
    const count = missing.length + (gaps > 0 ? 1 : 0)
    if (count > 0 && reason === '') throw new AppError('conversion.stepsMissing', { count, steps: missing.join(',') })
    const { later } = await getInstrument(tx, row.instrument_id, today)
    const newInstrumentId = later.find(({ relation }) => relation === 'replaces')?.instrumentId
    if (newInstrumentId === undefined) throw new AppError('conversion.notReplaced')
    await recordInTx(tx, actor, [event(conversionId, 'closed', { on: today, newInstrumentId, reason: count > 0 ? reason : '' })])
  })
}

/** Ends a project without its aim. What was recorded stays. */
export async function giveUpConversion(
  db: Db,
  actor: Actor,
  { conversionId, reason }: { conversionId: string; reason: string },
): Promise<void> {
  authorise(actor, 'conformity.manage')
  refuseFields(required({ reason }))
  await db.transaction().execute(async (tx) => {
    await takeOpen(tx, conversionId)
    await recordInTx(tx, actor, [event(conversionId, 'givenUp', { on: todayOf(actor), reason })])
  })
}
