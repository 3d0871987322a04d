// Which cases have passed their time, and what was decided.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { type IsoDate, localToInstant } from '../model/local-time.ts'
import { endedBefore, type RetentionDecision, type RetentionTerm, termFor } from './rules.ts'

export async function listRetentionRules(db: Db) {
  const rows = await db
    .selectFrom('retention_rule as r')
    .leftJoin('procedure as p', 'p.id', 'r.value')
    .leftJoin('staff as s', 's.id', 'r.recorded_by')
    .selectAll('r')
    .select(['p.name as procedure_name', 'p.short_code', 's.full_name'])
    .orderBy('r.scope')
    .orderBy('r.recorded_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    value: row.value,
    name: row.scope === 'procedure' ? [row.short_code, row.procedure_name].filter(Boolean).join(' – ') : row.value,
    years: row.years,
    ground: row.ground,
    recordedAt: row.recorded_at,
    recordedBy: row.full_name ?? '',
  }))
}

const endedStatuses = ['returned', 'withdrawn', 'stopped', 'refused', 'archived', 'struck']

/** The term of each procedure that has one with an end. */
async function termsOf(db: Db): Promise<Map<string, RetentionTerm & { years: number }>> {
  const rules = await listRetentionRules(db)
  const procedures = await db.selectFrom('procedure').select(['id', 'field']).execute()
  return new Map(
    procedures.flatMap((procedure) => {
      const term = termFor(rules, procedure)
      return term && term.years !== null ? [[procedure.id, { ...term, years: term.years }] as const] : []
    }),
  )
}

/**
 * Ended cases whose time has passed and about which nothing stands decided, those received first in front; one that was kept on is back
 * when that day has come.
 * @param after the case with which the page before ended
 */
export async function listExpired(db: Db, today: IsoDate, limit: number, after: string | null = null) {
  const terms = await termsOf(db)
  const limits = [...terms].map(([id, { years }]) => [id, localToInstant(`${endedBefore(today, years)}T00:00`)])
  if (limits.length === 0) return { rows: [], total: 0, nextCursor: null, hasRules: (await listRetentionRules(db)).length > 0 }
  const passed = sql`FROM json_each(${JSON.stringify(limits)}) AS term
    CROSS JOIN case_file f ON f.procedure_id = term.value ->> 0 AND f.received_at < term.value ->> 1
    CROSS JOIN procedure p ON p.id = f.procedure_id
    WHERE coalesce(f.finished_at, f.received_at) < term.value ->> 1
      AND f.status IN (${sql.join(endedStatuses.map((status) => sql.lit(status)))})
      AND NOT EXISTS (SELECT 1 FROM retention_decision d WHERE d.case_id = f.id
        AND (d.decision = 'destroy' OR d.keep_until > ${today}))`
  const following =
    after === null
      ? sql`true`
      : sql`(f.received_at, f.no) > (SELECT last.received_at, last.no FROM case_file last WHERE last.id = ${after})`
  const { rows } = await sql<{
    id: string
    code: string
    applicant_name: string
    procedure_id: string
    procedure_name: string
    ended_at: string
  }>`SELECT f.id, coalesce(f.official_code, f.provisional_code) AS code, f.applicant_name, f.procedure_id,
      p.short_code || ' – ' || p.name AS procedure_name, coalesce(f.finished_at, f.received_at) AS ended_at ${passed} AND ${following}
    ORDER BY f.received_at, f.no LIMIT ${limit + 1}`.execute(db)
  const counted = after === null ? await sql<{ total: number }>`SELECT count(*) AS total ${passed}`.execute(db) : null
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map((row) => {
      const term = terms.get(row.procedure_id)
      return {
        caseId: row.id,
        code: row.code,
        applicantName: row.applicant_name,
        procedureName: row.procedure_name,
        endedAt: row.ended_at,
        years: term?.years ?? 0,
        ground: term?.ground ?? '',
      }
    }),
    /** Of the first page only. */
    total: counted ? Number(counted.rows[0]?.total ?? 0) : null,
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    hasRules: true,
  }
}

/** What was decided, the last decision first. */
export async function listDecided(db: Db, decision: RetentionDecision, limit: number, after: string | null = null) {
  const found = await db
    .selectFrom('retention_decision as d')
    .innerJoin('case_file as f', 'f.id', 'd.case_id')
    .leftJoin('staff as s', 's.id', 'd.decided_by')
    .selectAll('d')
    .select(['f.provisional_code', 'f.official_code', 'f.applicant_name', 's.full_name'])
    .leftJoin('case_destruction as gone', 'gone.case_id', 'd.case_id')
    .select(['gone.destroyed_at', 'gone.record_number as destroyed_under', 'gone.record_date as destroyed_on'])
    .where('d.decision', '=', decision)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(d.decided_at < (SELECT last.decided_at FROM retention_decision last WHERE last.case_id = ${after})
          OR (d.decided_at = (SELECT last.decided_at FROM retention_decision last WHERE last.case_id = ${after}) AND d.case_id > ${after}))`,
      ),
    )
    .orderBy('d.decided_at', 'desc')
    .orderBy('d.case_id')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit).map((row) => ({
    caseId: row.case_id,
    code: row.official_code ?? row.provisional_code,
    applicantName: row.applicant_name,
    keepUntil: row.keep_until,
    recordNumber: row.record_number,
    reason: row.reason,
    decidedAt: row.decided_at,
    decidedBy: row.full_name ?? '',
    /** The minutes under which it was carried out; null while it waits. */
    destroyed:
      row.destroyed_at === null ? null : { at: row.destroyed_at, number: row.destroyed_under ?? '', on: row.destroyed_on ?? '' },
  }))
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.caseId ?? null) : null }
}
