// Calls about conversions of the quality system to a newer edition of the standard.
import { z } from 'zod'
import { editions, instrumentKinds } from '../../db/conformity/rules.ts'
import { entrySteps } from '../../db/conversion/rules.ts'
import { conversionStatuses, conversionSteps, reissueStates, verdicts } from '../../db/conversion/words.ts'
import { documentKinds, versionStatuses } from '../../db/documents/rules.ts'
import { call, id, isoDate, multilineText, nothing, text } from './call.ts'

export { type EntryStep, entrySteps } from '../../db/conversion/rules.ts'
export {
  type ConversionStatus,
  type ConversionStep,
  conversionSteps,
  gapVerdicts,
  type ReissueState,
  reissueStates,
  type Verdict,
  verdicts,
} from '../../db/conversion/words.ts'

const edition = z.enum(editions)
const step = z.enum(conversionSteps)
const entryStep = z.enum(entrySteps)
const title = z.object({ vi: z.string(), en: z.string() })

const linkedDocument = z.object({ id, kind: z.enum(documentKinds), code: z.string(), name: z.string() })
export type LinkedDocument = z.infer<typeof linkedDocument>

const conversionSummary = z.object({
  id,
  status: z.enum(conversionStatuses),
  fromEdition: edition,
  toEdition: edition,
  instrumentId: id,
  instrument: z.string(),
  responsible: z.string(),
  begunOn: z.string(),
  plannedEnd: z.string(),
  reason: z.string(),
  endedOn: z.string().nullable(),
  endReason: z.string(),
  isOverdue: z.boolean(),
})

const listedConversion = conversionSummary.extend({
  /** The first step that is open; null when it has ended. */
  next: step.nullable(),
})
export type ListedConversion = z.infer<typeof listedConversion>

const gapRow = z.object({
  clause: z.string(),
  title,
  heading: title.extend({ number: z.string() }).nullable(),
  isWhole: z.boolean(),
  /** Clauses of the old edition that it comes from; `unknown`: no source says. */
  origin: z.object({
    from: z.array(z.string()),
    kind: z.enum(['mapped', 'new', 'unknown']),
    isChecked: z.boolean(),
    sources: z.array(z.string()),
  }),
  documents: z.array(linkedDocument),
  proposals: z.array(linkedDocument),
  verdict: z.enum(verdicts).nullable(),
  note: z.string(),
  action: z.string(),
  responsible: z.string(),
  dueOn: z.string().nullable(),
  assessedOn: z.string().nullable(),
})
export type GapRow = z.infer<typeof gapRow>

const reissueRow = linkedDocument.extend({
  state: z.enum(reissueStates),
  oldIssue: z.number().nullable(),
  newIssue: z.number().nullable(),
  issuedOn: z.string().nullable(),
  draft: z.object({ versionId: id, status: z.enum(versionStatuses) }).nullable(),
  exemptReason: z.string(),
})
export type ReissueRow = z.infer<typeof reissueRow>

const brief = z.object({ id, title: z.string(), edition, inForceFrom: z.string().nullable() })

const conversion = conversionSummary.extend({
  isDraftEdition: z.boolean(),
  steps: z.array(z.object({ step, state: z.enum(['done', 'open', 'none']), on: z.string().nullable() })),
  entries: z.array(
    z.object({
      step: entryStep,
      actId: id,
      on: z.string(),
      number: z.string(),
      conclusion: z.string(),
      file: z.string(),
      justification: z.string(),
      staffName: z.string(),
    }),
  ),
  /** Acts of the system's list since the project began that an entry may take over. */
  freeActs: z.array(z.object({ id, step: entryStep, on: z.string(), note: z.string() })),
  /** The instrument in the old one's place. */
  fresh: brief.nullable(),
  /** What replaced it although it names another edition. */
  other: brief.nullable(),
  draft: brief.nullable(),
  gaps: z.array(gapRow),
  counts: z.object({ clauses: z.number(), assessed: z.number(), met: z.number(), open: z.number() }),
  documents: z.array(reissueRow),
  oldClauses: z.array(z.object({ clause: z.string(), title, documents: z.array(linkedDocument) })),
})
export type Conversion = z.infer<typeof conversion>

const of = { conversionId: id }
const documentIds = z.array(id).max(500)
const done = z.object({})
const manage = { access: 'conformity.manage', runs: 'writer' } as const

export const conversions = {
  list: call({
    input: nothing,
    output: z.object({ rows: z.array(listedConversion) }),
    access: 'document.read',
    runs: 'writer',
  }),
  get: call({ input: z.object(of), output: conversion, access: 'document.read', runs: 'writer' }),
  open: call({
    input: z.object({
      instrumentId: id,
      fromEdition: edition,
      toEdition: edition,
      responsible: text(200),
      begunOn: isoDate,
      plannedEnd: isoDate,
      reason: multilineText(2_000),
    }),
    output: z.object({ conversionId: id }),
    ...manage,
  }),
  change: call({
    input: z.object({ ...of, responsible: text(200), plannedEnd: isoDate, reason: multilineText(2_000) }),
    output: done,
    ...manage,
  }),
  assess: call({
    input: z.object({
      ...of,
      clause: text(20),
      verdict: z.enum(verdicts),
      note: multilineText(2_000),
      action: multilineText(2_000),
      responsible: text(200),
      dueOn: isoDate.nullable(),
      documentIds,
    }),
    output: done,
    ...manage,
  }),
  /** In which documents a clause of the old edition was met. */
  linkOld: call({ input: z.object({ ...of, clause: text(20), documentIds }), output: done, ...manage }),
  takeProposals: call({ input: z.object(of), output: z.object({ clauses: z.number() }), ...manage }),
  /** Null: it needs a new issue after all. */
  exempt: call({
    input: z.object({ ...of, documentId: id, reason: text(1_000).nullable() }),
    output: done,
    ...manage,
  }),
  draftIssues: call({
    input: z.object({ ...of, documentIds: z.array(id).min(1).max(2_000), reason: text(1_000) }),
    output: z.object({ opened: z.number() }),
    access: 'document.write',
    runs: 'writer',
  }),
  recordStep: call({
    input: z.object({
      ...of,
      step: entryStep,
      on: isoDate,
      number: text(80),
      conclusion: multilineText(1_000),
      file: text(300),
      actId: id.nullable(),
      justification: text(1_000),
    }),
    output: done,
    ...manage,
  }),
  draftReplacement: call({
    input: z.object({ ...of, kind: z.enum(instrumentKinds), title: text(200) }),
    output: z.object({ instrumentId: id }),
    ...manage,
  }),
  close: call({ input: z.object({ ...of, reason: text(1_000) }), output: done, ...manage }),
  giveUp: call({ input: z.object({ ...of, reason: text(1_000) }), output: done, ...manage }),
  /** Saves these clauses of the gap list, in this order, as an .xlsx file; null when the person thinks better of it. */
  saveGapList: call({
    input: z.object({ ...of, clauses: z.array(text(20)).max(500) }),
    output: z.object({ fileName: z.string().nullable() }),
    access: 'document.read',
    runs: 'main',
  }),
}
