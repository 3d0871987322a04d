// The hub's tables. Those that grow with the cases lie, in PostgreSQL, in a part for each office and year, made when the first row
// comes (postgres-store.ts); a key there must name office and year.
import { type Kysely, PostgresAdapter, sql } from 'kysely'

const columns = {
  event: `office TEXT NOT NULL, year INTEGER NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, hlc TEXT NOT NULL,
    at TEXT NOT NULL, actor TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, type TEXT NOT NULL,
    version INTEGER NOT NULL, payload TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL`,
  hub_case: `office TEXT NOT NULL, id TEXT NOT NULL, year INTEGER NOT NULL, known INTEGER NOT NULL, last_hlc TEXT NOT NULL,
    code TEXT NOT NULL, official_code TEXT, procedure_id TEXT NOT NULL, applicant_name TEXT NOT NULL, status TEXT NOT NULL,
    clock TEXT NOT NULL, received_at TEXT NOT NULL, due_at TEXT, original_due_at TEXT, missed_due_at TEXT, finished_at TEXT,
    finish_result TEXT, late_cause TEXT, holder TEXT NOT NULL, runs TEXT NOT NULL`,
}

const plainTables = [
  `bundle (
    manifest_sha256 TEXT PRIMARY KEY, bundle_id TEXT NOT NULL, office TEXT NOT NULL, device TEXT NOT NULL, device_code TEXT NOT NULL,
    key_id TEXT NOT NULL, number INTEGER NOT NULL, scope TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL,
    made_at TEXT NOT NULL, taken_at TEXT NOT NULL, program TEXT NOT NULL, events INTEGER NOT NULL, cases INTEGER NOT NULL,
    blobs INTEGER NOT NULL, size_bytes INTEGER NOT NULL, file TEXT NOT NULL, state TEXT NOT NULL, UNIQUE (device, number))`,
  'chunk_lacking (manifest_sha256 TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (manifest_sha256, position))',
  `kept_chunk (
    manifest_sha256 TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (manifest_sha256, position))`,
  `chain (
    device TEXT PRIMARY KEY, office TEXT NOT NULL, code TEXT NOT NULL, linked_seq INTEGER NOT NULL, linked_hash TEXT NOT NULL,
    known_seq INTEGER NOT NULL)`,
  `waiting_event (${columns.event}, PRIMARY KEY (device, seq))`,
  `rejected_event (
    device TEXT NOT NULL, seq INTEGER NOT NULL, office TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL,
    entity_id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (device, seq))`,
  `day_total (
    office TEXT NOT NULL, day TEXT NOT NULL, procedure_id TEXT NOT NULL, received INTEGER NOT NULL, open INTEGER NOT NULL,
    finished_early INTEGER NOT NULL, finished_on_time INTEGER NOT NULL, finished_late INTEGER NOT NULL,
    finished_undated INTEGER NOT NULL, stopped INTEGER NOT NULL, open_due INTEGER NOT NULL, PRIMARY KEY (office, day, procedure_id))`,
  `hub_procedure (
    office TEXT NOT NULL, id TEXT NOT NULL, hlc TEXT NOT NULL, national_code TEXT NOT NULL, short_code TEXT NOT NULL,
    name TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (office, id))`,
  'blob (office TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, PRIMARY KEY (office, sha256))',
  `blob_piece (
    office TEXT NOT NULL, sha256 TEXT NOT NULL, from_byte INTEGER NOT NULL, to_byte INTEGER NOT NULL,
    PRIMARY KEY (office, sha256, from_byte, to_byte))`,
  `sent_back (
    office TEXT NOT NULL, case_id TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (office, case_id, at))`,
  `answer (
    number INTEGER PRIMARY KEY, office TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, made_at TEXT NOT NULL)`,
]

const indexes = [
  'CREATE INDEX bundle_by_office ON bundle (office, taken_at)',
  'CREATE INDEX chain_by_office ON chain (office)',
  'CREATE INDEX rejected_by_office ON rejected_event (office)',
  'CREATE INDEX waiting_by_office ON waiting_event (office)',
  "CREATE INDEX event_by_case ON event (office, entity_id) WHERE entity = 'case'",
  'CREATE INDEX event_pending ON event (office) WHERE state = 1',
  'CREATE INDEX case_by_receipt ON hub_case (office, received_at, id) WHERE known = 1',
  "CREATE INDEX case_by_due ON hub_case (due_at) WHERE clock = 'running' AND known = 1",
  'CREATE INDEX total_by_day ON day_total (day)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const spell = (text: string): string =>
    isPostgres
      ? text
          .replace(/\bTEXT\b/g, 'text COLLATE "C"')
          .replace(/\bINTEGER\b/g, 'bigint')
          .replace(/\bBLOB\b/g, 'bytea')
      : text
  const ends = isPostgres ? '' : ' STRICT'
  const parted = isPostgres ? ' PARTITION BY LIST (office)' : ' STRICT'
  const key = (names: string): string => `PRIMARY KEY (${isPostgres ? `office, year, ${names}` : names})`
  const tables = [
    ...plainTables.map((table) => `CREATE TABLE ${table}${ends}`),
    `CREATE TABLE event (${columns.event}, state INTEGER NOT NULL, ${key('device, seq')})${parted}`,
    `CREATE TABLE hub_case (${columns.hub_case}, ${isPostgres ? key('id') : 'PRIMARY KEY (office, id)'})${parted}`,
  ]
  for (const statement of [...tables, ...indexes]) await sql.raw(spell(statement)).execute(db)
}
