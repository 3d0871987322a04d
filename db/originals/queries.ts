// Reading which originals the office has, and what became of those of a case.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { CaseStatus } from '../model/case-status.ts'
import type { IsoDate } from '../model/local-time.ts'

/** States in which a case needs nothing of its owner any more; one whose result waits is handed over with what was kept. */
const doneStatuses: readonly CaseStatus[] = ['returned', 'withdrawn', 'stopped', 'refused', 'archived', 'struck']
const isDone = (status: CaseStatus): boolean => doneStatuses.includes(status)

/** Rows of the list that a person reads; those kept longest come first. */
const listLimit = 200

const originalsWith = (db: Db) =>
  db
    .selectFrom('kept_original as o')
    .innerJoin('case_file as c', 'c.id', 'o.case_id')
    .leftJoin('custody as now', (join) => join.on('now.kind', '=', 'original').onRef('now.item_id', '=', 'o.id'))
    .leftJoin('staff as k', (join) => join.on(sql<boolean>`k.id = coalesce(now.staff_id, o.kept_by)`))
    .leftJoin('staff as g', 'g.id', 'o.given_back_by')
    .selectAll('o')
    .select([
      'c.provisional_code',
      'c.official_code',
      'c.applicant_name',
      'c.status',
      'k.full_name as kept_name',
      'g.full_name as given_name',
    ])

const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

const originalOf = (row: Awaited<ReturnType<ReturnType<typeof originalsWith>['execute']>>[number], date: IsoDate) => ({
  id: row.id,
  caseId: row.case_id,
  caseCode: row.official_code ?? row.provisional_code,
  applicantName: row.applicant_name,
  component: row.component,
  componentName: row.component_name,
  title: row.title,
  count: row.count,
  keptOn: row.kept_on,
  keptBy: row.kept_name ?? '',
  /** Until it was given back, else until today. */
  days: daysBetween(row.kept_on, row.given_back_on ?? date),
  givenBackOn: row.given_back_on,
  givenBackTo: row.given_back_to,
  givenBackNote: row.given_back_note,
  givenBackBy: row.given_name ?? '',
  struckReason: row.struck_reason,
  /** The office still has it although the case needs it no more. */
  isOverstayed: row.given_back_on === null && row.struck_reason === null && isDone(row.status),
})

/** Originals that the office has now, longest first; `onlyOverstayed`: those whose case is no longer open. */
export async function listHeldOriginals(db: Db, onlyOverstayed: boolean, date: IsoDate) {
  let held = originalsWith(db).where('o.given_back_on', 'is', null).where('o.struck_reason', 'is', null)
  if (onlyOverstayed) held = held.where('c.status', 'in', doneStatuses)
  const rows = await held
    .orderBy('o.kept_on')
    .orderBy('o.id')
    .limit(listLimit + 1)
    .execute()
  return { rows: rows.slice(0, listLimit).map((row) => originalOf(row, date)), hasMore: rows.length > listLimit }
}

/** Every original of a case that was ever kept, in the order of its components. */
export async function listOriginalsOf(db: Db, caseId: string, date: IsoDate) {
  const rows = await originalsWith(db).where('o.case_id', '=', caseId).orderBy('o.component').orderBy('o.id').execute()
  return rows.map((row) => originalOf(row, date))
}
