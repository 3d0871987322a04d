// Reading how units changed: the name that stands for an old one, the head of the office's papers on a day, the cases that a change touches.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { keepSelect } from '../store/kept-query.ts'
import type { OfficeHeading } from './rules.ts'

const successorOf = keepSelect((db, { current, since, date }: { current: string; since: string; date: IsoDate }) =>
  db
    .selectFrom('unit_successor')
    .select(['to_name', 'changed_on'])
    .where('from_name', '=', current)
    .where('changed_on', '>', since) // only forward: a name may come back
    .where('changed_on', '<=', date)
    .orderBy('changed_on')
    .limit(sql.lit(1)),
)

/** The name by which a unit is called on a day; where it was split, the name that the process still gives it. */
export async function unitNameOn(db: Db, name: string, date: IsoDate): Promise<string> {
  let current = name
  for (let since = ''; ; ) {
    const [next] = await successorOf(db, { current, since, date })
    if (!next || next.to_name === '') return current
    current = next.to_name
    since = next.changed_on
  }
}

/** What stands at the head of the office's papers of a day. */
export async function getHeadingOn(db: Db, date: IsoDate): Promise<OfficeHeading> {
  const past = await db
    .selectFrom('office_heading')
    .selectAll()
    .where('until_on', '>', date)
    .orderBy('until_on')
    .limit(1)
    .executeTakeFirst()
  if (past) return { name: past.name, governingBody: past.governing_body, deskName: past.desk_name, place: past.place }
  const { name, settings } = await getOfficeProfile(db)
  const { governingBody, deskName, place } = settings
  return { name, governingBody, deskName, place }
}

/** Every change of a unit, the latest first. */
export async function listUnitChanges(db: Db) {
  const rows = await db
    .selectFrom('unit_change')
    .leftJoin('staff', 'staff.id', 'unit_change.recorded_by')
    .selectAll('unit_change')
    .select('staff.full_name')
    .orderBy('changed_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    level: row.level,
    kind: row.kind,
    on: row.changed_on,
    ground: row.ground,
    from: JSON.parse(row.from_names) as string[],
    to: JSON.parse(row.to_names) as string[],
    recordedBy: row.full_name ?? '',
  }))
}

const openRuns = (db: Db) => db.selectFrom('step_run as r').where('r.finished_at', 'is', null).where('r.unit', '<>', '')

/** The units at which something is open, by name. */
export async function listUnitNames(db: Db): Promise<string[]> {
  const rows = await openRuns(db).select('r.unit').distinct().orderBy('r.unit').execute()
  return rows.map(({ unit }) => unit)
}

/** What is open at these units; at most 2,000 lines. */
export async function listOpenAt(db: Db, names: readonly string[]) {
  if (names.length === 0) return []
  const rows = await openRuns(db)
    .innerJoin('case_file as f', 'f.id', 'r.case_id')
    .select(['r.id', 'r.case_id', 'r.unit', 'f.official_code', 'f.provisional_code', 'f.applicant_name'])
    .where('r.unit', 'in', names)
    .orderBy('f.received_at')
    .orderBy('f.no')
    .limit(2_000)
    .execute()
  return rows.map((row) => ({
    runId: row.id,
    caseId: row.case_id,
    unit: row.unit,
    code: row.official_code ?? row.provisional_code,
    applicantName: row.applicant_name,
  }))
}
