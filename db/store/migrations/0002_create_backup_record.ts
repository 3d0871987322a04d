// What became of the office's backups: made by hand, tried, carried away, taken back.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE backup_record (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, stamp TEXT NOT NULL UNIQUE, backup_name TEXT NOT NULL,
    failure TEXT, damaged INTEGER NOT NULL, is_sealed INTEGER NOT NULL, actor TEXT NOT NULL) STRICT`,
  `CREATE INDEX backup_record_in_order ON backup_record (kind, stamp)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
