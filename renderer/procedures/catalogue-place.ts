// What the person had before the eyes in the catalogue when a procedure was opened from it.

export interface CataloguePlace {
  readonly query: string
  readonly field: string | null
  /** The procedure that was opened; null when none was. */
  readonly procedureId: string | null
  readonly scrollTop: number
}

const nowhere: CataloguePlace = { query: '', field: null, procedureId: null, scrollTop: 0 }
let place = nowhere

export const rememberPlace = (next: CataloguePlace): void => {
  place = next
}

/** The remembered place, or the empty list. */
export const getPlace = (): CataloguePlace => place

/** A place serves one return: whoever comes by another way finds the whole catalogue. */
export const forgetPlace = (): void => {
  place = nowhere
}
