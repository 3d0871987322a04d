// Calls about the numbered copies of documents under control: the distribution list and the recall.
import { z } from 'zod'
import { copyForms, copyOutcomes, holderKinds } from '../../db/copies/rules.ts'
import { documentKinds } from '../../db/documents/rules.ts'
import { call, id, isoDate, multilineText, nothing, text } from './call.ts'

export {
  type CopyForm,
  type CopyOutcome,
  copyForms,
  copyOutcomes,
  type HolderKind,
  holderKinds,
} from '../../db/copies/rules.ts'

const done = z.object({})
const form = z.enum(copyForms)
const holderKind = z.enum(holderKinds)

export const documentCopy = z.object({
  id,
  documentId: id,
  kind: z.enum(documentKinds),
  code: z.string(),
  name: z.string(),
  versionId: id,
  issue: z.number(),
  revision: z.number(),
  endsOn: z.string().nullable(),
  number: z.number(),
  form,
  holderKind,
  holder: z.string(),
  givenOn: z.string(),
  givenBy: z.string(),
  outcome: z.enum(copyOutcomes).nullable(),
  outcomeOn: z.string().nullable(),
  outcomeNote: z.string(),
  outcomeBy: z.string(),
  struckReason: z.string().nullable(),
})
export type DocumentCopy = z.infer<typeof documentCopy>

export const copies = {
  /** Every copy of a document, of all its versions. */
  list: call({
    input: z.object({ documentId: id }),
    output: z.object({ rows: z.array(documentCopy) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Copies in somebody's hands whose version no longer applies today. */
  listToRecall: call({
    input: nothing,
    output: z.object({ rows: z.array(documentCopy), date: z.string() }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** What the dialog of handing out proposes; `earlier`: the holders of the version before. */
  getChoices: call({
    input: z.object({ versionId: id }),
    output: z.object({
      nextNumber: z.number(),
      holders: z.array(z.object({ kind: holderKind, holder: z.string() })),
      earlier: z.array(z.object({ form, holderKind, holder: z.string() })),
    }),
    access: 'document.enter',
    runs: 'writer',
  }),
  handOut: call({
    input: z.object({
      versionId: id,
      on: isoDate,
      by: text(200),
      copies: z.array(z.object({ number: z.number().max(999_999), form, holderKind, holder: text(200) })).max(500),
    }),
    output: done,
    access: 'document.enter',
    runs: 'writer',
  }),
  recall: call({
    input: z.object({
      copyIds: z.array(id).max(2_000),
      outcome: z.enum(copyOutcomes),
      on: isoDate,
      note: multilineText(1_000),
    }),
    output: done,
    access: 'document.enter',
    runs: 'writer',
  }),
  /** Takes back an outcome that was recorded by mistake. */
  reopen: call({ input: z.object({ copyId: id, reason: text(1_000) }), output: done, access: 'document.enter', runs: 'writer' }),
  /** Strikes the entry of a copy that was never handed out. */
  strike: call({ input: z.object({ copyId: id, reason: text(1_000) }), output: done, access: 'document.enter', runs: 'writer' }),
}
