// Who has ever printed: what the log can be filtered by.
import type { Db } from '../event.ts'

export async function getPrinters(db: Db): Promise<{ staffId: string; name: string }[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'full_name'])
    .where((eb) => eb.exists(eb.selectFrom('case_print').select('case_print.id').whereRef('printed_by', '=', 'staff.id')))
    .orderBy('sort_key')
    .execute()
  return rows.map(({ id, full_name }) => ({ staffId: id, name: full_name }))
}
