// What a hand-over sheet says of the chosen cases: who gives each to whom, with how many papers. Read from the step that is open, so the sheet
// says what the program keeps; a case that nobody has handed on yet has no receiver.
import { sql } from 'kysely'
import type { Db } from '../../event.ts'

export interface HandedCase {
  readonly code: string
  readonly applicantName: string
  readonly procedureName: string
  readonly procedureShortCode: string
  readonly receivedAt: string
  readonly dueAt: string | null
  readonly originals: number
  readonly certified: number
  readonly copies: number
  /** Of the open step; empty where the case has not been handed on. */
  readonly unit: string
  readonly holder: string
  readonly giver: string
  readonly work: string
  readonly act: string | null
}

/** The cases in the order in which they are given; what is not there is left out. */
export async function listHandedCases(db: Db, caseIds: readonly string[]): Promise<HandedCase[]> {
  const sum = (column: string) =>
    sql<number>`(SELECT coalesce(sum(${sql.ref(column)}), 0) FROM case_component WHERE case_id = f.id)`
  const rows = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .leftJoin('step_run as run', (join) =>
      join.on(
        sql<boolean>`run.case_id = f.id AND run.number = (SELECT max(number) FROM step_run
          WHERE case_id = f.id AND kind = 'step' AND finished_at IS NULL AND handed_at IS NOT NULL)`,
      ),
    )
    .leftJoin('staff as holder', 'holder.id', 'run.staff_id')
    .leftJoin('staff as giver', 'giver.id', 'run.handed_by')
    .select([
      'f.id',
      'f.provisional_code',
      'f.official_code',
      'f.applicant_name',
      'p.name as procedure_name',
      'p.short_code',
      'f.received_at',
      'f.due_at',
      sum('originals').as('originals'),
      sum('certified').as('certified'),
      sum('copies').as('copies'),
      'run.unit',
      'run.work',
      'run.act',
      'holder.full_name as holder',
      'giver.full_name as giver',
    ])
    .where(sql<boolean>`f.id IN (SELECT value FROM json_each(${JSON.stringify(caseIds)}))`)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return caseIds.flatMap((caseId) => {
    const row = byId.get(caseId)
    if (!row) return []
    return {
      code: row.official_code ?? row.provisional_code,
      applicantName: row.applicant_name,
      procedureName: row.procedure_name,
      procedureShortCode: row.short_code,
      receivedAt: row.received_at,
      dueAt: row.due_at,
      originals: row.originals,
      certified: row.certified,
      copies: row.copies,
      unit: row.unit ?? '',
      holder: row.holder ?? '',
      giver: row.giver ?? '',
      work: row.work ?? '',
      act: row.act,
    }
  })
}
