// Kysely over better-sqlite3 with migrations in a transaction. Kysely believes that SQLite cannot roll back DDL and runs its
// Migrator without one (kysely #56); SQLite can, so the adapter says so and a failed migration leaves nothing behind.
import {
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import type { Connection } from './sqlite.ts'

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** SQLite ends a transaction by itself when the disk is full or failing; a second rollback would throw and hide why. */
class OnceRollingBackSqliteDriver extends SqliteDriver {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ database: connection })
    this.#connection = connection
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection)
  }
}

class TransactionalSqliteDialect extends SqliteDialect {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ database: connection })
    this.#connection = connection
  }

  override createDriver(): Driver {
    return new OnceRollingBackSqliteDriver(this.#connection)
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }
}

export function queryBuilder<Schema>(connection: Connection): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new TransactionalSqliteDialect(connection) })
}
