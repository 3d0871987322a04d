// The versions in effect on a day are found without reading those of all years: their rows are long.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE INDEX document_version_effective ON document_version (status, effective_from, effective_to, document_id)`,
  `DROP INDEX document_version_by_status`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
