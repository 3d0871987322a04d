// Calls about the register of laws (external documents): what is in force, what a change touches, by when it must be taken in.
import { z } from 'zod'
import { versionStates } from '../../db/documents/rules.ts'
import { lawStates, updateStates } from '../../db/laws/rules.ts'
import { call, id, isoDate, multilineText, nothing, text } from './call.ts'

export { foldLaw, type LawState, lawStates, monthsToAbsorb, type UpdateState } from '../../db/laws/rules.ts'

const state = z.enum(lawStates)

/** What a person records of a law; `replacedBy` is empty while nothing took its place. Unknown days are null. */
export const lawInput = z.object({
  number: text(80),
  title: multilineText(1_000),
  issuer: text(200),
  issuedOn: isoDate.nullable(),
  effectiveFrom: isoDate.nullable(),
  effectiveTo: isoDate.nullable(),
  replacedBy: text(80),
  amends: z.array(text(80)).max(50),
  note: multilineText(2_000),
  source: multilineText(500),
})
export type LawInput = z.infer<typeof lawInput>

const law = z.object({
  id,
  number: z.string(),
  title: z.string(),
  issuer: z.string(),
  issuedOn: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  replacedBy: z.string().nullable(),
  note: z.string(),
  source: z.string(),
  state,
})

export const lawSummary = law.extend({
  /** Documents in effect, approved or under way that name it. */
  documents: z.number(),
  /** Of those, the ones that have not taken in its end or its amendment; and of these, the ones that are late. */
  openUpdates: z.number(),
  overdueUpdates: z.number(),
})
export type LawSummary = z.infer<typeof lawSummary>

export const lawUpdate = z.object({
  law: z.string(),
  number: z.string(),
  kind: z.enum(['ceased', 'amended']),
  by: z.string().nullable(),
  documentId: id,
  code: z.string(),
  name: z.string(),
  from: z.string(),
  dueOn: z.string(),
  closedOn: z.string().nullable(),
  plannedOn: z.string().nullable(),
  state: z.enum(updateStates),
})
export type LawUpdate = z.infer<typeof lawUpdate>

const done = z.object({})

export const laws = {
  /** The register as it stands on a day (null: today). */
  list: call({
    input: z.object({ query: text(200), state: state.nullable(), date: isoDate.nullable() }),
    output: z.object({
      rows: z.array(lawSummary),
      date: z.string(),
      /** Entries that come along with the program and are not recorded here. */
      missing: z.number(),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  get: call({
    input: z.object({ lawId: id }),
    output: law.extend({ amends: z.array(z.string()), amendedBy: z.array(z.string()), replaces: z.array(z.string()) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Everything that names the law, today. */
  getImpact: call({
    input: z.object({ lawId: id }),
    output: z.object({
      updates: z.array(lawUpdate),
      processes: z.array(
        z.object({
          documentId: id,
          versionId: id,
          code: z.string(),
          name: z.string(),
          issue: z.number(),
          revision: z.number(),
          state: z.enum(versionStates),
          isGround: z.boolean(),
          isForm: z.boolean(),
        }),
      ),
      procedures: z.array(z.object({ procedureId: id, shortCode: z.string(), name: z.string() })),
      forms: z.array(z.object({ instrument: z.string(), number: z.string(), title: z.string(), validFrom: z.string() })),
      notices: z.array(z.object({ procedureId: id, name: z.string(), documentCode: z.string() })),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Changes of law that documents have to take in or took in, by the day on which they are due. */
  listUpdates: call({
    input: z.object({ onlyOpen: z.boolean() }),
    output: z.object({ rows: z.array(lawUpdate), date: z.string() }),
    access: 'document.read',
    runs: 'writer',
  }),
  record: call({ input: lawInput, output: z.object({ lawId: id }), access: 'law.manage', runs: 'writer' }),
  change: call({ input: lawInput.extend({ lawId: id }), output: done, access: 'law.manage', runs: 'writer' }),
  /** `by` is the number of a law of the register; `from` the first day on which the old one no longer holds. */
  replace: call({
    input: z.object({ lawId: id, by: text(80), from: isoDate, note: multilineText(2_000) }),
    output: done,
    access: 'law.manage',
    runs: 'writer',
  }),
  /** Records the entries that come along with the program and are missing here. */
  importStarter: call({ input: nothing, output: z.object({ added: z.number() }), access: 'law.manage', runs: 'writer' }),
}
