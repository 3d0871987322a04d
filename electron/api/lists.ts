// Calls about the lists of procedures that decisions publish.
import { z } from 'zod'
import { listContent } from '../../db/procedure-lists/content.ts'
import { call, id, isoDate, nothing, text } from './call.ts'

export type { ListEntry } from '../../db/procedure-lists/content.ts'

const summary = {
  id,
  title: z.string(),
  decision: z.string(),
  signedOn: z.string(),
  source: z.string(),
  note: z.string(),
  publishedOn: z.string().nullable(),
  struckReason: z.string().nullable(),
  /** The last day for the website; null in a year whose calendar is not decided. */
  dueOn: z.string().nullable(),
}

export const lists = {
  list: call({
    input: nothing,
    output: z.object({ rows: z.array(z.object({ ...summary, entryCount: z.number() })) }),
    access: 'document.read',
    runs: 'writer',
  }),
  get: call({
    input: z.object({ listId: id }),
    output: z.object({ ...summary, entries: listContent.shape.entries }),
    access: 'document.read',
    runs: 'writer',
  }),
  enter: call({
    input: listContent.extend({ signedOn: isoDate }),
    output: z.object({ listId: id }),
    access: 'conformity.manage',
    runs: 'writer',
  }),
  publish: call({
    input: z.object({ listId: id, on: isoDate }),
    output: z.object({}),
    access: 'conformity.manage',
    runs: 'writer',
  }),
  strike: call({
    input: z.object({ listId: id, reason: text(1_000) }),
    output: z.object({}),
    access: 'conformity.manage',
    runs: 'writer',
  }),
}
