// The tables of one installation that no event makes anew (identity, passwords, habits, drafts), as they are found in a damaged
// file: by the schema where it can still be read, else by the shape of the rows.
import type { Tables } from '../schema.ts'
import type { Connection } from '../store/sqlite.ts'
import type { DamagedFile, Row, Value } from './damaged-file.ts'

type Kind = 'id' | 'text' | 'secret' | 'json' | 'instant' | 'instantOrNull' | 'count' | 'flag'

interface LocalTable {
  readonly name: keyof Tables
  readonly columns: readonly string[]
  readonly kinds: readonly Kind[]
  /** Leading columns that name a row. */
  readonly keyColumns: number
}

const localTables: readonly LocalTable[] = [
  {
    name: 'device',
    columns: ['id', 'code', 'created_at', 'is_current'],
    kinds: ['id', 'text', 'instant', 'flag'],
    keyColumns: 1,
  },
  {
    name: 'credential',
    columns: ['staff_id', 'salt', 'hash', 'cost', 'must_change', 'failed_count', 'wait_until', 'changed_at'],
    kinds: ['id', 'secret', 'secret', 'count', 'flag', 'count', 'instantOrNull', 'instant'],
    keyColumns: 1,
  },
  {
    name: 'draft',
    columns: ['id', 'staff_id', 'kind', 'payload', 'updated_at'],
    kinds: ['id', 'id', 'text', 'json', 'instant'],
    keyColumns: 1,
  },
  {
    name: 'print_job',
    columns: ['id', 'staff_id', 'work', 'created_at', 'sent_at'],
    kinds: ['id', 'id', 'json', 'instant', 'instantOrNull'],
    keyColumns: 1,
  },
  { name: 'preference', columns: ['staff_id', 'key', 'value'], kinds: ['id', 'text', 'text'], keyColumns: 2 },
]
export const localColumnCounts: readonly number[] = localTables.map(({ columns }) => columns.length)

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
const isText = (value: Value | undefined, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value)
const isInstant = (value: Value | undefined): boolean => isText(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const checks: Readonly<Record<Kind, (value: Value | undefined) => boolean>> = {
  id: (value) => isText(value, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  text: (value) => typeof value === 'string',
  secret: (value) => isText(value, /^[A-Za-z0-9+/=_-]{16,}$/),
  json: (value) => typeof value === 'string' && isJson(value),
  instant: isInstant,
  instantOrNull: (value) => value === null || isInstant(value),
  count: (value) => typeof value === 'number' && value >= 0,
  flag: (value) => value === 0 || value === 1,
}
const fits = ({ kinds }: LocalTable, row: Row): boolean =>
  row.length === kinds.length && kinds.every((kind, index) => checks[kind](row[index]))

export type LocalRows = ReadonlyMap<keyof Tables, readonly Row[]>

/** The rows that the schema of the file leads to; a table that it does not lead to is left out. */
export function readLocalRows(damaged: DamagedFile): Map<keyof Tables, Row[]> {
  const found = new Map<keyof Tables, Row[]>()
  for (const table of localTables) {
    const read = damaged.findTable(table.name)
    if (read && (read.isWhole || read.rows.length > 0))
      found.set(
        table.name,
        read.rows.filter((row) => fits(table, row)),
      )
  }
  return found
}

/** Sorts a row, met anywhere in the file, to the table whose shape it has; of one key the last one met stays. */
export function sortLocalRow(found: Map<keyof Tables, Row[]>, row: Row): void {
  const table = localTables.find((candidate) => fits(candidate, row))
  if (!table) return
  const rows = found.get(table.name) ?? []
  const isSame = (other: Row) => other.slice(0, table.keyColumns).every((value, index) => value === row[index])
  found.set(table.name, [...rows.filter((other) => !isSame(other)), row])
}

/** The same tables of a sound database. */
export const readSoundLocalRows = (connection: Connection): LocalRows =>
  new Map(
    localTables.map(({ name, columns }) => [
      name,
      connection
        .prepare(`SELECT ${columns.join(', ')} FROM ${name}`)
        .raw()
        .all() as Row[],
    ]),
  )

/** Writes them; a row of the same key gives way. No device is the current one afterwards: the caller says which. */
export function writeLocalRows(connection: Connection, rows: LocalRows): void {
  for (const { name, columns } of localTables) {
    const places = columns.map((column) => (column === 'is_current' ? '0 * ?' : '?'))
    const insert = connection.prepare(`INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${places.join(', ')})`)
    for (const row of rows.get(name) ?? []) insert.run(...row)
  }
}
