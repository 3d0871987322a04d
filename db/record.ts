// The one way in which anything of the office is written: a command names what happened, the event is appended to the log and
// its projector updates the rows, in the same transaction. Because rows change nowhere else, replaying the log rebuilds them.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { oldFileEvents } from './archive/events.ts'
import { backupEvents } from './backup/events.ts'
import { boardEvents } from './board/events.ts'
import { bundleEvents } from './bundles/events.ts'
import { calendarEvents } from './calendar/events.ts'
import { caseEvents } from './cases/events.ts'
import { clockRuleEvents } from './cases/life/events.ts'
import { conformityEvents } from './conformity/events.ts'
import { conversionEvents } from './conversion/events.ts'
import { copyEvents } from './copies/events.ts'
import { disclosureEvents } from './disclosure/events.ts'
import { documentEvents } from './documents/events.ts'
import { dutyEvents } from './duties/events.ts'
import type { Actor, Db, EventDefinition, Tx } from './event.ts'
import { formEvents } from './forms/events.ts'
import { lawEvents } from './laws/events.ts'
import { keepClashInTx, withoutSerial } from './merge/clash.ts'
import { makeMergeEvents } from './merge/events.ts'
import type { ClashReason } from './merge/rules.ts'
import type { NewEvent, StoredEvent } from './model/events.ts'
import { originalEvents } from './originals/events.ts'
import { packEvents } from './packs/events.ts'
import { paperEvents } from './papers/events.ts'
import { peopleEvents } from './people/events.ts'
import { personalEvents } from './personal/events.ts'
import { personEvents } from './persons/events.ts'
import { procedureListEvents } from './procedure-lists/events.ts'
import { procedureEvents } from './procedures/events.ts'
import { programEvents } from './program/events.ts'
import { readingEvents } from './readings/events.ts'
import { registerEvents } from './register/events.ts'
import { retentionEvents } from './retention/events.ts'
import type { Tables } from './schema.ts'
import { appendEventInTx, insertEvent } from './store/event-log.ts'
import { findSqliteCode } from './store/sqlite.ts'
import { stubEvents } from './stubs/events.ts'
import { trustEvents } from './trust/events.ts'
import { unitEvents } from './units/events.ts'

const definitions: Readonly<Record<string, EventDefinition>> = {
  ...peopleEvents,
  ...calendarEvents,
  ...procedureEvents,
  ...caseEvents,
  ...clockRuleEvents,
  ...formEvents,
  ...registerEvents,
  ...documentEvents,
  ...copyEvents,
  ...readingEvents,
  ...lawEvents,
  ...conformityEvents,
  ...conversionEvents,
  ...procedureListEvents,
  ...disclosureEvents,
  ...packEvents,
  ...paperEvents,
  ...originalEvents,
  ...oldFileEvents,
  ...dutyEvents,
  ...personEvents,
  ...unitEvents,
  ...stubEvents,
  ...personalEvents,
  ...retentionEvents,
  ...backupEvents,
  ...boardEvents,
  ...programEvents,
  ...trustEvents,
  ...bundleEvents,
  ...makeMergeEvents((tx, event) => getDefinition(event.type).project(tx, parsePayload(event), event)),
} as Readonly<Record<string, EventDefinition>>

/** Tables made of events alone, children first: a rebuild empties and refills them. */
export const projectedTables = [
  'clash',
  'sibling',
  'returned_case',
  'lacking_chunk',
  'bundle_receipt',
  'acknowledgement',
  'bundle_range',
  'bundle',
  'trust_list',
  'backup_record',
  'person_merge',
  'person_apart',
  'unit_successor',
  'unit_change',
  'office_heading',
  'staff_leave',
  'custody',
  'handover',
  'person_look',
  'retention_decision',
  'retention_rule',
  'posting',
  'public_site',
  'pack_entry',
  'pack',
  'pack_key',
  'law_amendment',
  'law',
  'conversion_entry',
  'conversion_document',
  'clause_document',
  'conversion_gap',
  'conversion',
  'conformity_proof',
  'conformity_suspension',
  'conformity_line',
  'conformity_link',
  'conformity_instrument',
  'system_act',
  'procedure_list_entry',
  'procedure_list',
  'document_reader',
  'document_copy',
  'document_law',
  'document_procedure',
  'document_version',
  'document_code',
  'document',
  'clock_rule',
  'case_paper',
  'case_due',
  'case_exclusion',
  'step_run',
  'stub',
  'stub_block',
  'old_file_loan',
  'old_file',
  'kept_original',
  'not_scanned',
  'scan',
  'case_print',
  'form_version',
  'register_book',
  'case_component',
  'case_party',
  'case_file',
  'person',
  'procedure_version',
  'procedure',
  'calendar',
  'staff',
  'office_setting',
  'office',
] as const satisfies ReadonlyArray<keyof Tables>

/** Undefined for a type that this version does not know. */
export const findDefinition = (type: string): EventDefinition | undefined =>
  Object.hasOwn(definitions, type) ? definitions[type] : undefined

function getDefinition(type: string): EventDefinition {
  const definition = findDefinition(type)
  if (!definition) throw new Error(`unknown event type ${type}`)
  return definition
}

/** Appends events and projects them. Payloads are parsed first: what is not in the schema is not stored. */
export async function recordInTx(tx: Tx, actor: Actor, events: readonly NewEvent[]): Promise<void> {
  for (const event of events) {
    const definition = getDefinition(event.type)
    const payload = definition.payload.parse(event.payload)
    const { clock, deviceId, staffId } = actor
    const stored = await appendEventInTx(tx, clock, deviceId, staffId, { ...event, payload }, definition.version)
    await definition.project(tx, payload, stored)
  }
}

/** Appends an event that was recorded elsewhere or before, as it is, and projects it. Its place in its chain is for the caller to prove. */
export async function replayInTx(tx: Tx, event: StoredEvent): Promise<void> {
  await insertEvent(tx, event)
  const reason = await applyInTx(tx, event)
  // Decided by a person, or waiting for one, as before; all others rest on something that is lost.
  if (reason !== null && reason !== 'overtaken' && reason !== 'serialTaken') throw new Error(`${event.type}: ${reason}`)
}

const parsePayload = (event: StoredEvent): unknown => getDefinition(event.type).payload.parse(JSON.parse(event.payload))

/**
 * Applies an event of the log to the rows. What clashes with what another computer did, or is not known here, goes to the list of
 * clashes instead, and why comes back. In the log of one computer nothing clashes: each event was decided on the rows that it meets again.
 */
export async function applyInTx(tx: Tx, event: StoredEvent): Promise<ClashReason | null> {
  const keep = async (reason: ClashReason): Promise<ClashReason> => {
    await keepClashInTx(tx, event, reason)
    return reason
  }
  const definition = definitions[event.type]
  if (!definition || event.version > definition.version) return keep('unknown')
  const parsed = definition.payload.safeParse(JSON.parse(event.payload))
  if (!parsed.success) return keep('invalid')
  const clash = await definition.clashes?.(tx, parsed.data, event)
  if (clash) return keep(clash === 'missing' ? 'missing' : 'overtaken')
  if (await tryProjectInTx(tx, definition, parsed.data, event)) return null
  const reduced = withoutSerial(event.type, parsed.data)
  const isReduced = reduced !== undefined && (await tryProjectInTx(tx, definition, reduced, event))
  return keep(isReduced ? 'serialTaken' : 'taken')
}

/** False, and nothing changed, when a number or a name is in use already. */
async function tryProjectInTx(tx: Tx, definition: EventDefinition, payload: unknown, event: StoredEvent): Promise<boolean> {
  await sql`SAVEPOINT project`.execute(tx)
  try {
    await definition.project(tx, payload, event)
    await sql`RELEASE project`.execute(tx)
    return true
  } catch (error) {
    if (!findSqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
    await sql`ROLLBACK TO project`.execute(tx)
    await sql`RELEASE project`.execute(tx)
    return false
  }
}

/**
 * Empties every projected table and replays the whole log into them, in one transaction.
 * @param onProgress called every 1,000 events with the count so far; may throw to call it off, and nothing is changed.
 */
export const rebuildProjections = (db: Db, onProgress: (events: number) => void = () => {}): Promise<void> =>
  db.transaction().execute((tx) => rebuildInTx(tx, onProgress))

/** The same inside a transaction. */
export async function rebuildInTx(tx: Tx, onProgress: (events: number) => void = () => {}): Promise<void> {
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
  await sql`DELETE FROM case_search`.execute(tx)
  await sql`DELETE FROM person_search`.execute(tx)
  for (const table of projectedTables) await tx.deleteFrom(table).execute()
  let after: { hlc: string; device: string; seq: number } = { hlc: '', device: '', seq: 0 }
  for (let done = 0; ; ) {
    const page: StoredEvent[] = await tx
      .selectFrom('event')
      .selectAll()
      .where((eb) => eb(eb.refTuple('hlc', 'device', 'seq'), '>', eb.tuple(after.hlc, after.device, after.seq)))
      .orderBy('hlc')
      .orderBy('device')
      .orderBy('seq')
      .limit(1_000)
      .execute()
    for (const event of page) await applyInTx(tx, event)
    const last = page.at(-1)
    if (!last) return
    after = last
    done += page.length
    onProgress(done)
    await setImmediate() // the binding frees finished statements between turns of the event loop only
  }
}
