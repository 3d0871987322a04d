// Whether every procedure has a process in effect (Thông tư 26/2014/TT-BKHCN, Điều 36: the scope covers all procedures).
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'

/**
 * Procedures that no process in effect on the day serves, by name.
 * @param keys the procedures that must be served, by catalogue key; null for the whole catalogue.
 */
export async function findUncoveredProcedures(db: Db, date: IsoDate, keys: readonly string[] | null = null) {
  const { rows } = await sql<{ id: string; local_key: string; short_code: string; name: string; field: string }>`
    SELECT p.id, p.local_key, p.short_code, p.name, p.field FROM procedure p WHERE NOT EXISTS (
      SELECT 1 FROM document_procedure s JOIN document_version v ON v.id = s.version_id JOIN document d ON d.id = v.document_id
      WHERE s.procedure_key = p.local_key AND v.status = 'approved' AND v.effective_from <= ${date}
        AND (v.effective_to IS NULL OR v.effective_to > ${date}) AND (d.withdrawn_from IS NULL OR d.withdrawn_from > ${date}))
    ORDER BY p.sort_key`.execute(db)
  const inScope = keys === null ? null : new Set(keys)
  return rows
    .filter(({ local_key }) => inScope === null || inScope.has(local_key))
    .map(({ id, local_key, short_code, name, field }) => ({
      procedureId: id,
      key: local_key,
      shortCode: short_code,
      name,
      field,
    }))
}
