// What the sections of the intake screen share beside the form itself. Stable for one citizen, so that nothing re-renders through it.
import { createContext, useContext } from 'react'
import type { OfficeSettings } from '../../../electron/api/people.ts'
import type { Desk } from './model/desk.ts'
import type { DraftKeeper } from './model/draft-keeper.ts'
import type { Habits } from './model/values.ts'

interface IntakeContextValue {
  readonly desk: Desk
  readonly settings: OfficeSettings
  readonly habits: Habits
  readonly keeper: DraftKeeper
  /** Puts the keyboard into a field, by its path in the form, once it is on the screen. */
  readonly goTo: (field: string) => void
}

export const IntakeContext = createContext<IntakeContextValue | null>(null)

/** Throws outside of the intake screen. */
export function useIntake(): IntakeContextValue {
  const value = useContext(IntakeContext)
  if (!value) throw new Error('useIntake outside of the intake screen')
  return value
}
