// Tables of people: offices, staff, their secrets and habits, and the citizens and organisations that come to the desk.
import type { IdKind, OfficeKind, PersonKind, Sex } from './rules.ts'

interface OfficeTable {
  id: string
  /** Code in the list of administrative units; for an office of its own, what the administrator typed. */
  code: string
  name: string
  kind: OfficeKind
  parent_id: string | null
  valid_from: string
  valid_to: string | null
  source: string
  sort_key: string
}

/** One row a setting; `value` is JSON checked by `officeSettings` in rules. */
interface OfficeSettingTable {
  key: string
  value: string
}

export interface StaffTable {
  id: string
  sign_in_name: string
  full_name: string
  position_title: string
  /** JSON array of Role. */
  roles: string
  is_active: 0 | 1
  sort_key: string
  created_at: string
}

/** Never an event, never in a bundle: a password's hash belongs to one computer. */
export interface CredentialTable {
  staff_id: string
  salt: string
  hash: string
  /** scrypt's N. */
  cost: number
  must_change: 0 | 1
  failed_count: number
  wait_until: string | null
  changed_at: string
}

interface PreferenceTable {
  staff_id: string
  key: string
  value: string
}

/** A citizen or an organisation. Empty text means "not given": paper forms leave lines blank too. */
export interface PersonTable {
  /** Rises with every recording of the person; key of the search index, on this computer only. */
  no?: number
  id: string
  kind: PersonKind
  full_name: string
  id_kind: IdKind
  id_number: string
  birth_date: string
  sex: Sex
  phone: string
  email: string
  address: string
  /** Residence as printed on the card at its issue; never overwritten by today's unit names. */
  card_address: string
  tax_number: string
  representative: string
  sort_key: string
  folded: string
  updated_at: string
  /** The record that this one was found to be of the same person as; null while it stands for itself. */
  merged_into?: string | null
}

export interface PeopleTables {
  office: OfficeTable
  office_setting: OfficeSettingTable
  staff: StaffTable
  credential: CredentialTable
  preference: PreferenceTable
  person: PersonTable
}
