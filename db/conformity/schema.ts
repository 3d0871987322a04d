// Tables of conformity instruments and of what is done for the system.
import type { ProcessGroup } from '../documents/rules.ts'
import type { ActKind, Edition, InstrumentKind, InstrumentStatus, LinkRelation, ProofKind } from './rules.ts'

export interface ConformityInstrumentTable {
  id: string
  kind: InstrumentKind
  status: InstrumentStatus
  /** What people call it: "Giấy chứng nhận lần 2". */
  title: string
  /** Who issued it: the certification body, or the agency itself. */
  issuer: string
  edition: Edition
  /** Of the certificate or of the decision; '' where no source gives it. */
  number: string
  /** Which certification this is (lần thứ mấy); null for a declaration. */
  ordinal: number | null
  /** PartialDate: the date on the paper as far as it is known. */
  issued_on: string
  /** ISO date from which it counts: the date on the paper, or what is assumed for one that is half known (said in `note`). */
  in_force_from: string | null
  /** ISO date, the last valid day; null for a declaration. */
  expires_on: string | null
  /** 1: no source gives the last day; it is assumed (said in `note`). */
  is_expiry_assumed: 0 | 1
  head_name: string
  head_title: string
  /** JSON: places for which it holds. */
  addresses: string
  /** JSON: ISO dates of the planned surveillance. */
  surveillances: string
  note: string
  /** sha256 of details and lines: another than the one that was read means that somebody saved in between. */
  hash: string
  drafted_at: string
  drafted_by: string
  changed_at: string
  issued_at: string | null
  issued_by: string | null
  /** Why it was issued although a step of the legal order was missing; '' when none was. */
  order_reason: string
  withdrawn_from: string | null
  end_reason: string
}

export interface ConformityLinkTable {
  instrument_id: string
  earlier_id: string
  relation: LinkRelation
}

/** Immutable once the instrument is issued: a change of scope is a new instrument (Decision 19/2014/QD-TTg, Article 4(4)). */
export interface ConformityLineTable {
  instrument_id: string
  position: number
  group_name: ProcessGroup
  text: string
  field: string
  document_id: string | null
  procedure_key: string | null
}

export interface ConformitySuspensionTable {
  instrument_id: string
  from_on: string
  /** The day from which it holds again; null while it is suspended. */
  to_on: string | null
  reason: string
}

export interface ConformityProofTable {
  instrument_id: string
  proof: ProofKind
  done_on: string
  note: string
}

export interface SystemActTable {
  id: string
  kind: ActKind
  done_on: string
  note: string
  recorded_by: string
  /** Why the entry does not count; null while it does. */
  struck_reason: string | null
}

export interface ConformityTables {
  conformity_instrument: ConformityInstrumentTable
  conformity_link: ConformityLinkTable
  conformity_line: ConformityLineTable
  conformity_suspension: ConformitySuspensionTable
  conformity_proof: ConformityProofTable
  system_act: SystemActTable
}
