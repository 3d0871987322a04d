// Everything that the office has of one person: the cases with where each file is, the papers and what they served for, the originals,
// the old paper files that bear the name.
import { sql } from 'kysely'
import { findOldFiles } from '../archive/queries.ts'
import { caseRows, rowOf } from '../cases/queries.ts'
import type { PartyRole } from '../cases/rules.ts'
import { readWhereabouts } from '../cases/whereabouts.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { listOriginalsOf } from '../originals/queries.ts'
import { isExpired } from '../papers/rules.ts'
import { findPeople } from '../people/find.ts'
import { personOf } from '../people/queries.ts'
import { readAsked } from '../search/asked.ts'
import { indexWaiting, personIndex } from '../search/commands.ts'
import { maskPerson } from './rules.ts'

/** Rows that one page shows: an organisation may have had thousands of cases. */
export const historyLimit = 200
const oldFileLimit = 20

const casesOfPerson = (db: Db, personId: string) => db.selectFrom('case_party').where('person_id', '=', personId)

/**
 * The people whom a typed text means, best first, with their numbers masked. Asked of the writer: people who wait for the index are put
 * into it first.
 */
export async function searchPeople(db: Db, typed: string, limit: number) {
  await indexWaiting(db, personIndex)
  const ids = await findPeople(db, readAsked(typed), limit)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .selectAll('person')
    .select((eb) => [
      eb
        .selectFrom('case_party')
        .select(({ fn }) => fn.count<number>('case_id').distinct().as('count'))
        .whereRef('case_party.person_id', '=', 'person.id')
        .as('case_count'),
    ])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { kind, fullName, birthDate, idNumber, taxNumber, phone, address } = maskPerson(personOf(row))
    const number = kind === 'organisation' ? taxNumber : idNumber
    return [{ id, kind, fullName, birthDate, number, phone, address, caseCount: Number(row.case_count ?? 0) }]
  })
}

/**
 * The newest cases of a person with the parts it has in them.
 * @param after the case with which the page before ended
 */
export async function listCasesOf(db: Db, personId: string, limit: number, after: string | null = null) {
  const parts = await casesOfPerson(db, personId)
    .innerJoin('case_file', 'case_file.id', 'case_party.case_id')
    .select(['case_party.case_id', 'case_party.role'])
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(case_file.received_at, case_file.no) < (SELECT last.received_at, last.no FROM case_file last WHERE last.id = ${after})`,
      ),
    )
    .orderBy('case_file.received_at', 'desc')
    .orderBy('case_file.no', 'desc')
    .limit(limit * 3)
    .execute()
  const roles = new Map<string, PartyRole[]>()
  for (const { case_id, role } of parts) roles.set(case_id, [...(roles.get(case_id) ?? []), role])
  const ids = [...roles.keys()].slice(0, limit)
  if (ids.length === 0) return []
  const rows = await caseRows(db).where('case_file.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const places = await readWhereabouts(db, ids)
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ ...rowOf(row), roles: roles.get(id) ?? [], whereabouts: places.get(id) ?? null }] : []
  })
}

/** The person's scanned papers, each content once at its newest, with the cases that it served. */
async function listPapersOf(db: Db, personId: string, date: IsoDate) {
  const rows = await db
    .selectFrom('scan as s')
    .innerJoin('case_file as f', 'f.id', 's.case_id')
    .select(['s.id', 's.title', 's.sha256', 's.kind', 's.size_bytes', 's.file_name', 's.valid_until', 's.added_at', 's.case_id'])
    .select(['f.provisional_code', 'f.official_code'])
    .where('s.person_id', '=', personId)
    .where('s.taken_off_reason', 'is', null)
    .orderBy('s.id', 'desc')
    .limit(historyLimit)
    .execute()
  const papers = new Map<string, typeof rows>()
  for (const row of rows) papers.set(`${row.sha256} ${row.title}`, [...(papers.get(`${row.sha256} ${row.title}`) ?? []), row])
  return [...papers.values()].flatMap((uses) => {
    const [newest] = uses
    if (!newest) return []
    return [
      {
        scanId: newest.id,
        title: newest.title,
        kind: newest.kind,
        sizeBytes: newest.size_bytes,
        fileName: newest.file_name,
        validUntil: newest.valid_until,
        isExpired: isExpired(newest.valid_until, date),
        addedAt: newest.added_at,
        uses: uses.map((row) => ({ caseId: row.case_id, code: row.official_code ?? row.provisional_code })),
      },
    ]
  })
}

/** Originals of the person's cases that the office still has. */
async function listHeldOf(db: Db, caseIds: readonly string[], date: IsoDate) {
  if (caseIds.length === 0) return []
  const rows = await db
    .selectFrom('kept_original')
    .select('case_id')
    .distinct()
    .where('case_id', 'in', [...caseIds])
    .where('given_back_on', 'is', null)
    .where('struck_reason', 'is', null)
    .execute()
  const originals = []
  for (const { case_id } of rows) originals.push(...(await listOriginalsOf(db, case_id, date)))
  return originals.filter(({ givenBackOn, struckReason }) => givenBackOn === null && struckReason === null)
}

export async function getPersonRow(db: Db, personId: string) {
  const row = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'person' })
  return row
}

/** The page of a person, its numbers masked. Throws entity.notFound. */
export async function getPersonHistory(db: Db, personId: string, date: IsoDate) {
  const row = await getPersonRow(db, personId)
  const cases = await listCasesOf(db, personId, historyLimit)
  const { total } = await casesOfPerson(db, personId)
    .select(({ fn }) => fn.count<number>('case_id').distinct().as('total'))
    .executeTakeFirstOrThrow()
  const oldFiles = await findOldFiles(db, { query: row.full_name, show: 'all', limit: oldFileLimit }, date)
  return {
    id: row.id,
    person: maskPerson(personOf(row)),
    updatedAt: row.updated_at,
    caseCount: Number(total),
    cases,
    papers: await listPapersOf(db, personId, date),
    originals: await listHeldOf(
      db,
      cases.map(({ id }) => id),
      date,
    ),
    oldFiles: row.full_name === '' ? [] : oldFiles.rows,
  }
}
