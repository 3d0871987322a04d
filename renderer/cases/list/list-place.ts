// Where the person was in the list when a case was opened from it, so that coming back finds the same rows under the eyes.

interface ListPlace {
  /** The filter's part of the address. */
  readonly search: string
  readonly caseId: string
  readonly scrollTop: number
}

let place: ListPlace | null = null

export const rememberPlace = (next: ListPlace): void => {
  place = next
}

/** The remembered place if it belongs to the list with this filter. */
export const findPlace = (search: string): ListPlace | null => (place?.search === search ? place : null)

export const forgetPlace = (): void => {
  place = null
}
