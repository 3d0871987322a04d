// Keeps the search index beside the rows, in the same transaction.
import { sql } from 'kysely'
import type { Tx } from '../event.ts'
import { fold } from '../model/text.ts'

/**
 * Writes what a case is found by: both codes, names, numbers and phones of its parties, its procedure, its summary. A `known`
 * case loses its earlier entry; to look for one of a `new` case would only cost.
 */
export async function indexCaseInTx(tx: Tx, caseId: string, state: 'new' | 'known'): Promise<void> {
  const row = await tx
    .selectFrom('case_file')
    .innerJoin('procedure', 'procedure.id', 'case_file.procedure_id')
    .select(['no', 'provisional_code', 'official_code', 'summary', 'procedure.name', 'national_code', 'short_code'])
    .where('case_file.id', '=', caseId)
    .executeTakeFirstOrThrow()
  const parties = await tx.selectFrom('case_party').select('details').where('case_id', '=', caseId).execute()
  const ofParties = parties.flatMap(({ details }) => {
    const { person } = JSON.parse(details) as { person: Record<string, string> }
    return [person.fullName, person.idNumber, person.taxNumber, person.phone, person.representative]
  })
  const exact = [row.provisional_code, row.official_code, ...ofParties, row.name, row.national_code, row.short_code, row.summary]
    .filter(Boolean)
    .join(' \n')
  if (state === 'known') await sql`DELETE FROM case_search WHERE rowid = ${row.no}`.execute(tx)
  await sql`INSERT INTO case_search (rowid, exact, folded) VALUES (${row.no}, ${exact.toLowerCase()}, ${fold(exact)})`.execute(tx)
}
