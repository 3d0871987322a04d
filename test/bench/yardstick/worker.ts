// The yardstick of every data figure: the fewest statements of plain SQL that give the same rows, prepared once, in a worker thread
// that is asked and answers by message as the product's is. What the product does besides (rights, checks, events, search
// index, contract) is what the ratio shows. The file is written on the same disk with the same durability.
import { parentPort, workerData } from 'node:worker_threads'
import { openConnection } from '../../../db/store/sqlite.ts'
import * as statements from './sql.ts'

const { file, insertFile } = workerData as { file: string; insertFile: string }
const port = parentPort
if (!port) throw new Error('this is a worker')

const office = openConnection(file, 'reader')
const raw = openConnection(insertFile, 'writer')
raw.exec('CREATE TABLE IF NOT EXISTS raw (id TEXT PRIMARY KEY, payload TEXT NOT NULL) STRICT')
const insert = raw.prepare('INSERT INTO raw VALUES (?, ?)')
const pages = Object.fromEntries(Object.entries(statements.pages).map(([name, sql]) => [name, office.prepare(sql)]))
const numbers = office.prepare(statements.numbers)
const board = Object.values(statements.board).map((sql) => office.prepare(sql))
const found = office.prepare(statements.found)
const foundByRegister = office.prepare(statements.foundByRegister)
const foundByTail = office.prepare(statements.foundByTail)
const foundByBirth = office.prepare(statements.foundByBirth)
const boxPeople = office.prepare(statements.boxPeople)
const oldFiles = office.prepare(statements.oldFiles)
const people = office.prepare(statements.people)
const procedures = office.prepare(statements.procedures)
const system = Object.fromEntries(Object.entries(statements.system).map(([name, sql]) => [name, office.prepare(sql)]))
const fields = office.prepare(statements.procedureFields).pluck()

interface Requests {
  insert: { id: string; payload: string }
  page: { name: keyof typeof statements.pages; values: Record<string, string | number> }
  numbers: Record<string, string>
  board: Record<string, string | number>
  search: {
    expressions: string[]
    register: { year: number; serial: number } | null
    tail: string | null
    born: string | null
    limit: number
  }
  boxPeople: { match: string; limit: number }
  oldFiles: { words: string; limit: number }
  people: { match: string; limit: number }
  procedures: { shortCode: string; folded: string; limit: number }
  /** The answers of several statements. */
  system: { names: Array<keyof typeof statements.system>; values: Record<string, string> }
}

const answers: { [Name in keyof Requests]: (input: Requests[Name]) => unknown } = {
  insert: ({ id, payload }) => insert.run(id, payload).changes,
  page: ({ name, values }) => pages[name]?.all(values),
  numbers: (values) => numbers.get(values),
  board: (values) => [numbers.get(values), ...board.map((rows) => rows.all(values))],
  search: ({ expressions, register, tail, born, limit }) => [
    ...(register ? foundByRegister.all(register) : []),
    ...(tail ? foundByTail.all({ tail, limit }) : []),
    ...(born ? foundByBirth.all({ born, limit }) : []),
    ...expressions.flatMap((match) => found.all({ match, limit })),
  ],
  boxPeople: (input) => boxPeople.all(input),
  oldFiles: (input) => oldFiles.all(input),
  people: (input) => people.all(input),
  system: ({ names, values }) => names.map((name) => system[name]?.all(values)),
  procedures: (input) => ({ rows: procedures.all(input), fields: fields.all() }),
}

port.on('message', ({ id, name, input }: { id: number; name: keyof Requests | 'internal.close'; input: never }) => {
  if (name === 'internal.close') {
    office.close()
    raw.close()
    port.postMessage({ kind: 'closed' })
    return
  }
  port.postMessage({ kind: 'reply', id, reply: { ok: true, value: answers[name](input) } })
})
port.postMessage({ kind: 'opened' })
