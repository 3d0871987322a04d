// Queries that are built once. Building and compiling one costs several times what SQLite takes to run most of ours, and an intake
// runs about twenty; a list that is asked for now and then needs none of this.
import { type Compilable, type CompiledQuery, sql } from 'kysely'
import type { Db } from '../event.ts'

/**
 * A text whose value SQLite does not look at when it plans. Of a bare one it may, and then plans anew each time it is given, which
 * takes ten times as long as the search in an index that follows.
 */
export const unseen = <Text extends string>(value: Text) => sql<Text>`CAST(${value} AS TEXT)`

/** Stands in a query that is being built where a value comes. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

function keep<Values extends object, Row>(build: (db: Db, values: Values) => Compilable<Row>) {
  let kept: CompiledQuery<Row> | undefined
  return (db: Db, values: Values) => {
    kept ??= build(db, Object.fromEntries(Object.keys(values).map((name) => [name, new Place(name)])) as Values).compile()
    const parameters = kept.parameters.map((value) => (value instanceof Place ? values[value.name as keyof Values] : value))
    return db.executeQuery<Row>({ ...kept, parameters })
  }
}

/**
 * A query for rows. `build` runs once, with something in the place of each value that may be put into the query and not looked at;
 * the values themselves are given each time, always of the same names.
 */
export function keepSelect<Values extends object, Row>(build: (db: Db, values: Values) => Compilable<Row>) {
  const run = keep(build)
  return async (db: Db, values: Values): Promise<Row[]> => (await run(db, values)).rows
}

/** A statement that writes, built once like a query. Returns the number of rows that it wrote, and of an insert the rowid of the last one. */
export function keepWrite<Values extends object>(build: (db: Db, values: Values) => Compilable<unknown>) {
  const run = keep(build)
  return async (db: Db, values: Values): Promise<{ written: number; rowid: number }> => {
    const { numAffectedRows, insertId } = await run(db, values)
    return { written: Number(numAffectedRows), rowid: Number(insertId) }
  }
}
