// The life of a case after its receipt: the runs of its steps, the times that do not count, the promised dates one after another, the
// papers that were issued. Whether the time limit runs is a fact of its own: a case that waits for the applicant is open and cannot be
// overdue.
import { type Kysely, sql } from 'kysely'

const dueDay = (row: string) => `CASE WHEN ${row}.clock = 'running' THEN coalesce(substr(${row}.due_at, 1, 10), '') ELSE '' END`

const statements = [
  `DROP INDEX case_by_due`,
  `ALTER TABLE case_file DROP COLUMN due_rank`,
  `ALTER TABLE case_file ADD COLUMN clock TEXT NOT NULL DEFAULT 'running'`,
  `ALTER TABLE case_file ADD COLUMN clock_started_at TEXT`,
  `ALTER TABLE case_file ADD COLUMN held_status TEXT`,
  `ALTER TABLE case_file ADD COLUMN proposal TEXT`,
  `ALTER TABLE case_file ADD COLUMN closed_as TEXT`,
  `ALTER TABLE case_file ADD COLUMN resume_position INTEGER`,
  `ALTER TABLE case_file ADD COLUMN missed_due_at TEXT`,
  `ALTER TABLE case_file ADD COLUMN finished_at TEXT`,
  `ALTER TABLE case_file ADD COLUMN finish_result TEXT`,
  `ALTER TABLE case_file ADD COLUMN late_cause TEXT`,
  `ALTER TABLE case_file ADD COLUMN late_note TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE case_file ADD COLUMN extensions INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE case_file ADD COLUMN due_rank TEXT GENERATED ALWAYS AS
    (CASE WHEN clock = 'running' THEN coalesce(due_at, '9') ELSE 'z' || coalesce(due_at, '9') END) VIRTUAL`,
  `CREATE INDEX case_by_due ON case_file (due_rank, no)`,

  `DROP TRIGGER case_tally_added`,
  `DROP TRIGGER case_tally_moved`,
  `DROP TRIGGER case_tally_removed`,
  `DELETE FROM case_tally`,
  `INSERT INTO case_tally SELECT status, ${dueDay('f')}, count(*) FROM case_file f GROUP BY 1, 2`,
  `CREATE TRIGGER case_tally_added AFTER INSERT ON case_file BEGIN
    INSERT INTO case_tally VALUES (new.status, ${dueDay('new')}, 1) ON CONFLICT DO UPDATE SET cases = cases + 1;
  END`,
  `CREATE TRIGGER case_tally_moved AFTER UPDATE OF status, due_at, clock ON case_file BEGIN
    UPDATE case_tally SET cases = cases - 1 WHERE status = old.status AND due_day = ${dueDay('old')};
    INSERT INTO case_tally VALUES (new.status, ${dueDay('new')}, 1) ON CONFLICT DO UPDATE SET cases = cases + 1;
  END`,
  `CREATE TRIGGER case_tally_removed AFTER DELETE ON case_file BEGIN
    UPDATE case_tally SET cases = cases - 1 WHERE status = old.status AND due_day = ${dueDay('old')};
  END`,

  `CREATE TABLE step_run (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id), number INTEGER NOT NULL, kind TEXT NOT NULL, position INTEGER,
    label TEXT NOT NULL, work TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL, act TEXT, content TEXT NOT NULL,
    status TEXT NOT NULL, planned_minutes INTEGER, group_key TEXT NOT NULL, due_at TEXT, staff_id TEXT, handed_by TEXT, handed_at TEXT,
    taken_by TEXT, taken_at TEXT, finished_by TEXT, finished_at TEXT, on_behalf_of TEXT, outcome TEXT, result TEXT NOT NULL,
    UNIQUE (case_id, number)) STRICT`,
  `CREATE INDEX step_run_open ON step_run (staff_id, due_at) WHERE finished_at IS NULL AND handed_at IS NOT NULL`,
  `CREATE TABLE case_exclusion (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id), kind TEXT NOT NULL, policy TEXT NOT NULL,
    legal_ground TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT) STRICT`,
  `CREATE INDEX case_exclusion_by_case ON case_exclusion (case_id)`,
  `CREATE TABLE case_due (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id), cause TEXT NOT NULL, recorded_at TEXT NOT NULL, due_at TEXT,
    deadline TEXT NOT NULL, reason TEXT NOT NULL) STRICT`,
  `CREATE INDEX case_due_by_case ON case_due (case_id)`,
  `CREATE TABLE case_paper (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file (id), kind TEXT NOT NULL, year INTEGER NOT NULL,
    number INTEGER NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL, content TEXT NOT NULL) STRICT`,
  `CREATE INDEX case_paper_by_case ON case_paper (case_id)`,
  `CREATE INDEX case_paper_by_number ON case_paper (kind, year, number)`,

  `CREATE TABLE clock_rule (
    id TEXT PRIMARY KEY, procedure_id TEXT NOT NULL REFERENCES procedure (id), valid_from TEXT NOT NULL, supplement TEXT NOT NULL,
    supplement_ground TEXT NOT NULL, payment TEXT NOT NULL, payment_ground TEXT NOT NULL, recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL) STRICT`,
  `CREATE INDEX clock_rule_by_procedure ON clock_rule (procedure_id, valid_from)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
