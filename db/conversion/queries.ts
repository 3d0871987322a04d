// Reading conversions as they stand on a day: the steps from the records, the gap list against the clause map, what is to be issued anew.
import { listInstruments } from '../conformity/queries.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { byCode, documentsOf, linksOf } from './clause-documents.ts'
import { type ClauseMap, gapClauses } from './clause-map.ts'
import { type GapRow, listGaps } from './gap-list.ts'
import { listReissues } from './reissues.ts'
import { type EntryStep, entrySteps, type StepState, stepsOf } from './rules.ts'
import type { ConversionTable } from './schema.ts'
import { gapVerdicts } from './words.ts'

export async function getConversionRow(db: Db, conversionId: string): Promise<ConversionTable> {
  const row = await db.selectFrom('conversion').selectAll().where('id', '=', conversionId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'editionConversion' })
  return row
}

/** Entries of the steps, the latest that counts first; what was struck out of the list of acts does not count. */
export async function listEntries(db: Db, conversionId: string) {
  const rows = await db
    .selectFrom('conversion_entry as e')
    .innerJoin('system_act as a', 'a.id', 'e.act_id')
    .leftJoin('staff', 'staff.id', 'a.recorded_by')
    .select(['e.step', 'e.act_id', 'e.number', 'e.conclusion', 'e.file', 'e.justification', 'a.done_on', 'staff.full_name'])
    .where('e.conversion_id', '=', conversionId)
    .where('a.struck_reason', 'is', null)
    .orderBy('a.done_on', 'desc')
    .orderBy('e.act_id', 'desc')
    .execute()
  return rows.map(({ act_id, done_on, full_name, ...rest }) => ({
    actId: act_id,
    on: done_on,
    staffName: full_name ?? '',
    ...rest,
  }))
}

/** Acts since the project began that no entry has taken over yet. */
async function listFreeActs(db: Db, conversion: ConversionTable) {
  const rows = await db
    .selectFrom('system_act')
    .select(['id', 'kind', 'done_on', 'note'])
    .where('struck_reason', 'is', null)
    .where('done_on', '>=', conversion.begun_on)
    .where('kind', 'in', [...entrySteps])
    .where('id', 'not in', (eb) => eb.selectFrom('conversion_entry').select('act_id').where('conversion_id', '=', conversion.id))
    .orderBy('done_on', 'desc')
    .execute()
  return rows.map(({ id, kind, done_on, note }) => ({ id, step: kind as EntryStep, on: done_on, note }))
}

/** What stands in the old instrument's place, and the draft that is to. An instrument of another edition does not end the project. */
async function replacementsOf(db: Db, conversion: ConversionTable, date: IsoDate) {
  const all = await listInstruments(db, date)
  const old = all.find(({ id }) => id === conversion.instrument_id)
  if (!old) throw new AppError('entity.notFound', { entity: 'conformityInstrument' })
  const replacing = all.filter(({ earlier }) =>
    earlier.some(({ instrumentId, relation }) => instrumentId === old.id && relation === 'replaces'),
  )
  const issued = replacing.find(({ state }) => state !== 'draft') ?? null
  return {
    old,
    fresh: issued?.edition === conversion.to_edition ? issued : null,
    /** Replaced, but by an instrument of another edition. */
    other: issued !== null && issued.edition !== conversion.to_edition ? issued : null,
    draft: replacing.find(({ state }) => state === 'draft') ?? null,
  }
}

/** The steps of a project from the records. */
export async function getSteps(db: Db, map: ClauseMap, conversion: ConversionTable, date: IsoDate): Promise<StepState[]> {
  const wanted = new Set(gapClauses(map, conversion.to_edition).map(({ number }) => number))
  const gaps = (
    await db
      .selectFrom('conversion_gap')
      .select(['clause', 'assessed_on'])
      .where('conversion_id', '=', conversion.id)
      .orderBy('assessed_on')
      .execute()
  ).filter(({ clause }) => wanted.has(clause))
  const documents = (await listReissues(db, conversion)).filter(({ state }) => state !== 'exempt')
  const issued = documents.filter(({ state }) => state === 'issued')
  const entries = await listEntries(db, conversion.id)
  const { old, fresh } = await replacementsOf(db, conversion, date)
  return stepsOf({
    clauses: wanted.size,
    assessed: gaps.length,
    lastAssessedOn: gaps.at(-1)?.assessed_on ?? null,
    documents: documents.length,
    issued: issued.length,
    lastIssuedOn:
      issued
        .map(({ issuedOn }) => issuedOn)
        .toSorted()
        .at(-1) ?? null,
    entries: {
      audit: entries.find(({ step }) => step === 'audit')?.on ?? null,
      review: entries.find(({ step }) => step === 'review')?.on ?? null,
      confirmation: entries.find(({ step }) => step === 'confirmation')?.on ?? null,
    },
    newInstrumentFrom: fresh?.inForceFrom ?? null,
    replacedFrom: fresh === null ? null : old.replacedFrom,
    today: date,
  })
}

const countGaps = (rows: readonly Pick<GapRow, 'verdict'>[]) => ({
  clauses: rows.length,
  assessed: rows.filter(({ verdict }) => verdict !== null).length,
  met: rows.filter(({ verdict }) => verdict === 'met').length,
  open: rows.filter(({ verdict }) => verdict !== null && gapVerdicts.includes(verdict)).length,
})

const summaryOf = (row: ConversionTable, instrument: string, date: IsoDate) => ({
  id: row.id,
  status: row.status,
  fromEdition: row.from_edition,
  toEdition: row.to_edition,
  instrumentId: row.instrument_id,
  instrument,
  responsible: row.responsible,
  begunOn: row.begun_on,
  plannedEnd: row.planned_end,
  reason: row.reason,
  endedOn: row.ended_on,
  endReason: row.end_reason,
  isOverdue: row.status === 'open' && row.planned_end < date,
})

/** Every project, those under way first. */
export async function listConversions(db: Db, map: ClauseMap, date: IsoDate) {
  const rows = await db
    .selectFrom('conversion as c')
    .innerJoin('conformity_instrument as i', 'i.id', 'c.instrument_id')
    .selectAll('c')
    .select('i.title')
    .orderBy('c.opened_at', 'desc')
    .execute()
  const listed = await Promise.all(
    rows.map(async ({ title, ...row }) => ({
      ...summaryOf(row, title, date),
      next:
        row.status === 'open' ? ((await getSteps(db, map, row, date)).find(({ state }) => state === 'open')?.step ?? null) : null,
    })),
  )
  return listed.toSorted((a, b) => Number(b.status === 'open') - Number(a.status === 'open'))
}

/** Projects under way on a day, with what they are about: for the deadlines. */
export async function listOpenConversions(db: Db, date: IsoDate) {
  const rows = await db
    .selectFrom('conversion as c')
    .innerJoin('conformity_instrument as i', 'i.id', 'c.instrument_id')
    .select(['c.id', 'c.from_edition', 'c.to_edition', 'c.planned_end', 'i.title'])
    .where('c.begun_on', '<=', date)
    .where((eb) => eb.or([eb('c.ended_on', 'is', null), eb('c.ended_on', '>', date)]))
    .execute()
  return rows.map(({ id, from_edition, to_edition, planned_end, title }) => ({
    id,
    subject: `${title} (${from_edition} → ${to_edition})`,
    plannedEnd: planned_end,
  }))
}

/** One project whole. Throws entity.notFound. */
export async function getConversion(db: Db, map: ClauseMap, conversionId: string, date: IsoDate) {
  const row = await getConversionRow(db, conversionId)
  const { old, fresh, other, draft } = await replacementsOf(db, row, date)
  const gaps = await listGaps(db, map, row)
  const brief = (one: typeof old | null) =>
    one && { id: one.id, title: one.title, edition: one.edition, inForceFrom: one.inForceFrom }
  const oldClauses = gapClauses(map, row.from_edition)
  const links = await linksOf(db, row.from_edition)
  const documents = await documentsOf(
    db,
    links.map(({ document_id }) => document_id),
  )
  return {
    ...summaryOf(row, old.title, date),
    isDraftEdition: map.editions.find(({ edition }) => edition === row.to_edition)?.isDraft ?? false,
    steps: await getSteps(db, map, row, date),
    entries: await listEntries(db, conversionId),
    freeActs: row.status === 'open' ? await listFreeActs(db, row) : [],
    fresh: brief(fresh),
    other: brief(other),
    draft: brief(draft),
    gaps,
    counts: countGaps(gaps),
    documents: await listReissues(db, row),
    /** The clauses of the old edition, for whoever records what met them. */
    oldClauses: oldClauses.map(({ number, vi, en }) => ({
      clause: number,
      title: { vi, en },
      documents: links
        .filter(({ clause }) => clause === number)
        .flatMap(({ document_id }) => documents.get(document_id) ?? [])
        .toSorted(byCode),
    })),
  }
}
export type Conversion = Awaited<ReturnType<typeof getConversion>>
