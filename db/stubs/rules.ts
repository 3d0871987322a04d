// Numbered blank receipts and how a clerk names one. Pure.
import { toCaseCode } from '../model/identity.ts'

/** What can become of a blank receipt; none comes back to `unused`. */
export const stubStates = ['unused', 'keyed', 'spoiled'] as const
export type StubState = (typeof stubStates)[number]

/** Sheets of one block: a storm's week at a large desk. */
export const maxBlockStubs = 200

/** What the draft of a stub that is being keyed in is kept under. */
export const stubDraft = 'stub'

/** What was typed or scanned for a stub: its number in a series, or its whole code. */
export function readStub(text: string): { readonly number: number } | { readonly code: string } {
  const typed = toCaseCode(text)
  const [, digits] = /^C?(\d{1,9})$/.exec(typed) ?? []
  return digits === undefined ? { code: typed } : { number: Number(digits) }
}
