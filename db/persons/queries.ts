// Finding records that are likely of one person, and the merges that were made.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { personOf } from '../people/queries.ts'
import { type Likeness, likenesses } from './rules.ts'
import type { PersonMergeTable } from './schema.ts'

/** Pairs that are shown at once; those that are settled make room. */
const pairLimit = 200

// Each asks for neighbours under the same key; the empty text says nothing about anybody.
const keys: Readonly<Record<Likeness, string>> = {
  number: `CASE kind WHEN 'citizen' THEN id_number ELSE tax_number END`,
  nameAndBirth: `CASE WHEN birth_date <> '' THEN folded || char(10) || birth_date ELSE '' END`,
  nameAndPhone: `CASE WHEN phone <> '' THEN folded || char(10) || phone ELSE '' END`,
}

/**
 * Pairs of records that are likely of one person: the same number; the same name (marks apart) with the same day of birth, or with the
 * same telephone. Surest first. Reads every person: for the reading worker.
 */
export async function findLikelyPairs(db: Db) {
  const pairs = new Map<string, { oneId: string; otherId: string; likeness: Likeness }>()
  for (const likeness of likenesses) {
    const key = sql.raw(keys[likeness])
    const { rows } = await sql<{ one: string; other: string }>`
      WITH keyed AS MATERIALIZED (SELECT id, kind, ${key} AS key FROM person WHERE merged_into IS NULL),
        double AS (SELECT kind, key FROM keyed WHERE key <> '' GROUP BY kind, key HAVING count(*) > 1 LIMIT ${sql.lit(pairLimit)}),
        twin AS MATERIALIZED (SELECT keyed.* FROM double CROSS JOIN keyed ON keyed.kind = double.kind AND keyed.key = double.key)
      SELECT a.id AS one, b.id AS other FROM twin a JOIN twin b ON a.kind = b.kind AND a.key = b.key AND a.id < b.id
      WHERE NOT EXISTS (SELECT 1 FROM person_apart WHERE one_id = a.id AND other_id = b.id)
      LIMIT ${sql.lit(pairLimit)}`.execute(db)
    for (const { one, other } of rows) {
      const pair = `${one} ${other}`
      if (!pairs.has(pair)) pairs.set(pair, { oneId: one, otherId: other, likeness })
    }
  }
  const shown = [...pairs.values()].slice(0, pairLimit)
  const people = await readPeople(db, [...new Set(shown.flatMap(({ oneId, otherId }) => [oneId, otherId]))])
  return shown.flatMap(({ oneId, otherId, likeness }) => {
    const one = people.get(oneId)
    const other = people.get(otherId)
    return one && other ? [{ likeness, one, other }] : []
  })
}

async function readPeople(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('person')
    .selectAll('person')
    .select((eb) => [
      eb
        .selectFrom('case_file')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('applicant_id', '=', 'person.id')
        .as('case_count'),
      eb
        .selectFrom('case_file')
        .select((inner) => inner.fn.max('received_at').as('last'))
        .whereRef('applicant_id', '=', 'person.id')
        .as('last_case_at'),
    ])
    .where(sql<boolean>`person.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, person: personOf(row), caseCount: Number(row.case_count ?? 0), lastCaseAt: row.last_case_at },
    ]),
  )
}

/**
 * Whether anything happened to the one record after the merge: another recording, another merge, a new case or paper. Reads the parties
 * of all cases, so it is asked for one merge, when it is to be taken back.
 */
export async function findChangeSince(db: Db, { id, kept_id, merged_at, moved }: PersonMergeTable): Promise<boolean> {
  const merge = db.selectFrom('event').select(['hlc']).where('id', '=', id)
  const { hlc } = await merge.executeTakeFirstOrThrow()
  const later = await db
    .selectFrom('event')
    .select('id')
    .where('entity_id', 'in', [kept_id, (JSON.parse(moved) as { mergedId: string }).mergedId])
    .where('type', 'in', ['person.recorded', 'person.merged', 'person.unmerged'])
    .where('hlc', '>', hlc)
    .executeTakeFirst()
  if (later) return true
  const added = await db
    .selectFrom('case_party as p')
    .innerJoin('event as e', 'e.entity_id', 'p.case_id')
    .select('e.id')
    .where('p.person_id', '=', kept_id)
    .where('e.type', 'in', ['case.received', 'case.presented', 'case.corrected'])
    .where('e.hlc', '>', hlc)
    .executeTakeFirst()
  if (added) return true
  const scan = await db
    .selectFrom('scan')
    .select('id')
    .where('person_id', '=', kept_id)
    .where('added_at', '>', merged_at)
    .executeTakeFirst()
  return scan !== undefined
}

/** The merges that stand, the latest first; at most 200. */
export async function listMerges(db: Db) {
  const rows = await db
    .selectFrom('person_merge as m')
    .innerJoin('person as k', 'k.id', 'm.kept_id')
    .innerJoin('person as g', 'g.id', 'm.merged_id')
    .leftJoin('staff as s', 's.id', 'm.merged_by')
    .selectAll('m')
    .select(['k.full_name as kept_name', 'g.full_name as merged_name', 's.full_name as by_name'])
    .where('m.undone_at', 'is', null)
    .orderBy('m.merged_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    keptName: row.kept_name,
    mergedName: row.merged_name,
    caseCount: (JSON.parse(row.moved) as { caseIds: unknown[] }).caseIds.length,
    mergedAt: row.merged_at,
    byName: row.by_name ?? '',
  }))
}
