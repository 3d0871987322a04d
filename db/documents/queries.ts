// Reading documents under control, as they stood on any day.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { foldLaw } from '../laws/rules.ts'
import type { Change } from '../model/change-text.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { fold, toNfc } from '../model/text.ts'
import { getOfficeSettings } from '../people/queries.ts'
import { compareProcesses } from '../processes/difference.ts'
import { type Coded, suggestCode } from './code-pattern.ts'
import { type DocumentBody, documentBody } from './content.ts'
import { type DocumentGroup, type DocumentKind, foldCode, stateOn, type VersionState, type VersionStatus } from './rules.ts'
import type { DocumentVersionTable } from './schema.ts'

export async function getVersionRow(db: Db, versionId: string): Promise<DocumentVersionTable> {
  const row = await db.selectFrom('document_version').selectAll().where('id', '=', versionId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'documentVersion' })
  return row
}

/** The newest approved version, in effect or not yet. */
export const lastApproved = (db: Db, documentId: string) =>
  db
    .selectFrom('document_version')
    .select(['id', 'issue', 'revision', 'effective_from'])
    .where('document_id', '=', documentId)
    .where('status', '=', 'approved')
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Processes by any code they ever had, by the code as it is compared (foldCode). */
export async function findProcessIds(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(codes.map(foldCode))].filter(Boolean)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('document_code')
    .innerJoin('document', 'document.id', 'document_code.document_id')
    .select(['folded', 'document_id'])
    .where('document.kind', '=', 'process')
    .where('folded', 'in', wanted)
    .execute()
  return new Map(rows.map(({ folded, document_id }) => [folded, document_id]))
}

export interface DocumentFilter {
  readonly kind: DocumentKind | null
  readonly group: DocumentGroup | null
  readonly field: string | null
  readonly authority: string | null
  readonly ownerUnit: string | null
  readonly state: VersionState | null
  readonly procedureKey: string | null
  /** Number and symbol of a law that it names. */
  readonly law: string | null
  /** Code, or words of the name, field or unit, without marks. */
  readonly query: string
}

/** A code by the office's pattern that no document ever had. */
export async function suggestDocumentCode(db: Db, of: Coded): Promise<string> {
  const { processCodePattern } = await getOfficeSettings(db)
  const taken = await db.selectFrom('document_code').select('folded').execute()
  return suggestCode(processCodePattern, of, new Set(taken.map(({ folded }) => folded)))
}

interface Row {
  id: string
  kind: DocumentKind
  group_name: DocumentGroup
  code: string
  withdrawn_from: string | null
  version_id: string
  issue: number
  revision: number
  status: VersionStatus
  name: string
  field: string
  authority: string
  owner_unit: string
  limit_minutes: number | null
  effective_from: string | null
  effective_to: string | null
  review_due_on: string | null
  folded: string
  is_inside: 0 | 1
  procedures: number
  readers: number
  read: number
  open_id: string | null
  open_status: VersionStatus | null
}

const summaryOf = (row: Row, date: IsoDate) => ({
  id: row.id,
  kind: row.kind,
  group: row.group_name,
  code: row.code,
  versionId: row.version_id,
  issue: row.issue,
  revision: row.revision,
  state: stateOn(
    { status: row.status, effectiveFrom: row.effective_from, effectiveTo: row.effective_to, withdrawnFrom: row.withdrawn_from },
    date,
  ),
  name: row.name,
  field: row.field,
  authority: row.authority,
  ownerUnit: row.owner_unit,
  limitMinutes: row.limit_minutes,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  reviewDueOn: row.review_due_on,
  procedureCount: row.procedures,
  /** People who have to read this version, and how many of them have. */
  readerCount: row.readers,
  readCount: row.read,
  /** The version under way beside it, if any. */
  open: row.open_id !== null && row.open_id !== row.version_id ? { versionId: row.open_id, status: row.open_status } : null,
})

/**
 * What is looked for inside the contents too: numbers of laws, codes of forms and procedures, and words with their marks. Plain
 * letters would find the names of the fields.
 */
const insideOf = (query: string): string | null => {
  const text = toNfc(query)
  return text.length >= 3 && /[0-9]|[^\x20-\x7e]/.test(text) ? `%${text.replace(/[%_!]/g, '!$&')}%` : null
}

/**
 * Documents as they stand on a day: each with the version in effect, or else with its newest one. A register has some thousand
 * entries, so it is read whole; what the columns cannot say (state, words) is decided here, and every count is of the same rows.
 */
export async function listDocuments(db: Db, filter: DocumentFilter, date: IsoDate) {
  const { kind, group, field, authority, ownerUnit, procedureKey, law } = filter
  const law_ = law === null ? null : foldLaw(law)
  const inside = insideOf(filter.query)
  const { rows } =
    await sql<Row>`SELECT d.id, d.kind, d.group_name, d.code, d.withdrawn_from, v.id AS version_id, v.issue, v.revision,
      v.status, v.name, v.field, v.authority, v.owner_unit, v.limit_minutes, v.effective_from, v.effective_to, v.review_due_on, v.folded,
      (SELECT count(*) FROM document_procedure p WHERE p.version_id = v.id) AS procedures,
      (SELECT count(*) FROM document_reader r WHERE r.version_id = v.id AND r.released_reason IS NULL) AS readers,
      (SELECT count(r.read_on) FROM document_reader r WHERE r.version_id = v.id AND r.released_reason IS NULL) AS read,
      o.id AS open_id, o.status AS open_status,
      ${inside} IS NOT NULL AND (v.content LIKE ${inside} ESCAPE '!' OR EXISTS (SELECT 1 FROM document_procedure p
        JOIN procedure c ON c.local_key = p.procedure_key WHERE p.version_id = v.id AND c.national_code LIKE ${inside} ESCAPE '!')
      ) AS is_inside
    FROM document d
    LEFT JOIN document_version o ON o.document_id = d.id AND o.status IN ('draft', 'inReview', 'inApproval')
    CROSS JOIN document_version v ON v.id = coalesce(
      (SELECT e.id FROM document_version e WHERE e.document_id = d.id AND e.status = 'approved' AND e.effective_from <= ${date}
        AND (e.effective_to IS NULL OR e.effective_to > ${date}) ORDER BY e.effective_from DESC LIMIT 1),
      (SELECT e.id FROM document_version e WHERE e.document_id = d.id
        ORDER BY e.status = 'discarded', e.issue DESC, e.revision DESC, e.drafted_at DESC LIMIT 1))
    WHERE (${kind} IS NULL OR d.kind = ${kind}) AND (${group} IS NULL OR d.group_name = ${group})
      AND (${field} IS NULL OR v.field = ${field}) AND (${authority} IS NULL OR v.authority = ${authority})
      AND (${ownerUnit} IS NULL OR v.owner_unit = ${ownerUnit})
      AND (${procedureKey} IS NULL OR EXISTS (SELECT 1 FROM document_procedure p
        WHERE p.version_id = v.id AND p.procedure_key = ${procedureKey}))
      AND (${law_} IS NULL OR EXISTS (SELECT 1 FROM document_law l WHERE l.version_id = v.id AND l.law = ${law_}))
    ORDER BY d.code`.execute(db)
  const words = fold(filter.query).split(' ').filter(Boolean)
  const code = foldCode(filter.query)
  return rows
    .filter(
      (row) =>
        words.length === 0 ||
        row.is_inside === 1 ||
        (code !== '' && foldCode(row.code).startsWith(code)) ||
        words.every((word) => row.folded.includes(word)),
    )
    .map((row) => summaryOf(row, date))
    .filter((row) => filter.state === null || row.state === filter.state)
}

/** The documents of these ids in this order as they stood on a day, each with the versions that were issued before. */
export async function listDocumentsOnPaper(db: Db, documentIds: readonly string[], date: IsoDate) {
  const anything = { kind: null, group: null, field: null, authority: null, ownerUnit: null, state: null }
  const listed = await listDocuments(db, { ...anything, procedureKey: null, law: null, query: '' }, date)
  const known = new Map(listed.map((row) => [row.id, row]))
  const versions = await db
    .selectFrom('document_version')
    .select(['document_id', 'issue', 'revision', 'effective_from'])
    .where('status', '=', 'approved')
    .orderBy('effective_from')
    .execute()
  const issued = new Map<string, typeof versions>()
  for (const version of versions) issued.set(version.document_id, [...(issued.get(version.document_id) ?? []), version])
  return documentIds.flatMap((id) => {
    const row = known.get(id)
    if (!row) return []
    const earlier = (issued.get(id) ?? [])
      .filter(({ effective_from }) => (effective_from ?? '') < (row.effectiveFrom ?? ''))
      .map(({ issue, revision, effective_from }) => ({ issue, revision, effectiveFrom: effective_from }))
    return [{ ...row, earlier }]
  })
}

/** Of a version without its content, which may be as long as a book. */
const shownColumns = [
  'id',
  'status',
  'pack_id',
  'issue',
  'revision',
  'effective_from',
  'effective_to',
  'name',
  'hash',
  'based_on',
  'reason',
  'is_from_paper',
  'author',
  'drafted_at',
  'changed_at',
  'submitted_by',
  'submitted_at',
  'reviewed_by',
  'reviewed_at',
  'approved_by',
  'approved_at',
  'approver_name',
  'approved_on',
  'review_due_on',
  'return_reason',
  'exception_reason',
] as const

const versionOf = (
  row: Pick<DocumentVersionTable, (typeof shownColumns)[number]>,
  withdrawnFrom: string | null,
  date: IsoDate,
) => ({
  id: row.id,
  issue: row.issue,
  revision: row.revision,
  status: row.status,
  state: stateOn({ status: row.status, effectiveFrom: row.effective_from, effectiveTo: row.effective_to, withdrawnFrom }, date),
  name: row.name,
  hash: row.hash,
  basedOn: row.based_on,
  reason: row.reason,
  isFromPaper: row.is_from_paper === 1,
  isFromPack: row.pack_id !== null,
  author: row.author,
  draftedAt: row.drafted_at,
  changedAt: row.changed_at,
  submittedBy: row.submitted_by,
  submittedAt: row.submitted_at,
  reviewedBy: row.reviewed_by,
  reviewedAt: row.reviewed_at,
  approvedBy: row.approved_by,
  approvedAt: row.approved_at,
  approverName: row.approver_name,
  approvedOn: row.approved_on,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  reviewDueOn: row.review_due_on,
  returnReason: row.return_reason,
  exceptionReason: row.exception_reason,
})

/** A document with all its versions, newest first, as they stand on a day. Throws entity.notFound. */
export async function getDocument(db: Db, documentId: string, date: IsoDate) {
  const document = await db.selectFrom('document').selectAll().where('id', '=', documentId).executeTakeFirst()
  if (!document) throw new AppError('entity.notFound', { entity: 'document' })
  const rows = await db
    .selectFrom('document_version')
    .select(shownColumns)
    .where('document_id', '=', documentId)
    .orderBy('issue', 'desc')
    .orderBy('revision', 'desc')
    .orderBy('drafted_at', 'desc')
    .execute()
  const codes = await db
    .selectFrom('document_code')
    .select('code')
    .where('document_id', '=', documentId)
    .where('code', '<>', document.code)
    .execute()
  return {
    id: document.id,
    kind: document.kind,
    group: document.group_name,
    code: document.code,
    earlierCodes: codes.map(({ code }) => code),
    withdrawnFrom: document.withdrawn_from,
    versions: rows.map((row) => versionOf(row, document.withdrawn_from, date)),
  }
}

/** One version whole; its body as it was kept, checked where it leaves the database. Throws entity.notFound. */
export async function getVersion(db: Db, versionId: string, date: IsoDate) {
  const row = await db
    .selectFrom('document_version as v')
    .innerJoin('document as d', 'd.id', 'v.document_id')
    .selectAll('v')
    .select(['d.code', 'd.kind', 'd.group_name', 'd.withdrawn_from'])
    .where('v.id', '=', versionId)
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'documentVersion' })
  return {
    documentId: row.document_id,
    code: row.code,
    group: row.group_name,
    version: versionOf(row, row.withdrawn_from, date),
    body: { kind: row.kind, content: JSON.parse(row.content) } as DocumentBody,
    justifications: JSON.parse(row.justifications) as Record<string, string>,
  }
}

/** Every change from one version of a process to another. Throws entity.notFound; input.invalid for a document that is no process. */
export async function compareVersions(db: Db, fromId: string, toId: string): Promise<Change[]> {
  const [from, to] = await Promise.all([fromId, toId].map((versionId) => getVersionBody(db, versionId)))
  if (from?.kind !== 'process' || to?.kind !== 'process') throw new AppError('input.invalid')
  return compareProcesses(from.content, to.content)
}

async function getVersionBody(db: Db, versionId: string): Promise<DocumentBody> {
  const { document_id, content } = await getVersionRow(db, versionId)
  const { kind } = await db.selectFrom('document').select('kind').where('id', '=', document_id).executeTakeFirstOrThrow()
  return documentBody.parse({ kind, content: JSON.parse(content) })
}

/** What of the events' payloads a history tells. */
interface HistoryPayload {
  readonly versionId?: string
  readonly reason?: string
  readonly note?: string
  readonly format?: string
  readonly copies?: ReadonlyArray<{ readonly number: number }>
  readonly readers?: ReadonlyArray<{ readonly name: string }>
}

/** What happened to a document, newest first: who did what, when. */
export const getDocumentHistory = async (db: Db, documentId: string) => {
  const rows = await db
    .selectFrom('event')
    .leftJoin('staff', 'staff.id', 'event.actor')
    .select(['event.id', 'event.at', 'event.type', 'event.payload', 'staff.full_name'])
    .where('entity_id', '=', documentId)
    .orderBy('hlc', 'desc')
    .execute()
  return rows.map(({ id, at, type, payload, full_name }) => {
    const {
      versionId = null,
      reason = '',
      note = '',
      copies = [],
      readers = [],
      format = '',
    } = JSON.parse(payload) as HistoryPayload
    const about = [...copies.map(({ number }) => number), ...readers.map(({ name }) => name)].join(', ')
    const remark = [about, reason || note || format].filter(Boolean).join(' · ')
    return { id, at, type: type.slice('document.'.length), versionId, remark, staffName: full_name ?? '' }
  })
}
