// What was printed, where, and in the place of what; the office's own words for forms; the yearly books of the register.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE form_version (
    id TEXT PRIMARY KEY, form_key TEXT NOT NULL, field TEXT NOT NULL, instrument TEXT NOT NULL, from_date TEXT NOT NULL,
    texts TEXT NOT NULL, docx TEXT, docx_name TEXT NOT NULL, note TEXT NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL) STRICT`,
  `CREATE INDEX form_version_by_form ON form_version (form_key, from_date)`,
  // A print of the register belongs to no case.
  `CREATE TABLE case_print_next (
    id TEXT PRIMARY KEY, case_id TEXT REFERENCES case_file (id), form_key TEXT NOT NULL, kind TEXT NOT NULL, document_id TEXT NOT NULL,
    copy_number INTEGER NOT NULL, method TEXT NOT NULL, printer TEXT NOT NULL, replaces TEXT, reason TEXT NOT NULL, version_id TEXT,
    about TEXT NOT NULL, printed_at TEXT NOT NULL, printed_by TEXT NOT NULL, UNIQUE (case_id, form_key, document_id, copy_number)) STRICT`,
  `INSERT INTO case_print_next (id, case_id, form_key, kind, document_id, copy_number, method, printer, replaces, reason, version_id, about, printed_at, printed_by)
    SELECT id, case_id, form_key, 'receipt', '', copy_number, method, '', NULL, '', NULL, '', printed_at, printed_by FROM case_print`,
  `DROP TABLE case_print`,
  `ALTER TABLE case_print_next RENAME TO case_print`,
  `CREATE INDEX case_print_by_time ON case_print (printed_at, id)`,
  `CREATE TABLE register_book (
    id TEXT PRIMARY KEY, year INTEGER NOT NULL, group_code TEXT NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL,
    first_serial INTEGER NOT NULL, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, last_serial INTEGER, case_count INTEGER,
    locked_on TEXT, head_name TEXT NOT NULL, locked_by TEXT, UNIQUE (year, label), UNIQUE (year, group_code, number)) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
