// Reading conformity instruments, as they stand on any day.
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { draftEditions, type InstrumentState, isValid, type LinkRelation, stateOn } from './rules.ts'
import type { ConformityInstrumentTable } from './schema.ts'

export async function getInstrumentRow(db: Db, instrumentId: string): Promise<ConformityInstrumentTable> {
  const row = await db.selectFrom('conformity_instrument').selectAll().where('id', '=', instrumentId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'conformityInstrument' })
  return row
}

export interface KnownLink {
  readonly instrumentId: string
  readonly relation: LinkRelation
}

/** Every instrument of the office with what its state follows from: there are some dozens at most. */
async function readAll(db: Db, date: IsoDate) {
  const rows = await db.selectFrom('conformity_instrument').selectAll().execute()
  const links = await db.selectFrom('conformity_link').selectAll().execute()
  const suspensions = await db.selectFrom('conformity_suspension').selectAll().orderBy('from_on').execute()
  const groups = await db
    .selectFrom('conformity_line')
    .select(['instrument_id', 'group_name', ({ fn }) => fn.countAll<number>().as('lines')])
    .groupBy(['instrument_id', 'group_name'])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows.map((row) => {
    const later = links.filter(
      ({ earlier_id, instrument_id }) => earlier_id === row.id && byId.get(instrument_id)?.status === 'issued',
    )
    const replacedFrom =
      later
        .filter(({ relation }) => relation === 'replaces')
        .map(({ instrument_id }) => byId.get(instrument_id)?.in_force_from ?? null)
        .filter((from) => from !== null)
        .toSorted()[0] ?? null
    const own = suspensions
      .filter(({ instrument_id }) => instrument_id === row.id)
      .map(({ from_on, to_on, reason }) => ({ from: from_on, to: to_on, reason }))
    const state: InstrumentState = stateOn(
      {
        status: row.status,
        inForceFrom: row.in_force_from,
        expiresOn: row.expires_on,
        replacedFrom,
        withdrawnFrom: row.withdrawn_from,
        suspensions: own,
      },
      date,
    )
    const lineGroups = groups.filter(({ instrument_id }) => instrument_id === row.id)
    return {
      row,
      state,
      replacedFrom,
      suspensions: own,
      groups: Object.fromEntries(lineGroups.map(({ group_name, lines }) => [group_name, lines])),
      lineCount: lineGroups.reduce((sum, { lines }) => sum + lines, 0),
      earlier: links
        .filter(({ instrument_id }) => instrument_id === row.id)
        .map(({ earlier_id, relation }) => ({ instrumentId: earlier_id, relation })),
      later: later.map(({ instrument_id, relation }) => ({ instrumentId: instrument_id, relation })),
    }
  })
}
type Known = Awaited<ReturnType<typeof readAll>>[number]

const summaryOf = ({ row, state, replacedFrom, groups, lineCount, earlier, later }: Known) => ({
  id: row.id,
  kind: row.kind,
  state,
  title: row.title,
  issuer: row.issuer,
  edition: row.edition,
  isDraftEdition: draftEditions.includes(row.edition),
  number: row.number,
  ordinal: row.ordinal,
  issuedOn: row.issued_on,
  inForceFrom: row.in_force_from,
  expiresOn: row.expires_on,
  isExpiryAssumed: row.is_expiry_assumed === 1,
  replacedFrom,
  withdrawnFrom: row.withdrawn_from,
  surveillances: JSON.parse(row.surveillances) as string[],
  lineCount,
  groups: groups as Readonly<Record<string, number>>,
  earlier,
  later,
})

/** In the order in which they came to be; drafts, which have no day yet, at the end. Discarded drafts are left out. */
export async function listInstruments(db: Db, date: IsoDate) {
  const order = ({ row }: Known) => `${row.in_force_from ?? '9999'}\n${row.drafted_at}`
  return (await readAll(db, date))
    .filter(({ row }) => row.status !== 'discarded')
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(summaryOf)
}
export type InstrumentSummary = Awaited<ReturnType<typeof listInstruments>>[number]

/** The instruments whose lines count on a day. */
export const listValid = async (db: Db, date: IsoDate) => (await listInstruments(db, date)).filter(({ state }) => isValid(state))

export const getLines = async (db: Db, instrumentIds: readonly string[]) => {
  const rows = await db
    .selectFrom('conformity_line')
    .leftJoin('document', 'document.id', 'conformity_line.document_id')
    .select(['instrument_id', 'position', 'conformity_line.group_name', 'text', 'field', 'document_id', 'procedure_key', 'code'])
    .where('instrument_id', 'in', instrumentIds)
    .orderBy('instrument_id')
    .orderBy('position')
    .execute()
  return rows.map(({ instrument_id, group_name, document_id, procedure_key, code, ...rest }) => ({
    instrumentId: instrument_id,
    group: group_name,
    documentId: document_id,
    procedureKey: procedure_key,
    processCode: code ?? '',
    ...rest,
  }))
}
export type KnownLine = Awaited<ReturnType<typeof getLines>>[number]

/** One instrument whole. Throws entity.notFound. */
export async function getInstrument(db: Db, instrumentId: string, date: IsoDate) {
  const known = (await readAll(db, date)).find(({ row }) => row.id === instrumentId)
  if (!known) throw new AppError('entity.notFound', { entity: 'conformityInstrument' })
  const { row, suspensions } = known
  const proofs = await db.selectFrom('conformity_proof').selectAll().where('instrument_id', '=', instrumentId).execute()
  return {
    ...summaryOf(known),
    headName: row.head_name,
    headTitle: row.head_title,
    addresses: JSON.parse(row.addresses) as string[],
    note: row.note,
    hash: row.hash,
    orderReason: row.order_reason,
    endReason: row.end_reason,
    suspensions,
    proofs: proofs.map(({ proof, done_on, note }) => ({ proof, on: done_on, note })),
    lines: (await getLines(db, [instrumentId])).map(({ instrumentId: _, ...line }) => line),
  }
}

/** What was done for the system, newest first; with those that were struck out. */
export async function listActs(db: Db) {
  const rows = await db
    .selectFrom('system_act')
    .leftJoin('staff', 'staff.id', 'system_act.recorded_by')
    .select(['system_act.id', 'kind', 'done_on', 'note', 'struck_reason', 'full_name'])
    .orderBy('done_on', 'desc')
    .orderBy('system_act.id', 'desc')
    .execute()
  return rows.map(({ id, kind, done_on, note, struck_reason, full_name }) => ({
    id,
    kind,
    on: done_on,
    note,
    struckReason: struck_reason,
    staffName: full_name ?? '',
  }))
}

/** The dated acts that count. */
export const readActs = async (db: Db) => {
  const rows = await db.selectFrom('system_act').select(['kind', 'done_on']).where('struck_reason', 'is', null).execute()
  return rows.map(({ kind, done_on }) => ({ kind, on: done_on }))
}
