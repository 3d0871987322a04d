// Tables of conversions between editions of the standard.
import type { Edition } from '../conformity/rules.ts'
import type { EntryStep } from './rules.ts'
import type { ConversionStatus, Verdict } from './words.ts'

export interface ConversionTable {
  id: string
  from_edition: Edition
  to_edition: Edition
  /** The instrument that is to be replaced. */
  instrument_id: string
  responsible: string
  begun_on: string
  planned_end: string
  reason: string
  status: ConversionStatus
  opened_at: string
  opened_by: string
  /** ISO date; null while it is open. */
  ended_on: string | null
  /** Why it was given up, or closed although something was missing. */
  end_reason: string
  /** The instrument in the old one's place; null unless closed. */
  new_instrument_id: string | null
}

/** What was found for a clause of the new edition; a clause that nobody has judged has no row. */
export interface ConversionGapTable {
  conversion_id: string
  clause: string
  verdict: Verdict
  note: string
  action: string
  responsible: string
  due_on: string | null
  assessed_on: string
  assessed_by: string
}

/** Documents in which a clause of an edition is met. It outlives the project: the next conversion begins from it. */
export interface ClauseDocumentTable {
  edition: Edition
  clause: string
  document_id: string
}

/** Documents that need no new issue. */
export interface ConversionDocumentTable {
  conversion_id: string
  document_id: string
  exempt_reason: string
}

export interface ConversionEntryTable {
  conversion_id: string
  step: EntryStep
  /** In the system's list of acts, where it also counts for the declaration; an entry that is struck out there counts nowhere. */
  act_id: string
  number: string
  conclusion: string
  file: string
  /** Why it was recorded although a step before it was open; '' when none was. */
  justification: string
}

export interface ConversionTables {
  conversion: ConversionTable
  conversion_gap: ConversionGapTable
  clause_document: ClauseDocumentTable
  conversion_document: ConversionDocumentTable
  conversion_entry: ConversionEntryTable
}
