// Finding case files by one text. Every way of meaning a case has an index of its own, and the ways stand in the order of how surely they
// mean it: a number of the register, the last digits of a number, a name with a birth, words with their marks, words without.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { searchQuery } from '../model/text.ts'
import { findByBirth, findByTail } from '../people/find.ts'
import { type Asked, readAsked } from '../search/asked.ts'
import { caseIndex, indexWaiting, personIndex } from '../search/commands.ts'
import { unseen } from '../store/kept-query.ts'
import { type CaseMatch, caseMatches } from './places.ts'
import { caseRows, rowOf } from './queries.ts'

type Find = (db: Db, asked: Asked, limit: number) => Promise<readonly number[]>

const numbersOf = (rows: readonly { no: number }[]): number[] => rows.map(({ no }) => no)

// The books of a year one after another along their index, then the number in each.
const byRegister: Find = async (db, { register }) => {
  if (register === null) return []
  const { serial, year } = register
  const numbered = sql`register_year = ${year} AND serial IS NOT NULL`
  const { rows } = await sql<{ no: number }>`WITH RECURSIVE books (book) AS (
      SELECT min(book) FROM case_file WHERE ${numbered}
      UNION ALL SELECT (SELECT min(book) FROM case_file WHERE ${numbered} AND book > books.book) FROM books WHERE book IS NOT NULL)
    SELECT f.no FROM books CROSS JOIN case_file f ON f.register_year = ${year} AND f.book = books.book AND f.serial = ${serial}
    ORDER BY f.no DESC`.execute(db)
  return numbersOf(rows)
}

/** Cases in which these people have a part, the newest first. */
async function casesOf(db: Db, personIds: readonly string[], limit: number): Promise<number[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<{ no: number }>`SELECT DISTINCT f.no FROM json_each(${unseen(JSON.stringify(personIds))}) AS hit
    CROSS JOIN case_party c ON c.person_id = hit.value CROSS JOIN case_file f ON f.id = c.case_id
    ORDER BY f.no DESC LIMIT ${sql.lit(limit)}`.execute(db)
  return numbersOf(rows)
}

const byTail: Find = async (db, { tail }, limit) => (tail === null ? [] : casesOf(db, await findByTail(db, tail), limit))

const byBirth: Find = async (db, { born }, limit) => (born === null ? [] : casesOf(db, await findByBirth(db, born), limit))

async function matching(db: Db, column: 'exact' | 'folded', words: string | null, limit: number): Promise<number[]> {
  if (words === null) return []
  const { rows } = await sql<{ no: number }>`SELECT rowid AS no FROM case_search
    WHERE case_search MATCH ${`${column} : (${words})`} ORDER BY rowid DESC LIMIT ${limit}`.execute(db)
  return numbersOf(rows)
}

const finds: Readonly<Record<CaseMatch, Find>> = {
  register: byRegister,
  tail: byTail,
  born: byBirth,
  exact: (db, { text }, limit) => matching(db, 'exact', searchQuery(text).exact, limit),
  words: (db, { text }, limit) => matching(db, 'folded', searchQuery(text).folded, limit),
}

/**
 * At most `limit` cases, the surest first and the newest first among equals. Asked of the writer: cases and people that wait for the
 * indexes are put into them first.
 */
export async function searchCases(db: Db, typed: string, limit: number) {
  await indexWaiting(db, caseIndex)
  const asked = readAsked(typed)
  if (asked.born !== null) await indexWaiting(db, personIndex)
  const found = new Map<number, CaseMatch>()
  for (const match of caseMatches) {
    if (found.size >= limit) break
    for (const no of await finds[match](db, asked, limit)) if (!found.has(no)) found.set(no, match)
  }
  const numbers = [...found.keys()].slice(0, limit)
  if (numbers.length === 0) return []
  const rows = await caseRows(db).where('case_file.no', 'in', numbers).execute()
  const byNumber = new Map(rows.map((row) => [row.no, row]))
  return numbers.flatMap((no) => {
    const row = byNumber.get(no)
    const match = found.get(no) ?? 'words'
    return row ? [{ ...rowOf(row), match, isExact: match === 'exact' }] : []
  })
}
