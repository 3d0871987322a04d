// What happens to conformity instruments, and what an office does for its system. An instrument is the entity of its events.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { type InstrumentDetails, instrumentDetails, type ScopeLine, scopeLines } from './content.ts'
import { hashOf } from './hash.ts'
import { actKinds, instrumentKinds, proofKinds } from './rules.ts'
import type { ConformityInstrumentTable } from './schema.ts'

const isoDate = z.string()
const typed = { details: instrumentDetails, lines: scopeLines }

const columnsOf = (details: InstrumentDetails, lines: readonly ScopeLine[]) => ({
  title: details.title,
  issuer: details.issuer,
  edition: details.edition,
  number: details.number,
  ordinal: details.ordinal,
  issued_on: details.issuedOn,
  in_force_from: details.inForceFrom,
  expires_on: details.expiresOn,
  is_expiry_assumed: details.isExpiryAssumed ? (1 as const) : (0 as const),
  head_name: details.headName,
  head_title: details.headTitle,
  addresses: JSON.stringify(details.addresses),
  surveillances: JSON.stringify(details.surveillances),
  note: details.note,
  hash: hashOf(details, lines),
})

/** SQLite takes at most 32,766 values in one statement; a line has seven. */
const linesAtOnce = 1_000

async function putPartsInTx(
  tx: Tx,
  instrumentId: string,
  { links }: InstrumentDetails,
  lines: readonly ScopeLine[],
): Promise<void> {
  await tx.deleteFrom('conformity_link').where('instrument_id', '=', instrumentId).execute()
  await tx.deleteFrom('conformity_line').where('instrument_id', '=', instrumentId).execute()
  if (links.length > 0) {
    const rows = links.map(({ earlierId, relation }) => ({ instrument_id: instrumentId, earlier_id: earlierId, relation }))
    await tx.insertInto('conformity_link').values(rows).execute()
  }
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const rows = lines.slice(start, start + linesAtOnce).map(({ group, text, field, documentId, procedureKey }, index) => ({
      instrument_id: instrumentId,
      position: start + index + 1,
      group_name: group,
      text,
      field,
      document_id: documentId,
      procedure_key: procedureKey,
    }))
    await tx.insertInto('conformity_line').values(rows).execute()
  }
}

const change = (tx: Tx, instrumentId: string, values: Partial<ConformityInstrumentTable>) =>
  tx.updateTable('conformity_instrument').set(values).where('id', '=', instrumentId).execute()

export const conformityEvents = {
  'conformity.drafted': defineEvent({
    version: 1,
    payload: z.object({ kind: z.enum(instrumentKinds), ...typed }),
    project: async (tx, { kind, details, lines }, { entity_id, at, actor }) => {
      await tx
        .insertInto('conformity_instrument')
        .values({
          id: entity_id,
          kind,
          status: 'draft',
          drafted_at: at,
          drafted_by: actor,
          changed_at: at,
          issued_at: null,
          issued_by: null,
          order_reason: '',
          withdrawn_from: null,
          end_reason: '',
          ...columnsOf(details, lines),
        })
        .execute()
      await putPartsInTx(tx, entity_id, details, lines)
    },
  }),

  'conformity.saved': defineEvent({
    version: 1,
    payload: z.object(typed),
    project: async (tx, { details, lines }, { entity_id, at }) => {
      await change(tx, entity_id, { ...columnsOf(details, lines), changed_at: at })
      await putPartsInTx(tx, entity_id, details, lines)
    },
  }),

  'conformity.discarded': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await change(tx, entity_id, { status: 'discarded', end_reason: reason })
    },
  }),

  'conformity.issued': defineEvent({
    version: 1,
    payload: z.object({ hash: z.string(), inForceFrom: isoDate, reason: z.string() }),
    project: async (tx, { inForceFrom, reason }, { entity_id, at, actor }) => {
      await change(tx, entity_id, {
        status: 'issued',
        in_force_from: inForceFrom,
        issued_at: at,
        issued_by: actor,
        order_reason: reason,
      })
    },
  }),

  'conformity.suspended': defineEvent({
    version: 1,
    payload: z.object({ from: isoDate, reason: z.string() }),
    project: async (tx, { from, reason }, { entity_id }) => {
      await tx
        .insertInto('conformity_suspension')
        .values({ instrument_id: entity_id, from_on: from, to_on: null, reason })
        .execute()
    },
  }),

  'conformity.resumed': defineEvent({
    version: 1,
    payload: z.object({ from: isoDate, reason: z.string() }),
    project: async (tx, { from }, { entity_id }) => {
      await tx
        .updateTable('conformity_suspension')
        .set({ to_on: from })
        .where('instrument_id', '=', entity_id)
        .where('to_on', 'is', null)
        .execute()
    },
  }),

  'conformity.withdrawn': defineEvent({
    version: 1,
    payload: z.object({ from: isoDate, reason: z.string() }),
    project: async (tx, { from, reason }, { entity_id }) => {
      await change(tx, entity_id, { withdrawn_from: from, end_reason: reason })
    },
  }),

  /** The proof that a declaration was made known; said again, the later entry holds. */
  'conformity.proved': defineEvent({
    version: 1,
    payload: z.object({ proof: z.enum(proofKinds), on: isoDate, note: z.string() }),
    project: async (tx, { proof, on, note }, { entity_id }) => {
      await tx
        .insertInto('conformity_proof')
        .values({ instrument_id: entity_id, proof, done_on: on, note })
        .onConflict((conflict) => conflict.columns(['instrument_id', 'proof']).doUpdateSet({ done_on: on, note }))
        .execute()
    },
  }),

  'systemAct.recorded': defineEvent({
    version: 1,
    payload: z.object({ kind: z.enum(actKinds), on: isoDate, note: z.string() }),
    project: async (tx, { kind, on, note }, { entity_id, actor }) => {
      await tx
        .insertInto('system_act')
        .values({ id: entity_id, kind, done_on: on, note, recorded_by: actor, struck_reason: null })
        .execute()
    },
  }),

  'systemAct.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await tx.updateTable('system_act').set({ struck_reason: reason }).where('id', '=', entity_id).execute()
    },
  }),
}
