// The states of a case and the ways to list cases: what the first screens of the page need to know of cases. Without schemas, whose
// library those screens would wait for.

/**
 * Our states, finer than the ten national codes they map to (one-stop.md 2.1, 2.2). Part A knows the first two; the codes of the
 * others are fixed so that lists, filters and exchange need no change when their commands arrive.
 */
export const caseStatuses = ['received', 'processing', 'resultReady', 'returned', 'withdrawn', 'stopped', 'refused'] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Statuses in which the clock runs. */
export const openStatuses: readonly CaseStatus[] = ['received', 'processing']

/** Days ahead that count as due soon. */
export const dueSoonDays = 3

/** How the due date of a listed case may stand; `overdue` and `dueToday` count open cases only. */
export const dueFilters = ['overdue', 'dueToday', 'dueSoon', 'undated'] as const

export const caseSorts = ['receivedDesc', 'receivedAsc', 'dueAsc', 'applicantAsc'] as const
