// Lists, numbers and search that cost the same in an office of six hundred thousand cases as in one of thirty thousand.
import { type Kysely, sql } from 'kysely'

const before = [
  // Open cases by due date, then the closed ones: the order in which a list by due date is read. One column and one index serve the
  // order and every question about what is late or due.
  `ALTER TABLE case_file ADD COLUMN due_rank TEXT GENERATED ALWAYS AS
    (CASE WHEN status IN ('received', 'processing') THEN coalesce(due_at, '9') ELSE 'z' || coalesce(due_at, '9') END) VIRTUAL`,
  `DROP INDEX case_by_due`,
  `DROP INDEX case_by_due_sort`,
  `DROP INDEX case_by_procedure`,
  `CREATE INDEX case_by_due ON case_file (due_rank, no)`,
  `CREATE INDEX case_by_status ON case_file (status, received_at DESC, no DESC)`,
  `CREATE INDEX case_by_procedure ON case_file (procedure_id, received_at DESC, no DESC, status)`,

  // How many cases there are of each status and due day (UTC; '' for none), kept by triggers: counting them reads every one.
  `CREATE TABLE case_tally (status TEXT NOT NULL, due_day TEXT NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY (status, due_day))
    STRICT, WITHOUT ROWID`,
  `INSERT INTO case_tally SELECT status, coalesce(substr(due_at, 1, 10), ''), count(*) FROM case_file GROUP BY 1, 2`,
  `CREATE TRIGGER case_tally_added AFTER INSERT ON case_file BEGIN
    INSERT INTO case_tally VALUES (new.status, coalesce(substr(new.due_at, 1, 10), ''), 1)
      ON CONFLICT DO UPDATE SET cases = cases + 1;
  END`,
  `CREATE TRIGGER case_tally_moved AFTER UPDATE OF status, due_at ON case_file BEGIN
    UPDATE case_tally SET cases = cases - 1 WHERE status = old.status AND due_day = coalesce(substr(old.due_at, 1, 10), '');
    INSERT INTO case_tally VALUES (new.status, coalesce(substr(new.due_at, 1, 10), ''), 1)
      ON CONFLICT DO UPDATE SET cases = cases + 1;
  END`,
  `CREATE TRIGGER case_tally_removed AFTER DELETE ON case_file BEGIN
    UPDATE case_tally SET cases = cases - 1 WHERE status = old.status AND due_day = coalesce(substr(old.due_at, 1, 10), '');
  END`,

  // A beginning of a word that has an index of its own is read as far as the list needs; without one, FTS5 first gathers
  // every case that has such a word. Six letters: the longest Vietnamese syllables have one more.
  `DROP TABLE case_search`,
  `CREATE VIRTUAL TABLE case_search USING fts5 (exact, folded, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6')`,
]

/** As db/model/text.ts folded when this migration was released. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/[đðɖ]/g, 'd')

interface Found {
  readonly no: number
  readonly codes: string
  readonly parties: string
  readonly rest: string
}

const pageRows = 500

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of before) await sql.raw(statement).execute(db)
  for (let after = 0; ; ) {
    const { rows } = await sql<Found>`SELECT no, concat_ws(char(10), provisional_code, official_code) AS codes,
        (SELECT group_concat(concat_ws(char(10), details ->> '$.person.fullName', details ->> '$.person.idNumber',
            details ->> '$.person.taxNumber', details ->> '$.person.phone', details ->> '$.person.representative'), char(10))
          FROM case_party WHERE case_id = f.id) AS parties,
        concat_ws(char(10), p.name, p.national_code, p.short_code, f.summary) AS rest
      FROM case_file f CROSS JOIN procedure p ON p.id = f.procedure_id WHERE no > ${after} ORDER BY no LIMIT ${pageRows}`.execute(
      db,
    )
    for (const { no, codes, parties, rest } of rows) {
      const text = [codes, parties, rest].join('\n')
      await sql`INSERT INTO case_search (rowid, exact, folded) VALUES (${no}, ${text.toLowerCase()}, ${fold(text)})`.execute(db)
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.no
  }
}
