// Kysely over better-sqlite3 with migrations in a transaction. Kysely believes that SQLite cannot roll back DDL and runs its
// Migrator without one (kysely #56); SQLite can, so the adapter says so and a failed migration leaves nothing behind.
import { type DialectAdapter, Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Connection } from './sqlite.ts'

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }
}

export function queryBuilder<Schema>(connection: Connection): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new TransactionalSqliteDialect({ database: connection }) })
}
