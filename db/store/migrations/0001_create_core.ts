// The first schema. Frozen once released: a later change is a new migration.
import { type Kysely, sql } from 'kysely'

const statements = [
  // The truth. Append-only: the triggers stop even our own mistakes.
  `CREATE TABLE event (
    device TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, hlc TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, payload TEXT NOT NULL,
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (device, seq)) STRICT`,
  `CREATE INDEX event_of_entity ON event (entity_id, hlc)`,
  `CREATE INDEX event_in_order ON event (hlc, device, seq)`,
  `CREATE TRIGGER event_never_updated BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END`,
  `CREATE TRIGGER event_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END`,

  // Of this installation alone, never projected from events: identity, secrets, unfinished typing, habits.
  `CREATE TABLE device (id TEXT PRIMARY KEY, code TEXT NOT NULL, created_at TEXT NOT NULL, is_current INTEGER NOT NULL) STRICT`,
  `CREATE UNIQUE INDEX device_one_current ON device (is_current) WHERE is_current = 1`,
  `CREATE TABLE credential (
    staff_id TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL, cost INTEGER NOT NULL, must_change INTEGER NOT NULL,
    failed_count INTEGER NOT NULL, wait_until TEXT, changed_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE draft (
    id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, updated_at TEXT NOT NULL,
    UNIQUE (staff_id, kind)) STRICT`,
  `CREATE TABLE preference (staff_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (staff_id, key)) STRICT`,

  // Projections.
  `CREATE TABLE office (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, parent_id TEXT REFERENCES office (id),
    valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL, sort_key TEXT NOT NULL) STRICT`,
  `CREATE UNIQUE INDEX office_by_code ON office (code, valid_from)`,
  `CREATE TABLE office_setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
  `CREATE TABLE staff (
    id TEXT PRIMARY KEY, sign_in_name TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL, position_title TEXT NOT NULL,
    roles TEXT NOT NULL, is_active INTEGER NOT NULL, sort_key TEXT NOT NULL, created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE calendar (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    published_at TEXT NOT NULL, is_current INTEGER NOT NULL) STRICT`,
  `CREATE UNIQUE INDEX calendar_one_current ON calendar (is_current) WHERE is_current = 1`,
  `CREATE TABLE procedure (
    id TEXT PRIMARY KEY, local_key TEXT NOT NULL UNIQUE, national_code TEXT, short_code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    field TEXT NOT NULL, group_name TEXT NOT NULL, level TEXT NOT NULL, tier INTEGER NOT NULL, current_version_id TEXT NOT NULL,
    folded TEXT NOT NULL, sort_key TEXT NOT NULL) STRICT`,
  `CREATE INDEX procedure_by_name ON procedure (sort_key)`,
  `CREATE TABLE procedure_version (
    id TEXT PRIMARY KEY, procedure_id TEXT NOT NULL REFERENCES procedure (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL, effective_at TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (procedure_id, number)) STRICT`,
  `CREATE TABLE person (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, full_name TEXT NOT NULL, id_kind TEXT NOT NULL, id_number TEXT NOT NULL,
    birth_date TEXT NOT NULL, sex TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
    card_address TEXT NOT NULL, tax_number TEXT NOT NULL, representative TEXT NOT NULL, sort_key TEXT NOT NULL, folded TEXT NOT NULL,
    updated_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number <> ''`,
  `CREATE INDEX person_by_tax_number ON person (tax_number) WHERE tax_number <> ''`,
  `CREATE INDEX person_by_phone ON person (phone) WHERE phone <> ''`,
  `CREATE INDEX person_by_name ON person (sort_key)`,
  `CREATE TABLE case_file (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, provisional_code TEXT NOT NULL UNIQUE, official_code TEXT UNIQUE,
    device_code TEXT NOT NULL, code_date TEXT NOT NULL, code_number INTEGER NOT NULL,
    office_id TEXT NOT NULL REFERENCES office (id), procedure_id TEXT NOT NULL REFERENCES procedure (id),
    procedure_version_id TEXT NOT NULL REFERENCES procedure_version (id), calendar_id TEXT NOT NULL REFERENCES calendar (id),
    form_key TEXT NOT NULL, applicant_id TEXT NOT NULL REFERENCES person (id), applicant_name TEXT NOT NULL,
    applicant_sort_key TEXT NOT NULL, summary TEXT NOT NULL, note TEXT NOT NULL, channel TEXT NOT NULL, return_method TEXT NOT NULL,
    return_place TEXT NOT NULL, set_count INTEGER NOT NULL, register_year INTEGER, book TEXT NOT NULL, serial INTEGER,
    received_at TEXT NOT NULL, due_at TEXT, original_due_at TEXT, deadline TEXT NOT NULL, status TEXT NOT NULL,
    received_by TEXT NOT NULL REFERENCES staff (id), UNIQUE (device_code, code_date, code_number)) STRICT`,
  `CREATE INDEX case_by_received ON case_file (received_at DESC, no DESC)`,
  `CREATE INDEX case_by_due ON case_file (status, due_at, no)`,
  `CREATE INDEX case_by_due_sort ON case_file (coalesce(due_at, '9'), no)`,
  `CREATE INDEX case_by_applicant_name ON case_file (applicant_sort_key, no)`,
  `CREATE INDEX case_by_applicant ON case_file (applicant_id, procedure_id, received_at)`,
  `CREATE INDEX case_by_procedure ON case_file (procedure_id, received_at DESC)`,
  `CREATE UNIQUE INDEX case_by_serial ON case_file (register_year, book, serial) WHERE serial IS NOT NULL`,
  `CREATE TABLE case_party (
    case_id TEXT NOT NULL REFERENCES case_file (id), role TEXT NOT NULL, person_id TEXT REFERENCES person (id), details TEXT NOT NULL,
    PRIMARY KEY (case_id, role)) STRICT`,
  `CREATE TABLE case_component (
    case_id TEXT NOT NULL REFERENCES case_file (id), position INTEGER NOT NULL, name TEXT NOT NULL, originals INTEGER NOT NULL,
    certified INTEGER NOT NULL, copies INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (case_id, position)) STRICT`,
  `CREATE TABLE case_print (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id), form_key TEXT NOT NULL, copy_number INTEGER NOT NULL,
    method TEXT NOT NULL, printed_at TEXT NOT NULL, printed_by TEXT NOT NULL, UNIQUE (case_id, form_key, copy_number)) STRICT`,

  // Search: exact NFC text and folded text side by side (FTS5's own folding is wrong for Vietnamese both ways).
  `CREATE VIRTUAL TABLE case_search USING fts5 (exact, folded, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
