// Several computers of one office: what could not be applied where their events met, and what each is known to have.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE clash (
    event_id TEXT PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, type TEXT NOT NULL, actor TEXT NOT NULL,
    device TEXT NOT NULL, at TEXT NOT NULL, hlc TEXT NOT NULL, reason TEXT NOT NULL, choice TEXT, settled_at TEXT,
    settled_by TEXT) STRICT, WITHOUT ROWID`,
  'CREATE INDEX clash_open ON clash (entity_id, hlc) WHERE settled_at IS NULL',
  'CREATE TABLE sibling (device TEXT PRIMARY KEY, heads TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
