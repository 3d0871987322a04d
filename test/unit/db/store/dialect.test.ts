// Statements are prepared once and kept; keeping them must never mix up what is asked.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { queryBuilder } from '../../../../db/store/dialect.ts'
import { openTestOffice } from '../../../fixtures/office.ts'

it('prepares a statement once, however often it runs', async () => {
  const office = await openTestOffice()
  const { connection } = office.office.store
  const prepared: string[] = []
  const prepare = connection.prepare.bind(connection)
  connection.prepare = ((text: string) => {
    prepared.push(text)
    return prepare(text)
  }) as typeof connection.prepare
  const db = queryBuilder<{ staff: { id: string } }>(connection)
  for (const id of ['a', 'b', 'c']) await db.selectFrom('staff').select('id').where('id', '=', id).execute()
  expect(prepared).toHaveLength(1)
  await office.close()
})

it('answers rightly when there are more statements than it keeps, and after the schema has changed', async () => {
  const office = await openTestOffice()
  const db = queryBuilder<Record<string, Record<string, unknown>>>(office.office.store.connection)
  const ask = async (number: number) => (await sql<{ n: number }>`SELECT ${sql.lit(number)} AS n`.execute(db)).rows[0]?.n
  for (let round = 0; round < 2; round += 1)
    for (let number = 0; number < 300; number += 1) expect(await ask(number)).toBe(number)
  await sql`CREATE TABLE made (a TEXT) STRICT`.execute(db)
  await sql`INSERT INTO made VALUES ('x')`.execute(db)
  expect(await db.selectFrom('made').selectAll().execute()).toEqual([{ a: 'x' }])
  await sql`ALTER TABLE made ADD COLUMN b TEXT`.execute(db)
  expect(await db.selectFrom('made').selectAll().execute()).toEqual([{ a: 'x', b: null }])
  await office.close()
})

/** Another connection takes the right to write, as a checkpoint before a backup does, and gives it back a moment later. */
const holdWriting = `
  const { workerData, parentPort } = require('node:worker_threads')
  const held = new (require('better-sqlite3'))(workerData)
  held.exec('BEGIN IMMEDIATE')
  parentPort.postMessage('held')
  setTimeout(() => { held.exec('COMMIT'); held.close() }, 300)`

// A clerk's save during a backup was refused: a transaction that had read did not wait for its turn to write.
it('waits for its turn to write also where it reads first', async () => {
  const office = await openTestOffice()
  const { db, file } = office.office.store
  const holder = new Worker(holdWriting, { eval: true, workerData: file })
  await once(holder, 'message')
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('staff').select('id').execute()
    await tx.insertInto('office_setting').values({ key: 'tried', value: '1' }).execute()
  })
  await once(holder, 'exit')
  expect(await db.selectFrom('office_setting').select('value').where('key', '=', 'tried').executeTakeFirst()).toBeDefined()
  await office.close()
})
