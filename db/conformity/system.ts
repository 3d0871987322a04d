// What the quality system has to do and until when: the deadlines that the law and the office's own dates set, on any day.
import type { Db } from '../event.ts'
import { dayNumber, type IsoDate } from '../model/local-time.ts'
import { listProcedureLists } from '../procedure-lists/queries.ts'
import { deadlineStates, type SystemDeadlineKind, type SystemDeadlineState } from './deadline-words.ts'
import { listInstruments, readActs } from './queries.ts'
import { expiryWarningDays, isValid, proofKinds, yearlyActs } from './rules.ts'

export interface SystemDeadline {
  readonly kind: SystemDeadlineKind
  readonly state: SystemDeadlineState
  readonly dueOn: IsoDate | null
  /** Days to the due day, negative when it is over; null without a due day. */
  readonly daysLeft: number | null
  /** Title of what it is about; '' when it is about the system. */
  readonly subject: string
  /** The instrument, list or document to open; null for the system's own acts. */
  readonly targetId: string | null
  /** What is missing, for `proofs`. */
  readonly missing: readonly string[]
}

/** Days before the due day from which it is shown as near. */
const warnDays: Readonly<Record<SystemDeadlineKind, number>> = {
  list: 2,
  audit: 60,
  review: 60,
  expiry: expiryWarningDays,
  surveillance: 60,
  proofs: 0,
  documentReview: 30,
}

const stateOf = (kind: SystemDeadlineKind, daysLeft: number): SystemDeadlineState =>
  daysLeft < 0 ? 'overdue' : daysLeft <= warnDays[kind] ? 'soon' : 'later'

const daysBetween = (date: IsoDate, due: IsoDate): number => dayNumber(due) - dayNumber(date)

function due(
  kind: SystemDeadlineKind,
  date: IsoDate,
  dueOn: IsoDate,
  subject = '',
  targetId: string | null = null,
): SystemDeadline {
  const daysLeft = daysBetween(date, dueOn)
  return { kind, state: stateOf(kind, daysLeft), dueOn, daysLeft, subject, targetId, missing: [] }
}

/** The same day of the next year; 29 February ends with 28 February. */
function yearAfter(date: IsoDate): IsoDate {
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}

/** Every deadline of the system on a day, the most urgent first. */
export async function listDeadlines(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const found = [
    ...(await listsDue(db, date)),
    ...(await actsDue(db, date)),
    ...(await instrumentsDue(db, date)),
    ...(await documentsDue(db, date)),
  ]
  const urgency = ({ state, daysLeft }: SystemDeadline) => deadlineStates.indexOf(state) * 100_000 + (daysLeft ?? 0)
  return found.toSorted((a, b) => urgency(a) - urgency(b))
}

async function listsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const lists = (await listProcedureLists(db)).filter(({ struckReason, signedOn }) => struckReason === null && signedOn <= date)
  return lists
    .filter(({ publishedOn }, index) => index === 0 || publishedOn === null || publishedOn > date)
    .map(({ id, title, dueOn, publishedOn }) => {
      const isPublished = publishedOn !== null && publishedOn <= date
      if (isPublished) {
        const isLate = dueOn !== null && publishedOn > dueOn
        const state = isLate ? ('late' as const) : ('done' as const)
        return { kind: 'list' as const, state, dueOn, daysLeft: null, subject: title, targetId: id, missing: [] }
      }
      if (dueOn !== null) return due('list', date, dueOn, title, id)
      return { kind: 'list' as const, state: 'soon' as const, dueOn, daysLeft: null, subject: title, targetId: id, missing: [] }
    })
}

async function actsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const acts = await readActs(db)
  return yearlyActs.map((kind) => {
    const last = acts
      .filter((act) => act.kind === kind && act.on <= date)
      .map(({ on }) => on)
      .toSorted()
      .at(-1)
    if (last) return due(kind, date, yearAfter(last))
    return { kind, state: 'never' as const, dueOn: null, daysLeft: null, subject: '', targetId: null, missing: [] }
  })
}

async function instrumentsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const valid = (await listInstruments(db, date)).filter(({ state }) => isValid(state))
  const proofs = await db.selectFrom('conformity_proof').selectAll().where('done_on', '<=', date).execute()
  const watched = (await readActs(db)).filter(({ kind, on }) => kind === 'surveillance' && on <= date).map(({ on }) => on)
  return valid.flatMap(({ id, title, kind, expiresOn, surveillances, inForceFrom }): SystemDeadline[] => {
    const found = expiresOn === null ? [] : [due('expiry', date, expiresOn, title, id)]
    // A planned surveillance is open until one took place in the year before it or later.
    const open = surveillances
      .toSorted()
      .find((planned) => !watched.some((on) => yearAfter(on) > planned && on >= (inForceFrom ?? '')))
    if (open) found.push(due('surveillance', date, open, title, id))
    if (kind === 'declaration') {
      const has = proofs.filter(({ instrument_id }) => instrument_id === id).map(({ proof }) => proof)
      const missing = proofKinds.filter((proof) => !has.includes(proof))
      if (missing.length > 0) {
        found.push({ kind: 'proofs', state: 'never', dueOn: null, daysLeft: null, subject: title, targetId: id, missing })
      }
    }
    return found
  })
}

/** Documents in effect whose own review falls due; those far off are left to the register. */
async function documentsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const rows = await db
    .selectFrom('document_version as v')
    .innerJoin('document as d', 'd.id', 'v.document_id')
    .select(['d.id', 'd.code', 'v.name', 'v.review_due_on'])
    .where('v.status', '=', 'approved')
    .where('v.effective_from', '<=', date)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', date)]))
    .where((eb) => eb.or([eb('d.withdrawn_from', 'is', null), eb('d.withdrawn_from', '>', date)]))
    .where('v.review_due_on', 'is not', null)
    .execute()
  return rows
    .flatMap(({ id, code, name, review_due_on }) =>
      review_due_on === null ? [] : [due('documentReview', date, review_due_on, `${code} ${name}`, id)],
    )
    .filter(({ state }) => state !== 'later')
}
