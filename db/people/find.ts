// Finding the people whom a search means: by the last digits of a number, by a name with a birth, by the beginnings of words or numbers.
// Each way has an index of its own; nothing reads all people.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { fold, tokens } from '../model/text.ts'
import { type Asked, tailDigits } from '../search/asked.ts'
import { unseen } from '../store/kept-query.ts'

/** People whom one search looks at; the last recorded first. */
const mostPeople = 60

const numberColumns = ['id_number', 'phone', 'tax_number'] as const

/** Ids of the people one of whose numbers ends so. The plus takes the text's affinity away, with which the index of the ending would not serve. */
export async function findByTail(db: Db, tail: string): Promise<string[]> {
  const endings = numberColumns.map(
    (column) => sql`SELECT no, id FROM person WHERE ${sql.ref(column)} <> '' AND
      substr(${sql.ref(column)}, -4) = +${unseen(tail.slice(-tailDigits))} AND
      substr(${sql.ref(column)}, -${sql.lit(tail.length)}) = ${unseen(tail)}`,
  )
  const { rows } = await sql<{ id: string }>`SELECT id FROM (${sql.join(endings, sql` UNION `)})
    ORDER BY no DESC LIMIT ${sql.lit(mostPeople)}`.execute(db)
  return rows.map(({ id }) => id)
}

const matching = async (db: Db, expression: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`SELECT p.id
    FROM (SELECT rowid AS hit FROM person_search WHERE person_search MATCH ${expression} ORDER BY rowid DESC LIMIT ${sql.lit(limit)})
    CROSS JOIN person p ON p.no = hit ORDER BY p.no DESC`.execute(db)
  return rows.map(({ id }) => id)
}

/** The expression that finds a name with a birth in the index of people. */
export const bornExpression = ({ words, date }: NonNullable<Asked['born']>): string =>
  [...words.map((word) => `name : "${word}" *`), `born : "${date.replaceAll('-', ' ')}"`].join(' AND ')

/** Ids of the people of this name who were born in that year or on that day. Whoever asks has indexed the people that wait. */
export const findByBirth = (db: Db, born: NonNullable<Asked['born']>): Promise<string[]> =>
  matching(db, bornExpression(born), mostPeople)

/** Ids of the people whom a typed text means, best first: last digits and births, then the beginnings of words or of numbers. */
export async function findPeople(db: Db, { text, tail, born }: Asked, limit: number): Promise<string[]> {
  const best = [...(tail === null ? [] : await findByTail(db, tail)), ...(born === null ? [] : await findByBirth(db, born))]
  const number = text.replace(/[\s.-]/g, '')
  const isNumber = /^[A-Za-z]{0,2}\d{3,}$/.test(number) // letters begin a passport number
  const words = isNumber ? [number.toLowerCase()] : tokens(fold(text))
  const expression = words.map((word) => `${isNumber ? 'numbers' : 'name'} : "${word}" *`).join(' AND ')
  const others = words.length === 0 ? [] : await matching(db, expression, limit)
  return [...new Set([...best, ...others])].slice(0, limit)
}
