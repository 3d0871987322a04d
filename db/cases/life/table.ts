// The life of a case as one table: which act leads from which states to which, who may do it, what paper it makes and what it does to
// the time limit. Pure; every command goes through it, so no case can take a way that does not stand here.
//
// Ground: Decree 61/2018/ND-CP, Articles 17 to 21, as Decree 118/2025/ND-CP (with 309/2026/ND-CP) carries them on; a stop at the
// applicant's wish: Circular 03/2025/TT-VPCP, Article 7. States and transitions follow the office's brief on the one-stop mechanism.
import type { CaseStatus } from '../../model/case-status.ts'
import type { Permission } from '../../people/rules.ts'

export const acts = [
  'receive',
  'present',
  'askBefore',
  'bringBack',
  'refuse',
  'accept',
  'handOver',
  'takeOver',
  'assign',
  'passOn',
  'submit',
  'approve',
  'findIneligible',
  'sendBack',
  'recall',
  'consult',
  'refer',
  'answerTask',
  'callOffTask',
  'askAfter',
  'resubmit',
  'askPayment',
  'confirmPayment',
  'proposeExtension',
  'signExtension',
  'dropExtension',
  'withdraw',
  'stop',
  'receiveResult',
  'returnResult',
  'archive',
  'reopen',
] as const
export type Act = (typeof acts)[number]

/** The papers that an act makes, by what they are; the form of the day is chosen when it is printed. */
export const paperKinds = ['supplementRequest', 'refusal', 'extension', 'stopNotice', 'resultRefusal'] as const
export type PaperKind = (typeof paperKinds)[number]

/** What an act does to the time limit. `returns` leaves it to the rule of the procedure: restart, resume or continue. */
export type ClockEffect = 'none' | 'start' | 'pause' | 'returns' | 'extend' | 'end'

export interface Transition {
  /** null: a case that is not there yet. */
  readonly from: ReadonlyArray<CaseStatus | null>
  /** Where it may lead; `same` keeps the state, `held` goes back to the one before the extension was asked for. */
  readonly to: ReadonlyArray<CaseStatus | 'same' | 'held'>
  /** Any one of these. */
  readonly permissions: readonly Permission[]
  readonly paper: PaperKind | null
  readonly clock: ClockEffect
}

const desk: readonly Permission[] = ['case.receive']
const work: readonly Permission[] = ['case.work']
const deskOrWork: readonly Permission[] = ['case.receive', 'case.work']
const head: readonly Permission[] = ['case.decide']
/** Somebody works on it or it waits to be taken; a decision may have been made. */
const inHand = ['handedOver', 'assigning', 'appraising', 'submitted', 'approved'] as const satisfies readonly CaseStatus[]
/** An answer of another body may come while the file lies anywhere, until the case has its result. */
const asking = ['received', ...inHand, 'extending', 'awaitingPayment', 'supplementAfter'] as const satisfies readonly CaseStatus[]
/** Before the decision: the applicant may still call it off (Circular 03/2025/TT-VPCP, Article 7(1)). */
const undecided = [
  'received',
  'handedOver',
  'assigning',
  'appraising',
  'supplementAfter',
  'awaitingPayment',
  'submitted',
  'extending',
] as const satisfies readonly CaseStatus[]

const line = (
  from: Transition['from'],
  to: Transition['to'],
  permissions: readonly Permission[],
  { paper = null, clock = 'none' }: Partial<Pick<Transition, 'paper' | 'clock'>> = {},
): Transition => ({ from, to, permissions, paper, clock })

export const transitions: Readonly<Record<Act, Transition>> = {
  receive: line([null], ['received'], desk, { clock: 'start' }),
  present: line([null], ['checking'], desk),
  askBefore: line(['checking'], ['supplementBefore'], desk, { paper: 'supplementRequest' }),
  bringBack: line(['supplementBefore'], ['checking'], desk),
  refuse: line(['checking', 'supplementBefore'], ['refused'], desk, { paper: 'refusal' }),
  accept: line(['checking'], ['received'], desk, { clock: 'start' }),
  handOver: line(['received'], ['handedOver'], desk),
  takeOver: line(['received', ...inHand], ['assigning', 'appraising', 'submitted', 'same'], deskOrWork),
  assign: line(['handedOver', 'assigning', 'appraising', 'submitted', 'approved'], ['appraising', 'same'], head),
  passOn: line(['appraising', 'submitted', 'approved'], ['appraising', 'same'], work),
  submit: line(['appraising', 'submitted'], ['submitted'], work),
  approve: line(['submitted'], ['approved'], head),
  findIneligible: line(['appraising'], ['notEligible'], work, { paper: 'resultRefusal', clock: 'end' }),
  sendBack: line(['handedOver', 'assigning', 'appraising', 'submitted'], ['received', 'appraising', 'submitted'], work),
  recall: line(['received', 'handedOver', 'appraising', 'submitted'], ['received', 'appraising', 'submitted'], deskOrWork),
  consult: line(['appraising', 'submitted'], ['same'], work),
  refer: line(['appraising'], ['same'], work),
  answerTask: line(asking, ['same'], deskOrWork),
  callOffTask: line(asking, ['same'], work),
  askAfter: line(['appraising'], ['supplementAfter'], work, { paper: 'supplementRequest', clock: 'pause' }),
  resubmit: line(['supplementAfter'], ['received'], desk, { clock: 'returns' }),
  askPayment: line(['appraising'], ['awaitingPayment'], work, { clock: 'pause' }),
  confirmPayment: line(['awaitingPayment'], ['appraising'], deskOrWork, { clock: 'returns' }),
  proposeExtension: line([...inHand, 'awaitingPayment'], ['extending'], work),
  signExtension: line(['extending'], ['held'], head, { paper: 'extension', clock: 'extend' }),
  dropExtension: line(['extending'], ['held'], work),
  withdraw: line(undecided, ['withdrawn'], desk, { paper: 'stopNotice', clock: 'end' }),
  stop: line([...undecided, 'approved'], ['stopped'], head, { paper: 'stopNotice', clock: 'end' }),
  receiveResult: line(['approved', 'notEligible'], ['resultReady'], desk, { clock: 'end' }),
  returnResult: line(['received', 'resultReady', 'correcting'], ['returned'], desk, { clock: 'end' }),
  archive: line(['returned', 'withdrawn', 'stopped'], ['archived'], deskOrWork),
  reopen: line(['returned'], ['correcting'], head),
}

/** The ten codes that every connected system uses; null while the case is only looked at. */
export const nationalCodes: Readonly<Record<Exclude<CaseStatus, 'archived'>, number | null>> = {
  checking: null,
  supplementBefore: 5,
  refused: 3,
  received: 2,
  handedOver: 4,
  assigning: 4,
  appraising: 4,
  supplementAfter: 5,
  awaitingPayment: 6,
  submitted: 4,
  approved: 4,
  notEligible: 9,
  resultReady: 9,
  returned: 10,
  extending: 4,
  withdrawn: 7,
  stopped: 8,
  correcting: 10,
}

/** The national code of a state; an archived case keeps the one with which it was closed. */
export const nationalCodeOf = (status: CaseStatus, closedAs: CaseStatus | null): number | null =>
  status === 'archived' ? (closedAs === null || closedAs === 'archived' ? null : nationalCodes[closedAs]) : nationalCodes[status]

/** Whether an act may be done in a state at all. */
export const isAllowedFrom = (act: Act, status: CaseStatus | null): boolean => transitions[act].from.includes(status)

/** Whether the table has a way from a state by an act to another; `held` is the state before an extension was asked for. */
export function leadsTo(act: Act, from: CaseStatus | null, to: CaseStatus, held: CaseStatus | null): boolean {
  if (!isAllowedFrom(act, from)) return false
  return transitions[act].to.some((target) => (target === 'same' ? from === to : target === 'held' ? held === to : target === to))
}
