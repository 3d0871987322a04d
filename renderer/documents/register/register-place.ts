// What the person had before the eyes in a register when a document was opened from it.
import type { RegisterFilter } from './register-filter.ts'

export interface RegisterPlace {
  readonly filter: RegisterFilter
  /** The day as typed; '' for today. */
  readonly date: string
  readonly documentId: string
  readonly scrollTop: number
}

const places = new Map<string, RegisterPlace>()

export const rememberPlace = (key: string, place: RegisterPlace): void => {
  places.set(key, place)
}

/** A place serves one return: whoever comes by another way finds the choices of the last time. */
export const findPlace = (key: string): RegisterPlace | undefined => places.get(key)

export const forgetPlace = (key: string): void => {
  places.delete(key)
}
