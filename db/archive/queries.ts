// Finding old paper files and who has them.
import { type SqlBool, sql } from 'kysely'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { fold, toNfc } from '../model/text.ts'
import type { OldFileShow } from './rules.ts'
import type { OldFileLoanTable, OldFileTable } from './schema.ts'

export async function getOldFileRow(db: Db, fileId: string): Promise<OldFileTable> {
  const row = await db.selectFrom('old_file').selectAll().where('id', '=', fileId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'oldFile' })
  return row
}

export const findOpenLoan = (db: Db, fileId: string): Promise<OldFileLoanTable | undefined> =>
  db
    .selectFrom('old_file_loan')
    .selectAll()
    .where('old_file_id', '=', fileId)
    .where('given_back_on', 'is', null)
    .executeTakeFirst()

const filesWith = (db: Db) =>
  db
    .selectFrom('old_file as f')
    .leftJoin('old_file_loan as l', (join) => join.onRef('l.old_file_id', '=', 'f.id').on('l.given_back_on', 'is', null))
    .leftJoin('staff as s', 's.id', 'l.lent_by')
    .select(['f.id', 'f.title', 'f.person', 'f.year', 'f.book', 'f.page', 'f.shelf', 'f.box', 'f.note'])
    .select(['l.borrower', 'l.purpose', 'l.lent_on', 'l.due_on', 's.full_name'])

const fileOf = (row: Awaited<ReturnType<ReturnType<typeof filesWith>['execute']>>[number], date: IsoDate) => ({
  id: row.id,
  title: row.title,
  person: row.person,
  year: row.year,
  book: row.book,
  page: row.page,
  shelf: row.shelf,
  box: row.box,
  note: row.note,
  loan:
    row.borrower === null || row.lent_on === null || row.due_on === null
      ? null
      : {
          borrower: row.borrower,
          purpose: row.purpose ?? '',
          lentOn: row.lent_on,
          dueOn: row.due_on,
          lentBy: row.full_name ?? '',
          isOverdue: row.due_on < date,
        },
})

interface OldFileSearch {
  /** Every word must occur, without regard to marks. */
  readonly query: string
  readonly show: OldFileShow
  readonly limit: number
}

const likeText = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** The files that match, in the order of their titles; lent ones by the day on which they are due. `total` counts all that match. */
export async function findOldFiles(db: Db, { query, show, limit }: OldFileSearch, date: IsoDate) {
  const words = fold(toNfc(query)).split(' ').filter(Boolean)
  let found = filesWith(db).where('f.struck_reason', 'is', null)
  for (const word of words) found = found.where(sql<SqlBool>`f.folded LIKE ${likeText(word)} ESCAPE '\\'`)
  if (show !== 'all') found = found.where('l.id', 'is not', null)
  if (show === 'overdue') found = found.where('l.due_on', '<', date)
  const { total } = await found
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const ordered = show === 'all' ? found.orderBy('f.sort_key').orderBy('f.id') : found.orderBy('l.due_on').orderBy('f.id')
  const rows = await ordered.limit(limit).execute()
  const overdue = await db
    .selectFrom('old_file_loan')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('given_back_on', 'is', null)
    .where('due_on', '<', date)
    .executeTakeFirstOrThrow()
  return { rows: rows.map((row) => fileOf(row, date)), total: Number(total), overdueCount: Number(overdue.count) }
}

/** All loans of a file, the newest first. */
export async function listLoans(db: Db, fileId: string) {
  const rows = await db
    .selectFrom('old_file_loan as l')
    .leftJoin('staff as s', 's.id', 'l.lent_by')
    .selectAll('l')
    .select('s.full_name')
    .where('old_file_id', '=', fileId)
    .orderBy('lent_on', 'desc')
    .orderBy('l.id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    borrower: row.borrower,
    purpose: row.purpose,
    lentOn: row.lent_on,
    dueOn: row.due_on,
    lentBy: row.full_name ?? '',
    givenBackOn: row.given_back_on,
    givenBackNote: row.given_back_note,
  }))
}
