// Reading the papers of a case, those of a person's earlier cases.
import { limitMegabytesAtFirst } from '../blobs/rules.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { fold } from '../model/text.ts'
import { listOriginalsOf } from '../originals/queries.ts'
import { isExpired } from './rules.ts'
import type { ScanTable } from './schema.ts'

/** Rows of a list that a person reads; beyond it the search is narrowed. */
const listLimit = 200

export async function getScanRow(db: Db, scanId: string): Promise<ScanTable> {
  const row = await db.selectFrom('scan').selectAll().where('id', '=', scanId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'scan' })
  return row
}

export async function getPaperSettings(db: Db): Promise<{ scannerFolder: string | null; limitMegabytes: number }> {
  const rows = await db
    .selectFrom('office_setting')
    .selectAll()
    .where('key', 'in', ['scannerFolder', 'scanLimitMegabytes'])
    .execute()
  const values = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  return {
    scannerFolder: typeof values.scannerFolder === 'string' ? values.scannerFolder : null,
    limitMegabytes: Number(values.scanLimitMegabytes ?? limitMegabytesAtFirst),
  }
}

const scansWith = (db: Db) =>
  db.selectFrom('scan as s').leftJoin('staff as a', 'a.id', 's.added_by').selectAll('s').select('a.full_name')

const scanOf = (row: ScanTable & { full_name: string | null }, date: IsoDate) => ({
  id: row.id,
  caseId: row.case_id,
  component: row.component,
  componentName: row.component_name,
  title: row.title,
  kind: row.kind,
  sizeBytes: row.size_bytes,
  fileName: row.file_name,
  source: row.source,
  issuedOn: row.issued_on,
  validUntil: row.valid_until,
  isExpired: isExpired(row.valid_until, date),
  reuseReason: row.reuse_reason,
  addedAt: row.added_at,
  addedBy: row.full_name ?? '',
  takenOffReason: row.taken_off_reason,
})

/** Everything about the papers of a case, in the order of its components, with what was taken off. */
export async function getCasePapers(db: Db, caseId: string, date: IsoDate) {
  const file = await db.selectFrom('case_file').select('applicant_name').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const components = await db
    .selectFrom('case_component as c')
    .leftJoin('not_scanned as n', (join) => join.onRef('n.case_id', '=', 'c.case_id').onRef('n.component', '=', 'c.position'))
    .select(['c.position', 'c.name', 'c.originals', 'n.reason'])
    .where('c.case_id', '=', caseId)
    .orderBy('c.position')
    .execute()
  const scans = await scansWith(db).where('s.case_id', '=', caseId).orderBy('s.component').orderBy('s.id').execute()
  return {
    applicantName: file.applicant_name,
    components: components.map(({ position, name, originals, reason }) => ({ position, name, originals, notScanned: reason })),
    scans: scans.map((row) => scanOf(row, date)),
    originals: await listOriginalsOf(db, caseId, date),
  }
}

/**
 * Scans of the same person's other cases that could serve a component, each content once, at its newest: papers of the same kind first,
 * then the newest.
 */
export async function listEarlierPapers(db: Db, { caseId, component }: { caseId: string; component: number }, date: IsoDate) {
  const file = await db.selectFrom('case_file').select('applicant_id').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const place = await db
    .selectFrom('case_component')
    .select('name')
    .where('case_id', '=', caseId)
    .where('position', '=', component)
    .executeTakeFirst()
  const here = db
    .selectFrom('scan')
    .select('sha256')
    .where('case_id', '=', caseId)
    .where('component', '=', component)
    .where('taken_off_reason', 'is', null)
  const rows = await scansWith(db)
    .innerJoin('case_file as c', 'c.id', 's.case_id')
    .select(['c.provisional_code', 'c.official_code'])
    .where('s.person_id', '=', file.applicant_id)
    .where('s.case_id', '<>', caseId)
    .where('s.taken_off_reason', 'is', null)
    .where('s.sha256', 'not in', here)
    .orderBy('s.id', 'desc')
    .limit(listLimit * 5)
    .execute()
  const kind = fold(place?.name ?? '')
  const once = [...new Map(rows.toReversed().map((row) => [`${row.sha256} ${row.folded_title}`, row])).values()].toReversed()
  return once
    .map((row) => ({
      ...scanOf(row, date),
      caseCode: row.official_code ?? row.provisional_code,
      isSameKind: kind !== '' && (row.folded_title === kind || fold(row.component_name) === kind),
    }))
    .toSorted((a, b) => Number(b.isSameKind) - Number(a.isSameKind))
    .slice(0, listLimit)
}
