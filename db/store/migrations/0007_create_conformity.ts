// Instruments of conformity with their scope, what is done for the system, and the lists of procedures that it covers.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE conformity_instrument (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL, issuer TEXT NOT NULL, edition TEXT NOT NULL,
    number TEXT NOT NULL, ordinal INTEGER, issued_on TEXT NOT NULL, in_force_from TEXT, expires_on TEXT, is_expiry_assumed INTEGER NOT NULL,
    head_name TEXT NOT NULL, head_title TEXT NOT NULL, addresses TEXT NOT NULL, surveillances TEXT NOT NULL, note TEXT NOT NULL,
    hash TEXT NOT NULL, drafted_at TEXT NOT NULL, drafted_by TEXT NOT NULL, changed_at TEXT NOT NULL, issued_at TEXT, issued_by TEXT,
    order_reason TEXT NOT NULL, withdrawn_from TEXT, end_reason TEXT NOT NULL) STRICT`,
  `CREATE TABLE conformity_link (
    instrument_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED,
    earlier_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED, relation TEXT NOT NULL,
    PRIMARY KEY (instrument_id, earlier_id)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE conformity_line (
    instrument_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    group_name TEXT NOT NULL, text TEXT NOT NULL, field TEXT NOT NULL,
    document_id TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED, procedure_key TEXT,
    PRIMARY KEY (instrument_id, position)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX conformity_line_by_document ON conformity_line (document_id)`,
  `CREATE TABLE conformity_suspension (
    instrument_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED, from_on TEXT NOT NULL, to_on TEXT,
    reason TEXT NOT NULL, PRIMARY KEY (instrument_id, from_on)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE conformity_proof (
    instrument_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED, proof TEXT NOT NULL,
    done_on TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (instrument_id, proof)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE system_act (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, done_on TEXT NOT NULL, note TEXT NOT NULL, recorded_by TEXT NOT NULL, struck_reason TEXT)
    STRICT`,
  `CREATE TABLE procedure_list (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, decision TEXT NOT NULL, signed_on TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
    published_on TEXT, entered_by TEXT NOT NULL, entered_at TEXT NOT NULL, struck_reason TEXT) STRICT`,
  `CREATE TABLE procedure_list_entry (
    list_id TEXT NOT NULL REFERENCES procedure_list (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    procedure_key TEXT NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL, authority TEXT NOT NULL, PRIMARY KEY (list_id, position))
    STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
