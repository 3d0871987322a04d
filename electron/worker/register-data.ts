// The register of cases as it is printed: lines of a book, whole or for some days.

import type { ReturnMethod } from '../../db/cases/rules.ts'
import { chooseForm } from '../../db/forms/form.ts'
import { fieldsFor } from '../../db/forms/kinds.ts'
import { findFormVersion } from '../../db/forms/queries.ts'
import type { RegisterRow } from '../../db/forms/register-sheet.ts'
import { shortDate, shortDateTime } from '../../db/forms/words.ts'
import { toInstant } from '../../db/model/clock.ts'
import { refuseFields } from '../../db/model/errors.ts'
import { addDays, instantToLocal, isRealDate, localToInstant } from '../../db/model/local-time.ts'
import { countRegisterLines, getRegisterSettings, listBooks, listRegisterLines } from '../../db/register/queries.ts'
import { getHeadingOn } from '../../db/units/queries.ts'
import { formsOf } from './brought-files.ts'
import type { Office } from './office.ts'
import type { RegisterPaper } from './protocol.ts'

/** Lines that one print may have: a month of a large desk. Whoever needs more prints month by month, as the book is bound. */
export const maxPrintedLines = 5_000

const returnWords: Readonly<Record<ReturnMethod, string>> = { desk: 'Trực tiếp', post: 'Bưu chính', online: 'Trực tuyến' }

const localOf = (instant: string | null) => (instant === null ? null : instantToLocal(instant))

interface Pages {
  readonly year: number
  readonly book: string
  readonly from: string | null
  readonly to: string | null
}

/** The days of a filter as instants. Throws input.invalid for what is no day. */
export function filterOf({ year, book, from, to }: Pages) {
  const days = { from, to }
  const wrong = (['from', 'to'] as const).filter((name) => days[name] !== null && !isRealDate(days[name]))
  refuseFields(wrong.map((path) => ({ path, code: 'notADate' })))
  return {
    year,
    book,
    from: from === null ? null : localToInstant(`${from}T00:00`),
    before: to === null ? null : localToInstant(`${addDays(to, 1)}T00:00`),
  }
}

/** Throws input.invalid {from: tooManyRows} when the days hold more lines than one print may have. */
export async function registerPaperOf(office: Office, pages: Pages): Promise<RegisterPaper> {
  const { db } = office.store
  const filter = filterOf(pages)
  const count = await countRegisterLines(db, filter)
  if (count > maxPrintedLines) refuseFields([{ path: 'from', code: 'tooManyRows', params: { max: maxPrintedLines } }])
  const today = instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)
  // The form of the book's own year: a book is kept on one form from its first page on.
  const on = [today, `${pages.year}-12-31`].toSorted()[0] ?? today
  const form = chooseForm(formsOf(office), { kind: 'register', on })
  const version = await findFormVersion(db, form.key, on, '')
  const book = (await listBooks(db)).find((one) => one.year === pages.year && one.label === pages.book)
  const group = (await getRegisterSettings(db)).groups.find(({ code }) => code === book?.groupCode)
  const lines = await listRegisterLines(db, filter, null, maxPrintedLines)
  const rows: RegisterRow[] = lines.map(
    ({ caseId: _, receivedAt, dueAt, sentAt, resultAt, returnedAt, returnMethod, keyedIn, ...line }) => ({
      ...line,
      receivedAt: instantToLocal(receivedAt),
      dueAt: localOf(dueAt),
      sentAt: localOf(sentAt),
      resultAt: localOf(resultAt),
      returnedAt: localOf(returnedAt),
      returnMethod: returnWords[returnMethod],
      note: keyedIn ? `Nhập lại từ cuống ${shortDateTime(instantToLocal(keyedIn.at))}, ${keyedIn.byName}` : '',
    }),
  )
  const { governingBody, deskName, place } = await getHeadingOn(db, on)
  // The sentence of the lock stands at the end of the whole book.
  const lock = pages.from === null && book?.lock ? book.lock : null
  const facts = {
    ...{ governingBody, deskName, place, number: '', year: pages.year, book: pages.book, from: pages.from, to: pages.to },
    ...{ group: group?.name ?? '', printedOn: today, lock, rows },
  }
  const { from, to } = pages
  const days = from === null || to === null ? '' : from === to ? shortDate(from) : `${shortDate(from)}–${shortDate(to)}`
  return {
    formKey: form.key,
    versionId: version?.id ?? null,
    texts: version?.texts ?? {},
    fields: fieldsFor({ kind: 'register', facts }, null),
    code: `${pages.year} ${pages.book}`,
    about: [`Sổ ${pages.year}, quyển ${pages.book}`, days].filter(Boolean).join(', '),
    lineCount: rows.length,
    isTraining: office.store.kind === 'training',
  }
}
