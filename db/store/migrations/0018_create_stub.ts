// Papers on their way to a printer; blank receipts numbered ahead, and what became of each.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE print_job (
    id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, work TEXT NOT NULL, created_at TEXT NOT NULL, sent_at TEXT) STRICT`,
  `CREATE TABLE stub_block (
    id TEXT PRIMARY KEY, device_code TEXT NOT NULL, first_number INTEGER NOT NULL, count INTEGER NOT NULL, form_key TEXT NOT NULL,
    version_id TEXT, reserved_at TEXT NOT NULL, reserved_by TEXT NOT NULL, UNIQUE (device_code, first_number)) STRICT`,
  `CREATE TABLE stub (
    device_code TEXT NOT NULL, number INTEGER NOT NULL, code TEXT NOT NULL UNIQUE, block_id TEXT NOT NULL REFERENCES stub_block (id),
    print_count INTEGER NOT NULL, printed_at TEXT, case_id TEXT UNIQUE REFERENCES case_file (id), keyed_at TEXT, keyed_by TEXT,
    spoiled_at TEXT, spoiled_by TEXT, spoiled_reason TEXT, PRIMARY KEY (device_code, number)) STRICT`,
  `CREATE INDEX stub_by_block ON stub (block_id, number)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
