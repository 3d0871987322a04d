// The register of laws that processes stand on.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE law (
    id TEXT PRIMARY KEY, number TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, title TEXT NOT NULL, issuer TEXT NOT NULL,
    issued_on TEXT, effective_from TEXT, effective_to TEXT, replaced_by TEXT, note TEXT NOT NULL, source TEXT NOT NULL,
    words TEXT NOT NULL) STRICT`,
  `CREATE TABLE law_amendment (
    law_id TEXT NOT NULL REFERENCES law (id) DEFERRABLE INITIALLY DEFERRED, amended TEXT NOT NULL, number TEXT NOT NULL,
    PRIMARY KEY (law_id, amended)) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
