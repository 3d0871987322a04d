// Scanned papers of cases, originals that the office keeps, papers that are not scanned; the index of old paper files and their loans.
import { type Kysely, sql } from 'kysely'

const ofCase = 'case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED'

const statements = [
  `CREATE TABLE scan (
    id TEXT PRIMARY KEY, ${ofCase}, component INTEGER NOT NULL, component_name TEXT NOT NULL, title TEXT NOT NULL,
    folded_title TEXT NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL, size_bytes INTEGER NOT NULL, file_name TEXT NOT NULL,
    source TEXT NOT NULL, person_id TEXT NOT NULL, issued_on TEXT, valid_until TEXT, reused_from TEXT, reuse_reason TEXT NOT NULL,
    added_at TEXT NOT NULL, added_by TEXT NOT NULL, taken_off_reason TEXT, taken_off_at TEXT, taken_off_by TEXT) STRICT`,
  'CREATE INDEX scan_by_case ON scan (case_id, component)',
  'CREATE INDEX scan_by_person ON scan (person_id, folded_title) WHERE taken_off_reason IS NULL',
  'CREATE INDEX scan_by_content ON scan (sha256, size_bytes)',
  `CREATE TABLE not_scanned (${ofCase}, component INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (case_id, component)) STRICT`,
  `CREATE TABLE kept_original (
    id TEXT PRIMARY KEY, ${ofCase}, component INTEGER NOT NULL, component_name TEXT NOT NULL, title TEXT NOT NULL,
    count INTEGER NOT NULL, kept_on TEXT NOT NULL, kept_by TEXT NOT NULL, given_back_on TEXT, given_back_to TEXT NOT NULL,
    given_back_note TEXT NOT NULL, given_back_by TEXT, struck_reason TEXT) STRICT`,
  'CREATE INDEX kept_original_by_case ON kept_original (case_id)',
  'CREATE INDEX kept_original_held ON kept_original (kept_on) WHERE given_back_on IS NULL AND struck_reason IS NULL',
  `CREATE TABLE old_file (
    id TEXT PRIMARY KEY, book TEXT NOT NULL, page TEXT NOT NULL, shelf TEXT NOT NULL, box TEXT NOT NULL, title TEXT NOT NULL,
    year INTEGER, person TEXT NOT NULL, note TEXT NOT NULL, folded TEXT NOT NULL, sort_key TEXT NOT NULL, same_key TEXT NOT NULL,
    struck_reason TEXT) STRICT`,
  'CREATE INDEX old_file_sorted ON old_file (sort_key, id)',
  'CREATE INDEX old_file_same ON old_file (same_key)',
  `CREATE TABLE old_file_loan (
    id TEXT PRIMARY KEY, old_file_id TEXT NOT NULL REFERENCES old_file (id) DEFERRABLE INITIALLY DEFERRED, borrower TEXT NOT NULL,
    purpose TEXT NOT NULL, lent_on TEXT NOT NULL, due_on TEXT NOT NULL, lent_by TEXT NOT NULL, given_back_on TEXT,
    given_back_note TEXT NOT NULL, given_back_by TEXT) STRICT`,
  'CREATE INDEX old_file_loan_by_file ON old_file_loan (old_file_id)',
  'CREATE INDEX old_file_loan_open ON old_file_loan (due_on) WHERE given_back_on IS NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
