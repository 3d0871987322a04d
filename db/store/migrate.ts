// Brings a database to the program's schema: all pending migrations in ONE transaction, foreign keys checked inside it, the
// version written inside it. A failure leaves the file exactly as it was. A newer file is refused before anything is touched.
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { AppError, type ErrorCode } from '../model/errors.ts'
import { queryBuilder } from './dialect.ts'
import { latestVersion, migrations } from './migrations/index.ts'
import { applicationIds, type Connection, type DataKind } from './sqlite.ts'

export interface SchemaState {
  /** 0 for a new file. */
  readonly version: number
  readonly pending: number
}

const refusals: Readonly<Record<DataKind, ErrorCode>> = { office: 'store.realData', training: 'store.trainingData' }

/** The kind of data that a file says it holds; undefined for a file that is not ours, or new. */
export function findDataKind(connection: Connection): DataKind | undefined {
  const mark = Number(connection.pragma('application_id', { simple: true }))
  return (['office', 'training'] as const).find((kind) => applicationIds[kind] === mark)
}

/** Throws store.trainingData or store.realData when the file says that it holds the other kind of data. */
export function refuseOtherKind(connection: Connection, file: string, kind: DataKind): void {
  const found = findDataKind(connection)
  if (found !== undefined && found !== kind) throw new AppError(refusals[found], { file })
}

/**
 * Reads a file's version. Throws store.notADatabase for another program's file, store.fromFuture for a newer one, store.trainingData
 * and store.realData where one kind of data is taken for the other, also when the file is still empty.
 */
export function readSchemaState(connection: Connection, file: string, kind: DataKind = 'office'): SchemaState {
  const version = Number(connection.pragma('user_version', { simple: true }))
  const isEmpty = Number(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) === 0
  refuseOtherKind(connection, file, kind)
  if (!isEmpty && findDataKind(connection) === undefined) throw new AppError('store.notADatabase', { file })
  if (version > latestVersion) throw new AppError('store.fromFuture', { file, version, known: latestVersion })
  return { version, pending: latestVersion - version }
}

/**
 * Applies what is pending. `all` exists for tests that add a failing migration. Foreign keys are switched off around the
 * transaction, since SQLite ignores the switch inside one and rebuilding a parent table needs it.
 */
export async function migrate(connection: Connection, all = migrations, kind: DataKind = 'office'): Promise<void> {
  const db = queryBuilder<unknown>(connection)
  connection.pragma(`application_id = ${applicationIds[kind]}`)
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
