// Where the intake form keeps its draft and what becomes of what is typed: the desk with a citizen before it, or a pile of stubs of blank
// receipts that is keyed in afterwards.
import type { ReceiveInput } from '../../../../electron/api/cases.ts'
import { api } from '../../../client.ts'
import { freshValues, type Habits, type IntakeValues } from './values.ts'

export interface TakenIn {
  readonly caseId: string
  readonly provisionalCode: string
  /** UTC instant. */
  readonly dueAt: string | null
  /** Of a stub: the promise was past already. */
  readonly wasOverdue?: boolean
  /** Of a stub: the one that comes next; null when none is left. */
  readonly nextStub?: string | null
}

export interface Desk {
  readonly isStub: boolean
  /** Where the keyboard begins. */
  readonly firstField: 'procedureId' | 'stub'
  readonly saveDraft: (payload: string) => Promise<{ updatedAt: string }>
  readonly discardDraft: () => Promise<unknown>
  readonly receive: (input: ReceiveInput, values: IntakeValues) => Promise<TakenIn>
  /** The empty screen behind a case, or at the beginning. */
  readonly next: (habits: Habits, before: { values: IntakeValues; taken: TakenIn } | null) => IntakeValues
}

export const counter: Desk = {
  isStub: false,
  firstField: 'procedureId',
  saveDraft: (payload) => api.cases.saveDraft({ payload }),
  discardDraft: () => api.cases.discardDraft({}),
  receive: (input) => api.cases.receive(input),
  next: (habits) => freshValues(habits),
}

/**
 * @param first the stub on top of the pile; null when none is left.
 * @param day the day that is proposed until another one was typed: a pile is of one day, mostly.
 */
export const stubPile = (first: string | null, day: string): Desk => ({
  isStub: true,
  firstField: 'stub',
  saveDraft: (payload) => api.stubs.saveDraft({ payload }),
  discardDraft: () => api.stubs.discardDraft({}),
  receive: (intake, { stub }) => api.stubs.keyIn({ stub, intake }),
  next: (habits, before) => ({
    ...freshValues(habits),
    stub: (before ? before.taken.nextStub : first) ?? '',
    receivedAt: `${before?.values.receivedAt?.slice(0, 10) ?? day}T`,
  }),
})
