// Numbered copies of documents under control, and who has to read which version.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE document_copy (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    version_id TEXT NOT NULL REFERENCES document_version (id) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL, form TEXT NOT NULL,
    holder_kind TEXT NOT NULL, holder TEXT NOT NULL, given_on TEXT NOT NULL, given_by TEXT NOT NULL, outcome TEXT, outcome_on TEXT, outcome_by TEXT, outcome_note TEXT NOT NULL, struck_reason TEXT, UNIQUE (document_id, number)) STRICT`,
  `CREATE INDEX document_copy_out ON document_copy (version_id) WHERE outcome IS NULL AND struck_reason IS NULL`,
  `CREATE TABLE document_reader (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    version_id TEXT NOT NULL REFERENCES document_version (id) DEFERRABLE INITIALLY DEFERRED, staff_id TEXT, name TEXT NOT NULL,
    position TEXT NOT NULL, sort_key TEXT NOT NULL, named_at TEXT NOT NULL, read_on TEXT, read_how TEXT, recorded_by TEXT,
    sheet_note TEXT NOT NULL, released_reason TEXT) STRICT`,
  `CREATE INDEX document_reader_by_version ON document_reader (version_id)`,
  `CREATE INDEX document_reader_open ON document_reader (staff_id) WHERE read_on IS NULL AND released_reason IS NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
