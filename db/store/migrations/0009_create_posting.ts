// The log of sheets on notice boards, and of the sites of public procedures that were written.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE posting (
    id TEXT PRIMARY KEY, procedure_key TEXT, procedure_version_id TEXT REFERENCES procedure_version (id) DEFERRABLE INITIALLY DEFERRED,
    document_id TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    version_id TEXT REFERENCES document_version (id) DEFERRABLE INITIALLY DEFERRED, code TEXT NOT NULL, version TEXT NOT NULL,
    hash TEXT NOT NULL, name TEXT NOT NULL, size TEXT NOT NULL, place TEXT NOT NULL, posted_on TEXT NOT NULL, posted_by TEXT NOT NULL,
    removed_on TEXT, removed_by TEXT NOT NULL, struck_reason TEXT) STRICT`,
  // What hangs is asked for by every look at the system; what was taken down only by the log.
  `CREATE INDEX posting_hanging ON posting (posted_on) WHERE removed_on IS NULL AND struck_reason IS NULL`,
  `CREATE TABLE public_site (
    id TEXT PRIMARY KEY, made_at TEXT NOT NULL, made_by TEXT NOT NULL, page_count INTEGER NOT NULL, fingerprint TEXT NOT NULL) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
