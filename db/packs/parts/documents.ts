// Processes and other documents of a pack: each becomes a version that is in effect here from the pack's day on, never earlier than the
// day of its approval, so that no case of yesterday ran under it.
import { documentBody } from '../../documents/content.ts'
import { foldCode, nextNumber } from '../../documents/rules.ts'
import type { Actor, Db, Tx } from '../../event.ts'
import { openStatuses } from '../../model/case-status.ts'
import { newId } from '../../model/ids.ts'
import { addDays, type IsoDate } from '../../model/local-time.ts'
import { compareProcesses } from '../../processes/difference.ts'
import type { PackContent, PackDocument } from '../content.ts'
import {
  caseObstacle,
  compareFields,
  laterObstacle,
  newEntry,
  nothing,
  type PartUndo,
  type PlanContext,
  type Planned,
  recordOne,
} from '../planned.ts'

interface Before {
  /** Version under way that gave way. */
  readonly discarded: string | null
  readonly withdrawnFrom: IsoDate | null
  /** How long the versions before were to last. */
  readonly earlier: ReadonlyArray<{ readonly versionId: string; readonly effectiveTo: IsoDate | null }>
}

const record = (tx: Tx, actor: Actor, documentId: string, type: string, payload: object) =>
  recordOne(tx, actor, { entity: 'document', entityId: documentId, type, payload })

const later = (...dates: ReadonlyArray<IsoDate | undefined>): IsoDate =>
  dates
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1) ?? ''

async function findOwn(db: Db, code: string) {
  const document = await db
    .selectFrom('document_code')
    .innerJoin('document', 'document.id', 'document_code.document_id')
    .selectAll('document')
    .where('document_code.folded', '=', foldCode(code))
    .executeTakeFirst()
  if (!document) return undefined
  const versions = await db
    .selectFrom('document_version')
    .select(['id', 'issue', 'revision', 'status', 'content', 'effective_from', 'effective_to', 'pack_id'])
    .where('document_id', '=', document.id)
    .where('status', '<>', 'discarded')
    .execute()
  const approved = versions.filter(({ status }) => status === 'approved')
  const last = approved.toSorted((a, b) => (a.effective_from ?? '').localeCompare(b.effective_from ?? '')).at(-1)
  const cases = await db
    .selectFrom('case_file')
    .innerJoin('document_version', 'document_version.id', 'case_file.process_version_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('document_version.document_id', '=', document.id)
    .where('case_file.status', 'in', [...openStatuses])
    .executeTakeFirstOrThrow()
  return { document, approved, last, open: versions.find(({ status }) => status !== 'approved'), openCases: cases.count }
}
type Own = NonNullable<Awaited<ReturnType<typeof findOwn>>>

/** The office's own content as the schema orders its keys today, so that what an earlier program wrote compares. */
const bodyOf = ({ document, last }: Own) =>
  last ? documentBody.parse({ kind: document.kind, content: JSON.parse(last.content) }) : undefined

function conflictOf(own: Own | undefined, kind: PackDocument['kind']): Planned['conflict'] {
  if (!own) return null
  if (own.document.kind !== kind) return 'otherKind'
  if (own.document.withdrawn_from !== null) return 'withdrawnHere'
  if (own.open) return 'underWay'
  return own.last && own.last.pack_id === null ? 'ownVersion' : null
}

async function planDocument(db: Db, entry: PackDocument, { manifest, today, reason }: PlanContext): Promise<Planned> {
  const own = await findOwn(db, entry.code)
  const { document, last } = own ?? {}
  const body = own && document?.kind === entry.kind ? bodyOf(own) : undefined
  const about = { part: 'documents', key: foldCode(entry.code), code: entry.code, name: entry.body.content.name } as const
  const isSame =
    document?.withdrawn_from === null && body !== undefined && JSON.stringify(body.content) === JSON.stringify(entry.body.content)
  const entityId = document?.id ?? null
  if (isSame) return { ...newEntry, ...about, kind: 'same', entityId, apply: nothing }
  const conflict = conflictOf(own, entry.kind)
  const isLater = !last || entry.issue > last.issue || (entry.issue === last.issue && entry.revision > last.revision)
  const number = isLater ? { issue: entry.issue, revision: entry.revision } : nextNumber(last, 'issue')
  const from = later(
    manifest.validFrom,
    today,
    entry.approvedOn,
    last?.effective_from ? addDays(last.effective_from, 1) : undefined,
  )
  const isProcess = body?.kind === 'process' && entry.body.kind === 'process'
  return {
    ...newEntry,
    ...about,
    kind: body ? 'changed' : 'new',
    conflict,
    canTake: conflict !== 'otherKind',
    number,
    from,
    changes: body?.kind === 'process' && entry.body.kind === 'process' ? compareProcesses(body.content, entry.body.content) : [],
    fields: body && !isProcess ? compareFields(body.content, entry.body.content) : [],
    openCases: own?.openCases ?? 0,
    entityId,
    apply: async (tx, actor, packId) => {
      const documentId = document?.id ?? newId(actor.clock.nowMs())
      if (!document) {
        await record(tx, actor, documentId, 'document.registered', { kind: entry.kind, group: entry.group, code: entry.code })
      }
      if (document && document.withdrawn_from !== null) await record(tx, actor, documentId, 'document.reinstated', { reason })
      if (own?.open) await record(tx, actor, documentId, 'document.discarded', { versionId: own.open.id, reason })
      const versionId = newId(actor.clock.nowMs())
      await record(tx, actor, documentId, 'document.handedDown', {
        versionId,
        packId,
        ...number,
        reason: entry.reason || reason,
        body: entry.body,
        approvedOn: entry.approvedOn,
        effectiveFrom: from,
        reviewDueOn: entry.reviewDueOn !== null && entry.reviewDueOn > from ? entry.reviewDueOn : null,
        approverName: entry.approverName,
      })
      const before: Before = {
        discarded: own?.open?.id ?? null,
        withdrawnFrom: document?.withdrawn_from ?? null,
        earlier: (own?.approved ?? [])
          .filter(({ effective_to }) => effective_to === null || effective_to > from)
          .map(({ id, effective_to }) => ({ versionId: id, effectiveTo: effective_to })),
      }
      return { entityId: documentId, versionId, before }
    },
  }
}

async function planWithdrawal(
  db: Db,
  { code, name }: { code: string; name: string },
  { manifest, today, reason }: PlanContext,
): Promise<Planned> {
  const own = await findOwn(db, code)
  const about = { part: 'documents', key: foldCode(code), code, name } as const
  if (!own || own.document.withdrawn_from !== null) return { ...newEntry, ...about, kind: 'absent', apply: nothing }
  const { document, last } = own
  const from = later(manifest.validFrom, today, last?.effective_from ? addDays(last.effective_from, 1) : undefined)
  return {
    ...newEntry,
    ...about,
    kind: 'withdrawn',
    conflict: last && last.pack_id === null ? 'ownVersion' : null,
    from,
    openCases: own.openCases,
    entityId: document.id,
    apply: async (tx, actor) => {
      await record(tx, actor, document.id, 'document.withdrawn', { from, reason })
      return { entityId: document.id, versionId: null, before: null }
    },
  }
}

export async function planDocuments(
  db: Db,
  part: NonNullable<PackContent['documents']>,
  context: PlanContext,
): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const entry of part.entries) planned.push(await planDocument(db, entry, context))
  for (const entry of part.withdrawn) planned.push(await planWithdrawal(db, entry, context))
  return planned
}

export const documentsUndo: PartUndo = {
  findObstacles: async (db, entry) => [
    ...(entry.version_id === null ? [] : await caseObstacle(db, entry, 'process_version_id', entry.version_id)),
    ...(await laterObstacle(db, entry)),
  ],
  undo: async (tx, actor, { entity_id, version_id, before }, reason) => {
    if (entity_id === null) return
    if (version_id === null) return record(tx, actor, entity_id, 'document.reinstated', { reason })
    const { discarded, withdrawnFrom, earlier } = JSON.parse(before) as Before
    await record(tx, actor, entity_id, 'document.rolledBack', { versionId: version_id, earlier, reason })
    if (discarded !== null) await record(tx, actor, entity_id, 'document.returned', { versionId: discarded, reason })
    if (withdrawnFrom !== null) await record(tx, actor, entity_id, 'document.withdrawn', { from: withdrawnFrom, reason })
  },
}
