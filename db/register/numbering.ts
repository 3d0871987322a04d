// The number that a case gets in the register. By hand it is what was typed; given by the program it is the next of the group's last
// book, without a gap: the numbers of a year go on when a second book is opened (TT 01/2018/TT-VPCP Điều 10). A locked book takes none.
import { localNow } from '../cases/intake-deadline.ts'
import type { Actor, Tx } from '../event.ts'
import { isSameField } from '../forms/form.ts'
import { refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import type { IsoDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { findLastSerial, getRegisterSettings, isBookLocked, listBooksOfGroup } from './queries.ts'
import { bookLabel, type RegisterSettings, readBookLabel } from './rules.ts'

export interface RegisterEntry {
  readonly registerYear: number | null
  readonly book: string
  readonly serial: number | null
}

export const groupOf = ({ groups }: RegisterSettings, field: string): string =>
  groups.find(({ fields }) => fields.some((one) => isSameField(one, field)))?.code ?? ''

/** The next number of a group's books in a year. */
export async function nextSerialOfGroup(tx: Tx, year: number, group: string): Promise<number> {
  const books = await listBooksOfGroup(tx, year, group)
  for (const { label } of books.toReversed()) {
    const last = await findLastSerial(tx, year, label)
    if (last !== null) return last + 1
  }
  // Numbers typed before the program gave them stand in a first book that nobody opened.
  return books.length > 0
    ? Math.max(...books.map(({ first_serial: first }) => first))
    : ((await findLastSerial(tx, year, bookLabel(group, 1))) ?? 0) + 1
}

/** Opens the next book of a group; its numbers go on. */
export async function openBookInTx(tx: Tx, actor: Actor, year: number, group: string): Promise<string> {
  const books = await listBooksOfGroup(tx, year, group)
  const number = (books.at(-1)?.number ?? 0) + 1
  const label = bookLabel(group, number)
  const firstSerial = number === 1 ? 1 : await nextSerialOfGroup(tx, year, group)
  const entityId = newId(actor.clock.nowMs())
  const payload = { year, groupCode: group, number, label, firstSerial }
  await recordInTx(tx, actor, [{ entity: 'registerBook', entityId, type: 'register.bookOpened', payload }])
  return label
}

/**
 * The line of the register that a case gets. Throws input.invalid: `registerLocked` for a book that is locked, `serialNotNext` for a
 * typed number that would leave a gap.
 */
export async function registerEntryInTx(
  tx: Tx,
  actor: Actor,
  { year, field, book, serial }: { year: number; field: string; book: string; serial: number | null },
): Promise<RegisterEntry> {
  const settings = await getRegisterSettings(tx)
  if (!settings.isAutomatic) {
    if (book === '') return { registerYear: null, book, serial }
    if (await isBookLocked(tx, year, book)) refuseFields([{ path: 'book', code: 'registerLocked', params: { book, year } }])
    return { registerYear: year, book, serial }
  }
  const group = groupOf(settings, field)
  const last = (await listBooksOfGroup(tx, year, group)).at(-1)
  if (last?.locked_on != null) refuseFields([{ path: 'book', code: 'registerLocked', params: { book: last.label, year } }])
  const label = last?.label ?? (await openBookInTx(tx, actor, year, group))
  const next = await nextSerialOfGroup(tx, year, group)
  if (serial !== null && serial !== next) refuseFields([{ path: 'serial', code: 'serialNotNext', params: { next } }])
  return { registerYear: year, book: label, serial: next }
}

/**
 * Refuses a day whose page is closed: one on or before which a book of the group was locked. By hand the book names its group; a case that is
 * entered in no book has no page. Throws input.invalid {receivedAt: dayLocked}.
 */
export async function refuseLockedDayInTx(
  tx: Tx,
  { day, field, book }: { day: IsoDate; field: string; book: string },
): Promise<void> {
  const settings = await getRegisterSettings(tx)
  if (!settings.isAutomatic && book === '') return
  const group = settings.isAutomatic ? groupOf(settings, field) : readBookLabel(book).groupCode
  const books = await listBooksOfGroup(tx, Number(day.slice(0, 4)), group)
  const locked = books.find(({ locked_on: on }) => on !== null && day <= on)
  if (locked?.locked_on != null)
    refuseFields([{ path: 'receivedAt', code: 'dayLocked', params: { book: locked.label, date: locked.locked_on } }])
}

/** The line of a case that is accepted only now, where the program gives the numbers; by hand nothing is changed. */
export async function registerAcceptedInTx(tx: Tx, actor: Actor, caseId: string): Promise<void> {
  const { isAutomatic } = await getRegisterSettings(tx)
  if (!isAutomatic) return
  const file = await tx
    .selectFrom('case_file')
    .innerJoin('procedure', 'procedure.id', 'case_file.procedure_id')
    .select(['serial', 'procedure.field'])
    .where('case_file.id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (file.serial !== null) return
  const year = Number(localNow(actor.clock).slice(0, 4))
  const entry = await registerEntryInTx(tx, actor, { year, field: file.field, book: '', serial: null })
  await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.registered', payload: entry }])
}
