// Conversions of the quality system between editions of the standard, and in which documents each clause is met.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE conversion (
    id TEXT PRIMARY KEY, from_edition TEXT NOT NULL, to_edition TEXT NOT NULL,
    instrument_id TEXT NOT NULL REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED, responsible TEXT NOT NULL,
    begun_on TEXT NOT NULL, planned_end TEXT NOT NULL, reason TEXT NOT NULL, status TEXT NOT NULL, opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL, ended_on TEXT, end_reason TEXT NOT NULL,
    new_instrument_id TEXT REFERENCES conformity_instrument (id) DEFERRABLE INITIALLY DEFERRED) STRICT`,
  // One project under way for each instrument, whatever a command overlooks.
  `CREATE UNIQUE INDEX conversion_open ON conversion (instrument_id) WHERE status = 'open'`,
  `CREATE TABLE conversion_gap (
    conversion_id TEXT NOT NULL REFERENCES conversion (id) DEFERRABLE INITIALLY DEFERRED, clause TEXT NOT NULL, verdict TEXT NOT NULL,
    note TEXT NOT NULL, action TEXT NOT NULL, responsible TEXT NOT NULL, due_on TEXT, assessed_on TEXT NOT NULL,
    assessed_by TEXT NOT NULL, PRIMARY KEY (conversion_id, clause)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE clause_document (
    edition TEXT NOT NULL, clause TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (edition, clause, document_id)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX clause_document_by_document ON clause_document (document_id)`,
  `CREATE TABLE conversion_document (
    conversion_id TEXT NOT NULL REFERENCES conversion (id) DEFERRABLE INITIALLY DEFERRED,
    document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED, exempt_reason TEXT NOT NULL,
    PRIMARY KEY (conversion_id, document_id)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE conversion_entry (
    conversion_id TEXT NOT NULL REFERENCES conversion (id) DEFERRABLE INITIALLY DEFERRED, step TEXT NOT NULL,
    act_id TEXT NOT NULL REFERENCES system_act (id) DEFERRABLE INITIALLY DEFERRED, number TEXT NOT NULL, conclusion TEXT NOT NULL,
    file TEXT NOT NULL, justification TEXT NOT NULL, PRIMARY KEY (conversion_id, step, act_id)) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
