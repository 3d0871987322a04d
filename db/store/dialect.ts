// Kysely over better-sqlite3 with migrations in a transaction. Kysely believes that SQLite cannot roll back DDL and runs its
// Migrator without one (kysely #56); SQLite can, so the adapter says so and a failed migration leaves nothing behind.
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'
import type { Connection } from './sqlite.ts'

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** More than the program has statements, so that only those with a list of changing length ever make room. */
const keptStatements = 256

/**
 * The connection as Kysely sees it, with its statements prepared once. Kysely prepares anew for every execution, which costs more
 * than most of our statements themselves: an intake runs about thirty.
 */
function keepingStatements(connection: Connection): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    prepare: (text) => {
      const statement = kept.get(text) ?? (connection.prepare(text) as SqliteStatement)
      kept.delete(text)
      kept.set(text, statement) // the last used stands last
      const oldest = kept.keys().next()
      if (kept.size > keptStatements && !oldest.done) kept.delete(oldest.value)
      return statement
    },
    close: () => connection.close(),
  }
}

/** SQLite ends a transaction by itself when the disk is full or failing; a second rollback would throw and hide why. */
class OnceRollingBackSqliteDriver extends SqliteDriver {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ database: keepingStatements(connection) })
    this.#connection = connection
  }

  /**
   * Writers take the right to write at once and so wait for it: SQLite does not wait where a transaction that has read comes to write
   * while another connection (a checkpoint before a backup) holds that right, and a clerk's save would be refused.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#connection.readonly ? 'begin' : 'begin immediate'))
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
