// Calls about conformity instruments, the scope of the system, and what is done for it.
import { z } from 'zod'
import { instrumentDetails, maxLines, scopeLine } from '../../db/conformity/content.ts'
import {
  actKinds,
  editions,
  instrumentKinds,
  instrumentStates,
  legalSteps,
  linkRelations,
  proofKinds,
} from '../../db/conformity/rules.ts'
import { scopeGaps } from '../../db/conformity/scope-words.ts'
import { processGroups } from '../../db/documents/rules.ts'
import { authorities } from '../../db/processes/content.ts'
import { call, id, isoDate, nothing, text } from './call.ts'

export type { InstrumentDetails, ScopeLine } from '../../db/conformity/content.ts'
export {
  type ActKind,
  actKinds,
  draftEditions,
  type Edition,
  editions,
  type InstrumentKind,
  type InstrumentState,
  instrumentKinds,
  type LinkRelation,
  linkRelations,
  type ProofKind,
  proofKinds,
} from '../../db/conformity/rules.ts'
export { type ScopeGap, scopeGaps } from '../../db/conformity/scope-words.ts'

const link = z.object({ instrumentId: id, relation: z.enum(linkRelations) })
const group = z.enum(processGroups)

export const instrumentSummary = z.object({
  id,
  kind: z.enum(instrumentKinds),
  state: z.enum(instrumentStates),
  title: z.string(),
  issuer: z.string(),
  edition: z.enum(editions),
  isDraftEdition: z.boolean(),
  number: z.string(),
  ordinal: z.number().nullable(),
  /** Partial date: as far as it is known. */
  issuedOn: z.string(),
  inForceFrom: z.string().nullable(),
  expiresOn: z.string().nullable(),
  isExpiryAssumed: z.boolean(),
  replacedFrom: z.string().nullable(),
  withdrawnFrom: z.string().nullable(),
  surveillances: z.array(z.string()),
  lineCount: z.number(),
  groups: z.record(z.string(), z.number()),
  earlier: z.array(link),
  later: z.array(link),
})
export type InstrumentSummary = z.infer<typeof instrumentSummary>

const knownLine = z.object({
  position: z.number(),
  group,
  text: z.string(),
  field: z.string(),
  documentId: id.nullable(),
  processCode: z.string(),
  procedureKey: z.string().nullable(),
})
export type KnownLine = z.infer<typeof knownLine>

export const instrument = instrumentSummary.extend({
  headName: z.string(),
  headTitle: z.string(),
  addresses: z.array(z.string()),
  note: z.string(),
  hash: z.string(),
  orderReason: z.string(),
  endReason: z.string(),
  suspensions: z.array(z.object({ from: z.string(), to: z.string().nullable(), reason: z.string() })),
  proofs: z.array(z.object({ proof: z.enum(proofKinds), on: z.string(), note: z.string() })),
  lines: z.array(knownLine),
  /** What the law asks for before it is issued; only of a draft. */
  check: z
    .object({
      steps: z.array(
        z.object({
          step: z.enum(legalSteps),
          on: z.string().nullable(),
          state: z.enum(['done', 'missing', 'optional']),
        }),
      ),
      isDraftEdition: z.boolean(),
      open: z.number(),
    })
    .nullable(),
})
export type Instrument = z.infer<typeof instrument>

/** A line as it is typed or pasted: its process by the code that people read. */
export const typedLine = scopeLine.omit({ documentId: true }).extend({ processCode: text(60) })
export type TypedLine = z.infer<typeof typedLine>

export const scopeRow = z.object({
  key: z.string(),
  kind: z.enum(['procedure', 'process', 'line']),
  code: z.string(),
  name: z.string(),
  field: z.string(),
  group: z.enum([...processGroups, '']),
  authority: z.enum([...authorities, '']),
  processes: z.array(z.object({ documentId: id, code: z.string(), issue: z.number(), revision: z.number() })),
  instruments: z.array(id),
  gaps: z.array(z.enum(scopeGaps)),
  isDeclarable: z.boolean(),
})
export type ScopeRow = z.infer<typeof scopeRow>

const ending = z.object({ instrumentId: id, from: isoDate, reason: text(1_000) })
const day = z.object({ date: isoDate.nullable() })
const done = z.object({})

export const conformity = {
  /** All instruments as they stand on a day (null: today), the oldest first. */
  list: call({
    input: day,
    output: z.object({ date: z.string(), rows: z.array(instrumentSummary) }),
    access: 'document.read',
    runs: 'writer',
  }),
  get: call({
    input: z.object({ instrumentId: id, date: isoDate.nullable() }),
    output: z.object({ date: z.string(), instrument }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Opens a draft; with `after` one that replaces or extends an earlier instrument. */
  draft: call({
    input: z.object({
      kind: z.enum(instrumentKinds),
      title: text(200),
      after: z.object({ instrumentId: id, relation: z.enum(linkRelations) }).nullable(),
    }),
    output: z.object({ instrumentId: id }),
    access: 'conformity.manage',
    runs: 'writer',
  }),
  /** Keeps what was typed; never issues. `basedOnHash` is the hash of what was read. */
  save: call({
    input: z.object({
      instrumentId: id,
      details: instrumentDetails,
      lines: z.array(typedLine).max(maxLines),
      basedOnHash: z.string().length(64),
    }),
    output: z.object({ hash: z.string() }),
    access: 'conformity.manage',
    runs: 'writer',
  }),
  discard: call({
    input: z.object({ instrumentId: id, reason: text(1_000) }),
    output: done,
    access: 'conformity.manage',
    runs: 'writer',
  }),
  issue: call({
    input: z.object({ instrumentId: id, reason: text(1_000) }),
    output: done,
    access: 'document.approve',
    runs: 'writer',
  }),
  suspend: call({ input: ending, output: done, access: 'document.approve', runs: 'writer' }),
  resume: call({ input: ending, output: done, access: 'document.approve', runs: 'writer' }),
  withdraw: call({ input: ending, output: done, access: 'document.approve', runs: 'writer' }),
  prove: call({
    input: z.object({ instrumentId: id, proof: z.enum(proofKinds), on: isoDate, note: text(1_000) }),
    output: done,
    access: 'conformity.manage',
    runs: 'writer',
  }),
  /** Audits, reviews and confirmations, newest first. */
  listActs: call({
    input: nothing,
    output: z.object({
      rows: z.array(
        z.object({
          id,
          kind: z.enum(actKinds),
          on: z.string(),
          note: z.string(),
          struckReason: z.string().nullable(),
          staffName: z.string(),
        }),
      ),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  recordAct: call({
    input: z.object({ kind: z.enum(actKinds), on: isoDate, note: text(2_000) }),
    output: z.object({ actId: id }),
    access: 'conformity.manage',
    runs: 'writer',
  }),
  strikeAct: call({
    input: z.object({ actId: id, reason: text(1_000) }),
    output: done,
    access: 'conformity.manage',
    runs: 'writer',
  }),
  /** Procedure × process × instrument on a day (null: today). */
  getMatrix: call({
    input: day,
    output: z.object({
      date: z.string(),
      list: z.object({ id, title: z.string(), entryCount: z.number() }).nullable(),
      instruments: z.array(instrumentSummary),
      rows: z.array(scopeRow),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** The distinct activities of the instruments valid on a day (null: today). */
  listActivities: call({
    input: day,
    output: z.object({
      date: z.string(),
      rows: z.array(knownLine.extend({ instrumentId: id, instrument: z.string() })),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
}
