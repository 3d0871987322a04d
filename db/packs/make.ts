// What goes into a pack: versions in effect on its day, procedures, laws and years of the calendar that a person has chosen.
import { getCalendar, getCurrentCalendarId } from '../calendar/queries.ts'
import { documentBody } from '../documents/content.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { parseContent } from '../procedures/queries.ts'
import type { PackContent, PackDocument } from './content.ts'

export interface PackSelection {
  readonly documentIds: readonly string[]
  readonly procedureIds: readonly string[]
  readonly lawIds: readonly string[]
  readonly years: readonly string[]
  readonly withdrawnDocumentIds: readonly string[]
  readonly withdrawnProcedureIds: readonly string[]
  /** Codes of administrative units. */
  readonly unitCodes: readonly string[]
  readonly withdrawnUnitCodes: readonly string[]
}

export interface MakeInput extends PackSelection {
  readonly title: string
  readonly decision: string
  readonly validFrom: IsoDate
  /** Codes; null for all below. */
  readonly offices: readonly string[] | null
  readonly passphrase: string
}

/** The state's administrative units that are in the list today: what can be handed down of it. */
export const listUnits = (db: Db) =>
  db
    .selectFrom('office')
    .select(['code', 'name', 'kind', 'valid_from', 'source'])
    .where('kind', '<>', 'own')
    .where('valid_to', 'is', null)
    .orderBy('sort_key')
    .execute()

export async function nextNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('pack')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('status', '=', 'made')
    .executeTakeFirst()
  return Number(row?.number ?? 0) + 1
}

async function documentOf(db: Db, documentId: string, date: IsoDate): Promise<PackDocument> {
  const row = await db
    .selectFrom('document_version')
    .innerJoin('document', 'document.id', 'document_version.document_id')
    .selectAll('document_version')
    .select(['document.kind', 'document.group_name', 'document.code'])
    .where('document.id', '=', documentId)
    .where('status', '=', 'approved')
    .where('effective_from', '<=', date)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', date)]))
    .orderBy('effective_from', 'desc')
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'documentVersion' })
  return {
    kind: row.kind,
    group: row.group_name,
    code: row.code,
    issue: row.issue,
    revision: row.revision,
    reason: row.reason,
    approvedOn: row.approved_on ?? date,
    reviewDueOn: row.review_due_on,
    approverName: row.approver_name,
    body: documentBody.parse({ kind: row.kind, content: JSON.parse(row.content) }),
  }
}

/** Throws entity.notFound for what is not there, or not in effect on the pack's day. */
export async function gatherContent(db: Db, selection: PackSelection & { readonly validFrom: IsoDate }): Promise<PackContent> {
  const { documentIds, procedureIds, lawIds, years, withdrawnDocumentIds, withdrawnProcedureIds, validFrom } = selection
  const documents: PackDocument[] = []
  for (const id of documentIds) documents.push(await documentOf(db, id, validFrom))
  const procedures = []
  for (const id of procedureIds) {
    const row = await db
      .selectFrom('procedure')
      .innerJoin('procedure_version', 'procedure_version.id', 'procedure.current_version_id')
      .select(['local_key', 'content'])
      .where('procedure.id', '=', id)
      .executeTakeFirst()
    if (!row) throw new AppError('entity.notFound', { entity: 'procedure' })
    procedures.push({ localKey: row.local_key, content: parseContent(row.content) })
  }
  const laws = []
  for (const id of lawIds) {
    const row = await db.selectFrom('law').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new AppError('entity.notFound', { entity: 'law' })
    const amends = await db.selectFrom('law_amendment').select('number').where('law_id', '=', id).execute()
    const by =
      row.replaced_by === null
        ? undefined
        : await db.selectFrom('law').select('number').where('folded', '=', row.replaced_by).executeTakeFirst()
    laws.push({
      number: row.number,
      title: row.title,
      issuer: row.issuer,
      issuedOn: row.issued_on,
      effectiveFrom: row.effective_from,
      effectiveTo: row.effective_to,
      replacedBy: by?.number ?? row.replaced_by ?? '',
      amends: amends.map(({ number }) => number),
      note: row.note,
      source: row.source,
    })
  }
  const gone =
    withdrawnDocumentIds.length === 0
      ? []
      : await db
          .selectFrom('document')
          .select((eb) => [
            'code',
            eb
              .selectFrom('document_version')
              .select('name')
              .whereRef('document_id', '=', 'document.id')
              .orderBy('effective_from', 'desc')
              .limit(1)
              .as('name'),
          ])
          .where('id', 'in', withdrawnDocumentIds)
          .execute()
  const goneProcedures =
    withdrawnProcedureIds.length === 0
      ? []
      : await db.selectFrom('procedure').select(['local_key', 'name']).where('id', 'in', withdrawnProcedureIds).execute()
  const { unitCodes, withdrawnUnitCodes } = selection
  const listed = unitCodes.length + withdrawnUnitCodes.length === 0 ? [] : await listUnits(db)
  const units = listed
    .filter(({ code }) => unitCodes.includes(code))
    .map(({ valid_from: validFrom, kind, ...unit }) => ({ ...unit, kind: kind as 'province' | 'ward' | 'commune', validFrom }))
  const goneUnits = listed.filter(({ code }) => withdrawnUnitCodes.includes(code)).map(({ code, name }) => ({ code, name }))
  const calendar = years.length === 0 ? undefined : await getCalendar(db, await getCurrentCalendarId(db))
  return {
    ...((documents.length > 0 || gone.length > 0) && {
      documents: { entries: documents, withdrawn: gone.map(({ code, name }) => ({ code, name: name ?? '' })) },
    }),
    ...((procedures.length > 0 || goneProcedures.length > 0) && {
      procedures: { entries: procedures, withdrawn: goneProcedures.map(({ local_key, name }) => ({ code: local_key, name })) },
    }),
    ...(laws.length > 0 && { laws: { entries: laws } }),
    ...(units.length + goneUnits.length > 0 && { units: { entries: units, withdrawn: goneUnits } }),
    ...(calendar && {
      calendar: {
        ...calendar,
        years: Object.fromEntries(Object.entries(calendar.years).filter(([year]) => years.includes(year))),
      },
    }),
  }
}
