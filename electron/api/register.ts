// Calls about the register of cases: its yearly books, their lines, the lock at the end of the year, pages on paper.
import { z } from 'zod'
import { returnMethods } from '../../db/cases/rules.ts'
import { registerSettings } from '../../db/register/rules.ts'
import { call, id, instant, isoDate, multilineText, nothing, requiredText, text } from './call.ts'

export type { RegisterSettings } from '../../db/register/rules.ts'

const year = z.number().int().min(2000).max(2099)
const label = z.string().min(1).max(20)

const lock = z.object({
  lockedOn: z.string(),
  headName: z.string(),
  lockedByName: z.string(),
  lastSerial: z.number(),
  count: z.number(),
  /** Lines written under the lock, by number. */
  addenda: z.array(
    z.object({
      ...{ number: z.number(), text: z.string(), reason: z.string(), headName: z.string() },
      ...{ writtenAt: instant, writtenByName: z.string() },
    }),
  ),
})

const book = z.object({
  /** Null for a book that was kept by hand. */
  bookId: id.nullable(),
  year: z.number(),
  label: z.string(),
  groupCode: z.string(),
  number: z.number().nullable(),
  firstSerial: z.number(),
  lastSerial: z.number().nullable(),
  count: z.number(),
  /** Numbers of the book that no case has. */
  missing: z.number(),
  lock: lock.nullable(),
})
export type RegisterBook = z.infer<typeof book>

const line = z.object({
  caseId: id,
  serial: z.number(),
  code: z.string(),
  procedureName: z.string(),
  setCount: z.number(),
  applicantName: z.string(),
  address: z.string(),
  phone: z.string(),
  unit: z.string(),
  receivedAt: instant,
  dueAt: instant.nullable(),
  returnedAt: instant.nullable(),
  returnMethod: z.enum(returnMethods),
  /** Written by mistake. */
  isStruck: z.boolean(),
  /** The case was keyed in from the stub of a blank receipt. */
  keyedIn: z.object({ at: instant, byName: z.string() }).nullable(),
})
export type RegisterLine = z.infer<typeof line>

const pages = z.object({ year, book: label, from: isoDate.nullable(), to: isoDate.nullable() })
const printed = pages.extend({ firstPage: z.number().int().min(1).max(99_999) })

export const register = {
  /** How the register is kept, its books (the newest year first), and the fields that groups can be made of. */
  getBooks: call({
    input: nothing,
    output: z.object({
      settings: registerSettings,
      books: z.array(book),
      fields: z.array(z.string()),
      year: z.number(),
      headName: z.string(),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** A page of a book's lines, by number; the total is counted for the first page only. */
  list: call({
    input: pages.extend({ after: z.number().int().nullable(), limit: z.number().int().min(1).max(500) }),
    output: z.object({ rows: z.array(line), next: z.number().nullable(), total: z.number().nullable() }),
    access: 'case.read',
    runs: 'writer',
  }),
  configure: call({ input: registerSettings, output: nothing, access: 'register.manage', runs: 'writer' }),
  /** Opens the next book of a group of fields ('' for the common book); its numbers go on. */
  openBook: call({
    input: z.object({ year, group: z.string().max(8) }),
    output: z.object({ label: z.string() }),
    access: 'register.manage',
    runs: 'writer',
  }),
  /** Locks a book for good. Throws register.locked. */
  lockBook: call({
    input: z.object({ year, book: label, headName: requiredText(200), lockedOn: z.string().max(40) }),
    output: nothing,
    access: 'register.lock',
    runs: 'writer',
  }),
  /** Writes a line under the lock of a book, which itself stays as it was signed. Throws register.notLocked. */
  writeAddendum: call({
    input: z.object({ year, book: label, text: multilineText(1_000), reason: multilineText(1_000), headName: text(200) }),
    output: nothing,
    access: 'register.lock',
    runs: 'writer',
  }),
  /** An address at which a frame shows the pages. Throws input.invalid {from} for more lines than one print may have. */
  preview: call({ input: printed, output: z.object({ url: z.string() }), access: 'case.read', runs: 'main' }),
  /** Throws print.noPrinter, print.failed. */
  print: call({
    input: printed.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({}),
    access: 'case.print',
    runs: 'main',
  }),
  save: call({
    input: printed,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'case.print',
    runs: 'main',
  }),
}
