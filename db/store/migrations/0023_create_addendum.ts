// What is written into a locked book of the register, after its lock.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE register_addendum (
    id TEXT PRIMARY KEY, book_id TEXT NOT NULL REFERENCES register_book (id) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    text TEXT NOT NULL, reason TEXT NOT NULL, head_name TEXT NOT NULL, written_at TEXT NOT NULL, written_by TEXT NOT NULL,
    UNIQUE (book_id, number)) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
