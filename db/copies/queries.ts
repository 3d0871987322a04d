// Reading the copies of documents: of one document, and across all of them those to be fetched.
import { type SqlBool, sql } from 'kysely'
import { getVersionRow } from '../documents/queries.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { endOf, type HolderKind } from './rules.ts'
import type { DocumentCopyTable } from './schema.ts'

export async function getCopyRow(db: Db, copyId: string): Promise<DocumentCopyTable> {
  const row = await db.selectFrom('document_copy').selectAll().where('id', '=', copyId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'documentCopy' })
  return row
}

/** An approved version with the day of its end. Throws document.wrongState for one that is not approved. */
export async function getIssuedVersion(db: Db, versionId: string) {
  const version = await getVersionRow(db, versionId)
  if (version.status !== 'approved') throw new AppError('document.wrongState', { status: version.status })
  const { withdrawn_from } = await db
    .selectFrom('document')
    .select('withdrawn_from')
    .where('id', '=', version.document_id)
    .executeTakeFirstOrThrow()
  return { ...version, endsOn: endOf({ effectiveTo: version.effective_to, withdrawnFrom: withdrawn_from }) }
}

/** The approved version that was in effect before this one, if any. */
export async function findVersionBefore(db: Db, versionId: string): Promise<string | undefined> {
  const { document_id, effective_from } = await getVersionRow(db, versionId)
  const row = await db
    .selectFrom('document_version')
    .select('id')
    .where('document_id', '=', document_id)
    .where('status', '=', 'approved')
    .where('effective_from', '<', effective_from ?? '')
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The number that follows the highest one that any copy of the document ever had. */
export async function nextCopyNumber(db: Db, documentId: string): Promise<number> {
  const row = await db
    .selectFrom('document_copy')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

const copiesWith = (db: Db) =>
  db
    .selectFrom('document_copy as c')
    .innerJoin('document_version as v', 'v.id', 'c.version_id')
    .innerJoin('document as d', 'd.id', 'c.document_id')
    .leftJoin('staff as s', 's.id', 'c.outcome_by')
    .selectAll('c')
    .select(['d.kind', 'd.code', 'd.withdrawn_from', 'v.name', 'v.issue', 'v.revision', 'v.effective_to', 's.full_name'])

const copyOf = (row: Awaited<ReturnType<ReturnType<typeof copiesWith>['execute']>>[number]) => ({
  id: row.id,
  documentId: row.document_id,
  kind: row.kind,
  code: row.code,
  name: row.name,
  versionId: row.version_id,
  issue: row.issue,
  revision: row.revision,
  /** The first day on which its version no longer applies; null while no end is set. */
  endsOn: endOf({ effectiveTo: row.effective_to, withdrawnFrom: row.withdrawn_from }),
  number: row.number,
  form: row.form,
  holderKind: row.holder_kind,
  holder: row.holder,
  givenOn: row.given_on,
  givenBy: row.given_by,
  outcome: row.outcome,
  outcomeOn: row.outcome_on,
  outcomeNote: row.outcome_note,
  outcomeBy: row.full_name ?? '',
  struckReason: row.struck_reason,
})
export type Copy = ReturnType<typeof copyOf>

/** Every copy of a document in the order of their numbers, with what became of it. */
export async function listCopies(db: Db, documentId: string): Promise<Copy[]> {
  const rows = await copiesWith(db).where('c.document_id', '=', documentId).orderBy('c.number').execute()
  return rows.map(copyOf)
}

const isOut = sql<SqlBool>`c.outcome IS NULL AND c.struck_reason IS NULL`
/** min() of two columns is null when one is: the far day stands for "no end". */
const hasEndedOn = (date: IsoDate) =>
  sql<SqlBool>`min(coalesce(v.effective_to, '9999-12-31'), coalesce(d.withdrawn_from, '9999-12-31')) <= ${date}`

/** Copies that somebody still holds although their version no longer applies on the day; those that wait longest first. */
export async function listCopiesToRecall(db: Db, date: IsoDate): Promise<Copy[]> {
  const rows = await copiesWith(db).where(isOut).where(hasEndedOn(date)).orderBy('d.code').orderBy('c.number').execute()
  return rows.map(copyOf).toSorted((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? -1 : a.endsOn === b.endsOn ? 0 : 1))
}

/** What the dialog of handing out proposes. `earlier`: who holds copies of the version before. */
export async function getCopyChoices(db: Db, versionId: string) {
  const { document_id } = await getVersionRow(db, versionId)
  const before = await findVersionBefore(db, versionId)
  const earlier =
    before === undefined
      ? []
      : await db
          .selectFrom('document_copy')
          .select(['form', 'holder_kind', 'holder'])
          .where('version_id', '=', before)
          .where('struck_reason', 'is', null)
          .orderBy('number')
          .execute()
  const held = await db.selectFrom('document_copy').select(['holder_kind', 'holder']).distinct().execute()
  const units = await db
    .selectFrom('document_version')
    .select('owner_unit')
    .distinct()
    .where('owner_unit', '<>', '')
    .orderBy('owner_unit')
    .execute()
  const staff = await db.selectFrom('staff').select('full_name').where('is_active', '=', 1).orderBy('sort_key').execute()
  const known = [
    ...held.map(({ holder_kind, holder }) => ({ kind: holder_kind, holder })),
    ...units.map(({ owner_unit }) => ({ kind: 'unit' as HolderKind, holder: owner_unit })),
    ...staff.map(({ full_name }) => ({ kind: 'person' as HolderKind, holder: full_name })),
  ]
  return {
    nextNumber: await nextCopyNumber(db, document_id),
    holders: [...new Map(known.map((one) => [`${one.kind} ${one.holder}`, one])).values()],
    earlier: earlier.map(({ form, holder_kind, holder }) => ({ form, holderKind: holder_kind, holder })),
  }
}
