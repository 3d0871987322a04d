// What people do with conformity instruments: draft, issue, suspend, withdraw, prove; and the dated acts that a declaration rests on.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { canBe, isPartialDate, knownDay } from '../model/partial-date.ts'
import { recordInTx } from '../record.ts'
import type { InstrumentDetails, ScopeLine } from './content.ts'
import { hashOf } from './hash.ts'
import { checkIssue } from './order.ts'
import { getInstrument, getInstrumentRow, getLines } from './queries.ts'
import {
  type ActKind,
  type Edition,
  type InstrumentKind,
  isValid,
  type LinkRelation,
  leadsBack,
  lineKey,
  type ProofKind,
} from './rules.ts'
import type { ConformityInstrumentTable } from './schema.ts'

const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

const record = (tx: Tx, actor: Actor, entityId: string, type: string, payload: Readonly<Record<string, unknown>>) =>
  recordInTx(tx, actor, [
    { entity: type.startsWith('systemAct') ? 'systemAct' : 'conformityInstrument', entityId, type, payload },
  ])

async function takeDraft(tx: Tx, instrumentId: string): Promise<ConformityInstrumentTable> {
  const row = await getInstrumentRow(tx, instrumentId)
  if (row.status !== 'draft') throw new AppError('conformity.isIssued')
  return row
}

async function takeIssued(tx: Tx, instrumentId: string): Promise<ConformityInstrumentTable> {
  const row = await getInstrumentRow(tx, instrumentId)
  if (row.status !== 'issued') throw new AppError('conformity.notIssued')
  return row
}

const emptyDetails: InstrumentDetails = {
  title: '',
  issuer: '',
  edition: '2015',
  number: '',
  ordinal: null,
  issuedOn: '',
  inForceFrom: null,
  expiresOn: null,
  isExpiryAssumed: false,
  headName: '',
  headTitle: '',
  addresses: [],
  surveillances: [],
  links: [],
  note: '',
}

export interface NewInstrument {
  readonly kind: InstrumentKind
  readonly title: string
  /** Of the standard; without one the earlier instrument's, or the usual one. */
  readonly edition?: Edition
  /** The earlier instrument that it takes up, with what it does to it. Its lines are taken along when it replaces it. */
  readonly after: { readonly instrumentId: string; readonly relation: LinkRelation } | null
}

/** Opens a draft. A change of scope begins here: issued lines never change. Returns its id. */
export async function draftInstrument(db: Db, actor: Actor, { kind, title, edition, after }: NewInstrument): Promise<string> {
  authorise(actor, 'conformity.manage')
  if (title === '') refuseFields([{ path: 'title', code: 'required' }])
  return db.transaction().execute(async (tx) => {
    const earlier = after && (await getInstrument(tx, after.instrumentId, todayOf(actor)))
    const count = await tx
      .selectFrom('conformity_instrument')
      .select(({ fn }) => fn.max<number | null>('ordinal').as('last'))
      .where('status', '<>', 'discarded')
      .executeTakeFirst()
    const details: InstrumentDetails = {
      ...emptyDetails,
      title,
      ordinal: kind === 'certificate' ? Math.min((count?.last ?? 0) + 1, 99) : null,
      links: after ? [{ earlierId: after.instrumentId, relation: after.relation }] : [],
      ...(earlier && { headName: earlier.headName, headTitle: earlier.headTitle, addresses: earlier.addresses }),
      ...(earlier?.kind === kind && { issuer: earlier.issuer, edition: earlier.edition }),
      ...(edition && { edition }),
    }
    const lines =
      earlier && after?.relation === 'replaces'
        ? earlier.lines.map(({ position: _, processCode: __, ...line }): ScopeLine => line)
        : []
    const instrumentId = newId(actor.clock.nowMs())
    await record(tx, actor, instrumentId, 'conformity.drafted', { kind, details, lines })
    return instrumentId
  })
}

export interface SavedInstrument {
  readonly instrumentId: string
  readonly details: InstrumentDetails
  readonly lines: readonly ScopeLine[]
  /** Hash of what this was typed over; another means that somebody else saved in between. */
  readonly basedOnHash: string
}

/** Keeps what was typed; it never issues. Saving the same again stores nothing. Returns the hash of what is stored. */
export async function saveInstrument(db: Db, actor: Actor, draft: SavedInstrument): Promise<string> {
  authorise(actor, 'conformity.manage')
  return db.transaction().execute(async (tx) => {
    const row = await takeDraft(tx, draft.instrumentId)
    if (row.hash !== draft.basedOnHash) throw new AppError('conformity.changedMeanwhile')
    const { details, lines } = draft
    refuseFields([
      ...dateShapes(details),
      ...(await linkIssues(tx, draft.instrumentId, details)),
      ...(await lineIssues(tx, lines)),
    ])
    const hash = hashOf(details, lines)
    if (hash !== row.hash) await record(tx, actor, draft.instrumentId, 'conformity.saved', { details, lines })
    return hash
  })
}

function dateShapes(details: InstrumentDetails): FieldIssue[] {
  const { issuedOn, inForceFrom, expiresOn, surveillances } = details
  const issues: FieldIssue[] = isPartialDate(issuedOn) ? [] : [{ path: 'details.issuedOn', code: 'notADate' }]
  for (const [path, date] of [['inForceFrom', inForceFrom] as const, ['expiresOn', expiresOn] as const]) {
    if (date !== null && !isRealDate(date)) issues.push({ path: `details.${path}`, code: 'notADate' })
  }
  surveillances.forEach((date, index) => {
    if (!isRealDate(date)) issues.push({ path: `details.surveillances.${index}`, code: 'notADate' })
  })
  return issues
}

/** An earlier instrument exists, is named once, is not the instrument itself and does not come after it by others. */
async function linkIssues(tx: Tx, instrumentId: string, { links }: InstrumentDetails): Promise<FieldIssue[]> {
  const known = await tx.selectFrom('conformity_instrument').select('id').where('status', '<>', 'discarded').execute()
  const rows = await tx.selectFrom('conformity_link').select(['instrument_id', 'earlier_id']).execute()
  const linksOf = (id: string) =>
    id === instrumentId ? [] : rows.filter((row) => row.instrument_id === id).map(({ earlier_id }) => earlier_id)
  return links.flatMap(({ earlierId }, index): FieldIssue[] => {
    const path = `details.links.${index}`
    if (!known.some(({ id }) => id === earlierId)) return [{ path, code: 'notFound' }]
    if (links.findIndex((link) => link.earlierId === earlierId) !== index) return [{ path, code: 'listedTwice' }]
    return leadsBack(instrumentId, [earlierId], linksOf) ? [{ path, code: 'circular' }] : []
  })
}

/** Every line says something, stands once, and names a process of this office if it names one. */
async function lineIssues(tx: Tx, lines: readonly ScopeLine[]): Promise<FieldIssue[]> {
  const processes = new Set(
    (await tx.selectFrom('document').select('id').where('kind', '=', 'process').execute()).map(({ id }) => id),
  )
  const seen = new Set<string>()
  return lines.flatMap((line, index): FieldIssue[] => {
    if (line.text === '') return [{ path: `lines.${index}.text`, code: 'required' }]
    if (line.documentId !== null && !processes.has(line.documentId))
      return [{ path: `lines.${index}.processCode`, code: 'notFound' }]
    const key = lineKey(line)
    if (seen.has(key)) return [{ path: `lines.${index}.text`, code: 'listedTwice' }]
    seen.add(key)
    return []
  })
}

/** Gives up a draft. */
export async function discardInstrument(db: Db, actor: Actor, input: { instrumentId: string; reason: string }): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    await takeDraft(tx, input.instrumentId)
    await record(tx, actor, input.instrumentId, 'conformity.discarded', { reason: input.reason })
  })
}

/**
 * Issues an instrument as it was saved; from then on its scope stands. Refused as conformity.stepsMissing while a declaration lacks an
 * audit, a review or a confirmation in the order of Decision 19/2014/QD-TTg, Article 4, or names an edition that is a draft, and no
 * reason is given.
 */
export async function issueInstrument(
  db: Db,
  actor: Actor,
  { instrumentId, reason }: { instrumentId: string; reason: string },
): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    const row = await takeDraft(tx, instrumentId)
    const inForceFrom = row.in_force_from ?? knownDay(row.issued_on)
    refuseFields(await issueIssues(tx, row, inForceFrom, todayOf(actor)))
    const { open } = await checkIssue(tx, row, todayOf(actor))
    if (open > 0 && reason === '') throw new AppError('conformity.stepsMissing', { count: open })
    await record(tx, actor, instrumentId, 'conformity.issued', { hash: row.hash, inForceFrom, reason: open > 0 ? reason : '' })
  })
}

async function issueIssues(tx: Tx, row: ConformityInstrumentTable, from: IsoDate | null, today: IsoDate): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  const ask = (path: string, value: unknown) => {
    if (value === '' || value === null) issues.push({ path, code: 'required' })
  }
  ask('issuer', row.issuer)
  ask('inForceFrom', from)
  if (row.kind === 'certificate') {
    ask('expiresOn', row.expires_on)
    ask('ordinal', row.ordinal)
  } else {
    ask('number', row.number)
    ask('headName', row.head_name || row.head_title)
    if (row.expires_on !== null) issues.push({ path: 'expiresOn', code: 'notAllowed' })
  }
  const day = knownDay(row.issued_on)
  // What is assumed must be said, or the assumption would become a fact in ten years.
  if (day === null || row.is_expiry_assumed === 1) ask('note', row.note)
  if (from !== null) {
    if (from > today || (day !== null && day > today)) issues.push({ path: 'issuedOn', code: 'inFuture' })
    if (day !== null ? from < day : !canBe(row.issued_on, from)) issues.push({ path: 'inForceFrom', code: 'notThatDate' })
    if (row.expires_on !== null && row.expires_on <= from) issues.push({ path: 'expiresOn', code: 'endBeforeStart' })
    issues.push(...(await chainIssues(tx, row.id, from)))
  }
  if ((await getLines(tx, [row.id])).length === 0) issues.push({ path: 'lines', code: 'required' })
  return issues
}

/** What it takes up was issued before, and is not replaced by another already. */
async function chainIssues(tx: Tx, instrumentId: string, from: IsoDate): Promise<FieldIssue[]> {
  const links = await tx.selectFrom('conformity_link').selectAll().where('instrument_id', '=', instrumentId).execute()
  const issues: FieldIssue[] = []
  for (const [index, { earlier_id, relation }] of links.entries()) {
    const path = `links.${index}`
    const earlier = await getInstrumentRow(tx, earlier_id)
    if (earlier.status !== 'issued') issues.push({ path, code: 'notIssuedYet' })
    else if (earlier.in_force_from !== null && from <= earlier.in_force_from) {
      issues.push({ path, code: 'beforeLastVersion', params: { date: earlier.in_force_from } })
    } else if (relation === 'replaces') {
      const { replacedFrom } = await getInstrument(tx, earlier_id, from)
      if (replacedFrom !== null) issues.push({ path, code: 'alreadyReplaced' })
    }
  }
  return issues
}

export interface Ending {
  readonly instrumentId: string
  readonly from: IsoDate
  readonly reason: string
}

async function checkEnding(tx: Tx, actor: Actor, { instrumentId, from, reason }: Ending): Promise<void> {
  const row = await takeIssued(tx, instrumentId)
  const issues: FieldIssue[] = reason === '' ? [{ path: 'reason', code: 'required' }] : []
  if (!isRealDate(from)) issues.push({ path: 'from', code: 'notADate' })
  else if (row.in_force_from !== null && from < row.in_force_from) issues.push({ path: 'from', code: 'endBeforeStart' })
  else if (from > todayOf(actor)) issues.push({ path: 'from', code: 'inFuture' })
  refuseFields(issues)
}

/** Suspends an instrument that is valid on the day. */
export async function suspendInstrument(db: Db, actor: Actor, ending: Ending): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    await checkEnding(tx, actor, ending)
    const { state, suspensions } = await getInstrument(tx, ending.instrumentId, ending.from)
    if (!isValid(state)) throw new AppError('conformity.notValid')
    // A second suspension begins after the first one has ended.
    if (suspensions.some(({ to }) => to === null || to > ending.from)) throw new AppError('conformity.notValid')
    await record(tx, actor, ending.instrumentId, 'conformity.suspended', { from: ending.from, reason: ending.reason })
  })
}

/** Ends the suspension that is open. */
export async function resumeInstrument(db: Db, actor: Actor, ending: Ending): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    await checkEnding(tx, actor, ending)
    const { suspensions } = await getInstrument(tx, ending.instrumentId, ending.from)
    const open = suspensions.find(({ to }) => to === null)
    if (!open) throw new AppError('conformity.notSuspended')
    if (ending.from <= open.from) refuseFields([{ path: 'from', code: 'endBeforeStart' }])
    await record(tx, actor, ending.instrumentId, 'conformity.resumed', { from: ending.from, reason: ending.reason })
  })
}

/** Takes an instrument back for good. */
export async function withdrawInstrument(db: Db, actor: Actor, ending: Ending): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    await checkEnding(tx, actor, ending)
    if ((await getInstrumentRow(tx, ending.instrumentId)).withdrawn_from !== null) throw new AppError('conformity.notValid')
    await record(tx, actor, ending.instrumentId, 'conformity.withdrawn', { from: ending.from, reason: ending.reason })
  })
}

export interface Proof {
  readonly instrumentId: string
  readonly proof: ProofKind
  readonly on: IsoDate
  readonly note: string
}

/** Records when a declaration was sent to the leading agency, posted, published; said again, the later entry holds. */
export async function proveInstrument(db: Db, actor: Actor, { instrumentId, ...proof }: Proof): Promise<void> {
  authorise(actor, 'conformity.manage')
  await db.transaction().execute(async (tx) => {
    const row = await takeIssued(tx, instrumentId)
    if (row.kind !== 'declaration') throw new AppError('conformity.notIssued')
    refuseFields(dayIssues(proof.on, todayOf(actor), row.in_force_from))
    await record(tx, actor, instrumentId, 'conformity.proved', { ...proof })
  })
}

function dayIssues(on: string, today: IsoDate, notBefore: IsoDate | null): FieldIssue[] {
  if (!isRealDate(on)) return [{ path: 'on', code: 'notADate' }]
  if (on > today) return [{ path: 'on', code: 'inFuture' }]
  return notBefore !== null && on < notBefore ? [{ path: 'on', code: 'endBeforeStart' }] : []
}

/** Records that an audit, a correction, a review, a confirmation of effectiveness or a surveillance took place. Returns its id. */
export async function recordAct(db: Db, actor: Actor, act: { kind: ActKind; on: IsoDate; note: string }): Promise<string> {
  authorise(actor, 'conformity.manage')
  refuseFields(dayIssues(act.on, todayOf(actor), null))
  const actId = newId(actor.clock.nowMs())
  await db.transaction().execute((tx) => record(tx, actor, actId, 'systemAct.recorded', act))
  return actId
}

/** Strikes an entry that was made in error; it stays readable. */
export async function strikeAct(db: Db, actor: Actor, { actId, reason }: { actId: string; reason: string }): Promise<void> {
  authorise(actor, 'conformity.manage')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('system_act').select('struck_reason').where('id', '=', actId).executeTakeFirst()
    if (!row || row.struck_reason !== null) throw new AppError('entity.notFound', { entity: 'systemAct' })
    await record(tx, actor, actId, 'systemAct.struck', { reason })
  })
}
