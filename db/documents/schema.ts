// Tables of documents under control. A document is known by its code; what it says stands in its versions.
import type { DocumentGroup, DocumentKind, VersionStatus } from './rules.ts'

export interface DocumentTable {
  id: string
  kind: DocumentKind
  group_name: DocumentGroup
  code: string
  created_at: string
  /** ISO date from which the whole document no longer applies; null while it does. */
  withdrawn_from: string | null
}

/** Every code a document ever had, so that none is given twice. `folded` is the code as it is compared. */
export interface DocumentCodeTable {
  folded: string
  code: string
  document_id: string
}

export interface DocumentVersionTable {
  id: string
  document_id: string
  issue: number
  revision: number
  status: VersionStatus
  /** JSON of ProcessContent or TextContent, by the document's kind; `hash` is its sha256. */
  content: string
  hash: string
  /** The version this one was drafted from. */
  based_on: string | null
  reason: string
  /** 1: it was approved on paper before it was entered here. */
  is_from_paper: 0 | 1
  /** The pack (db/packs) that brought it; null for the office's own. */
  pack_id: string | null
  name: string
  field: string
  authority: string
  owner_unit: string
  /** Of the longest sub-case; null without a limit. */
  limit_minutes: number | null
  folded: string
  sort_key: string
  author: string
  drafted_at: string
  changed_at: string
  submitted_at: string | null
  submitted_by: string | null
  reviewed_at: string | null
  reviewed_by: string | null
  approved_at: string | null
  approved_by: string | null
  /** Name and position of who signed, as printed. */
  approver_name: string
  /** ISO date of the approving signature (ngày ban hành). */
  approved_on: string | null
  /** ISO dates, Asia/Ho_Chi_Minh: in effect from the first, no longer from the second. */
  effective_from: string | null
  effective_to: string | null
  review_due_on: string | null
  return_reason: string
  exception_reason: string
  /** JSON: what each finding that stayed was justified with, by the finding's key. */
  justifications: string
}

/** Procedures that a version of a process serves, by their catalogue key. */
export interface DocumentProcedureTable {
  version_id: string
  procedure_key: string
}

/** Laws that a version names, by number and symbol as compared (foldLaw), and where: as a legal ground or as the issuer of a form. */
export interface DocumentLawTable {
  version_id: string
  law: string
  place: 'ground' | 'form'
}

export interface DocumentTables {
  document: DocumentTable
  document_code: DocumentCodeTable
  document_version: DocumentVersionTable
  document_procedure: DocumentProcedureTable
  document_law: DocumentLawTable
}
