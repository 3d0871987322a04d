// How many cases there are. What the home screen and every list ask for comes from the tally, whose size follows the days and not
// the cases; only what it cannot say is counted one by one.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { type CaseStatus, caseStatuses, openStatuses, unacceptedStatuses } from '../model/case-status.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { instantToLocal, localToInstant } from '../model/local-time.ts'
import { keepSelect, unseen } from '../store/kept-query.ts'
import { type CaseFilter, type FilterBuilder, filtered } from './filter.ts'

const everything: CaseFilter = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }

/** Cases of these statuses; with `dueBefore` (a UTC day) only those due on an earlier one. */
async function tallied(db: Db, statuses: readonly CaseStatus[], dueBefore?: string): Promise<number> {
  const key = `${statuses.join()} ${dueBefore === undefined}`
  const kept = tallies.get(key) ?? tallyOf(statuses, dueBefore !== undefined)
  tallies.set(key, kept)
  const [row] = await kept(db, { dueBefore: dueBefore ?? '' })
  return row?.count ?? 0
}

// Of each set of statuses that is counted (there are few) the query is built once: the board asks for all of them again and again.
const tallies = new Map<string, ReturnType<typeof tallyOf>>()
const tallyOf = (statuses: readonly CaseStatus[], isDue: boolean) =>
  keepSelect((db, { dueBefore }: { dueBefore: string }) =>
    db
      .selectFrom('case_tally')
      .select((eb) => eb.fn.sum<number | null>('cases').as('count'))
      .where('status', 'in', [...statuses])
      .$if(isDue, (query) => query.where('due_day', '<>', '').where('due_day', '<', dueBefore)),
  )

/** `+` keeps SQLite from reading every case of a status instead of those of the day. */
const dueBetween = (hasStatus: boolean) =>
  keepSelect((db, { from, to, status }: { from: string; to: string; status: string }) =>
    db
      .selectFrom('case_file')
      .where('due_rank', '>=', unseen(from))
      .where('due_rank', '<', unseen(to))
      .$if(hasStatus, (query) => query.where(sql<string>`+status`, '=', status))
      .select((eb) => eb.fn.countAll<number>().as('count')),
  )
const dueOfAll = dueBetween(false)
const dueOfStatus = dueBetween(true)

/** Overdue cases, all or of one open status: whole days from the tally, the day that is under way from the index. */
async function overdue(db: Db, status: CaseStatus | null, clock: Clock): Promise<number> {
  const now = toInstant(clock.nowMs())
  const today = now.slice(0, 10)
  const [row] = await (status === null ? dueOfAll : dueOfStatus)(db, { from: today, to: now, status: status ?? '' })
  return (await tallied(db, status === null ? openStatuses : [status], today)) + (row?.count ?? 0)
}

/** How many cases a filter lets through. */
export async function countFiltered(db: Db, filter: CaseFilter, clock: Clock): Promise<number> {
  const { status, due, procedureId, receivedFrom, receivedTo } = filter
  if (procedureId === null && receivedFrom === null && receivedTo === null && !filter.dueFrom && !filter.dueTo) {
    if (due === null) return tallied(db, status ? [status] : caseStatuses)
    if (due === 'overdue') return status === null || openStatuses.includes(status) ? overdue(db, status, clock) : 0
  }
  const row = await db
    .selectFrom('case_file')
    .where((eb) => filtered(eb, filter, clock))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/**
 * How many cases a list holds whose row numbers are known, or which is walked (null). Null where each of very many cases would have to
 * be looked at.
 */
export async function countListed(
  db: Db,
  filter: CaseFilter,
  clock: Clock,
  numbers: readonly number[] | null,
): Promise<number | null> {
  if (numbers === null) return filter.applicant || filter.code || filter.holderId ? null : countFiltered(db, filter, clock)
  const row = await db
    .selectFrom(sql<{ value: number }>`json_each(${unseen(JSON.stringify(numbers))})`.as('hit'))
    .crossJoin('case_file')
    .where(sql<boolean>`case_file.no = hit.value`)
    .where((eb) => filtered(eb as unknown as FilterBuilder, filter, clock))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The morning's numbers. */
export async function countCases(db: Db, clock: Clock) {
  const today = instantToLocal(toInstant(clock.nowMs())).slice(0, 10)
  const unaccepted = await db
    .selectFrom('case_file')
    .where('status', 'in', [...unacceptedStatuses])
    .where('received_at', '>=', localToInstant(`${today}T00:00`))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const count = (filter: Partial<CaseFilter>) => countFiltered(db, { ...everything, ...filter }, clock)
  return {
    total: (await count({})) - (await tallied(db, unacceptedStatuses)),
    receivedToday: (await count({ receivedFrom: today })) - unaccepted.count,
    dueToday: await count({ due: 'dueToday' }),
    overdue: await count({ due: 'overdue' }),
    open: await tallied(db, openStatuses),
  }
}
