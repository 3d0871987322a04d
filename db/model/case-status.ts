// The states of a case and the ways to list cases: what the first screens of the page need to know of cases. Without schemas, whose
// library those screens would wait for.

/** Our states, finer than the ten national codes they map to (one-stop rules 2.1, 2.2); db/cases/life/table.ts says how they follow. */
export const caseStatuses = [
  'checking',
  'supplementBefore',
  'refused',
  'received',
  'handedOver',
  'assigning',
  'appraising',
  'supplementAfter',
  'awaitingPayment',
  'submitted',
  'approved',
  'notEligible',
  'resultReady',
  'returned',
  'extending',
  'withdrawn',
  'stopped',
  'archived',
  'correcting',
  'struck',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Accepted and without a result: the time limit runs, or stands still while the office waits for the applicant. */
export const openStatuses: readonly CaseStatus[] = [
  'received',
  'handedOver',
  'assigning',
  'appraising',
  'supplementAfter',
  'awaitingPayment',
  'submitted',
  'approved',
  'extending',
]

/** Looked at by the desk and not accepted: no case of the office yet. */
export const unacceptedStatuses: readonly CaseStatus[] = ['checking', 'supplementBefore', 'refused']

/** What the time limit of a case does; only a running one can be overdue. */
export const clockStates = ['idle', 'running', 'paused', 'ended'] as const
export type ClockState = (typeof clockStates)[number]

/** Days ahead that count as due soon. */
export const dueSoonDays = 3

/** How the due date of a listed case may stand; `overdue` and `dueToday` count cases whose time limit runs. */
export const dueFilters = ['overdue', 'dueToday', 'dueSoon', 'undated'] as const

export const caseSorts = ['receivedDesc', 'receivedAsc', 'dueAsc', 'applicantAsc'] as const
