// The hub's store as a database of PostgreSQL. Events and cases lie in a part for each office and in it one for each year, so that an
// office's import touches little and an old year can be put elsewhere whole; rows come by COPY. Any number of programs may import at
// once: whoever writes for an office holds the office's advisory lock until the end of the transaction.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { finished } from 'node:stream/promises'
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import { AppError } from '../model/errors.ts'
import { migrateHub } from './migrate.ts'
import { bulkColumns, type HubTables } from './schema.ts'
import type { HubStore } from './store.ts'

/** Types of PostgreSQL that pg would hand over as text: bigint and numeric. What is counted here stays far below 2^53. */
const numberTypes: ReadonlySet<number> = new Set([20, 1700])
const mostWorkers = 8
/** Bytes of COPY that are handed over at once. */
const copyPiece = 262_144
/** Advisory locks of this program's own: the making of parts, an office. */
const lockKinds = { parts: 4_602, office: 4_603 } as const

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const cell = (value: unknown): string =>
  value === null || value === undefined ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (letter) => escapes[letter] ?? letter)

/** Names of parts are read by people who look after the database: the office's code where it can stand in one. */
const partName = (table: string, office: string, year?: number): string => {
  const plain = /^[a-z0-9]{1,20}$/.test(office) ? office : `x${createHash('sha256').update(office).digest('hex').slice(0, 16)}`
  return `${table}_${plain}${year === undefined ? '' : `_${year}`}`
}

/** @param folder where scans and what is being checked lie. Throws hub.unreachable, store.fromFuture. */
export async function openPostgresHub(folder: string, url: string): Promise<HubStore> {
  const [{ default: pg }, { from: copyFrom }] = await Promise.all([import('pg'), import('pg-copy-streams')])
  const workers = Math.min(mostWorkers, Math.max(2, availableParallelism()))
  const pool = new pg.Pool({
    connectionString: url,
    max: workers + 2,
    application_name: 'motcua',
    types: {
      getTypeParser: (type, format) => (numberTypes.has(Number(type)) ? Number : pg.types.getTypeParser(Number(type), format)),
    },
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced; one in use tells its query
  const place = url.replace(/\/\/[^@/]*@/, '//')
  const connect = async () => {
    try {
      return await pool.connect()
    } catch (error) {
      throw new AppError('hub.unreachable', { place, reason: error instanceof Error ? error.message : '' })
    }
  }
  type Client = Awaited<ReturnType<typeof connect>>
  /** Kysely upon one connection, whose transaction is begun and ended here. */
  const upon = (client: Client): Kysely<HubTables> => {
    const held = { query: client.query.bind(client), release: () => {} } as unknown as PostgresPoolClient
    return new Kysely({ dialect: new PostgresDialect({ pool: { connect: async () => held, end: async () => {}, options: {} } }) })
  }
  const inTransaction = async <T>(lock: readonly [number, string], use: (client: Client) => Promise<T>): Promise<T> => {
    const client = await connect()
    let isBroken: Error | boolean = false
    try {
      await client.query('BEGIN')
      await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [...lock])
      const value = await use(client)
      await client.query('COMMIT')
      return value
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        isBroken = true // the server ends the transaction with the connection
      })
      throw error
    } finally {
      client.release(isBroken)
    }
  }

  const copyRows = async (client: Client, table: string, columns: readonly string[], rows: ReadonlyArray<object>) => {
    const stream = client.query(copyFrom(`COPY ${table} (${columns.join(',')}) FROM STDIN`))
    const ended = finished(stream)
    ended.catch(() => {}) // awaited below
    let text = ''
    for (const row of rows) {
      text += `${columns.map((column) => cell((row as Record<string, unknown>)[column])).join('\t')}\n`
      if (text.length < copyPiece) continue
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), ended])
      text = ''
    }
    stream.end(text)
    await ended
  }

  const made = new Set<string>()
  /** Attaching, unlike making in place, waits for nobody who reads or writes. */
  const makePart = async (client: Client, table: string, office: string, year: number) => {
    const ofOffice = partName(table, office)
    const exists = async (name: string) =>
      (await client.query('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [name])).rows.length > 0
    const attach = async (parent: string, name: string, value: string, ends: string) => {
      if (await exists(name)) return
      await client.query(`CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL)${ends}`)
      await client.query(`ALTER TABLE ${parent} ATTACH PARTITION ${name} FOR VALUES IN (${value})`)
    }
    await attach(table, ofOffice, pg.escapeLiteral(office), ' PARTITION BY LIST (year)')
    await attach(ofOffice, partName(table, office, year), String(year), '')
  }

  const db = new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) })
  try {
    ;(await connect()).release() // whether there is a server is told apart from what it says
    await migrateHub(db, place)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    folder,
    db,
    workers,
    makeRoom: async (office, years) => {
      const lacking = [...years].filter((year) => !made.has(`${office} ${year}`))
      if (lacking.length === 0) return
      await inTransaction([lockKinds.parts, ''], async (client) => {
        for (const year of lacking) for (const table of ['event', 'hub_case']) await makePart(client, table, office, year)
      })
      for (const year of lacking) made.add(`${office} ${year}`)
    },
    write: (office, use) =>
      inTransaction([lockKinds.office, office], (client) =>
        use({
          db: upon(client),
          insertMany: (table, rows) => (rows.length > 0 ? copyRows(client, table, bulkColumns[table], rows) : Promise.resolve()),
        }),
      ),
    close: () => db.destroy(),
  }
}
