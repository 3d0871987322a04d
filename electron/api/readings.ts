// Calls about who has to read which version of a document, and who has.
import { z } from 'zod'
import { documentKinds, versionStates } from '../../db/documents/rules.ts'
import { readingWays } from '../../db/readings/schema.ts'
import { call, id, isoDate, nothing, text } from './call.ts'

const done = z.object({})
const person = { name: z.string(), position: z.string() }
const correction = z.object({ readerId: id, reason: text(1_000) })

export const documentReader = z.object({
  id,
  staffId: z.string().nullable(),
  ...person,
  readOn: z.string().nullable(),
  how: z.enum(readingWays).nullable(),
  sheetNote: z.string(),
  recordedBy: z.string(),
})
export type DocumentReader = z.infer<typeof documentReader>

export const toRead = z.object({
  versionId: id,
  documentId: id,
  kind: z.enum(documentKinds),
  code: z.string(),
  name: z.string(),
  issue: z.number(),
  revision: z.number(),
  state: z.enum(versionStates),
  effectiveFrom: z.string().nullable(),
  namedAt: z.string(),
})
export type ToRead = z.infer<typeof toRead>

export const readings = {
  /** The people who have to read a version. */
  list: call({
    input: z.object({ versionId: id }),
    output: z.object({ rows: z.array(documentReader) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** What the signed-in person has still to read. */
  listMine: call({ input: nothing, output: z.object({ rows: z.array(toRead) }), access: 'document.read', runs: 'writer' }),
  /** People of the office, and (`earlier`) who had to read the version before. */
  getChoices: call({
    input: z.object({ versionId: id }),
    output: z.object({
      staff: z.array(z.object({ staffId: id, ...person })),
      earlier: z.array(z.object({ staffId: z.string().nullable(), ...person })),
    }),
    access: 'document.enter',
    runs: 'writer',
  }),
  name: call({
    input: z.object({
      versionId: id,
      readers: z.array(z.object({ staffId: id.nullable(), name: text(200), position: text(200) })).max(1_000),
    }),
    output: done,
    access: 'document.enter',
    runs: 'writer',
  }),
  /** The signed-in person has read and understood the version; nobody says it for another. */
  confirm: call({ input: z.object({ versionId: id }), output: done, access: 'document.read', runs: 'writer' }),
  recordSheet: call({
    input: z.object({
      versionId: id,
      readerIds: z.array(id).max(1_000),
      on: isoDate,
      note: text(500),
    }),
    output: done,
    access: 'document.enter',
    runs: 'writer',
  }),
  /** Takes back what was recorded by mistake. */
  strike: call({ input: correction, output: done, access: 'document.enter', runs: 'writer' }),
  /** The person need not read it any more. */
  release: call({ input: correction, output: done, access: 'document.enter', runs: 'writer' }),
}
