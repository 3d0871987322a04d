// Events from several damaged or whole sources, put together on the disk: each proved by its own hash when it comes in, each device's
// chain by numbers and links. What cannot be joined to the start of its chain is known, too.
import { eventColumns, type StoredEvent } from '../model/events.ts'
import { chainStart, hashEvent } from '../store/event-log.ts'
import { type Connection, openConnection, type SqliteOptions } from '../store/sqlite.ts'
import type { Row } from './damaged-file.ts'

export const eventColumnCount = eventColumns.length
const numeric: ReadonlySet<string> = new Set(['seq', 'version'])

/** The event that a row of a damaged file is, if its hash proves it. */
export function findEvent(row: Row): StoredEvent | undefined {
  if (row.length !== eventColumnCount) return undefined
  if (!eventColumns.every((column, index) => typeof row[index] === (numeric.has(column) ? 'number' : 'string'))) return undefined
  const event = Object.fromEntries(eventColumns.map((column, index) => [column, row[index]])) as unknown as StoredEvent
  const { hash, ...body } = event
  return hashEvent(body) === hash ? event : undefined
}

/** How one device's chain came out. */
interface FoundChain {
  readonly device: string
  /** Events 1 to this number are there, linked. */
  readonly joined: number
  /** Later ones that are readable, but cannot be joined since the one after `joined` is missing. */
  readonly unjoined: number
}

export interface FoundEvents {
  /** Adds one; of two with the same number the later one counts when `isCertain`. Returns whether it was new. */
  add(event: StoredEvent, isCertain?: boolean): boolean
  /** The device with the newest stamp. */
  findNewestDevice(): string | undefined
  /** Highest number of a device; 0 when there is none. */
  highest(device: string): number
  chains(): FoundChain[]
  /** Every event in the order in which rows are made of them. */
  inOrder(): Iterable<StoredEvent>
  /** Events of a device from a number on. */
  from(device: string, seq: number): Iterable<StoredEvent>
  close(): void
}

/** Keeps them in a database file of their own, which the caller removes. Losing it loses nothing, so it never waits for the disk. */
export function keepFoundEvents(file: string, options: SqliteOptions): FoundEvents {
  const connection: Connection = openConnection(file, 'writer', options)
  connection.pragma('journal_mode = OFF')
  connection.pragma('synchronous = OFF')
  const fields = eventColumns.map((column) => `${column} ${numeric.has(column) ? 'INTEGER' : 'TEXT'} NOT NULL`)
  connection.exec(`CREATE TABLE found (${fields.join(', ')}, PRIMARY KEY (device, seq)) STRICT`)
  connection.exec('CREATE INDEX found_in_order ON found (hlc, device, seq)')
  connection.exec('BEGIN')
  const insert = `INSERT INTO found (${eventColumns.join(', ')}) VALUES (${eventColumns.map((column) => `@${column}`).join(', ')})`
  const addDoubtful = connection.prepare(`${insert} ON CONFLICT DO NOTHING`)
  const assignments = eventColumns.map((column) => `${column} = excluded.${column}`)
  const addCertain = connection.prepare(
    `${insert} ON CONFLICT (device, seq) DO UPDATE SET ${assignments.join(', ')} WHERE hash <> excluded.hash`,
  )
  const links = connection.prepare('SELECT seq, prev_hash, hash FROM found WHERE device = ? ORDER BY seq')
  const list = (text: string, ...values: unknown[]) => connection.prepare(text).iterate(...values) as Iterable<StoredEvent>

  function chainOf(device: string): FoundChain {
    let [head, joined, count] = [chainStart, 0, 0]
    for (const { seq, prev_hash, hash } of links.iterate(device) as Iterable<Pick<StoredEvent, 'seq' | 'prev_hash' | 'hash'>>) {
      if (joined === count && seq === joined + 1 && prev_hash === head) {
        head = hash
        joined = seq
      }
      count += 1
    }
    return { device, joined, unjoined: count - joined }
  }

  return {
    add: (event, isCertain = false) => (isCertain ? addCertain : addDoubtful).run(event).changes > 0,
    findNewestDevice: () =>
      connection.prepare('SELECT device FROM found ORDER BY hlc DESC LIMIT 1').pluck().get() as string | undefined,
    highest: (device) => Number(connection.prepare('SELECT max(seq) FROM found WHERE device = ?').pluck().get(device) ?? 0),
    chains: () => (connection.prepare('SELECT DISTINCT device FROM found').pluck().all() as string[]).map(chainOf),
    inOrder: () => list('SELECT * FROM found ORDER BY hlc, device, seq'),
    from: (device, seq) => list('SELECT * FROM found WHERE device = ? AND seq >= ? ORDER BY seq', device, seq),
    close: () => connection.close(),
  }
}
