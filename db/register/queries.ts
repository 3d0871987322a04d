// The books of the register, their numbers, and their lines as they are printed.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { keepSelect } from '../store/kept-query.ts'
import { type RegisterSettings, registerByHand, registerSettingKey, registerSettings } from './rules.ts'

const settingRow = keepSelect((db, { key }: { key: string }) =>
  db.selectFrom('office_setting').select('value').where('key', '=', key),
)

export async function getRegisterSettings(db: Db): Promise<RegisterSettings> {
  const [row] = await settingRow(db, { key: registerSettingKey })
  return row ? registerSettings.parse(JSON.parse(row.value)) : registerByHand
}

const booksOfGroup = keepSelect((db, { year, group }: { year: number; group: string }) =>
  db
    .selectFrom('register_book')
    .select(['id', 'label', 'number', 'first_serial', 'locked_on'])
    .where('year', '=', year)
    .where('group_code', '=', group)
    .orderBy('number'),
)
/** The books of a group in a year, the first first. */
export const listBooksOfGroup = (db: Db, year: number, group: string) => booksOfGroup(db, { year, group })

const lastSerialOf = keepSelect((db, { year, book }: { year: number; book: string }) =>
  db
    .selectFrom('case_file')
    .select((eb) => eb.fn.max('serial').as('last'))
    .where('register_year', '=', year)
    .where('book', '=', book)
    .where('serial', 'is not', null),
)
/** The highest number of a book; null while it has none. */
export async function findLastSerial(db: Db, year: number, book: string): Promise<number | null> {
  const [row] = await lastSerialOf(db, { year, book })
  return row?.last == null ? null : Number(row.last)
}

const lockOf = keepSelect((db, { year, book }: { year: number; book: string }) =>
  db.selectFrom('register_book').select('locked_on').where('year', '=', year).where('label', '=', book),
)
export async function isBookLocked(db: Db, year: number, book: string): Promise<boolean> {
  const [row] = await lockOf(db, { year, book })
  return row?.locked_on != null
}

/** Every book that was opened here or typed by hand, the newest year first, with how many of its numbers are used. */
export async function listBooks(db: Db) {
  const opened = await db
    .selectFrom('register_book')
    .leftJoin('staff', 'staff.id', 'register_book.locked_by')
    .selectAll('register_book')
    .select('staff.full_name')
    .execute()
  const used = await db
    .selectFrom('case_file')
    .select(({ fn }) => [
      'register_year',
      'book',
      fn.countAll<number>().as('count'),
      fn.min('serial').as('first'),
      fn.max('serial').as('last'),
    ])
    .where('serial', 'is not', null)
    .where('register_year', 'is not', null)
    .groupBy(['register_year', 'book'])
    .execute()
  const written = await db
    .selectFrom('register_addendum as a')
    .leftJoin('staff', 'staff.id', 'a.written_by')
    .selectAll('a')
    .select('staff.full_name')
    .orderBy('a.number')
    .execute()
  const addendaOf = (bookId: string) =>
    written
      .filter((line) => line.book_id === bookId)
      .map(({ number, text, reason, head_name, written_at, full_name }) => ({
        ...{ number, text, reason, headName: head_name, writtenAt: written_at, writtenByName: full_name ?? '' },
      }))
  const keys = new Map<string, { year: number; label: string }>()
  const keyOf = (year: number, label: string) => `${year} ${label}`
  for (const { year, label } of opened) keys.set(keyOf(year, label), { year, label })
  for (const { register_year: year, book: label } of used) if (year !== null) keys.set(keyOf(year, label), { year, label })
  return [...keys.values()]
    .map(({ year, label }) => {
      const book = opened.find((one) => one.year === year && one.label === label)
      const numbers = used.find((one) => one.register_year === year && one.book === label)
      const count = Number(numbers?.count ?? 0)
      const last = numbers ? Number(numbers.last) : null
      const first = Math.min(book?.first_serial ?? 1, numbers ? Number(numbers.first) : Number.POSITIVE_INFINITY)
      return {
        bookId: book?.id ?? null,
        year,
        label,
        groupCode: book?.group_code ?? '',
        number: book?.number ?? null,
        firstSerial: first,
        lastSerial: last,
        count,
        /** Numbers of the book that no case has. */
        missing: last === null ? 0 : last - first + 1 - count,
        lock:
          book?.locked_on == null
            ? null
            : {
                lockedOn: book.locked_on,
                headName: book.head_name,
                lockedByName: book.full_name ?? '',
                lastSerial: book.last_serial ?? 0,
                count: book.case_count ?? 0,
                addenda: addendaOf(book.id),
              },
      }
    })
    .toSorted((a, b) => b.year - a.year || (a.label < b.label ? -1 : 1))
}

/** When something last happened to the case of the line; null when it has not. */
const eventAt = (type: string) =>
  sql<string | null>`(SELECT max(at) FROM event WHERE event.entity_id = case_file.id AND event.type = ${sql.lit(type)})`

export interface RegisterFilter {
  readonly year: number
  readonly book: string
  /** UTC instants; null: open. `before` is not included. */
  readonly from: string | null
  readonly before: string | null
}

/**
 * Lines of a book in the order of their numbers.
 * @param after the number of the last line of the page before; null: from the first.
 */
export async function listRegisterLines(
  db: Db,
  { year, book, from, before }: RegisterFilter,
  after: number | null,
  limit: number,
) {
  const rows = await db
    .selectFrom('case_file')
    .innerJoin('procedure_version', 'procedure_version.id', 'case_file.procedure_version_id')
    .leftJoin('case_party', (join) =>
      join.onRef('case_party.case_id', '=', 'case_file.id').on('case_party.role', '=', 'applicant'),
    )
    .leftJoin('stub', 'stub.case_id', 'case_file.id')
    .leftJoin('staff', 'staff.id', 'stub.keyed_by')
    .select([
      'stub.keyed_at',
      'staff.full_name as keyed_by_name',
      'case_file.id',
      'case_file.status',
      'serial',
      'official_code',
      'provisional_code',
      'set_count',
      'applicant_name',
      'received_at',
      'due_at',
      'return_method',
      eventAt('case.handedOver').as('sent_at'),
      eventAt('case.resultReceived').as('result_at'),
      eventAt('case.returned').as('returned_at'),
      sql<string>`coalesce(json_extract(procedure_version.content, '$.name'), '')`.as('procedure_name'),
      sql<string>`coalesce(json_extract(procedure_version.content, '$.authority'), '')`.as('authority'),
      sql<string>`coalesce(json_extract(case_party.details, '$.person.address'), '')`.as('address'),
      sql<string>`coalesce(json_extract(case_party.details, '$.person.phone'), '')`.as('phone'),
    ])
    .where('register_year', '=', year)
    .where('book', '=', book)
    .where('serial', '>', after ?? 0)
    .$if(from !== null, (query) => query.where('received_at', '>=', from ?? ''))
    .$if(before !== null, (query) => query.where('received_at', '<', before ?? ''))
    .orderBy('serial')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    caseId: row.id,
    serial: row.serial ?? 0,
    code: row.official_code ?? row.provisional_code,
    procedureName: row.procedure_name,
    setCount: row.set_count,
    applicantName: row.applicant_name,
    address: row.address,
    phone: row.phone,
    unit: row.authority,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    sentAt: row.sent_at,
    resultAt: row.result_at,
    returnedAt: row.returned_at,
    returnMethod: row.return_method,
    /** Written by mistake: the line is struck through, its number stays taken. */
    isStruck: row.status === 'struck',
    /** When and by whom the case was keyed in from a stub; null for one received at the computer. */
    keyedIn: row.keyed_at === null ? null : { at: row.keyed_at, byName: row.keyed_by_name ?? '' },
  }))
}

/** How many lines a book has on these days. */
export async function countRegisterLines(db: Db, { year, book, from, before }: RegisterFilter): Promise<number> {
  const row = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('register_year', '=', year)
    .where('book', '=', book)
    .where('serial', '>', 0)
    .$if(from !== null, (query) => query.where('received_at', '>=', from ?? ''))
    .$if(before !== null, (query) => query.where('received_at', '<', before ?? ''))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
