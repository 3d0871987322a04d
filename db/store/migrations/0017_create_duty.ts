// Duties that go from one member of the staff to another, for good or for a leave: who keeps what now, the records of hand-overs.
// Two records of one person. And units that change: their names by date, and the heads of earlier papers.
import { type Kysely, sql } from 'kysely'

const statements = [
  `CREATE TABLE handover (
    id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, position_title TEXT NOT NULL, handed_on TEXT NOT NULL,
    reason TEXT NOT NULL, further TEXT NOT NULL, witness TEXT NOT NULL, lines TEXT NOT NULL, left_count INTEGER NOT NULL,
    recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT`,
  `CREATE INDEX handover_by_time ON handover (recorded_at)`,
  `CREATE TABLE custody (
    kind TEXT NOT NULL, item_id TEXT NOT NULL, staff_id TEXT NOT NULL, since TEXT NOT NULL, handover_id TEXT NOT NULL,
    PRIMARY KEY (kind, item_id)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE staff_leave (
    id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, substitute_id TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
    note TEXT NOT NULL, cancelled_reason TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT`,
  `CREATE INDEX staff_leave_by_substitute ON staff_leave (substitute_id, to_on) WHERE cancelled_reason IS NULL`,
  `CREATE TABLE unit_change (
    id TEXT PRIMARY KEY, level TEXT NOT NULL, kind TEXT NOT NULL, changed_on TEXT NOT NULL, ground TEXT NOT NULL,
    from_names TEXT NOT NULL, to_names TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT`,
  `CREATE TABLE unit_successor (
    from_name TEXT NOT NULL, changed_on TEXT NOT NULL, to_name TEXT NOT NULL, change_id TEXT NOT NULL,
    PRIMARY KEY (from_name, changed_on)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE office_heading (
    until_on TEXT PRIMARY KEY, office_id TEXT NOT NULL, name TEXT NOT NULL, governing_body TEXT NOT NULL, desk_name TEXT NOT NULL,
    place TEXT NOT NULL) STRICT`,
  `CREATE TABLE person_merge (
    id TEXT PRIMARY KEY, kept_id TEXT NOT NULL, merged_id TEXT NOT NULL, merged_at TEXT NOT NULL, merged_by TEXT NOT NULL,
    moved TEXT NOT NULL, undone_at TEXT) STRICT`,
  `CREATE INDEX person_merge_by_time ON person_merge (merged_at) WHERE undone_at IS NULL`,
  `CREATE TABLE person_apart (one_id TEXT NOT NULL, other_id TEXT NOT NULL, PRIMARY KEY (one_id, other_id)) STRICT, WITHOUT ROWID`,
  `ALTER TABLE person ADD COLUMN merged_into TEXT`,
  `CREATE INDEX person_by_kept ON person (merged_into) WHERE merged_into IS NOT NULL`,
  // In whose place a hand-over was received.
  `ALTER TABLE step_run ADD COLUMN taken_for TEXT`,
  // What is still to come to a person, beside what has come (step_run_open).
  `CREATE INDEX step_run_to_come ON step_run (staff_id) WHERE finished_at IS NULL AND handed_at IS NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
