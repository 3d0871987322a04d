// Cases whose data were destroyed under minutes: what was carried out when, and the sums of the scanned contents that were removed.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE case_destruction (
    case_id TEXT PRIMARY KEY REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED, record_number TEXT NOT NULL, record_date TEXT NOT NULL,
    destroyed_at TEXT NOT NULL, destroyed_by TEXT NOT NULL, scans INTEGER NOT NULL) STRICT`,
  'CREATE INDEX case_destruction_by_time ON case_destruction (destroyed_at DESC, case_id)',
  `CREATE TABLE destroyed_scan (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED, sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL) STRICT`,
  'CREATE INDEX destroyed_scan_by_content ON destroyed_scan (sha256)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
