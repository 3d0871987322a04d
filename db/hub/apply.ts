// Takes linked events into the store: keeps each one, judges it by its definition, and folds what it says of cases and procedures. The
// outcome depends on the events alone and not on the order or the portions in which they came.

import { sql } from 'kysely'
import type { StoredEvent } from '../model/events.ts'
import { foldCasesInTx, type Totals } from './cases.ts'
import { tidy } from './fold.ts'
import { type JudgedEvent, judge, yearOfEvent } from './judged.ts'
import { type EventTable, eventStates } from './schema.ts'
import type { HubDb, HubTx } from './store.ts'

export interface Applied {
  applied: number
  pending: number
  rejected: number
}

/** Takes in events that link, in any portions; `office` is their sender's. */
export async function applyEventsInTx(
  tx: HubTx,
  office: string,
  events: readonly StoredEvent[],
  totals: Totals,
): Promise<Applied> {
  const judged = events.map(judge)
  await tx.insertMany(
    'event',
    judged.map(({ event, state }): EventTable => ({ ...event, office, year: yearOfEvent(event), state })),
  )
  await followUpInTx(tx, office, judged, totals)
  const count = (state: number) => judged.filter((one) => one.state === state).length
  return { applied: count(eventStates.applied), pending: count(eventStates.pending), rejected: count(eventStates.rejected) }
}

async function followUpInTx(tx: HubTx, office: string, judged: readonly JudgedEvent[], totals: Totals): Promise<void> {
  const rejected = judged.filter(({ state }) => state === eventStates.rejected)
  if (rejected.length > 0)
    await tx.db
      .insertInto('rejected_event')
      .values(
        rejected.map(({ event: { device, seq, id, type, entity_id } }) => ({
          device,
          seq,
          office,
          event_id: id,
          type,
          entity_id,
          reason: 'payloadInvalid' as const,
        })),
      )
      .execute()
  const applied = judged.filter(({ state }) => state === eventStates.applied)
  await foldProceduresInTx(tx.db, office, applied)
  await foldCasesInTx(tx, office, applied, totals)
}

/** What the newest event about a procedure says of it. */
async function foldProceduresInTx(db: HubDb, office: string, judged: readonly JudgedEvent[]): Promise<void> {
  const newest = new Map<string, JudgedEvent>()
  for (const one of judged) {
    const { type, entity_id, hlc } = one.event
    if (type !== 'procedure.published' && type !== 'procedure.revised') continue
    if ((newest.get(entity_id)?.event.hlc ?? '') < hlc) newest.set(entity_id, one)
  }
  const rows = [...newest.values()].map(({ event: { entity_id, hlc }, payload }) => {
    const { content } = payload as { content: { nationalCode: string | null; shortCode: string; name: string; field: string } }
    return {
      office,
      id: tidy(entity_id),
      hlc,
      national_code: tidy(content.nationalCode ?? ''),
      short_code: tidy(content.shortCode),
      name: tidy(content.name),
      field: tidy(content.field),
    }
  })
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('hub_procedure')
      .values(rows.slice(at, at + 500))
      .onConflict((conflict) =>
        conflict
          .columns(['office', 'id'])
          .doUpdateSet((eb) => ({
            hlc: eb.ref('excluded.hlc'),
            national_code: eb.ref('excluded.national_code'),
            short_code: eb.ref('excluded.short_code'),
            name: eb.ref('excluded.name'),
            field: eb.ref('excluded.field'),
          }))
          .whereRef('excluded.hlc', '>', 'hub_procedure.hlc'),
      )
      .execute()
}

const pageRows = 1_000

/** Judges again what was of an unknown kind: a newer program may know it. Returns what was settled. */
export async function takePendingInTx(tx: HubTx, office: string, totals: Totals): Promise<Applied> {
  const done: Applied = { applied: 0, pending: 0, rejected: 0 }
  let after = { device: '', seq: 0 }
  for (;;) {
    const rows = await tx.db
      .selectFrom('event')
      .selectAll()
      .where('office', '=', office)
      .where(sql<boolean>`state = 1`) // spelt out: of a bound value the index does not know that it fits
      .where((eb) => eb(eb.refTuple('device', 'seq'), '>', eb.tuple(after.device, after.seq)))
      .orderBy('device')
      .orderBy('seq')
      .limit(pageRows)
      .execute()
    const last = rows.at(-1)
    if (!last) return done
    after = { device: last.device, seq: last.seq }
    const settled = rows.map(({ office: _, year: __, state: ___, ...event }) => judge(event)).filter(({ state }) => state !== 1)
    for (const state of [eventStates.applied, eventStates.rejected]) {
      const ones = settled.filter((one) => one.state === state)
      for (const { event } of ones)
        await tx.db
          .updateTable('event')
          .set({ state })
          .where('office', '=', office)
          .where('device', '=', event.device)
          .where('seq', '=', event.seq)
          .execute()
      done[state === eventStates.applied ? 'applied' : 'rejected'] += ones.length
    }
    await followUpInTx(tx, office, settled, totals)
  }
}
