// Signed files that one office hands down to others: whose are taken, which were made, taken in or refused, what each changed.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE pack_key (
    id TEXT PRIMARY KEY, public_key TEXT NOT NULL, issuer_code TEXT NOT NULL, issuer_name TEXT NOT NULL, sealed TEXT NOT NULL,
    added_at TEXT NOT NULL, added_by TEXT NOT NULL, revoked_at TEXT, reason TEXT NOT NULL) STRICT`,
  `CREATE TABLE pack (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, file_name TEXT NOT NULL, issuer_code TEXT NOT NULL, issuer_name TEXT NOT NULL,
    number INTEGER, title TEXT NOT NULL, decision TEXT NOT NULL, made_on TEXT, valid_from TEXT, offices TEXT, key_id TEXT NOT NULL,
    sha256 TEXT NOT NULL, counts TEXT NOT NULL, refusal TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
    decided_at TEXT, decided_by TEXT, reason TEXT NOT NULL, applied_hlc TEXT) STRICT`,
  `CREATE INDEX pack_by_time ON pack (recorded_at)`,
  // What an applied pack did to each entry, and what was before: by it the pack is taken back.
  `CREATE TABLE pack_entry (
    pack_id TEXT NOT NULL REFERENCES pack (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL, part TEXT NOT NULL,
    key TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, choice TEXT NOT NULL,
    entity_id TEXT, version_id TEXT, before TEXT NOT NULL, PRIMARY KEY (pack_id, position)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX pack_entry_by_key ON pack_entry (part, key)`,
  // The file as it was brought, read again at the approval. Not made of events: the chain keeps its sha256.
  `CREATE TABLE pack_file (pack_id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT`,
  `ALTER TABLE document_version ADD COLUMN pack_id TEXT`,
  `ALTER TABLE procedure ADD COLUMN withdrawn_on TEXT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
