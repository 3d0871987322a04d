// What was typed in a draft and not saved yet, for as long as the window stands: leaving the page for another and coming back finds it.
import type { InstrumentDetails } from '../../../electron/api/conformity.ts'
import type { LineCells } from '../pasted-rows.ts'

export interface Typed {
  readonly details: InstrumentDetails
  /** As typed: 27/12/2007, 2007, 11/7. */
  readonly issuedOn: string
  readonly lines: readonly LineCells[]
  /** Hash of what it was typed over. */
  readonly basedOnHash: string
}

const kept = new Map<string, Typed>()

export const keepTyped = (instrumentId: string, typed: Typed): void => {
  kept.set(instrumentId, typed)
}
export const getTyped = (instrumentId: string): Typed | undefined => kept.get(instrumentId)
export const forgetTyped = (instrumentId: string): void => {
  kept.delete(instrumentId)
}
