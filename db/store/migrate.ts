// Brings a database to the program's schema: all pending migrations in ONE transaction, foreign keys checked inside it, the
// version written inside it. A failure leaves the file exactly as it was. A newer file is refused before anything is touched.
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { AppError } from '../model/errors.ts'
import { queryBuilder } from './dialect.ts'
import { latestVersion, migrations } from './migrations/index.ts'
import { applicationId, type Connection } from './sqlite.ts'

export interface SchemaState {
  /** 0 for a new file. */
  readonly version: number
  readonly pending: number
}

/** Reads a file's version. Throws store.notADatabase for another program's file, store.fromFuture for a newer one. */
export function readSchemaState(connection: Connection, file: string): SchemaState {
  const version = Number(connection.pragma('user_version', { simple: true }))
  const owner = Number(connection.pragma('application_id', { simple: true }))
  const isEmpty = Number(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) === 0
  if (!isEmpty && owner !== applicationId) throw new AppError('store.notADatabase', { file })
  if (version > latestVersion) throw new AppError('store.fromFuture', { file, version, known: latestVersion })
  return { version, pending: latestVersion - version }
}

/**
 * Applies what is pending. `all` exists for tests that add a failing migration. Foreign keys are switched off around the
 * transaction, since SQLite ignores the switch inside one and rebuilding a parent table needs it.
 */
export async function migrate(connection: Connection, all = migrations): Promise<void> {
  const db = queryBuilder<unknown>(connection)
  connection.pragma(`application_id = ${applicationId}`)
  connection.pragma('foreign_keys = OFF')
  try {
    const checked = Object.fromEntries(
      Object.entries(all).map(([name, migration]) => [
        name,
        {
          up: async (tx: Kysely<unknown>) => {
            await migration.up(tx)
            const broken = await sql`PRAGMA foreign_key_check`.execute(tx)
            if (broken.rows.length > 0)
              throw new Error(`migration ${name} leaves ${broken.rows.length} rows without their parent`)
            await sql.raw(`PRAGMA user_version = ${Number(name.slice(0, 4))}`).execute(tx)
          },
        },
      ]),
    )
    const migrator = new Migrator({ db, provider: { getMigrations: async () => checked } })
    const { error } = await migrator.migrateToLatest() // never throws: the error must be looked at
    if (error) throw error
  } finally {
    connection.pragma('foreign_keys = ON')
  }
}
