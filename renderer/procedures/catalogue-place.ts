// What the person had before the eyes in the catalogue when a procedure was opened from it.

export interface CataloguePlace {
  readonly query: string
  readonly field: string | null
  /** The procedure that was opened; null when none was. */
  readonly procedureId: string | null
  readonly scrollTop: number
}

let remembered: CataloguePlace | null = null

export const rememberPlace = (place: CataloguePlace): void => {
  remembered = place
}

/** The remembered place, once; null when there is none. */
export function takePlace(): CataloguePlace | null {
  const place = remembered
  remembered = null
  return place
}
