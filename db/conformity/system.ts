// What the quality system has to do and until when: the deadlines that the law and the office's own dates set, on any day.

import { listOpenConversions } from '../conversion/queries.ts'
import { listCopiesToRecall } from '../copies/queries.ts'
import { countTakeDown } from '../disclosure/postings.ts'
import type { Db } from '../event.ts'
import { listOpenUpdates } from '../laws/updates.ts'
import { dayNumber, type IsoDate } from '../model/local-time.ts'
import { listProcedureLists } from '../procedure-lists/queries.ts'
import { deadlineStates, type SystemDeadlineKind, type SystemDeadlineState, type SystemDeadlineTarget } from './deadline-words.ts'
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
  readonly target: SystemDeadlineTarget
  /** What to open; null for the system's own acts. */
  readonly targetId: string | null
  /** What is missing, for `proofs`. */
  readonly missing: readonly string[]
  /** How many there are to do at once, for `posting` and `recall`. */
  readonly count?: number
}

/** Days before the due day from which it is shown as near. */
const warnDays: Readonly<Record<SystemDeadlineKind, number>> = {
  law: 30,
  list: 2,
  audit: 60,
  review: 60,
  expiry: expiryWarningDays,
  surveillance: 60,
  proofs: 0,
  documentReview: 30,
  posting: 0,
  recall: 0,
  conversion: 30,
}

const stateOf = (kind: SystemDeadlineKind, daysLeft: number): SystemDeadlineState =>
  daysLeft < 0 ? 'overdue' : daysLeft <= warnDays[kind] ? 'soon' : 'later'

const daysBetween = (date: IsoDate, due: IsoDate): number => dayNumber(due) - dayNumber(date)

/** What a deadline is of. */
type About = Pick<SystemDeadline, 'kind' | 'subject' | 'target' | 'targetId'>

const undated = (about: About, state: SystemDeadlineState, missing: readonly string[] = []): SystemDeadline => ({
  ...about,
  state,
  dueOn: null,
  daysLeft: null,
  missing,
})

function due(about: About, date: IsoDate, dueOn: IsoDate): SystemDeadline {
  const daysLeft = daysBetween(date, dueOn)
  return { ...about, state: stateOf(about.kind, daysLeft), dueOn, daysLeft, missing: [] }
}

/** The same day of the next year; 29 February ends with 28 February. */
function yearAfter(date: IsoDate): IsoDate {
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}

/** Every deadline of the system on a day, the most urgent first. */
export async function listDeadlines(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const found = [
    ...(await lawsDue(db, date)),
    ...(await listsDue(db, date)),
    ...(await actsDue(db, date)),
    ...(await instrumentsDue(db, date)),
    ...(await documentsDue(db, date)),
    ...(await postingsDue(db, date)),
    ...(await recallDue(db, date)),
    ...(await conversionsDue(db, date)),
  ]
  const urgency = ({ state, daysLeft }: SystemDeadline) => deadlineStates.indexOf(state) * 100_000 + (daysLeft ?? 0)
  return found.toSorted((a, b) => urgency(a) - urgency(b))
}

/** Changes of law that a document in effect has still to take in, within three months (Decision 19/2014/QD-TTg, Article 4(4)a). */
async function lawsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const open = (await listOpenUpdates(db, date)).filter(({ from }) => from <= date)
  return open.map(({ number, code, name, documentId, dueOn }) =>
    due({ kind: 'law', subject: `${number} → ${code} ${name}`, target: 'process', targetId: documentId }, date, dueOn),
  )
}

/** Sheets on boards that say what no longer holds: one entry for all of them, which opens their list. */
async function postingsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const count = await countTakeDown(db, date)
  return count === 0
    ? []
    : [{ ...undated({ kind: 'posting', subject: '', target: 'postings', targetId: null }, 'overdue'), count }]
}

async function listsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const lists = (await listProcedureLists(db)).filter(({ struckReason, signedOn }) => struckReason === null && signedOn <= date)
  return lists
    .filter(({ publishedOn }, index) => index === 0 || publishedOn === null || publishedOn > date)
    .map(({ id, title, dueOn, publishedOn }) => {
      const about: About = { kind: 'list', subject: title, target: 'list', targetId: id }
      if (publishedOn !== null && publishedOn <= date) {
        return { ...undated(about, dueOn !== null && publishedOn > dueOn ? 'late' : 'done'), dueOn }
      }
      // In a year whose calendar is not decided nobody can tell the day, but five working days are soon over.
      return dueOn === null ? undated(about, 'soon') : due(about, date, dueOn)
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
    const about: About = { kind, subject: '', target: 'acts', targetId: null }
    return last ? due(about, date, yearAfter(last)) : undated(about, 'never')
  })
}

async function instrumentsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const valid = (await listInstruments(db, date)).filter(({ state }) => isValid(state))
  const proofs = await db.selectFrom('conformity_proof').selectAll().where('done_on', '<=', date).execute()
  const watched = (await readActs(db)).filter(({ kind, on }) => kind === 'surveillance' && on <= date).map(({ on }) => on)
  return valid.flatMap(({ id, title, kind, expiresOn, surveillances, inForceFrom }): SystemDeadline[] => {
    const about = (of: SystemDeadlineKind): About => ({ kind: of, subject: title, target: 'instrument', targetId: id })
    const found = expiresOn === null ? [] : [due(about('expiry'), date, expiresOn)]
    // A planned surveillance is open until one took place in the year before it or later.
    const planned = surveillances
      .toSorted()
      .find((day) => !watched.some((on) => yearAfter(on) > day && on >= (inForceFrom ?? '')))
    if (planned) found.push(due(about('surveillance'), date, planned))
    if (kind === 'declaration') {
      const has = proofs.filter(({ instrument_id }) => instrument_id === id).map(({ proof }) => proof)
      const missing = proofKinds.filter((proof) => !has.includes(proof))
      if (missing.length > 0) found.push(undated(about('proofs'), 'never', missing))
    }
    return found
  })
}

/** Conversions to a newer edition that are under way, by their planned end. */
async function conversionsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  return (await listOpenConversions(db, date)).map(({ id, subject, plannedEnd }) =>
    due({ kind: 'conversion', subject, target: 'conversion', targetId: id }, date, plannedEnd),
  )
}

/** Documents in effect whose own review falls due; those far off are left to the register. */
async function documentsDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const rows = await db
    .selectFrom('document_version as v')
    .innerJoin('document as d', 'd.id', 'v.document_id')
    .select(['d.id', 'd.kind', 'd.code', 'v.name', 'v.review_due_on'])
    .where('v.status', '=', 'approved')
    .where('v.effective_from', '<=', date)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', date)]))
    .where((eb) => eb.or([eb('d.withdrawn_from', 'is', null), eb('d.withdrawn_from', '>', date)]))
    .where('v.review_due_on', 'is not', null)
    .execute()
  return rows
    .flatMap(({ id, kind, code, name, review_due_on }) => {
      const target = kind === 'process' ? ('process' as const) : ('document' as const)
      const about: About = { kind: 'documentReview', subject: `${code} ${name}`, target, targetId: id }
      return review_due_on === null ? [] : [due(about, date, review_due_on)]
    })
    .filter(({ state }) => state !== 'later')
}

/** Copies of versions that no longer apply: due since the day on which the first of them ended (TCVN ISO 9001:2015, 7.5.3.2). */
async function recallDue(db: Db, date: IsoDate): Promise<SystemDeadline[]> {
  const copies = await listCopiesToRecall(db, date)
  const since = copies[0]?.endsOn ?? null
  if (since === null) return []
  return [{ ...due({ kind: 'recall', subject: '', target: 'copies', targetId: null }, date, since), count: copies.length }]
}
