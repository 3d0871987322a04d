// Keeps the search indexes. FTS5 writes a segment of its own for every transaction and merges them later, which costs more than all
// the rows of a case; so what is new is indexed some at a time, and before anybody searches. What waits needs no list: it is every
// row with a higher number than the newest entry of its index.
import { sql } from 'kysely'
import type { Db, Tx } from '../event.ts'
import { fold } from '../model/text.ts'
import { findBrokenIndexes } from '../store/check.ts'
import type { Connection } from '../store/sqlite.ts'

/** Every so many cases the new ones are indexed: few enough that nobody feels the one that does it. */
const casesAtOnce = 64

type Condition = ReturnType<typeof sql>

interface SearchIndex {
  /** Number of the newest row, and of the newest entry; null without any. */
  readonly newest: (db: Db) => Promise<{ row: number | null; entry: number | null }>
  readonly addInTx: (tx: Tx, which: Condition) => Promise<void>
}

const first = async <Row>(db: Db, query: { execute(db: Db): Promise<{ rows: Row[] }> }): Promise<Row> =>
  (await query.execute(db)).rows[0] as Row

export const caseIndex: SearchIndex = {
  newest: (db) =>
    first(
      db,
      sql<{ row: number | null; entry: number | null }>`SELECT (SELECT max(no) FROM case_file) AS row,
        (SELECT rowid FROM case_search ORDER BY rowid DESC LIMIT 1) AS entry`,
    ),
  // Both codes, names, numbers and phones of the parties, the procedure as it was when it was received, the summary.
  addInTx: async (tx, which) => {
    const { rows } = await sql<{ no: number; codes: string; parties: string; rest: string }>`
      SELECT no, concat_ws(char(10), provisional_code, official_code) AS codes,
        (SELECT group_concat(concat_ws(char(10), details ->> '$.person.fullName', details ->> '$.person.idNumber',
            details ->> '$.person.taxNumber', details ->> '$.person.phone', details ->> '$.person.representative'), char(10))
          FROM case_party WHERE case_id = f.id) AS parties,
        concat_ws(char(10), v.content ->> '$.name', v.content ->> '$.nationalCode', v.content ->> '$.shortCode', f.summary) AS rest
      FROM case_file f CROSS JOIN procedure_version v ON v.id = f.procedure_version_id
      WHERE ${which} ORDER BY no`.execute(tx)
    for (const { no, codes, parties, rest } of rows) {
      const text = [codes, parties, rest].join('\n')
      await sql`INSERT INTO case_search (rowid, exact, folded) VALUES (${no}, ${text.toLowerCase()}, ${fold(text)})`.execute(tx)
    }
  },
}

export const personIndex: SearchIndex = {
  newest: (db) =>
    first(
      db,
      sql<{ row: number | null; entry: number | null }>`SELECT (SELECT max(no) FROM person) AS row,
        (SELECT rowid FROM person_search ORDER BY rowid DESC LIMIT 1) AS entry`,
    ),
  addInTx: async (tx, which) => {
    await sql`INSERT INTO person_search (rowid, name, numbers, kind, born)
      SELECT no, folded, concat_ws(' ', id_number, tax_number, replace(tax_number, '-', ''), phone), kind, birth_date
      FROM person WHERE ${which} ORDER BY no`.execute(tx)
  },
}

async function indexWaitingInTx(tx: Tx, index: SearchIndex): Promise<void> {
  const { entry } = await index.newest(tx)
  await index.addInTx(tx, sql`no > ${entry ?? 0}`)
}

/** Before a search in this index: everything is in it afterwards. Only the writer can be asked. */
export async function indexWaiting(db: Db, index: SearchIndex): Promise<void> {
  const { row, entry } = await index.newest(db)
  // Most searches follow another one, with nothing new between.
  if ((row ?? 0) > (entry ?? 0)) await db.transaction().execute((tx) => indexWaitingInTx(tx, index))
}

export async function indexAllWaiting(db: Db): Promise<void> {
  await indexWaiting(db, caseIndex)
  await indexWaiting(db, personIndex)
}

/** Empties the indexes whose words do not agree among themselves and makes them anew from the rows. */
export async function mendIndexes(db: Db, connection: Connection): Promise<void> {
  const broken = findBrokenIndexes(connection)
  for (const index of broken) connection.exec(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`)
  if (broken.length > 0) await indexAllWaiting(db)
}

/** After a case has been written: now and then it indexes what waits. */
export async function indexNowAndThenInTx(tx: Tx, no: number): Promise<void> {
  if (no % casesAtOnce !== 0) return
  await indexWaitingInTx(tx, caseIndex)
  await indexWaitingInTx(tx, personIndex)
}

/** A case that has changed is indexed anew, unless it still waits. */
export async function reindexCaseInTx(tx: Tx, caseId: string): Promise<void> {
  const { no } = await tx.selectFrom('case_file').select('no').where('id', '=', caseId).executeTakeFirstOrThrow()
  const { entry } = await caseIndex.newest(tx)
  if (no === undefined || no > (entry ?? 0)) return
  await sql`DELETE FROM case_search WHERE rowid = ${no}`.execute(tx)
  await caseIndex.addInTx(tx, sql`no = ${no}`)
}

/** Takes the entry of a person's earlier recording away; the row's new number puts it among those that wait. */
export async function forgetPersonInTx(tx: Tx, personId: string): Promise<void> {
  await sql`DELETE FROM person_search WHERE rowid = (SELECT no FROM person WHERE id = ${personId})`.execute(tx)
}
