// Reads what an office holds, and checks that it holds together: structure, keys, chains, rows against events, search against rows.

import { join } from 'node:path'
import { sql } from 'kysely'
import { verifyBackup } from '../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { projectedTables, rebuildProjections } from '../../db/record.ts'
import { indexAllWaiting } from '../../db/search/commands.ts'
import { checkStore } from '../../db/store/check.ts'
import type { Store } from '../../db/store/open.ts'
import { dumpTables } from '../fixtures/dump.ts'
import type { Holding } from './journal.ts'

/** Procedures that an import of the load changes, all of them at once. */
export const importedCount = 30
const labelMark = ' – lần '
export const labelled = (name: string, label: number): string => `${name}${labelMark}${label}`

export async function readHolding({ db }: Store): Promise<Holding> {
  const cases = await db.selectFrom('case_file').select(['id', 'provisional_code', 'official_code']).execute()
  const prints = await db
    .selectFrom('case_print')
    .select((eb) => ['case_id', eb.fn.countAll<number>().as('count')])
    .where('case_id', 'is not', null)
    .$narrowType<{ case_id: string }>()
    .groupBy('case_id')
    .execute()
  const draft = await db.selectFrom('draft').select('payload').executeTakeFirst()
  const names = await db.selectFrom('procedure').select('name').where('name', 'like', `%${labelMark}%`).execute()
  const labels = new Set(names.map(({ name }) => Number(name.split(labelMark)[1])))
  const isWhole = names.length === 0 || (names.length === importedCount && labels.size === 1)
  return {
    cases: new Map(cases.map((row) => [row.id, row.provisional_code])),
    codes: new Map(cases.flatMap((row) => (row.official_code === null ? [] : [[row.id, row.official_code] as const]))),
    prints: new Map(prints.map((row) => [row.case_id, row.count])),
    draft: draft?.payload ?? null,
    label: isWhole ? ([...labels][0] ?? 0) : null,
  }
}

/** Every word of a search index with the row, column and place where it stands; its row numbers are of this computer only. */
async function readSearchIndex({ db, connection }: Store, index: string, rows: string): Promise<string[]> {
  await indexAllWaiting(db)
  connection.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${index}_words USING fts5vocab('main', '${index}', 'instance')`)
  const words = await sql<{ word: string; id: string | null }>`
    SELECT term || ' ' || col || ' ' || "offset" AS word, r.id AS id
    FROM ${sql.table(`${index}_words`)} w LEFT JOIN ${sql.table(rows)} r ON r.no = w.doc`.execute(db)
  return words.rows.map(({ word, id }) => `${id ?? 'no row'} ${word}`).sort()
}

const readAll = async (store: Store): Promise<Record<string, string[]>> => ({
  ...(await dumpTables(store.db, projectedTables)),
  case_search: await readSearchIndex(store, 'case_search', 'case_file'),
  person_search: await readSearchIndex(store, 'person_search', 'person'),
})

/** Throws what checkStore throws; else returns in what the rows and the search index differ from what the events make anew. */
export async function findIncoherence(store: Store): Promise<string[]> {
  await checkStore(store)
  const before = await readAll(store)
  await rebuildProjections(store.db)
  const after = await readAll(store)
  return Object.entries(before).flatMap(([table, rows]) => {
    const made = new Set(after[table])
    const had = new Set(rows)
    const differs = rows.length !== after[table]?.length || rows.some((row) => !made.has(row))
    return differs
      ? [`${table}: ${rows.find((row) => !made.has(row)) ?? after[table]?.find((row) => !had.has(row)) ?? 'another count'}`]
      : []
  })
}

/** Names of backups that are listed and are none. */
export async function findBadBackups(folder: string): Promise<string[]> {
  const bad: string[] = []
  for (const { name } of listBackups(folder)) {
    await verifyBackup(join(backupFolder(folder), name)).catch((error: unknown) => bad.push(`${name}: ${String(error)}`))
  }
  return bad
}
