// People are found by the last digits of a number and by their birth; whoever looked a person up is recorded; how long cases are kept.
import { type Kysely, sql } from 'kysely'

// The last four characters: what a masked number shows. More digits are compared in the few rows that have those.
const tailIndex = (column: string) =>
  `CREATE INDEX person_by_${column}_tail ON person (substr(${column}, -4)) WHERE ${column} <> ''`

const statements = [
  tailIndex('id_number'),
  tailIndex('phone'),
  tailIndex('tax_number'),
  'CREATE INDEX case_party_by_person ON case_party (person_id) WHERE person_id IS NOT NULL',
  `DROP TABLE person_search`,
  `CREATE VIRTUAL TABLE person_search USING fts5 (name, numbers, kind, born, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6')`,
  `INSERT INTO person_search (rowid, name, numbers, kind, born)
    SELECT no, folded, concat_ws(' ', id_number, tax_number, replace(tax_number, '-', ''), phone), kind, birth_date
    FROM person ORDER BY no`,
  `CREATE TABLE person_look (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL, case_id TEXT, kind TEXT NOT NULL, purpose TEXT NOT NULL, staff_id TEXT NOT NULL,
    day TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  'CREATE INDEX person_look_by_person ON person_look (person_id, at DESC, id)',
  'CREATE INDEX person_look_by_viewer ON person_look (staff_id, at DESC, id)',
  'CREATE INDEX person_look_by_time ON person_look (at DESC, id)',
  'CREATE INDEX person_look_of_day ON person_look (staff_id, day, person_id)',
  `CREATE TABLE retention_rule (
    id TEXT PRIMARY KEY, scope TEXT NOT NULL, value TEXT NOT NULL, years INTEGER, ground TEXT NOT NULL, recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL, UNIQUE (scope, value)) STRICT`,
  `CREATE TABLE retention_decision (
    case_id TEXT PRIMARY KEY REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED, decision TEXT NOT NULL, keep_until TEXT,
    record_number TEXT NOT NULL, reason TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL) STRICT`,
  'CREATE INDEX retention_decision_by_time ON retention_decision (decision, decided_at DESC, case_id)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
