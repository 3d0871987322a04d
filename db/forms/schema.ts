// Tables of forms: the office's own words for them, and the log of what was printed.
import type { FormKind, PrintMethod } from '../model/forms.ts'

export interface FormVersionTable {
  id: string
  form_key: string
  /** Field of procedures (lĩnh vực) that it is for; '' for all. */
  field: string
  /** The instrument that it follows in the place of the form's own; '' for that one. */
  instrument: string
  /** ISO date from which acts are printed with it. */
  from_date: string
  /** JSON: the sentences that differ from the issued form. */
  texts: string
  /** The Word template as base64; null: none. */
  docx: string | null
  docx_name: string
  note: string
  issued_at: string
  issued_by: string
}

export interface CasePrintTable {
  id: string
  /** Null for a print of the register. */
  case_id: string | null
  form_key: string
  kind: FormKind
  /** Which paper of its kind the case has several of; '' where there is one. */
  document_id: string
  /** 1 the first print of this paper. */
  copy_number: number
  method: PrintMethod
  /** The printer's name; '' for a file. */
  printer: string
  /** The print that this one takes the place of. */
  replaces: string | null
  reason: string
  /** The office's words that it was printed with; null: the issued ones. */
  version_id: string | null
  /** Of a print of the register: which book and days, as words. */
  about: string
  printed_at: string
  printed_by: string
}

export interface FormTables {
  form_version: FormVersionTable
  case_print: CasePrintTable
}
