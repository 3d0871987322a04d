// What happens to the index of old paper files and to the files themselves.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { keysOf, type OldFileEntry } from './rules.ts'

const entry = z.object({
  title: z.string(),
  person: z.string(),
  year: z.number().int().nullable(),
  book: z.string(),
  page: z.string(),
  shelf: z.string(),
  box: z.string(),
  note: z.string(),
})

const rowOf = ({ title, person, year, book, page, shelf, box, note }: OldFileEntry) => ({
  title,
  person,
  year,
  book,
  page,
  shelf,
  box,
  note,
})

const insert = (tx: Tx, files: ReadonlyArray<OldFileEntry & { fileId: string }>) =>
  tx
    .insertInto('old_file')
    .values(files.map((file) => ({ id: file.fileId, ...rowOf(file), ...keysOf(file), struck_reason: null })))
    .execute()

export const oldFileEvents = {
  'oldFile.added': defineEvent({
    version: 1,
    payload: entry,
    project: async (tx, file, { entity_id }) => {
      await insert(tx, [{ ...file, fileId: entity_id }])
    },
  }),

  /** A part of a list that was brought in at once. The entity is the import. */
  'oldFile.imported': defineEvent({
    version: 1,
    payload: z.object({ fileName: z.string(), files: z.array(entry.extend({ fileId: z.string() })) }),
    project: async (tx, { files }) => {
      await insert(tx, files)
    },
  }),

  'oldFile.changed': defineEvent({
    version: 1,
    payload: entry,
    project: async (tx, file, { entity_id }) => {
      await tx
        .updateTable('old_file')
        .set({ ...rowOf(file), ...keysOf(file) })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  'oldFile.struck': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id }) => {
      await tx.updateTable('old_file').set({ struck_reason: reason }).where('id', '=', entity_id).execute()
    },
  }),

  'oldFile.lent': defineEvent({
    version: 1,
    payload: z.object({ loanId: z.string(), borrower: z.string(), purpose: z.string(), lentOn: z.string(), dueOn: z.string() }),
    project: async (tx, { loanId, borrower, purpose, lentOn, dueOn }, { entity_id, actor }) => {
      await tx
        .insertInto('old_file_loan')
        .values({
          id: loanId,
          old_file_id: entity_id,
          borrower,
          purpose,
          lent_on: lentOn,
          due_on: dueOn,
          lent_by: actor,
          given_back_on: null,
          given_back_note: '',
          given_back_by: null,
        })
        .execute()
    },
  }),

  'oldFile.givenBack': defineEvent({
    version: 1,
    payload: z.object({ loanId: z.string(), on: z.string(), note: z.string() }),
    project: async (tx, { loanId, on, note }, { actor }) => {
      await tx
        .updateTable('old_file_loan')
        .set({ given_back_on: on, given_back_note: note, given_back_by: actor })
        .where('id', '=', loanId)
        .execute()
    },
  }),
}
