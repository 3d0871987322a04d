// What the list of cases shows beside a case's own row. Read for the rows of one page, after they are found: the columns that a person
// chose make no difference to how the page is found.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { CaseFacts } from '../model/case-columns.ts'
import { maskNumber } from '../model/mask.ts'

/** The facts of these cases, by id. */
export async function readCaseFacts(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseFacts>> {
  // One parameter however many rows, so that the statement is prepared once. The last open run is the present step.
  const rows = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure', 'procedure.id', 'f.procedure_id')
    .leftJoin('case_party as party', (join) => join.onRef('party.case_id', '=', 'f.id').on('party.role', '=', 'applicant'))
    .leftJoin('staff as receiver', 'receiver.id', 'f.received_by')
    .leftJoin('step_run as run', (join) =>
      join.on(
        sql<boolean>`run.case_id = f.id AND run.number = (SELECT max(number) FROM step_run
          WHERE case_id = f.id AND kind = 'step' AND finished_at IS NULL AND handed_at IS NOT NULL)`,
      ),
    )
    .leftJoin('staff as holder', 'holder.id', 'run.staff_id')
    .select([
      'f.id',
      sql<string | null>`party.details ->> '$.person.phone'`.as('phone'),
      sql<string | null>`party.details ->> '$.person.address'`.as('address'),
      sql<string | null>`party.details ->> '$.person.idNumber'`.as('id_number'),
      'procedure.national_code',
      'procedure.field',
      'f.summary',
      'f.note',
      'f.channel',
      'f.return_method',
      'f.set_count',
      'f.book',
      'f.serial',
      'f.register_year',
      'receiver.full_name as received_by',
      'f.original_due_at',
      'f.finished_at',
      'f.finish_result',
      'f.extensions',
      'holder.full_name as holder',
      'run.unit',
      'run.label',
      'run.work',
      'run.act',
      'run.handed_at',
      'run.due_at as step_due_at',
    ])
    .where(sql<boolean>`f.id IN (SELECT value FROM json_each(${JSON.stringify(caseIds)}))`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        phone: maskNumber(row.phone ?? ''),
        address: row.address ?? '',
        idNumber: maskNumber(row.id_number ?? ''),
        nationalCode: row.national_code ?? '',
        field: row.field,
        summary: row.summary,
        note: row.note,
        channel: row.channel,
        returnMethod: row.return_method,
        setCount: row.set_count,
        book: row.book,
        serial: row.serial,
        registerYear: row.register_year,
        receivedBy: row.received_by ?? '',
        originalDueAt: row.original_due_at,
        finishedAt: row.finished_at,
        finishResult: row.finish_result,
        extensions: row.extensions,
        holder: row.holder ?? '',
        unit: row.unit ?? '',
        stepLabel: row.label ?? '',
        step: row.work ?? '',
        stepAct: row.label === null ? null : (row.act ?? 'handle'),
        since: row.handed_at,
        stepDueAt: row.step_due_at,
      },
    ]),
  )
}
