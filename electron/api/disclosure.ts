// Calls about public posting: sheets for notice boards, the log of what hangs where, the site of public procedures.
import { z } from 'zod'
import { maxSheets, postingStates, sheetSizes, takeDownReasons } from '../../db/disclosure/rules.ts'
import { sheetParts } from '../../db/disclosure/sheet.ts'
import { call, id, nothing, text } from './call.ts'

export { maxSheets, type PostingState, type SheetSize, sheetSizes } from '../../db/disclosure/rules.ts'

const source = z.object({ procedureVersionId: id.nullable(), versionId: id.nullable() })
const sheets = z.array(source).min(1).max(maxSheets)
const size = z.enum(sheetSizes)
/** As typed: the command says what is wrong with it in words of its own. */
const day = z.string().max(40)
const postingIds = z.array(id).min(1).max(maxSheets)
const done = z.object({})

const sheetRow = source.extend({
  key: z.string(),
  procedureKey: z.string().nullable(),
  procedureId: id.nullable(),
  documentId: id.nullable(),
  code: z.string(),
  version: z.string(),
  name: z.string(),
  field: z.string(),
  /** National code or short code; '' for a process that serves no procedure of the catalogue. */
  procedureCode: z.string(),
  effectiveFrom: z.string().nullable(),
})
export type SheetRow = z.infer<typeof sheetRow>

const posting = z.object({
  id,
  /** Of the sheet that would be printed today. */
  key: z.string(),
  documentId: id.nullable(),
  code: z.string(),
  version: z.string(),
  hash: z.string(),
  name: z.string(),
  size,
  place: z.string(),
  postedOn: z.string(),
  postedBy: z.string(),
  removedOn: z.string().nullable(),
  removedBy: z.string(),
  struckReason: z.string().nullable(),
  state: z.enum(postingStates),
  reasons: z.array(z.enum(takeDownReasons)),
})
export type Posting = z.infer<typeof posting>

const printed = z.object({ sheets, size, place: text(200) })

export const disclosure = {
  /** Everything that can be posted today, by name. */
  listSheets: call({
    input: nothing,
    output: z.object({ date: z.string(), rows: z.array(sheetRow) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** The whole log, the last posted first, each with why it must come down. */
  listPostings: call({
    input: nothing,
    output: z.object({ date: z.string(), rows: z.array(posting) }),
    access: 'document.read',
    runs: 'writer',
  }),
  post: call({
    input: z.object({ sheets, size, place: text(200), postedOn: day, postedBy: text(200) }),
    output: z.object({ count: z.number() }),
    access: 'disclosure.manage',
    runs: 'writer',
  }),
  remove: call({
    input: z.object({ postingIds, removedOn: day, removedBy: text(200) }),
    output: z.object({ count: z.number() }),
    access: 'disclosure.manage',
    runs: 'writer',
  }),
  undoRemoval: call({
    input: z.object({ postingIds, reason: text(1_000) }),
    output: done,
    access: 'disclosure.manage',
    runs: 'writer',
  }),
  strike: call({
    input: z.object({ postingIds, reason: text(1_000) }),
    output: done,
    access: 'disclosure.manage',
    runs: 'writer',
  }),
  /** Texts that these sheets would show cut, as their source has them: to be told before they are printed. */
  listCutTexts: call({
    input: z.object({ sheets }),
    output: z.object({
      rows: z.array(z.object({ name: z.string(), part: z.enum(sheetParts), text: z.string() })),
    }),
    access: 'document.read',
    runs: 'reader',
  }),
  /** An address, valid for this window only, at which a frame shows one sheet. */
  previewSheet: call({
    input: z.object({ sheet: source, size, place: text(200) }),
    output: z.object({ url: z.string() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Sends the sheets one by one to a printer. Throws print.noPrinter, print.failed, app.cancelled. */
  printSheets: call({
    input: printed.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({ count: z.number() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** Asks where and writes all sheets into one PDF. `fileName` is null when the dialog was cancelled. */
  saveSheets: call({
    input: printed,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
  /** The site that was written last (null: never) and whether it still says what one of today would. */
  getSite: call({
    input: nothing,
    output: z.object({
      last: z.object({ madeAt: z.string(), staffName: z.string(), pageCount: z.number(), isCurrent: z.boolean() }).nullable(),
      pageCount: z.number(),
      servedCount: z.number(),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Opens a folder dialog and looks at the folder. Null when the dialog was cancelled; input.invalid {folder} for one that cannot be taken. */
  pickSiteFolder: call({
    input: nothing,
    output: z
      .object({
        token: z.string(),
        folder: z.string(),
        /** When the site that lies there was made; null where there is none. */
        madeAt: z.string().nullable(),
      })
      .nullable(),
    access: 'disclosure.manage',
    runs: 'main',
  }),
  /** Writes the site whole or not at all. Throws input.invalid {folder}, app.cancelled. */
  writeSite: call({
    input: z.object({
      token: z.string().max(100),
      /** Only procedures that a process in effect serves. */
      onlyServed: z.boolean(),
      /** The site that lies there may be replaced. */
      mayReplace: z.boolean(),
    }),
    output: z.object({ pageCount: z.number(), folder: z.string() }),
    access: 'disclosure.manage',
    runs: 'main',
  }),
}
