// The register of external documents: laws, decrees, circulars, decisions, each with the days between which it holds.

export interface LawTable {
  id: string
  /** Number and symbol as printed: `19/2014/QĐ-TTg`; `folded` is how it is compared (foldLaw) and is unique. */
  number: string
  folded: string
  title: string
  issuer: string
  /** ISO dates, Asia/Ho_Chi_Minh; null when not known. In force from the second, no longer from the third. */
  issued_on: string | null
  effective_from: string | null
  effective_to: string | null
  /** The law that took its place, as it is compared; null when none did. */
  replaced_by: string | null
  note: string
  source: string
  /** Title and issuer without marks. */
  words: string
}

/** That a law amends another, which may stand in the register or not. */
export interface LawAmendmentTable {
  law_id: string
  /** The amended one, as it is compared and as it was written. */
  amended: string
  number: string
}

export interface LawTables {
  law: LawTable
  law_amendment: LawAmendmentTable
}
