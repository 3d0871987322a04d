// Reading the log of looks.
import type { Db } from '../event.ts'
import { addDays, localToInstant } from '../model/local-time.ts'
import type { LookKind } from './rules.ts'

export interface LookFilter {
  readonly personId: string | null
  readonly staffId: string | null
  readonly kind: LookKind | null
  /** ISO dates, both included. */
  readonly from: string | null
  readonly to: string | null
}

/** A page of the log, the last look first; `cursor` is the id of the last row of the page before. */
export async function listLooks(db: Db, filter: LookFilter, cursor: string | null, limit: number) {
  let query = db
    .selectFrom('person_look as l')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .leftJoin('staff as s', 's.id', 'l.staff_id')
    .leftJoin('case_file as f', 'f.id', 'l.case_id')
    .select(['l.id', 'l.person_id', 'l.case_id', 'l.kind', 'l.purpose', 'l.at', 'p.full_name as person_name'])
    .select(['s.full_name as viewer', 'f.provisional_code', 'f.official_code'])
  if (filter.personId !== null) query = query.where('l.person_id', '=', filter.personId)
  if (filter.staffId !== null) query = query.where('l.staff_id', '=', filter.staffId)
  if (filter.kind !== null) query = query.where('l.kind', '=', filter.kind)
  if (filter.from !== null) query = query.where('l.at', '>=', localToInstant(`${filter.from}T00:00`))
  if (filter.to !== null) query = query.where('l.at', '<', localToInstant(`${addDays(filter.to, 1)}T00:00`))
  if (cursor !== null) {
    const last = db.selectFrom('person_look').where('id', '=', cursor)
    query = query.where((eb) =>
      eb.or([eb('l.at', '<', last.select('at')), eb.and([eb('l.at', '=', last.select('at')), eb('l.id', '>', cursor)])]),
    )
  }
  const rows = await query
    .orderBy('l.at', 'desc')
    .orderBy('l.id')
    .limit(limit + 1)
    .execute()
  return {
    rows: rows.slice(0, limit).map((row) => ({
      id: row.id,
      personId: row.person_id,
      personName: row.person_name ?? '',
      kind: row.kind,
      purpose: row.purpose,
      viewer: row.viewer ?? '',
      at: row.at,
      caseId: row.case_id,
      caseCode: row.official_code ?? row.provisional_code,
    })),
    nextCursor: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
  }
}

/** Everybody who ever had an account here, by name: whom the log may name. */
export async function listViewers(db: Db) {
  const rows = await db.selectFrom('staff').select(['id', 'full_name']).orderBy('sort_key').execute()
  return rows.map(({ id, full_name }) => ({ id, fullName: full_name }))
}
