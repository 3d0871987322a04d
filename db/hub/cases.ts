// Folds events into the cases and their totals. A case is folded on where the new events come after all that it has; else anew from
// its first event. What it added to the totals before is taken off, what it adds now is put on, in the same transaction.
import { sql } from 'kysely'
import { type CaseState, foldCase, holderOf, type TotalName, tidy, totalNames, totalsOf } from './fold.ts'
import { groupBy } from './gaps.ts'
import { type JudgedEvent, judge, yearOfCase } from './judged.ts'
import { eventStates, type HubCaseTable } from './schema.ts'
import type { HubDb, HubTx } from './store.ts'

/** Cases that are read and written at once. */
const portion = 500

const inOrder = (a: JudgedEvent, b: JudgedEvent): number =>
  compare(a.event.hlc, b.event.hlc) || compare(a.event.device, b.event.device) || a.event.seq - b.event.seq
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const stateOf = (row: HubCaseTable): CaseState | undefined =>
  row.known === 0
    ? undefined
    : {
        code: row.code,
        officialCode: row.official_code,
        procedureId: row.procedure_id,
        applicantName: row.applicant_name,
        status: row.status,
        clock: row.clock,
        receivedAt: row.received_at,
        dueAt: row.due_at,
        originalDueAt: row.original_due_at,
        missedDueAt: row.missed_due_at,
        finishedAt: row.finished_at,
        finishResult: row.finish_result,
        lateCause: row.late_cause,
        runs: JSON.parse(row.runs) as CaseState['runs'],
      }

const rowOf = (office: string, id: string, lastHlc: string, state: CaseState | undefined): HubCaseTable => ({
  office,
  id,
  year: yearOfCase(id),
  known: state ? 1 : 0,
  last_hlc: lastHlc,
  code: state?.code ?? '',
  official_code: state?.officialCode ?? null,
  procedure_id: state?.procedureId ?? '',
  applicant_name: state?.applicantName ?? '',
  status: state?.status ?? 'checking',
  clock: state?.clock ?? 'idle',
  received_at: state?.receivedAt ?? '',
  due_at: state?.dueAt ?? null,
  original_due_at: state?.originalDueAt ?? null,
  missed_due_at: state?.missedDueAt ?? null,
  finished_at: state?.finishedAt ?? null,
  finish_result: state?.finishResult ?? null,
  late_cause: state?.lateCause ?? null,
  holder: state ? holderOf(state) : '',
  runs: JSON.stringify(state?.runs ?? []),
})

/** Folds applied events; those that are not about cases are passed over. What it changes of the totals is for the caller to write. */
export async function foldCasesInTx(tx: HubTx, office: string, applied: readonly JudgedEvent[], totals: Totals): Promise<void> {
  const groups = groupBy(
    applied.filter(({ event }) => event.entity === 'case'),
    ({ event }) => event.entity_id,
  )
  const ids = [...groups.keys()]
  for (let at = 0; at < ids.length; at += portion) {
    const some = ids.slice(at, at + portion)
    const before = new Map((await readCases(tx.db, office, some)).map((row) => [row.id, row]))
    const rows: HubCaseTable[] = []
    for (const id of some) {
      const [old, events] = [before.get(id), (groups.get(id) ?? []).sort(inOrder)]
      const isLater = old === undefined || (events[0]?.event.hlc ?? '') > old.last_hlc
      const all = isLater ? events : await readEvents(tx.db, office, id)
      let state = isLater && old ? stateOf(old) : undefined
      for (const { event, payload } of all) state = foldCase(state, event, payload)
      totals.take(old && stateOf(old), state)
      rows.push(rowOf(office, id, all.at(-1)?.event.hlc ?? '', state))
    }
    const there = [...before.keys()]
    if (there.length > 0) await tx.db.deleteFrom('hub_case').where('office', '=', office).where('id', 'in', there).execute()
    await tx.insertMany('hub_case', rows)
  }
}

const readCases = (db: HubDb, office: string, ids: readonly string[]): Promise<HubCaseTable[]> =>
  db
    .selectFrom('hub_case')
    .selectAll()
    .where('office', '=', office)
    .where('id', 'in', [...ids])
    .execute()

/** All events that count of a case, in their order. */
async function readEvents(db: HubDb, office: string, id: string): Promise<JudgedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('office', '=', office)
    .where(sql<boolean>`entity = 'case'`) // spelt out: of a bound value the index does not know that it fits
    .where('entity_id', '=', id)
    .where('state', '=', eventStates.applied)
    .execute()
  return rows.map((row) => judge(row)).sort(inOrder)
}

/** Changes of an office's totals, put together until they are written: once in a transaction, at its end. */
export class Totals {
  readonly #office: string
  readonly #changes = new Map<string, { day: string; procedure_id: string; counts: Record<TotalName, number> }>()

  constructor(office: string) {
    this.#office = office
  }

  take(before: CaseState | undefined, after: CaseState | undefined): void {
    this.#add(before, -1)
    this.#add(after, 1)
  }

  #add(state: CaseState | undefined, sign: 1 | -1): void {
    for (const [day, name] of totalsOf(state)) {
      const key = `${day} ${state?.procedureId}`
      const change = this.#changes.get(key) ?? {
        day,
        procedure_id: tidy(state?.procedureId ?? ''),
        counts: Object.fromEntries(totalNames.map((one) => [one, 0])) as Record<TotalName, number>,
      }
      change.counts[name] += sign
      this.#changes.set(key, change)
    }
  }

  /** A row that comes to nothing is taken away: no row says how it came about. */
  async writeInTx(db: HubDb): Promise<void> {
    const office = this.#office
    const changed = [...this.#changes.values()].filter(({ counts }) => totalNames.some((name) => counts[name] !== 0))
    for (let at = 0; at < changed.length; at += portion) {
      const some = changed.slice(at, at + portion)
      await db
        .insertInto('day_total')
        .values(some.map(({ day, procedure_id, counts }) => ({ office, day, procedure_id, ...counts })))
        .onConflict((conflict) =>
          conflict
            .columns(['office', 'day', 'procedure_id'])
            .doUpdateSet((eb) =>
              Object.fromEntries(totalNames.map((name) => [name, eb(`day_total.${name}`, '+', eb.ref(`excluded.${name}`))])),
            ),
        )
        .execute()
      if (some.some(({ counts }) => totalNames.some((name) => counts[name] < 0)))
        await db
          .deleteFrom('day_total')
          .where('office', '=', office)
          .where('day', 'in', [...new Set(some.map(({ day }) => day))])
          .where((eb) => eb.and(totalNames.map((name) => eb(name, '=', 0))))
          .execute()
    }
  }
}
