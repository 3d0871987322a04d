// Brings a store of the hub to the program's schema, all pending migrations in one transaction; refuses a newer one untouched.
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { AppError } from '../model/errors.ts'
import { hubMigrations } from './migrations/index.ts'

/** Throws store.fromFuture. `place` names the store in the refusal. */
export async function migrateHub<Tables>(db: Kysely<Tables>, place: string): Promise<void> {
  const known = Object.keys(hubMigrations)
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const done = tables.some(({ name }) => name === 'kysely_migration')
    ? (await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db)).rows.map(({ name }) => name)
    : []
  const newer = done.filter((name) => !known.includes(name)).sort()
  if (newer.length > 0)
    throw new AppError('store.fromFuture', { file: place, version: Number(newer.at(-1)?.slice(0, 4)), known: known.length })
  if (done.length === known.length) return
  const migrator = new Migrator({ db, provider: { getMigrations: async () => hubMigrations } })
  const { error } = await migrator.migrateToLatest() // never throws: the error must be looked at
  if (error) throw error
}
