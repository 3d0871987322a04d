// Whom this office trusts, what it sent to the province and what the province answered.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE trust_list (
    serial INTEGER PRIMARY KEY, key_id TEXT NOT NULL, issuer_code TEXT NOT NULL, issuer_name TEXT NOT NULL, issued_at TEXT NOT NULL,
    text TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT`,
  `CREATE TABLE bundle (
    id TEXT PRIMARY KEY, device TEXT NOT NULL, number INTEGER NOT NULL, scope TEXT NOT NULL, part INTEGER NOT NULL,
    parts INTEGER NOT NULL, file_name TEXT NOT NULL, size_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, previous TEXT NOT NULL,
    to_office TEXT NOT NULL, events INTEGER NOT NULL, cases INTEGER NOT NULL, blobs INTEGER NOT NULL, first_case TEXT NOT NULL,
    last_case TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, UNIQUE (device, number)) STRICT`,
  'CREATE INDEX bundle_by_time ON bundle (made_at DESC, id)',
  `CREATE TABLE bundle_range (
    bundle_id TEXT NOT NULL REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL, device TEXT,
    from_seq INTEGER, to_seq INTEGER, blob TEXT, PRIMARY KEY (bundle_id, position)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX bundle_range_of_device ON bundle_range (device, to_seq) WHERE device IS NOT NULL',
  'CREATE INDEX bundle_range_of_blob ON bundle_range (blob) WHERE blob IS NOT NULL',
  'CREATE TABLE acknowledgement (device TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE bundle_receipt (
    id TEXT PRIMARY KEY, how TEXT NOT NULL, from_office TEXT NOT NULL, made_at TEXT NOT NULL, taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL, rejected TEXT NOT NULL) STRICT`,
  `CREATE TABLE lacking_chunk (
    bundle_id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (bundle_id, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE returned_case (
    case_id TEXT NOT NULL, receipt_id TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (case_id, receipt_id)) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
