// How a filtered list is found. A list that walks along the index of its order is fast when many cases pass the filter, and reads every
// case when few do. So each part of the filter that has an index of its own is asked first how many cases it lets through: a few
// thousand at most are taken one by one and put in order; more than that are met often enough on the walk.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import { searchQuery } from '../model/text.ts'
import { caseIndex, indexWaiting, personIndex } from '../search/commands.ts'
import { unseen } from '../store/kept-query.ts'
import { type CaseFilter, type CaseSort, type FilterBuilder, filtered } from './filter.ts'

/** Cases that are looked at one by one. */
export const narrowLimit = 5_000

const nothing: CaseFilter = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }

/** Row numbers of the cases that pass one part of a filter, along its index. */
type Find = (db: Db, limit: number) => Promise<readonly number[]>

const numbersOf = (rows: readonly { no: number | undefined }[]): number[] =>
  rows.flatMap(({ no }) => (no === undefined ? [] : [no]))

const byName =
  (typed: string): Find =>
  async (db, limit) => {
    const words = `name : (${searchQuery(typed).folded})`
    const { rows } = await sql<{ no: number }>`SELECT case_file.no FROM person_search
      CROSS JOIN person ON person.no = person_search.rowid CROSS JOIN case_file ON case_file.applicant_id = coalesce(person.merged_into, person.id)
      WHERE person_search MATCH ${unseen(words)} LIMIT ${limit}`.execute(db)
    return numbersOf(rows)
  }

const byCode =
  (typed: string): Find =>
  async (db, limit) => {
    const words = `folded : (${searchQuery(typed).folded})`
    const { rows } = await sql<{ no: number }>`SELECT rowid AS no FROM case_search
      WHERE case_search MATCH ${unseen(words)} LIMIT ${limit}`.execute(db)
    return numbersOf(rows)
  }

const byHolder =
  (staffId: string): Find =>
  async (db, limit) => {
    const { rows } = await sql<{ no: number }>`SELECT case_file.no FROM step_run
      CROSS JOIN case_file ON case_file.id = step_run.case_id
      WHERE step_run.staff_id = ${unseen(staffId)} AND step_run.finished_at IS NULL AND step_run.handed_at IS NOT NULL
      LIMIT ${limit}`.execute(db)
    return [...new Set(numbersOf(rows))]
  }

const byRows =
  (part: Partial<CaseFilter>, clock: Clock): Find =>
  async (db, limit) =>
    numbersOf(
      await db
        .selectFrom('case_file')
        .select('no')
        .where((eb) => filtered(eb as FilterBuilder, { ...nothing, ...part }, clock))
        .limit(sql.lit(limit))
        .execute(),
    )

/** Whether a filter asks for words; what waits for the search indexes is put into them first, which only the writer can do. */
export const asksForWords = ({ applicant, code }: CaseFilter): boolean => Boolean(applicant || code)

export async function prepareWords(db: Db, filter: CaseFilter): Promise<void> {
  if (filter.applicant) await indexWaiting(db, personIndex)
  if (filter.code) await indexWaiting(db, caseIndex)
}

/**
 * The row numbers of a list that is short enough to be taken one by one, or null when it is walked along the index of its order.
 * What the index of the order itself narrows is not asked: those of status and procedure hold the order of receipt too.
 */
export async function findNarrow(db: Db, filter: CaseFilter, sort: CaseSort, clock: Clock): Promise<readonly number[] | null> {
  const isByReceipt = sort === 'receivedDesc' || sort === 'receivedAsc'
  const { status, due, procedureId, receivedFrom, receivedTo, dueFrom, dueTo, applicant, code, holderId } = filter
  const finds: Find[] = [
    ...(applicant ? [byName(applicant)] : []),
    ...(code ? [byCode(code)] : []),
    ...(holderId ? [byHolder(holderId)] : []),
    ...(due && sort !== 'dueAsc' ? [byRows({ due }, clock)] : []),
    ...(dueFrom || dueTo ? [byRows({ dueFrom, dueTo }, clock)] : []),
    ...(status && !isByReceipt ? [byRows({ status }, clock)] : []),
    ...(procedureId && !isByReceipt ? [byRows({ procedureId }, clock)] : []),
    ...((receivedFrom || receivedTo) && !isByReceipt ? [byRows({ receivedFrom, receivedTo }, clock)] : []),
  ]
  let narrow = null as ReadonlySet<number> | null
  for (const find of finds) {
    const found = await find(db, narrowLimit + 1)
    if (found.length > narrowLimit) continue
    const before = narrow
    narrow = new Set(before === null ? found : found.filter((no) => before.has(no)))
  }
  return narrow && [...narrow]
}
