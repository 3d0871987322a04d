// A case keeps the version of the process under which it was accepted, and the sub-case that it is.
import { type Kysely, sql } from 'kysely'

const statements = [
  `ALTER TABLE case_file ADD COLUMN process_version_id TEXT REFERENCES document_version (id)`,
  `ALTER TABLE case_file ADD COLUMN process_variant TEXT NOT NULL DEFAULT ''`,
  `CREATE INDEX case_by_process_version ON case_file (process_version_id, status) WHERE process_version_id IS NOT NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
