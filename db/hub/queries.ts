// What the province asks of its store. Totals come from the rows that the imports keep, never from the cases; lists come in pages.
import { sql } from 'kysely'
import type { CaseStatus } from '../model/case-status.ts'
import { AppError } from '../model/errors.ts'
import type { StoredEvent } from '../model/events.ts'
import { dayOf, type TotalName, totalNames } from './fold.ts'
import type { HubCaseTable } from './schema.ts'
import type { HubDb } from './store.ts'

export interface OfficeSummary {
  readonly office: string
  readonly bundles: number
  /** Of the newest bundle; null for an office that is on the trust list and has sent nothing. */
  readonly lastMadeAt: string | null
  readonly lastTakenAt: string | null
  readonly devices: number
  /** Devices of whose chains something has not arrived. */
  readonly gaps: number
}

/** Every office of the list and every one that has sent. */
export async function listOffices(db: HubDb, codes: readonly string[]): Promise<OfficeSummary[]> {
  const bundles = await db
    .selectFrom('bundle')
    .select(({ fn }) => [
      'office',
      fn.countAll<number>().as('bundles'),
      fn.max('made_at').as('made'),
      fn.max('taken_at').as('taken'),
    ])
    .groupBy('office')
    .execute()
  const chains = await db
    .selectFrom('chain')
    .select(({ fn }) => [
      'office',
      fn.countAll<number>().as('devices'),
      sql<number>`sum(CASE WHEN linked_seq < known_seq THEN 1 ELSE 0 END)`.as('gaps'),
    ])
    .groupBy('office')
    .execute()
  return [...new Set([...codes, ...bundles.map(({ office }) => office)])].sort().map((office) => {
    const sent = bundles.find((row) => row.office === office)
    const chain = chains.find((row) => row.office === office)
    return {
      office,
      bundles: sent?.bundles ?? 0,
      lastMadeAt: sent?.made ?? null,
      lastTakenAt: sent?.taken ?? null,
      devices: chain?.devices ?? 0,
      gaps: chain?.gaps ?? 0,
    }
  })
}

/** Offices whose newest bundle was made before an instant, or that have sent none. */
export const listSilent = async (db: HubDb, codes: readonly string[], since: string): Promise<OfficeSummary[]> =>
  (await listOffices(db, codes)).filter(({ lastMadeAt }) => lastMadeAt === null || lastMadeAt < since)

export interface TotalsFilter {
  readonly offices?: readonly string[]
  readonly field?: string
  /** National code of a procedure, or its short code where it has none. */
  readonly procedure?: string
  /** Days, both included. */
  readonly from?: string
  readonly to?: string
}
export type TotalsBy = 'office' | 'field' | 'procedure' | 'day'
export interface TotalsRow {
  readonly key: string
  /** Name of the procedure; '' otherwise. */
  readonly name: string
  readonly counts: Readonly<Record<TotalName, number>>
}

/** Totals of a time by one of four. A case counts as received on the day of its receipt and as finished on the day of its result. */
export async function sumTotals(db: HubDb, by: TotalsBy, filter: TotalsFilter = {}): Promise<TotalsRow[]> {
  const procedureCode = sql<string>`coalesce(nullif(hub_procedure.national_code, ''), hub_procedure.short_code, '')`
  const keys = {
    office: sql<string>`day_total.office`,
    day: sql<string>`day_total.day`,
    field: sql<string>`coalesce(hub_procedure.field, '')`,
    procedure: procedureCode,
  }
  let query = db
    .selectFrom('day_total')
    .leftJoin('hub_procedure', (join) =>
      join.onRef('hub_procedure.office', '=', 'day_total.office').onRef('hub_procedure.id', '=', 'day_total.procedure_id'),
    )
    .select(({ fn }) => [
      keys[by].as('key'),
      (by === 'procedure' ? sql<string>`coalesce(max(hub_procedure.name), '')` : sql<string>`''`).as('name'),
      ...totalNames.map((name) => fn.sum<number>(`day_total.${name}`).as(name)),
    ])
    .groupBy(keys[by])
    .orderBy(keys[by])
  if (filter.offices) query = query.where('day_total.office', 'in', [...filter.offices, ''])
  if (filter.field !== undefined) query = query.where(keys.field, '=', filter.field)
  if (filter.procedure !== undefined) query = query.where(procedureCode, '=', filter.procedure)
  if (filter.from !== undefined) query = query.where('day_total.day', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('day_total.day', '<=', filter.to)
  const rows = await query.execute()
  return rows.map(({ key, name, ...counts }) => ({ key, name, counts: counts as unknown as Record<TotalName, number> }))
}

/** Cases without a result whose day of promise has passed, by office; whole days. */
export async function countLate(db: HubDb, now: string): Promise<ReadonlyArray<{ office: string; late: number }>> {
  return db
    .selectFrom('day_total')
    .select(({ fn }) => ['office', fn.sum<number>('open_due').as('late')])
    .where('day', '<', dayOf(now))
    .where('open_due', '>', 0)
    .groupBy('office')
    .orderBy('office')
    .execute()
}

export interface HubCaseFilter {
  readonly office?: string
  readonly status?: CaseStatus
  readonly procedureId?: string
  /** Only those whose time limit runs and whose promise was broken before this instant. */
  readonly lateAt?: string
}
/** Where the page before ended. */
export interface HubPlace {
  readonly at: string
  readonly id: string
}

/**
 * A page of cases: an office's by receipt, newest first; late ones by their promise, oldest first.
 * @param after null for the first page.
 */
export async function listHubCases(
  db: HubDb,
  filter: HubCaseFilter,
  after: HubPlace | null,
  limit: number,
): Promise<HubCaseTable[]> {
  const { office, status, procedureId, lateAt } = filter
  let query = db.selectFrom('hub_case').selectAll().where(sql<boolean>`known = 1`).limit(limit)
  if (office !== undefined) query = query.where('office', '=', office)
  if (status !== undefined) query = query.where('status', '=', status)
  if (procedureId !== undefined) query = query.where('procedure_id', '=', procedureId)
  if (lateAt !== undefined) {
    query = query.where(sql<boolean>`clock = 'running'`).where('due_at', '<', lateAt).orderBy('due_at').orderBy('id')
    if (after) query = query.where((eb) => eb(eb.refTuple('due_at', 'id'), '>', eb.tuple(after.at, after.id)))
  } else {
    query = query.orderBy('received_at', 'desc').orderBy('id', 'desc')
    if (after) query = query.where((eb) => eb(eb.refTuple('received_at', 'id'), '<', eb.tuple(after.at, after.id)))
  }
  return query.execute()
}

/** A case and everything that its office wrote about it, in order. Throws entity.notFound. */
export async function getHubCase(db: HubDb, office: string, id: string): Promise<{ row: HubCaseTable; events: StoredEvent[] }> {
  const row = await db
    .selectFrom('hub_case')
    .selectAll()
    .where('office', '=', office)
    .where('id', '=', id)
    .where(sql<boolean>`known = 1`)
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const events = await db
    .selectFrom('event')
    .selectAll()
    .where('office', '=', office)
    .where(sql<boolean>`entity = 'case'`)
    .where('entity_id', '=', id)
    .orderBy('hlc')
    .orderBy('device')
    .orderBy('seq')
    .execute()
  return { row, events: events.map(({ office: _, year: __, state: ___, ...event }) => event) }
}
