// Calls about documents under control: the register, the versions and their way to approval.
import { z } from 'zod'
import { type DocumentBody, documentBody } from '../../db/documents/content.ts'
import {
  documentKinds,
  processGroups,
  versionChanges,
  versionDraftLimit,
  versionStates,
  versionStatuses,
} from '../../db/documents/rules.ts'
import { changeKinds } from '../../db/model/change-text.ts'
import { issueCodes } from '../../db/model/errors.ts'
import { amountUnits } from '../../db/model/step-times.ts'
import { authorities, stepTime } from '../../db/processes/content.ts'
import { flowDrawing, flowStep } from '../../db/processes/flow-shapes.ts'
import { lintRules } from '../../db/processes/lint/finding.ts'
import { call, id, instant, isoDate, multilineText, nothing, requiredText, text } from './call.ts'

export { isCodePattern, suggestCode } from '../../db/documents/code-pattern.ts'
export type { DocumentBody, TextContent } from '../../db/documents/content.ts'
export type { DocumentGroup, DocumentKind, VersionChange, VersionState, VersionStatus } from '../../db/documents/rules.ts'
export { documentKinds, foldCode, processGroups, versionChanges, versionStates } from '../../db/documents/rules.ts'
export {
  type Authority,
  authorities,
  emptyProcessContent,
  type ProcessContent,
  type ProcessStep,
  type ProcessVariant,
  type Skeleton,
  type StepAct,
  skeletons,
  stepActs,
} from '../../db/processes/content.ts'
export type { FlowDrawing, FlowStep } from '../../db/processes/flow-shapes.ts'

export { type LintRule, lintRuleTable } from '../../db/processes/lint/finding.ts'

const kind = z.enum(documentKinds)
const group = z.enum([...processGroups, ''])
const state = z.enum(versionStates)
const status = z.enum(versionStatuses)
const number = { issue: z.number().int().min(0).max(999), revision: z.number().int().min(0).max(999) }

export const documentFilter = z.object({
  kind: kind.nullable(),
  group: group.nullable(),
  field: text(200).nullable(),
  authority: z.enum(authorities).nullable(),
  ownerUnit: text(200).nullable(),
  state: state.nullable(),
  procedureKey: text(100).nullable(),
  law: text(80).nullable(),
  query: text(200),
})
export type DocumentFilter = z.infer<typeof documentFilter>

export const documentSummary = z.object({
  id,
  kind,
  group,
  code: z.string(),
  versionId: id,
  ...number,
  state,
  name: z.string(),
  field: z.string(),
  authority: z.string(),
  ownerUnit: z.string(),
  limitMinutes: z.number().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  reviewDueOn: z.string().nullable(),
  procedureCount: z.number(),
  readerCount: z.number(),
  readCount: z.number(),
  open: z.object({ versionId: id, status: status.nullable() }).nullable(),
})
export type DocumentSummary = z.infer<typeof documentSummary>

export const documentVersion = z.object({
  id,
  ...number,
  status,
  state,
  name: z.string(),
  hash: z.string(),
  basedOn: id.nullable(),
  reason: z.string(),
  isFromPaper: z.boolean(),
  isFromPack: z.boolean(),
  /** Staff ids; the page knows their names. */
  author: z.string(),
  draftedAt: z.string(),
  changedAt: z.string(),
  submittedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approverName: z.string(),
  approvedOn: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  reviewDueOn: z.string().nullable(),
  returnReason: z.string(),
  exceptionReason: z.string(),
})
export type DocumentVersion = z.infer<typeof documentVersion>

export const finding = z.object({
  rule: z.enum(lintRules),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What a justification of it is kept under. */
  key: z.string(),
})
export type Finding = z.infer<typeof finding>

const changedValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  stepTime,
  z.object({ minutes: z.number(), unit: z.enum(amountUnits) }),
  z.object({ limit: z.number(), unit: z.string() }),
])
export const change = z.object({
  section: z.string(),
  kind: z.enum(changeKinds),
  variant: z.string().nullable(),
  item: z.string().nullable(),
  field: z.string().nullable(),
  before: changedValue,
  after: changedValue,
})

const workbookComplaint = z.object({
  sheet: z.string(),
  row: z.number(),
  /** Letters over the column; empty for a whole sheet. */
  column: z.string(),
  heading: z.string(),
  code: z.enum(issueCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type WorkbookComplaint = z.infer<typeof workbookComplaint>

const newDocument = z.object({ kind, group, code: text(60) })
const done = z.object({})

/** Checked whole when it was kept, and nothing else writes it: to check it again would take longer than to read it. */
const keptBody = z.custom<DocumentBody>((value) => typeof value === 'object' && value !== null)

export const documents = {
  /** Documents as they stand on a day (null: today), each with the version in effect or else its newest. */
  list: call({
    input: z.object({ filter: documentFilter, date: isoDate.nullable() }),
    output: z.object({ rows: z.array(documentSummary), date: z.string() }),
    access: 'document.read',
    runs: 'writer',
  }),
  get: call({
    input: z.object({ documentId: id }),
    output: z.object({
      id,
      kind,
      group,
      code: z.string(),
      earlierCodes: z.array(z.string()),
      withdrawnFrom: z.string().nullable(),
      versions: z.array(documentVersion),
      /** Names of the people whose ids stand in the versions. */
      staff: z.record(z.string(), z.string()),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  getVersion: call({
    input: z.object({ versionId: id }),
    output: z.object({
      documentId: id,
      code: z.string(),
      group,
      version: documentVersion,
      body: keptBody,
      justifications: z.record(z.string(), z.string()),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  getHistory: call({
    input: z.object({ documentId: id }),
    output: z.object({
      entries: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          type: z.string(),
          versionId: z.string().nullable(),
          remark: z.string(),
          staffName: z.string(),
        }),
      ),
    }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** What the linter says of a content that may not be saved yet; `date` is when it is to be in effect (null: today). */
  check: call({
    input: z.object({ body: documentBody, date: isoDate.nullable() }),
    output: z.object({ findings: z.array(finding) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** Every change from one version of a process to another, in the order of the document. */
  compare: call({
    input: z.object({ from: id, to: id }),
    output: z.object({ changes: z.array(change) }),
    access: 'document.read',
    runs: 'writer',
  }),
  /** The next free code by the office's own pattern. */
  suggestCode: call({
    input: z.object({ kind, group, field: text(200) }),
    output: z.object({ code: z.string() }),
    access: 'document.write',
    runs: 'writer',
  }),
  register: call({
    input: newDocument.extend({ name: text(500), field: text(200) }),
    output: z.object({ documentId: id, versionId: id }),
    access: 'document.write',
    runs: 'writer',
  }),
  renumber: call({
    input: z.object({ documentId: id, code: text(60), group, reason: text(1_000) }),
    output: done,
    access: 'document.approve',
    runs: 'writer',
  }),
  /** Opens the next version of a document, from the newest approved one. */
  draft: call({
    input: z.object({ documentId: id, change: z.enum(versionChanges), reason: text(1_000) }),
    output: z.object({ versionId: id }),
    access: 'document.write',
    runs: 'writer',
  }),
  /** Keeps what was typed; never submits. `basedOnHash` is the hash of the content that was read. */
  save: call({
    input: z.object({
      versionId: id,
      body: documentBody,
      change: z.enum(versionChanges),
      reason: text(1_000),
      basedOnHash: z.string().length(64),
    }),
    output: z.object({ hash: z.string() }),
    access: 'document.write',
    runs: 'writer',
  }),
  /** What this person typed into the version and has not saved; null when nothing. The payload is the screen's own JSON. */
  getDraft: call({
    input: z.object({ versionId: id }),
    output: z.object({ payload: z.string(), updatedAt: instant }).nullable(),
    access: 'document.write',
    runs: 'writer',
  }),
  keepDraft: call({
    input: z.object({ versionId: id, payload: z.string().max(versionDraftLimit) }),
    output: z.object({ updatedAt: instant }),
    access: 'document.write',
    runs: 'writer',
  }),
  dropDraft: call({ input: z.object({ versionId: id }), output: done, access: 'document.write', runs: 'writer' }),
  /** The flow of the steps of one case, laid out; texts are cut to the size of their shapes. */
  drawFlow: call({
    input: z.object({ steps: z.array(flowStep).max(200) }),
    output: flowDrawing,
    access: 'document.read',
    runs: 'writer',
  }),
  submit: call({ input: z.object({ versionId: id }), output: done, access: 'document.write', runs: 'writer' }),
  review: call({
    input: z.object({ versionId: id, note: multilineText(2_000) }),
    output: done,
    access: 'document.review',
    runs: 'writer',
  }),
  return: call({
    input: z.object({ versionId: id, reason: multilineText(2_000) }),
    output: done,
    access: 'document.review',
    runs: 'writer',
  }),
  approve: call({
    input: z.object({
      versionId: id,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: requiredText(300),
      exceptionReason: text(1_000),
      justifications: z.record(z.string().max(200), text(1_000)),
    }),
    output: done,
    access: 'document.approve',
    runs: 'writer',
  }),
  discard: call({
    input: z.object({ versionId: id, reason: text(1_000) }),
    output: done,
    access: 'document.write',
    runs: 'writer',
  }),
  withdraw: call({
    input: z.object({ documentId: id, from: isoDate, reason: text(1_000) }),
    output: done,
    access: 'document.approve',
    runs: 'writer',
  }),
  /** What stands in a draft was issued on paper: it takes the number and the dates of the paper. */
  enterDraft: call({
    input: z.object({
      versionId: id,
      ...number,
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: text(300),
    }),
    output: done,
    access: 'document.enter',
    runs: 'writer',
  }),
  /** Enters a version that was issued on paper before. */
  enter: call({
    input: z.object({
      document: z.union([z.object({ id }), newDocument]),
      body: documentBody,
      ...number,
      reason: text(1_000),
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: text(300),
    }),
    output: z.object({ documentId: id, versionId: id }),
    access: 'document.enter',
    runs: 'writer',
  }),
  /** Opens a file dialog; reads and checks a workbook of processes whole. Without a token while anything of it is wrong. */
  pickWorkbook: call({
    input: nothing,
    output: z
      .object({
        token: z.string().nullable(),
        fileName: z.string(),
        added: z.number(),
        changed: z.number(),
        unchanged: z.number(),
        complaintCount: z.number(),
        /** The first of them. */
        complaints: z.array(workbookComplaint),
      })
      .nullable(),
    access: 'document.enter',
    runs: 'main',
  }),
  /** Enters the picked workbook, whole or not at all. */
  importWorkbook: call({
    input: z.object({ token: z.string().max(100) }),
    output: z.object({ added: z.number(), changed: z.number() }),
    access: 'document.enter',
    runs: 'main',
  }),
  /** Saves what was issued of these processes as a workbook; null: the empty template. */
  saveWorkbook: call({
    input: z.object({ documentIds: z.array(id).max(20_000).nullable(), date: isoDate.nullable() }),
    output: z.object({ fileName: z.string().nullable(), count: z.number() }),
    access: 'document.read',
    runs: 'main',
  }),
}
