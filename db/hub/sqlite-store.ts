// The hub's store as a file of SQLite in the data folder. One writer at a time: the folder's lock is held by whoever opens it.
import { join } from 'node:path'
import { queryBuilder } from '../store/dialect.ts'
import { openConnection, type SqliteOptions } from '../store/sqlite.ts'
import { migrateHub } from './migrate.ts'
import { type BulkTable, bulkColumns, type HubTables } from './schema.ts'
import { type HubStore, hubDatabaseName } from './store.ts'

/** Rows of one statement: what more would save is less than what binding costs. */
const rowsAtOnce = 20

export async function openSqliteHub(folder: string, options: SqliteOptions = {}): Promise<HubStore> {
  const file = join(folder, hubDatabaseName)
  const connection = openConnection(file, 'writer', options)
  const db = queryBuilder<HubTables>(connection)
  try {
    await migrateHub(db, file)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const prepare = (table: BulkTable, rows: number) => {
    const columns = bulkColumns[table]
    const places = `(${columns.map(() => '?').join(',')})`
    const text = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${Array.from({ length: rows }, () => places).join(',')}`
    return connection.prepare<unknown[]>(text)
  }
  const kept = new Map<string, ReturnType<typeof prepare>>()
  const statement = (table: BulkTable, rows: number) => {
    const key = `${table} ${rows}`
    const found = kept.get(key) ?? prepare(table, rows)
    kept.set(key, found)
    return found
  }
  return {
    kind: 'sqlite',
    folder,
    db,
    workers: 1,
    makeRoom: async () => {},
    write: (_office, use) =>
      db.transaction().execute((tx) =>
        use({
          db: tx,
          insertMany: async (table, rows) => {
            const columns: readonly string[] = bulkColumns[table]
            const put = (from: number, count: number) => {
              const values: unknown[] = []
              for (const row of rows.slice(from, from + count))
                for (const column of columns) values.push((row as Record<string, unknown>)[column])
              statement(table, count).run(values)
            }
            let at = 0
            for (; at + rowsAtOnce <= rows.length; at += rowsAtOnce) put(at, rowsAtOnce)
            for (; at < rows.length; at += 1) put(at, 1)
          },
        }),
      ),
    close: () => db.destroy(),
  }
}
