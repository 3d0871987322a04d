// Earlier applicants are found by an index, as cases are: reading every person grows with the office.
import { type Kysely, sql } from 'kysely'

const columns = `id, kind, full_name, id_kind, id_number, birth_date, sex, phone, email, address, card_address, tax_number,
  representative, sort_key, folded, updated_at`

const statements = [
  // A number that rises with every recording of a person, so that the index gives the last recorded first. Names and phones are
  // looked for in that index from now on.
  `CREATE TABLE person_new (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, full_name TEXT NOT NULL, id_kind TEXT NOT NULL,
    id_number TEXT NOT NULL, birth_date TEXT NOT NULL, sex TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
    address TEXT NOT NULL, card_address TEXT NOT NULL, tax_number TEXT NOT NULL, representative TEXT NOT NULL,
    sort_key TEXT NOT NULL, folded TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT`,
  `INSERT INTO person_new (${columns}) SELECT ${columns} FROM person ORDER BY updated_at, rowid`,
  `DROP TABLE person`,
  `ALTER TABLE person_new RENAME TO person`,
  `CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number <> ''`,
  `CREATE INDEX person_by_tax_number ON person (tax_number) WHERE tax_number <> ''`,
  `CREATE VIRTUAL TABLE person_search USING fts5 (name, numbers, kind, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6')`,
  `INSERT INTO person_search (rowid, name, numbers, kind)
    SELECT no, folded, concat_ws(' ', id_number, tax_number, replace(tax_number, '-', ''), phone), kind FROM person ORDER BY no`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
