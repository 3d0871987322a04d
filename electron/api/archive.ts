// Calls about the index of old paper files and their loans.
import { z } from 'zod'
import { oldFileFields, oldFileShows } from '../../db/archive/rules.ts'
import { issueCodes } from '../../db/model/errors.ts'
import { call, id, isoDate, nothing, text } from './call.ts'

export { type OldFileField, type OldFileShow, oldFileFields, oldFileShows } from '../../db/archive/rules.ts'

const done = z.object({})
const entry = {
  title: text(2_000),
  person: text(2_000),
  year: z.number().max(99_999).nullable(),
  book: text(2_000),
  page: text(2_000),
  shelf: text(2_000),
  box: text(2_000),
  note: text(2_000),
}

export const oldFile = z.object({
  id,
  title: z.string(),
  person: z.string(),
  year: z.number().nullable(),
  book: z.string(),
  page: z.string(),
  shelf: z.string(),
  box: z.string(),
  note: z.string(),
  /** Null while the file is in its place. */
  loan: z
    .object({
      borrower: z.string(),
      purpose: z.string(),
      lentOn: z.string(),
      dueOn: z.string(),
      lentBy: z.string(),
      isOverdue: z.boolean(),
    })
    .nullable(),
})
export type OldFile = z.infer<typeof oldFile>

export const archive = {
  find: call({
    input: z.object({ query: text(200), show: z.enum(oldFileShows), limit: z.number().int().min(1).max(1_000) }),
    output: z.object({ rows: z.array(oldFile), total: z.number(), overdueCount: z.number() }),
    access: 'case.read',
    runs: 'writer',
  }),
  listLoans: call({
    input: z.object({ fileId: id }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          borrower: z.string(),
          purpose: z.string(),
          lentOn: z.string(),
          dueOn: z.string(),
          lentBy: z.string(),
          givenBackOn: z.string().nullable(),
          givenBackNote: z.string(),
        }),
      ),
    }),
    access: 'case.read',
    runs: 'writer',
  }),
  add: call({ input: z.object(entry), output: z.object({ fileId: id }), access: 'oldFile.write', runs: 'writer' }),
  change: call({ input: z.object({ fileId: id, ...entry }), output: done, access: 'oldFile.write', runs: 'writer' }),
  strike: call({ input: z.object({ fileId: id, reason: text(1_000) }), output: done, access: 'oldFile.write', runs: 'writer' }),
  lend: call({
    input: z.object({ fileId: id, borrower: text(200), purpose: text(400), lentOn: isoDate, dueOn: isoDate }),
    output: done,
    access: 'oldFile.write',
    runs: 'writer',
  }),
  takeBack: call({
    input: z.object({ fileId: id, on: isoDate, note: text(400) }),
    output: done,
    access: 'oldFile.write',
    runs: 'writer',
  }),
  /** The native dialog and the check of the whole list; null when none was chosen. A list with complaints has no token. */
  pickList: call({
    input: nothing,
    output: z
      .object({
        token: z.string().nullable(),
        fileName: z.string(),
        added: z.number(),
        known: z.number(),
        complaintCount: z.number(),
        complaints: z.array(
          z.object({
            row: z.number(),
            field: z.enum(oldFileFields).nullable(),
            code: z.enum(issueCodes),
            params: z.record(z.string(), z.union([z.string(), z.number()])),
          }),
        ),
      })
      .nullable(),
    access: 'oldFile.write',
    runs: 'main',
  }),
  importList: call({
    input: z.object({ token: z.string().max(60) }),
    output: z.object({ added: z.number(), known: z.number() }),
    access: 'oldFile.write',
    runs: 'main',
  }),
  /** An empty list with its headings. */
  saveTemplate: call({
    input: nothing,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'oldFile.write',
    runs: 'main',
  }),
}
