// What says that the quality system conforms to the standard: certificates of a body (until 2014) and the head's own declarations
// (since Decision 19/2014/QD-TTg). Their states follow from dates; the legal order of steps before a declaration is checked. Pure.
import { addDays, dayNumber, type IsoDate } from '../model/local-time.ts'
import { fold } from '../model/text.ts'

export const instrumentKinds = ['certificate', 'declaration'] as const
export type InstrumentKind = (typeof instrumentKinds)[number]

/** Editions of TCVN ISO 9001. Circular 26/2014 names 2008; practice moved to 2015; of 2026 there is no TCVN yet. */
export const editions = ['2000', '2008', '2015', '2026'] as const
export type Edition = (typeof editions)[number]
/** Draft data: the international text exists, the Vietnamese standard and the ministry's guidance do not. */
export const draftEditions: readonly Edition[] = ['2026']

export const instrumentStatuses = ['draft', 'issued', 'discarded'] as const
export type InstrumentStatus = (typeof instrumentStatuses)[number]

/** What an instrument is on a given day. */
export const instrumentStates = [
  'draft',
  'discarded',
  'notYet',
  'inForce',
  'expiringSoon',
  'suspended',
  'expired',
  'replaced',
  'withdrawn',
] as const
export type InstrumentState = (typeof instrumentStates)[number]

/** What a new instrument does to an earlier one: ends it, or stands beside it with further lines. */
export const linkRelations = ['replaces', 'extends'] as const
export type LinkRelation = (typeof linkRelations)[number]

/** Days before the end from which a certificate is shown as about to expire: a renewal needs an audit. */
export const expiryWarningDays = 90

export interface DatedInstrument {
  readonly status: InstrumentStatus
  readonly inForceFrom: IsoDate | null
  /** The last day on which it is valid; null for a declaration, which has none. */
  readonly expiresOn: IsoDate | null
  /** The day from which another takes its place. */
  readonly replacedFrom: IsoDate | null
  readonly withdrawnFrom: IsoDate | null
  readonly suspensions: ReadonlyArray<{ readonly from: IsoDate; readonly to: IsoDate | null }>
}

/** What ended it first is what it is: an expired certificate does not become a replaced one when the next is issued. */
export function stateOn(instrument: DatedInstrument, date: IsoDate): InstrumentState {
  const { status, inForceFrom, expiresOn, replacedFrom, withdrawnFrom, suspensions } = instrument
  if (status !== 'issued') return status
  if (inForceFrom === null || date < inForceFrom) return 'notYet'
  const ends = (
    [
      ['withdrawn', withdrawnFrom],
      ['replaced', replacedFrom],
      ['expired', expiresOn === null ? null : addDays(expiresOn, 1)],
    ] as const
  ).filter((end): end is [(typeof end)[0], IsoDate] => end[1] !== null && end[1] <= date)
  const first = ends.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))[0]
  if (first) return first[0]
  if (suspensions.some(({ from, to }) => from <= date && (to === null || date < to))) return 'suspended'
  return expiresOn !== null && dayNumber(expiresOn) - dayNumber(date) <= expiryWarningDays ? 'expiringSoon' : 'inForce'
}

/** Whether its scope lines count on that day. */
export const isValid = (state: InstrumentState): boolean => state === 'inForce' || state === 'expiringSoon'

/** Whether the chain would lead back to where it began: no instrument follows itself, by however many others. */
export function leadsBack(instrumentId: string, earlier: readonly string[], linksOf: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>()
  const open = [...earlier]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === instrumentId) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...linksOf(id))
  }
  return false
}

export interface LineKeyParts {
  readonly group: string
  readonly text: string
  readonly documentId: string | null
  readonly procedureKey: string | null
}

/** Two lines with one key are one activity, whichever instruments they stand in. */
export const lineKey = ({ group, text, documentId, procedureKey }: LineKeyParts): string =>
  documentId === null && procedureKey === null ? `${group}\n${fold(text)}` : `${documentId ?? ''}\n${procedureKey ?? ''}`

/**
 * What an office does for its system, dated: Decision 19/2014/QD-TTg, Article 4. A certificate's surveillance by its body is kept in
 * the same list.
 */
export const actKinds = ['audit', 'correction', 'review', 'confirmation', 'surveillance'] as const
export type ActKind = (typeof actKinds)[number]
/** Internal audit and management review at least once a year (Article 4(4)). */
export const yearlyActs = ['audit', 'review'] as const satisfies readonly ActKind[]

/** The proofs that a declaration was made known (Article 4(3)): notice to the leading agency, posting at the office, website. */
export const proofKinds = ['notice', 'posting', 'publication'] as const
export type ProofKind = (typeof proofKinds)[number]

/** The order of the law before a declaration: approval → application → audit → correction → review → confirmation. */
export const legalSteps = ['approval', 'application', 'audit', 'correction', 'review', 'confirmation'] as const
export type LegalStep = (typeof legalSteps)[number]

export interface StepFound {
  readonly step: LegalStep
  /** The latest day on which it was done in time; for approval and application of the last process of the scope. */
  readonly on: IsoDate | null
  /** `optional`: nothing asks for it; there may have been nothing to correct. */
  readonly state: 'done' | 'missing' | 'optional'
}

export interface OrderFacts {
  readonly acts: ReadonlyArray<{ readonly kind: ActKind; readonly on: IsoDate }>
  readonly signedOn: IsoDate
  /** Of the processes in the scope; null dates for one that was never approved or is not in effect on the day of signing. */
  readonly processes: ReadonlyArray<{ readonly approvedOn: IsoDate | null; readonly effectiveFrom: IsoDate | null }>
  /** Signature of the instrument before: its audit does not serve a second time. */
  readonly previousOn: IsoDate | null
}

const latest = (dates: readonly IsoDate[]): IsoDate | null => dates.toSorted().at(-1) ?? null

/**
 * The steps before a declaration, each on its last day that keeps the order: confirmation not after the signature, review not after
 * the confirmation, audit not after the review, and all of them after the processes were applied and after the instrument before.
 */
export function checkOrder({ acts, signedOn, processes, previousOn }: OrderFacts): StepFound[] {
  const approvals = processes.map(({ approvedOn }) => approvedOn)
  const starts = processes.map(({ effectiveFrom }) => effectiveFrom)
  const allOf = (dates: ReadonlyArray<IsoDate | null>): IsoDate | null =>
    dates.some((date) => date === null) ? null : latest(dates.filter((date) => date !== null))
  const approvedOn = allOf(approvals)
  const appliedOn = allOf(starts)
  const earliest = latest([appliedOn, previousOn].filter((date) => date !== null))
  const lastOf = (kind: ActKind, until: IsoDate): IsoDate | null =>
    latest(
      acts.filter((act) => act.kind === kind && act.on <= until && (earliest === null || act.on >= earliest)).map(({ on }) => on),
    )
  const confirmedOn = lastOf('confirmation', signedOn)
  const reviewedOn = lastOf('review', confirmedOn ?? signedOn)
  const auditedOn = lastOf('audit', reviewedOn ?? confirmedOn ?? signedOn)
  const corrected = lastOf('correction', reviewedOn ?? confirmedOn ?? signedOn)
  const correctedOn = corrected !== null && auditedOn !== null && corrected >= auditedOn ? corrected : null
  const found = (step: LegalStep, on: IsoDate | null): StepFound => ({ step, on, state: on === null ? 'missing' : 'done' })
  // A scope of texts alone names no process whose approval could be looked up.
  const byPaper = (step: LegalStep, on: IsoDate | null): StepFound =>
    processes.length === 0 ? { step, on: null, state: 'optional' } : found(step, on)
  return [
    byPaper('approval', approvedOn),
    byPaper('application', appliedOn),
    found('audit', auditedOn),
    { step: 'correction', on: correctedOn, state: correctedOn === null ? 'optional' : 'done' },
    found('review', reviewedOn),
    found('confirmation', confirmedOn),
  ]
}
