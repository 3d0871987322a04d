// Keeping the yearly books: how they are numbered, opening a further one, locking one at the end of the year, and counting its prints.
import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { PrintMethod } from '../model/forms.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { getOfficeSettings } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { openBookInTx } from './numbering.ts'
import { findLastSerial, getRegisterSettings, listBooksOfGroup } from './queries.ts'
import { type RegisterSettings, readBookLabel } from './rules.ts'

/** Says who gives the numbers and which groups of fields have books of their own. Cases that have a number keep it. */
export async function configureRegister(db: Db, actor: Actor, settings: RegisterSettings): Promise<void> {
  authorise(actor, 'register.manage')
  const codes = settings.groups.map(({ code }) => code)
  const fields = settings.groups.flatMap((group) => group.fields)
  const twice = (values: readonly string[]) => values.find((value, index) => values.indexOf(value) !== index)
  const issues: FieldIssue[] = []
  const code = twice(codes)
  const field = twice(fields)
  if (code !== undefined) issues.push({ path: 'groups', code: 'notUnique', params: { value: code } })
  if (field !== undefined) issues.push({ path: 'groups', code: 'notUnique', params: { value: field } })
  refuseFields(issues)
  await db.transaction().execute(async (tx) => {
    const { officeId } = await getOfficeSettings(tx)
    await recordInTx(tx, actor, [{ entity: 'office', entityId: officeId, type: 'register.configured', payload: settings }])
  })
}

/** Opens the next book of a group in a year, whose numbers go on. Returns its name. Throws input.invalid when the year's book is locked. */
export async function openBook(db: Db, actor: Actor, { year, group }: { year: number; group: string }): Promise<string> {
  authorise(actor, 'register.manage')
  return db.transaction().execute(async (tx) => {
    const { groups } = await getRegisterSettings(tx)
    if (group !== '' && !groups.some(({ code }) => code === group)) refuseFields([{ path: 'group', code: 'notFound' }])
    const last = (await listBooksOfGroup(tx, year, group)).at(-1)
    if (last?.locked_on != null) refuseFields([{ path: 'year', code: 'registerLocked', params: { book: last.label, year } }])
    return openBookInTx(tx, actor, year, group)
  })
}

export interface BookLock {
  readonly year: number
  readonly book: string
  /** Who signs the lock as head of the desk. */
  readonly headName: string
  readonly lockedOn: IsoDate
}

/** Locks a book for good: no case gets a number in it any more. A book that was kept by hand is entered with its lock. */
export async function lockBook(db: Db, actor: Actor, { year, book, headName, lockedOn }: BookLock): Promise<void> {
  authorise(actor, 'register.lock')
  const today = localNow(actor.clock).slice(0, 10)
  const issues: FieldIssue[] = []
  if (headName === '') issues.push({ path: 'headName', code: 'required' })
  if (!isRealDate(lockedOn)) issues.push({ path: 'lockedOn', code: 'notADate' })
  else if (lockedOn > today) issues.push({ path: 'lockedOn', code: 'inFuture' })
  refuseFields(issues)
  await db.transaction().execute(async (tx) => {
    const lastSerial = (await findLastSerial(tx, year, book)) ?? 0
    const known = await tx
      .selectFrom('register_book')
      .selectAll()
      .where('year', '=', year)
      .where('label', '=', book)
      .executeTakeFirst()
    if (!known && lastSerial === 0) throw new AppError('entity.notFound', { entity: 'registerBook' })
    if (known?.locked_on != null) throw new AppError('register.locked')
    const { count } = await tx
      .selectFrom('case_file')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('register_year', '=', year)
      .where('book', '=', book)
      .where('serial', '>', 0)
      .executeTakeFirstOrThrow()
    const entityId = known?.id ?? newId(actor.clock.nowMs())
    const entity = 'registerBook'
    if (!known) {
      const payload = { year, ...readBookLabel(book), label: book, firstSerial: 1 }
      await recordInTx(tx, actor, [{ entity, entityId, type: 'register.bookOpened', payload }])
    }
    const payload = { headName, lockedOn, lastSerial, caseCount: Number(count) }
    await recordInTx(tx, actor, [{ entity, entityId, type: 'register.bookLocked', payload }])
  })
}

export interface Addendum {
  readonly year: number
  readonly book: string
  /** What ought to stand in the book: which line, and what is right. */
  readonly text: string
  readonly reason: string
  /** Who signs it as head of the desk. */
  readonly headName: string
}

/**
 * Writes a line under the lock of a book. A locked book is not opened again: it was signed and stamped (TT 01/2018/TT-VPCP Điều 10), and what
 * was signed stays; the correction stands after it, with its reason and the head's name. Throws input.invalid, register.notLocked.
 */
export async function writeAddendum(db: Db, actor: Actor, { year, book, ...line }: Addendum): Promise<void> {
  authorise(actor, 'register.lock')
  refuseFields(
    (['text', 'reason', 'headName'] as const).filter((path) => line[path] === '').map((path) => ({ path, code: 'required' })),
  )
  await db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('register_book')
      .select(['id', 'locked_on'])
      .where('year', '=', year)
      .where('label', '=', book)
      .executeTakeFirst()
    if (known?.locked_on == null) throw new AppError('register.notLocked')
    const { last } = await tx
      .selectFrom('register_addendum')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('book_id', '=', known.id)
      .executeTakeFirstOrThrow()
    const payload = { bookId: known.id, number: Number(last ?? 0) + 1, ...line }
    const entityId = newId(actor.clock.nowMs())
    await recordInTx(tx, actor, [{ entity: 'registerAddendum', entityId, type: 'register.addendumWritten', payload }])
  })
}

export interface PrintedPages {
  readonly year: number
  readonly book: string
  readonly formKey: string
  readonly method: PrintMethod
  readonly printer: string
  readonly about: string
  /** Why they are printed again; '' for none given. */
  readonly reason?: string
}

/** Counts a print of pages of a book. Returns its number. */
export async function recordRegisterPrint(db: Db, actor: Actor, print: PrintedPages): Promise<number> {
  authorise(actor, 'case.print')
  return db.transaction().execute((tx) => recordRegisterPrintInTx(tx, actor, print))
}

export async function recordRegisterPrintInTx(tx: Tx, actor: Actor, print: PrintedPages): Promise<number> {
  const { year, book, about, ...rest } = print
  const known = await tx
    .selectFrom('register_book')
    .select('id')
    .where('year', '=', year)
    .where('label', '=', book)
    .executeTakeFirst()
  const documentId = `${year}/${book}`
  const { last } = await tx
    .selectFrom('case_print')
    .select((eb) => eb.fn.max('copy_number').as('last'))
    .where('document_id', '=', documentId)
    .where('about', '=', about)
    .executeTakeFirstOrThrow()
  const copyNumber = Number(last ?? 0) + 1
  const payload = { ...rest, kind: 'register', documentId, about, copyNumber }
  const entityId = known?.id ?? documentId
  await recordInTx(tx, actor, [{ entity: 'registerBook', entityId, type: 'register.printed', payload }])
  return copyNumber
}
