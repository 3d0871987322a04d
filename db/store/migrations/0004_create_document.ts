// Documents under control: processes and the other internal documents, every version of them, and the laws they stand on.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE document (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, group_name TEXT NOT NULL, code TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
    withdrawn_from TEXT) STRICT`,
  `CREATE INDEX document_by_kind ON document (kind, group_name)`,
  // Every code that a document ever had, written alike: a code is never given twice, not even a withdrawn document's.
  `CREATE TABLE document_code (folded TEXT PRIMARY KEY, code TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES document (id)
    DEFERRABLE INITIALLY DEFERRED) STRICT, WITHOUT ROWID`,
  `CREATE TABLE document_version (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    issue INTEGER NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL,
    based_on TEXT, reason TEXT NOT NULL, is_from_paper INTEGER NOT NULL,
    name TEXT NOT NULL, field TEXT NOT NULL, authority TEXT NOT NULL, owner_unit TEXT NOT NULL, limit_minutes INTEGER,
    folded TEXT NOT NULL, sort_key TEXT NOT NULL,
    author TEXT NOT NULL, drafted_at TEXT NOT NULL, changed_at TEXT NOT NULL, submitted_at TEXT, submitted_by TEXT,
    reviewed_at TEXT, reviewed_by TEXT, approved_at TEXT, approved_by TEXT, approver_name TEXT NOT NULL,
    approved_on TEXT, effective_from TEXT, effective_to TEXT, review_due_on TEXT, return_reason TEXT NOT NULL,
    exception_reason TEXT NOT NULL, justifications TEXT NOT NULL) STRICT`,
  `CREATE INDEX document_version_of ON document_version (document_id, effective_from, issue, revision)`,
  `CREATE UNIQUE INDEX document_version_number ON document_version (document_id, issue, revision) WHERE status <> 'discarded'`,
  `CREATE UNIQUE INDEX document_one_open ON document_version (document_id) WHERE status IN ('draft', 'inReview', 'inApproval')`,
  `CREATE INDEX document_version_by_status ON document_version (status)`,
  // What a version of a process serves and stands on, to be asked from the other side.
  `CREATE TABLE document_procedure (
    version_id TEXT NOT NULL REFERENCES document_version (id), procedure_key TEXT NOT NULL,
    PRIMARY KEY (version_id, procedure_key)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX document_procedure_by_key ON document_procedure (procedure_key, version_id)`,
  `CREATE TABLE document_law (
    version_id TEXT NOT NULL REFERENCES document_version (id), law TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (version_id, law, place))
    STRICT, WITHOUT ROWID`,
  `CREATE INDEX document_law_by_law ON document_law (law, version_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
