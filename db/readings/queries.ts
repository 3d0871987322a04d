// Reading who has to read which version: of one version, and across all documents of one person.
import { findVersionBefore } from '../copies/queries.ts'
import { endOf } from '../copies/rules.ts'
import { stateOn } from '../documents/rules.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import type { DocumentReaderTable } from './schema.ts'

export async function getReaderRow(db: Db, readerId: string): Promise<DocumentReaderTable> {
  const row = await db.selectFrom('document_reader').selectAll().where('id', '=', readerId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'documentReader' })
  return row
}

/** The people who have to read a version, in the order of Vietnamese names. Those who were released are left out. */
export async function listReaders(db: Db, versionId: string) {
  const rows = await db
    .selectFrom('document_reader as r')
    .leftJoin('staff as s', 's.id', 'r.recorded_by')
    .selectAll('r')
    .select('s.full_name')
    .where('r.version_id', '=', versionId)
    .where('r.released_reason', 'is', null)
    .orderBy('r.sort_key')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    position: row.position,
    readOn: row.read_on,
    how: row.read_how,
    sheetNote: row.sheet_note,
    recordedBy: row.full_name ?? '',
  }))
}

/** What a person has still to read on a day: versions in effect or approved to be. */
export async function listToRead(db: Db, staffId: string, date: IsoDate) {
  const rows = await db
    .selectFrom('document_reader as r')
    .innerJoin('document_version as v', 'v.id', 'r.version_id')
    .innerJoin('document as d', 'd.id', 'r.document_id')
    .select(['r.version_id', 'r.document_id', 'r.named_at', 'd.kind', 'd.code', 'd.withdrawn_from'])
    .select(['v.name', 'v.issue', 'v.revision', 'v.status', 'v.effective_from', 'v.effective_to'])
    .where('r.staff_id', '=', staffId)
    .where('r.read_on', 'is', null)
    .where('r.released_reason', 'is', null)
    .orderBy('v.effective_from')
    .orderBy('d.code')
    .execute()
  return rows.flatMap((row) => {
    const dates = { effectiveTo: row.effective_to, withdrawnFrom: row.withdrawn_from }
    const endsOn = endOf(dates)
    if (endsOn !== null && endsOn <= date) return []
    const state = stateOn({ status: row.status, effectiveFrom: row.effective_from, ...dates }, date)
    return [
      {
        versionId: row.version_id,
        documentId: row.document_id,
        kind: row.kind,
        code: row.code,
        name: row.name,
        issue: row.issue,
        revision: row.revision,
        state,
        effectiveFrom: row.effective_from,
        namedAt: row.named_at,
      },
    ]
  })
}

/** Whom the dialog of naming readers offers. `earlier`: who had to read the version before. */
export async function getReaderChoices(db: Db, versionId: string) {
  const before = await findVersionBefore(db, versionId)
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'full_name', 'position_title'])
    .where('is_active', '=', 1)
    .orderBy('sort_key')
    .execute()
  const earlier = before === undefined ? [] : await listReaders(db, before)
  return {
    staff: staff.map(({ id, full_name, position_title }) => ({ staffId: id, name: full_name, position: position_title })),
    earlier: earlier.map(({ staffId, name, position }) => ({ staffId, name, position })),
  }
}
