// What the screens of the provincial mode show of the store: how each office stands, its cases by words, where a case came from.
import { sql } from 'kysely'
import { type CaseStatus, openStatuses } from '../model/case-status.ts'
import { toCaseCode } from '../model/identity.ts'
import { toNfc } from '../model/text.ts'
import type { SeqRange } from '../sync/receipt.ts'
import { dayOf } from './fold.ts'
import { listGaps, toRanges } from './gaps.ts'
import { type HubPlace, listOffices, type OfficeSummary } from './queries.ts'
import type { HubCaseTable } from './schema.ts'
import type { HubDb } from './store.ts'

export interface MissingOf {
  readonly deviceCode: string
  readonly ranges: readonly SeqRange[]
  /** Running numbers of the computer's bundles that never came, below the newest one that did. */
  readonly bundles: readonly SeqRange[]
}

/** What is missing of an office, with the numbers of the bundles that may hold it. */
export async function listMissing(db: HubDb, office: string): Promise<MissingOf[]> {
  const gaps = await listGaps(db, office)
  if (gaps.length === 0) return []
  const rows = await db.selectFrom('bundle').select(['device', 'number']).where('office', '=', office).execute()
  return gaps.map(({ device, code, ranges }) => {
    const numbers = new Set(rows.filter((row) => row.device === device).map(({ number }) => number))
    const last = Math.max(0, ...numbers)
    const lacking: number[] = []
    for (let number = 1; number < last; number += 1) if (!numbers.has(number)) lacking.push(number)
    return { deviceCode: code, ranges, bundles: toRanges(lacking) }
  })
}

export interface OfficeState extends OfficeSummary {
  readonly lastNumber: number | null
  readonly open: number
  /** Whole days: due before today while the time limit runs. */
  readonly late: number
  /** Events that wait for earlier ones. */
  readonly waiting: number
  /** Events whose content does not fit; kept, not counted. */
  readonly rejected: number
  /** Events of a kind that this program does not know yet. */
  readonly pending: number
  /** Damaged files of which some chunks are still lacking. */
  readonly partial: number
}

/**
 * Every office of the list and every one that has sent, by code. Costs the offices and their days, never their cases.
 * @param now UTC instant.
 */
export async function listOfficeStates(db: HubDb, codes: readonly string[], now: string): Promise<OfficeState[]> {
  const offices = await listOffices(db, codes)
  const sums = await db
    .selectFrom('day_total')
    .select(({ fn }) => [
      'office',
      fn.sum<number>('open').as('open'),
      sql<number>`sum(CASE WHEN day < ${dayOf(now)} THEN open_due ELSE 0 END)`.as('late'),
    ])
    .groupBy('office')
    .execute()
  const newest = await db
    .selectFrom('bundle')
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('bundle as other')
          .select(({ fn }) => ['other.office as of', fn.max('other.made_at').as('made')])
          .groupBy('other.office')
          .as('last'),
      (join) => join.onRef('last.of', '=', 'bundle.office').onRef('last.made', '=', 'bundle.made_at'),
    )
    .select(({ fn }) => ['bundle.office', fn.max('bundle.number').as('number')])
    .groupBy('bundle.office')
    .execute()
  const count = async (table: 'waiting_event' | 'rejected_event' | 'event') => {
    let query = db
      .selectFrom(table)
      .select(({ fn }) => ['office', fn.countAll<number>().as('count')])
      .groupBy('office')
    if (table === 'event') query = query.where(sql<boolean>`state = 1`) // spelt out: of a bound value the index does not know that it fits
    return new Map((await query.execute()).map((row) => [row.office, Number(row.count)]))
  }
  const [waiting, rejected, pending] = [await count('waiting_event'), await count('rejected_event'), await count('event')]
  const partial = await db
    .selectFrom('bundle')
    .select(({ fn }) => ['office', fn.countAll<number>().as('count')])
    .where('state', '=', 'partial')
    .groupBy('office')
    .execute()
  return offices.map((summary) => {
    const { office } = summary
    const sum = sums.find((row) => row.office === office)
    return {
      ...summary,
      lastNumber: newest.find((row) => row.office === office)?.number ?? null,
      open: Number(sum?.open ?? 0),
      late: Number(sum?.late ?? 0),
      waiting: waiting.get(office) ?? 0,
      rejected: rejected.get(office) ?? 0,
      pending: pending.get(office) ?? 0,
      partial: Number(partial.find((row) => row.office === office)?.count ?? 0),
    }
  })
}

export interface OfficeCaseFilter {
  readonly office: string
  readonly status: CaseStatus | 'open' | null
  readonly isLate: boolean
  /** Of a code, or of the name as it is written. */
  readonly text: string
  /** UTC instant. */
  readonly now: string
}

/** Words of a person as a pattern: what means something to LIKE means itself. */
const patternOf = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * A page of an office's cases: by receipt, newest first; late ones by their promise, oldest first.
 * @param after null for the first page.
 */
export async function listOfficeCases(
  db: HubDb,
  { office, status, isLate, text, now }: OfficeCaseFilter,
  after: HubPlace | null,
  limit: number,
): Promise<Array<HubCaseTable & { procedure_name: string }>> {
  let query = db
    .selectFrom('hub_case')
    .leftJoin('hub_procedure', (join) =>
      join.onRef('hub_procedure.office', '=', 'hub_case.office').onRef('hub_procedure.id', '=', 'hub_case.procedure_id'),
    )
    .selectAll('hub_case')
    .select(sql<string>`coalesce(hub_procedure.name, '')`.as('procedure_name'))
    .where(sql<boolean>`known = 1`)
    .where('hub_case.office', '=', office)
    .limit(limit)
  if (status === 'open') query = query.where('status', 'in', [...openStatuses])
  else if (status !== null) query = query.where('status', '=', status)
  if (text !== '') {
    const like = (column: string, pattern: string) => sql<boolean>`${sql.ref(column)} LIKE ${pattern} ESCAPE '\\'`
    query = query.where((eb) =>
      eb.or([
        like('hub_case.code', patternOf(toCaseCode(text))),
        like('hub_case.official_code', patternOf(toCaseCode(text))),
        like('hub_case.applicant_name', patternOf(toNfc(text))),
      ]),
    )
  }
  if (isLate) {
    query = query.where(sql<boolean>`clock = 'running'`).where('due_at', '<', now).orderBy('due_at').orderBy('hub_case.id')
    if (after) query = query.where((eb) => eb(eb.refTuple('due_at', 'hub_case.id'), '>', eb.tuple(after.at, after.id)))
  } else {
    query = query.orderBy('received_at', 'desc').orderBy('hub_case.id', 'desc')
    if (after) query = query.where((eb) => eb(eb.refTuple('received_at', 'hub_case.id'), '<', eb.tuple(after.at, after.id)))
  }
  return query.execute()
}

export interface CaseOrigin {
  readonly deviceCode: string
  readonly events: number
  /** The computer's newest bundle; null where another computer of the office sent what it wrote. */
  readonly bundle: { readonly number: number; readonly madeAt: string; readonly takenAt: string } | null
}

/** The computers that wrote about a case, with the newest bundle of each. */
export async function listOrigins(db: HubDb, office: string, devices: ReadonlyMap<string, number>): Promise<CaseOrigin[]> {
  const ids = [...devices.keys(), '']
  const chains = await db.selectFrom('chain').select(['device', 'code']).where('device', 'in', ids).execute()
  const bundles = await db
    .selectFrom('bundle')
    .select(['device', 'number', 'made_at', 'taken_at'])
    .where('office', '=', office)
    .where('device', 'in', ids)
    .orderBy('number', 'desc')
    .execute()
  return [...devices].map(([device, events]) => {
    const last = bundles.find((row) => row.device === device)
    return {
      deviceCode: chains.find((row) => row.device === device)?.code ?? '',
      events,
      bundle: last ? { number: last.number, madeAt: last.made_at, takenAt: last.taken_at } : null,
    }
  })
}

/** How often and why the province gave a case back. */
export const listSentBackOf = (db: HubDb, office: string, caseId: string): Promise<Array<{ at: string; reason: string }>> =>
  db
    .selectFrom('sent_back')
    .select(['at', 'reason'])
    .where('office', '=', office)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute()

/** What totals can be narrowed to: the fields and procedures of all offices, each once. */
export async function listTotalChoices(
  db: HubDb,
): Promise<{ fields: string[]; procedures: Array<{ code: string; name: string }> }> {
  const code = sql<string>`coalesce(nullif(national_code, ''), short_code)`
  const rows = await db
    .selectFrom('hub_procedure')
    .select(({ fn }) => [code.as('code'), fn.max('name').as('name'), fn.max('field').as('field')])
    .groupBy(code)
    .orderBy(code)
    .execute()
  return {
    fields: [...new Set(rows.map(({ field }) => field).filter(Boolean))].sort(),
    procedures: rows.map(({ code: key, name }) => ({ code: key, name })),
  }
}

/** '' where the event that told of it has not arrived. */
export async function findProcedureName(db: HubDb, office: string, id: string): Promise<string> {
  const row = await db
    .selectFrom('hub_procedure')
    .select('name')
    .where('office', '=', office)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? ''
}

export interface RejectedLine {
  readonly deviceCode: string
  readonly seq: number
  readonly type: string
  /** Of the case file that it is about; '' for none that is known. */
  readonly caseCode: string
  readonly reason: string
}

/** Events that were kept and not counted, in the order in which the computers wrote them. */
export async function listRejected(db: HubDb, office: string, limit: number): Promise<RejectedLine[]> {
  const rows = await db
    .selectFrom('rejected_event')
    .leftJoin('chain', 'chain.device', 'rejected_event.device')
    .leftJoin('hub_case', (join) =>
      join.onRef('hub_case.office', '=', 'rejected_event.office').onRef('hub_case.id', '=', 'rejected_event.entity_id'),
    )
    .select(['chain.code as device_code', 'seq', 'type', 'reason', 'hub_case.code', 'hub_case.official_code'])
    .where('rejected_event.office', '=', office)
    .orderBy('rejected_event.device')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(({ device_code, seq, type, reason, code, official_code }) => ({
    deviceCode: device_code ?? '',
    caseCode: official_code ?? code ?? '',
    ...{ seq, type, reason },
  }))
}
