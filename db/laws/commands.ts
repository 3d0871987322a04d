// Keeping the register of laws: recording, changing, saying what was replaced by what, taking in the entries that come along.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import type { LawsFile } from './laws-file.ts'
import { foldLaw, type LawDetails } from './rules.ts'

const today = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

async function getLawRow(db: Db, lawId: string) {
  const row = await db.selectFrom('law').selectAll().where('id', '=', lawId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'law' })
  return row
}

type Dates = Pick<LawDetails, 'issuedOn' | 'effectiveFrom' | 'effectiveTo'>

/** Dates that exist, in the order in which a law is issued, takes effect and ceases; nobody records a law before it is issued. */
function dateIssues({ issuedOn, effectiveFrom, effectiveTo }: Dates, today: IsoDate): FieldIssue[] {
  const given = { issuedOn, effectiveFrom, effectiveTo }
  const unreal = Object.entries(given).filter(([, date]) => date !== null && !isRealDate(date))
  if (unreal.length > 0) return unreal.map(([path]) => ({ path, code: 'notADate' }))
  const issues: FieldIssue[] = []
  if (issuedOn !== null && issuedOn > today) issues.push({ path: 'issuedOn', code: 'inFuture' })
  if (issuedOn !== null && effectiveFrom !== null && effectiveFrom < issuedOn) {
    issues.push({ path: 'effectiveFrom', code: 'beforeIssue', params: { date: issuedOn } })
  }
  const start = effectiveFrom ?? issuedOn
  if (effectiveTo !== null && start !== null && effectiveTo <= start) {
    issues.push({ path: 'effectiveTo', code: 'notAfterEffect', params: { date: start } })
  }
  return issues
}

interface Replacement {
  /** The law that ceases, as it is compared. */
  readonly law: string
  readonly by: string
  readonly from: IsoDate | null
  readonly paths: { readonly by: string; readonly from: string }
}

/** The replacing law is in the register, is another, was issued by then, and is not itself replaced, however far along, by this one. */
async function replacementIssues(db: Db, { law, by, from, paths }: Replacement): Promise<FieldIssue[]> {
  if (foldLaw(by) === law) return [{ path: paths.by, code: 'replacesItself' }]
  const rows = await db.selectFrom('law').select(['folded', 'number', 'issued_on', 'replaced_by']).execute()
  const known = new Map(rows.map((row) => [row.folded, row]))
  const first = known.get(foldLaw(by))
  if (!first) return [{ path: paths.by, code: 'notRegistered' }]
  const chain = [first.number]
  const seen = new Set([first.folded])
  for (let next = first.replaced_by; next !== null && !seen.has(next); next = known.get(next)?.replaced_by ?? null) {
    seen.add(next)
    chain.push(known.get(next)?.number ?? next)
    if (next === law) return [{ path: paths.by, code: 'replacedInCircle', params: { chain: chain.join(' → ') } }]
  }
  if (from !== null && first.issued_on !== null && from < first.issued_on) {
    return [{ path: paths.from, code: 'beforeIssue', params: { date: first.issued_on } }]
  }
  return []
}

/** Everything that cannot be about an entry; `lawId` is its own id when it is recorded already. */
export async function lawIssues(db: Db, details: LawDetails, lawId: string | null, today: IsoDate): Promise<FieldIssue[]> {
  const folded = foldLaw(details.number)
  const issues: FieldIssue[] = []
  if (folded === '') issues.push({ path: 'number', code: 'required' })
  else {
    const taken = await db.selectFrom('law').select(['id', 'number']).where('folded', '=', folded).executeTakeFirst()
    if (taken && taken.id !== lawId) issues.push({ path: 'number', code: 'lawKnown', params: { number: taken.number } })
  }
  if (details.title === '') issues.push({ path: 'title', code: 'required' })
  const dates = dateIssues(details, today)
  issues.push(...dates)
  if (details.replacedBy !== '') {
    const from = dates.length === 0 ? details.effectiveTo : null
    const paths = { by: 'replacedBy', from: 'effectiveTo' }
    issues.push(...(await replacementIssues(db, { law: folded, by: details.replacedBy, from, paths })))
  }
  if (details.amends.some((number) => foldLaw(number) === folded)) issues.push({ path: 'amends', code: 'replacesItself' })
  return issues
}

const recorded = (actor: Actor, details: LawDetails): NewEvent => ({
  entity: 'law',
  entityId: newId(actor.clock.nowMs()),
  type: 'law.recorded',
  payload: details,
})

/** Throws input.invalid for a number that is in the register, dates that cannot be, a replacement that cannot be. */
export async function recordLaw(db: Db, actor: Actor, details: LawDetails): Promise<string> {
  authorise(actor, 'law.manage')
  return db.transaction().execute(async (tx) => {
    refuseFields(await lawIssues(tx, details, null, today(actor)))
    const event = recorded(actor, details)
    await recordInTx(tx, actor, [event])
    return event.entityId
  })
}

export async function changeLaw(db: Db, actor: Actor, { lawId, ...details }: LawDetails & { lawId: string }): Promise<void> {
  authorise(actor, 'law.manage')
  await db.transaction().execute(async (tx) => {
    await getLawRow(tx, lawId)
    refuseFields(await lawIssues(tx, details, lawId, today(actor)))
    await recordInTx(tx, actor, [{ entity: 'law', entityId: lawId, type: 'law.changed', payload: details }])
  })
}

export interface LawReplacement {
  readonly lawId: string
  /** Number of the replacing law, which is in the register. */
  readonly by: string
  /** The first day on which the old one no longer holds. */
  readonly from: IsoDate
  readonly note: string
}

/** Says that another law took this one's place from a day on. Throws input.invalid for what cannot be. */
export async function replaceLaw(db: Db, actor: Actor, { lawId, ...replacement }: LawReplacement): Promise<void> {
  authorise(actor, 'law.manage')
  await db.transaction().execute(async (tx) => {
    const row = await getLawRow(tx, lawId)
    const { by, from } = replacement
    const start = row.effective_from ?? row.issued_on
    const issues: FieldIssue[] = []
    if (by === '') issues.push({ path: 'by', code: 'required' })
    else issues.push(...(await replacementIssues(tx, { law: row.folded, by, from, paths: { by: 'by', from: 'from' } })))
    if (!isRealDate(from)) issues.push({ path: 'from', code: 'notADate' })
    else if (start !== null && from <= start) issues.push({ path: 'from', code: 'notAfterEffect', params: { date: start } })
    refuseFields(issues)
    await recordInTx(tx, actor, [{ entity: 'law', entityId: lawId, type: 'law.replaced', payload: replacement }])
  })
}

/** Records the entries of a file that the register does not have; what a person recorded stays as it is. Returns how many came. */
export async function recordStarterLawsInTx(tx: Tx, actor: Actor, { laws }: LawsFile): Promise<number> {
  const rows = await tx.selectFrom('law').select('folded').execute()
  const known = new Set(rows.map(({ folded }) => folded))
  const missing = laws.filter(({ number }) => !known.has(foldLaw(number)))
  await recordInTx(
    tx,
    actor,
    missing.map((law) => recorded(actor, law)),
  )
  return missing.length
}

export async function importStarterLaws(db: Db, actor: Actor, file: LawsFile): Promise<number> {
  authorise(actor, 'law.manage')
  return db.transaction().execute((tx) => recordStarterLawsInTx(tx, actor, file))
}
