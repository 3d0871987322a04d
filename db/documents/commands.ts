// What people do with documents under control: draft, submit, review, approve, send back, withdraw; and enter what was issued on paper.
import { putDraft, removeDraft } from '../draft.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { getOfficeProfile } from '../people/queries.ts'
import type { OfficeKind } from '../people/rules.ts'
import { emptyProcessContent } from '../processes/content.ts'
import { findingKey } from '../processes/lint.ts'
import { recordInTx } from '../record.ts'
import { type DocumentBody, documentBody } from './content.ts'
import { findingsOf } from './findings.ts'
import { dateIssues, type PaperSignature, paperIssues, today } from './paper-issues.ts'
import { getVersionRow, lastApproved } from './queries.ts'
import {
  type DocumentGroup,
  type DocumentKind,
  foldCode,
  type Move,
  nextNumber,
  requireMove,
  type VersionChange,
  type VersionNumber,
  versionDraft,
} from './rules.ts'
import type { DocumentVersionTable } from './schema.ts'

const record = (tx: Tx, actor: Actor, documentId: string, type: string, payload: Readonly<Record<string, unknown>>) =>
  recordInTx(tx, actor, [{ entity: 'document', entityId: documentId, type, payload }])

/** A code of letters, digits and . - / that no document of this office ever had (TCVN ISO 9001:2015, 7.5.2 a). */
async function checkCode(db: Db, code: string, documentId: string | null): Promise<FieldIssue[]> {
  if (code === '') return [{ path: 'code', code: 'required' }]
  if (foldCode(code) === '') return [{ path: 'code', code: 'invalid' }]
  const taken = await db.selectFrom('document_code').select('document_id').where('folded', '=', foldCode(code)).executeTakeFirst()
  return taken && taken.document_id !== documentId ? [{ path: 'code', code: 'notUnique' }] : []
}

export interface NewDocument {
  readonly kind: DocumentKind
  readonly group: DocumentGroup
  readonly code: string
}

async function registerInTx(tx: Tx, actor: Actor, { kind, group, code }: NewDocument): Promise<string> {
  refuseFields([
    ...(await checkCode(tx, code, null)),
    ...((kind === 'process') === (group === '') ? [{ path: 'group', code: 'required' as const }] : []),
  ])
  const documentId = newId(actor.clock.nowMs())
  await record(tx, actor, documentId, 'document.registered', { kind, group, code })
  return documentId
}

/** Of a process the committee of the office decides, until somebody says otherwise. */
const emptyBody = (kind: DocumentKind, officeKind: OfficeKind, name = '', field = ''): DocumentBody =>
  kind === 'process'
    ? {
        kind,
        content: {
          ...emptyProcessContent,
          name,
          field,
          authority: officeKind === 'ward' || officeKind === 'commune' ? 'communeCommittee' : emptyProcessContent.authority,
        },
      }
    : { kind, content: { name, field, ownerUnit: '', sections: [] } }

/** Registers a document and opens its first draft. Throws input.invalid for a code that was ever in use. */
export async function registerDocument(
  db: Db,
  actor: Actor,
  { name, field = '', ...document }: NewDocument & { readonly name: string; readonly field?: string },
) {
  authorise(actor, 'document.write')
  if (name === '') refuseFields([{ path: 'name', code: 'required' }])
  return db.transaction().execute(async (tx) => {
    const documentId = await registerInTx(tx, actor, document)
    const versionId = newId(actor.clock.nowMs())
    const body = emptyBody(document.kind, (await getOfficeProfile(tx)).kind, name, field)
    await record(tx, actor, documentId, 'document.drafted', {
      versionId,
      ...nextNumber(null, 'issue'),
      basedOn: null,
      reason: '',
      body,
    })
    return { documentId, versionId }
  })
}

/** Gives a document another code; the old one stays taken. */
export async function renumberDocument(
  db: Db,
  actor: Actor,
  { documentId, ...input }: { documentId: string; code: string; group: DocumentGroup; reason: string },
): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    await getDocumentRow(tx, documentId)
    const reason: FieldIssue[] = input.reason === '' ? [{ path: 'reason', code: 'required' }] : []
    refuseFields([...(await checkCode(tx, input.code, documentId)), ...reason])
    await record(tx, actor, documentId, 'document.renumbered', input)
  })
}

async function getDocumentRow(db: Db, documentId: string) {
  const row = await db.selectFrom('document').selectAll().where('id', '=', documentId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'document' })
  return row
}

const bodyOf = (kind: DocumentKind, content: string): DocumentBody => documentBody.parse({ kind, content: JSON.parse(content) })

/** Drafts the next version from the newest approved one. Only one version of a document is under way at a time. */
export async function draftVersion(db: Db, actor: Actor, input: NextVersion): Promise<string> {
  authorise(actor, 'document.write')
  return db.transaction().execute((tx) => draftVersionInTx(tx, actor, input))
}

export interface NextVersion {
  readonly documentId: string
  readonly change: VersionChange
  readonly reason: string
}

export async function draftVersionInTx(tx: Tx, actor: Actor, { documentId, change, reason }: NextVersion): Promise<string> {
  const { kind, withdrawn_from } = await getDocumentRow(tx, documentId)
  if (withdrawn_from !== null) throw new AppError('document.isWithdrawn')
  const versions = await tx
    .selectFrom('document_version')
    .select(['id', 'issue', 'revision', 'status', 'content'])
    .where('document_id', '=', documentId)
    .where('status', '<>', 'discarded')
    .orderBy('issue', 'desc')
    .orderBy('revision', 'desc')
    .execute()
  if (versions.some(({ status }) => status !== 'approved')) throw new AppError('document.alreadyDrafted')
  const last = versions[0]
  const versionId = newId(actor.clock.nowMs())
  const body = last ? bodyOf(kind, last.content) : emptyBody(kind, (await getOfficeProfile(tx)).kind)
  const number = nextNumber(last ?? null, change)
  await record(tx, actor, documentId, 'document.drafted', { versionId, ...number, basedOn: last?.id ?? null, reason, body })
  return versionId
}

export interface SavedVersion {
  readonly versionId: string
  readonly body: DocumentBody
  readonly change: VersionChange
  readonly reason: string
  /** Hash of the content that this one was typed over; another means that somebody else saved in between. */
  readonly basedOnHash: string
}

/** Keeps what was typed; it never submits. Returns the hash of what is stored. Saving the same again stores nothing. */
export async function saveVersion(db: Db, actor: Actor, draft: SavedVersion): Promise<string> {
  authorise(actor, 'document.write')
  return db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, draft.versionId, 'save')
    if (version.hash !== draft.basedOnHash) throw new AppError('document.changedMeanwhile')
    const { kind } = await getDocumentRow(tx, version.document_id)
    if (kind !== draft.body.kind) throw new AppError('input.invalid')
    const based = version.based_on === null ? null : await getVersionRow(tx, version.based_on)
    const number: VersionNumber = nextNumber(based, draft.change)
    const isSame =
      JSON.stringify(draft.body.content) === version.content &&
      number.issue === version.issue &&
      number.revision === version.revision &&
      draft.reason === version.reason
    if (!isSame) {
      const { versionId, reason, body } = draft
      await record(tx, actor, version.document_id, 'document.saved', { versionId, ...number, reason, body })
    }
    return (await getVersionRow(tx, draft.versionId)).hash
  })
}

async function takeVersion(tx: Tx, versionId: string, move: Move): Promise<DocumentVersionTable> {
  const version = await getVersionRow(tx, versionId)
  requireMove(move, version.status)
  return version
}

/** Hands the draft over for review. A new version must say why it was made and must differ from the one before. */
export async function submitVersion(db: Db, actor: Actor, { versionId }: { versionId: string }): Promise<void> {
  authorise(actor, 'document.write')
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, versionId, 'submit')
    if (version.name === '') refuseFields([{ path: 'content.name', code: 'required' }])
    if (version.based_on !== null) {
      if (version.reason === '') refuseFields([{ path: 'reason', code: 'required' }])
      if ((await getVersionRow(tx, version.based_on)).hash === version.hash) throw new AppError('document.nothingChanged')
    }
    await record(tx, actor, version.document_id, 'document.submitted', { versionId, hash: version.hash })
  })
}

export async function reviewVersion(db: Db, actor: Actor, input: { versionId: string; note: string }): Promise<void> {
  authorise(actor, 'document.review')
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, input.versionId, 'review')
    await record(tx, actor, version.document_id, 'document.reviewed', { ...input, hash: version.hash })
  })
}

/** Sends a version back to its author, with the reason. */
export async function returnVersion(db: Db, actor: Actor, input: { versionId: string; reason: string }): Promise<void> {
  authorise(actor, 'document.review')
  if (input.reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, input.versionId, 'return')
    await record(tx, actor, version.document_id, 'document.returned', input)
  })
}

/** Gives up a version that was never approved; its number is free again. */
export async function discardVersion(db: Db, actor: Actor, input: { versionId: string; reason: string }): Promise<void> {
  authorise(actor, 'document.write')
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, input.versionId, 'discard')
    await record(tx, actor, version.document_id, 'document.discarded', input)
  })
}

export interface Approval {
  readonly versionId: string
  readonly effectiveFrom: IsoDate
  readonly reviewDueOn: IsoDate | null
  readonly approverName: string
  /** Why the author approves what they wrote themselves; empty when another person approves. */
  readonly exceptionReason: string
  /** What each finding that stays is justified with, by findingKey. */
  readonly justifications: Readonly<Record<string, string>>
}

/**
 * Approves a version as it was reviewed. Who wrote or submitted it does not approve it, unless a small office records why.
 * Throws document.ownApproval, document.findingsOpen (errors of the linter neither mended nor justified), input.invalid for dates.
 */
export async function approveVersion(db: Db, actor: Actor, approval: Approval): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, approval.versionId, 'approve')
    const isOwn = version.author === actor.staffId || version.submitted_by === actor.staffId
    if (isOwn && approval.exceptionReason === '') throw new AppError('document.ownApproval')
    const approvedOn = today(actor)
    refuseFields(await dateIssues(tx, version.document_id, { ...approval, approvedOn }))
    const { kind } = await getDocumentRow(tx, version.document_id)
    const findings = await findingsOf(tx, bodyOf(kind, version.content), approval.effectiveFrom)
    const open = findings.filter((found) => found.severity === 'error' && !approval.justifications[findingKey(found)])
    if (open.length > 0) throw new AppError('document.findingsOpen', { count: open.length })
    const kept = new Set(findings.map(findingKey))
    const justifications = Object.fromEntries(
      Object.entries(approval.justifications).filter(([key, why]) => kept.has(key) && why),
    )
    await record(tx, actor, version.document_id, 'document.approved', {
      ...approval,
      approvedOn,
      hash: version.hash,
      exceptionReason: isOwn ? approval.exceptionReason : '',
      justifications,
    })
  })
}

export interface PaperVersion extends PaperSignature {
  /** Of a known document, or the document itself when it is new. */
  readonly document: { readonly id: string } | NewDocument
  readonly body: DocumentBody
  readonly reason: string
}

/** Enters a version that was issued on paper; older versions first. Returns the ids. */
export async function enterVersionInTx(tx: Tx, actor: Actor, { document, body, ...paper }: PaperVersion) {
  const documentId = 'id' in document ? document.id : await registerInTx(tx, actor, document)
  const { kind, withdrawn_from } = await getDocumentRow(tx, documentId)
  if (kind !== body.kind) throw new AppError('input.invalid')
  if (withdrawn_from !== null) throw new AppError('document.isWithdrawn')
  const issues = await paperIssues(tx, actor, documentId, paper)
  if (body.content.name === '') issues.push({ path: 'body.content.name', code: 'required' })
  const open = await tx
    .selectFrom('document_version')
    .select('id')
    .where('document_id', '=', documentId)
    .where('status', 'in', ['draft', 'inReview', 'inApproval'])
    .executeTakeFirst()
  if (open) throw new AppError('document.alreadyDrafted')
  refuseFields(issues)
  const versionId = newId(actor.clock.nowMs())
  await record(tx, actor, documentId, 'document.entered', { versionId, body, ...paper })
  return { documentId, versionId }
}

export async function enterVersion(db: Db, actor: Actor, paper: PaperVersion) {
  authorise(actor, 'document.enter')
  return db.transaction().execute((tx) => enterVersionInTx(tx, actor, paper))
}

/** Records that what stands in a draft was issued on paper: it takes the paper's number and dates instead of going to review. */
export async function enterDraft(db: Db, actor: Actor, entered: PaperSignature & { readonly versionId: string }): Promise<void> {
  authorise(actor, 'document.enter')
  await db.transaction().execute(async (tx) => {
    const version = await takeVersion(tx, entered.versionId, 'enter')
    if ((await getDocumentRow(tx, version.document_id)).withdrawn_from !== null) throw new AppError('document.isWithdrawn')
    const issues = await paperIssues(tx, actor, version.document_id, entered)
    if (version.name === '') issues.push({ path: 'content.name', code: 'required' })
    refuseFields(issues)
    await record(tx, actor, version.document_id, 'document.draftEntered', { ...entered, hash: version.hash })
  })
}

/** Takes a document out of use from a day on; its versions stay readable. */
export async function withdrawDocument(
  db: Db,
  actor: Actor,
  { documentId, from, reason }: { documentId: string; from: IsoDate; reason: string },
): Promise<void> {
  authorise(actor, 'document.approve')
  await db.transaction().execute(async (tx) => {
    const { withdrawn_from } = await getDocumentRow(tx, documentId)
    if (withdrawn_from !== null) throw new AppError('document.isWithdrawn')
    const last = await lastApproved(tx, documentId)
    const issues: FieldIssue[] = reason === '' ? [{ path: 'reason', code: 'required' }] : []
    if (!isRealDate(from)) issues.push({ path: 'from', code: 'notADate' })
    else if (last?.effective_from && from <= last.effective_from) {
      issues.push({ path: 'from', code: 'beforeLastVersion', params: { date: last.effective_from } })
    }
    refuseFields(issues)
    await record(tx, actor, documentId, 'document.withdrawn', { from, reason })
  })
}

export async function keepVersionDraft(db: Db, actor: Actor, versionId: string, payload: string): Promise<string> {
  authorise(actor, 'document.write')
  return putDraft(db, actor, versionDraft(versionId), payload)
}

export async function dropVersionDraft(db: Db, actor: Actor, versionId: string): Promise<void> {
  authorise(actor, 'document.write')
  await removeDraft(db, actor.staffId, versionDraft(versionId))
}
