// Finding and reading procedures.

import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { openStatuses } from '../model/case-status.ts'
import { AppError } from '../model/errors.ts'
import { fold, withoutOpening } from '../model/text.ts'
import { keepSelect, unseen } from '../store/kept-query.ts'
import { type ProcedureContent, procedureContent, timeLimit } from './content.ts'
import type { ProcedureTable } from './schema.ts'
import { foldShortCode } from './short-codes.ts'

const currentVersion = keepSelect((db, { procedureId }: { procedureId: string }) =>
  db
    .selectFrom('procedure')
    .innerJoin('procedure_version', 'procedure_version.id', 'procedure.current_version_id')
    .select(['procedure_version.id', 'number', 'effective_at', 'withdrawn_on'])
    .where('procedure.id', '=', unseen(procedureId)),
)

export async function getCurrentVersion(db: Db, procedureId: string) {
  const [row] = await currentVersion(db, { procedureId })
  if (!row) throw new AppError('entity.notFound', { entity: 'procedure' })
  const { id, number, effective_at: effectiveAt, withdrawn_on: withdrawnOn } = row
  return { id, number, effectiveAt, withdrawnOn, content: await getVersionContent(db, id) }
}

// A version never changes, so what was parsed once serves for good: every intake and every act asks for one.
const parsed = new Map<string, ProcedureContent>()

export async function getVersionContent(db: Db, versionId: string): Promise<ProcedureContent> {
  const known = parsed.get(versionId)
  if (known) return known
  const row = await db.selectFrom('procedure_version').select('content').where('id', '=', versionId).executeTakeFirstOrThrow()
  const content = parseContent(row.content)
  parsed.set(versionId, content)
  return content
}

export const parseContent = (json: string): ProcedureContent => procedureContent.parse(JSON.parse(json))

export async function getProcedure(db: Db, procedureId: string) {
  const version = await getCurrentVersion(db, procedureId)
  const open = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('procedure_id', '=', procedureId)
    .where('status', 'in', [...openStatuses])
    .executeTakeFirstOrThrow()
  const { local_key } = await db
    .selectFrom('procedure')
    .select('local_key')
    .where('id', '=', procedureId)
    .executeTakeFirstOrThrow()
  return {
    id: procedureId,
    localKey: local_key,
    versionId: version.id,
    versionNumber: version.number,
    effectiveAt: version.effectiveAt,
    content: version.content,
    openCases: open.count,
  }
}

type Limits = Pick<ProcedureContent, 'timeLimit' | 'timeLimitText'>

const summaryOf = (row: ProcedureTable, limits: Limits | undefined) => ({
  id: row.id,
  localKey: row.local_key,
  nationalCode: row.national_code,
  shortCode: row.short_code,
  name: row.name,
  field: row.field,
  group: row.group_name,
  level: row.level,
  tier: row.tier,
  timeLimit: limits?.timeLimit ?? null,
  timeLimitText: limits?.timeLimitText ?? '',
})

/** The time limits of versions. Contents are long, so only those of the rows that are shown are read, and each once. */
async function limitsOf(db: Db, versionIds: readonly string[]): Promise<ReadonlyMap<string, Limits>> {
  const unknown = versionIds.filter((id) => !limits.has(id))
  if (unknown.length > 0) {
    const rows = await db
      .selectFrom('procedure_version')
      .select([
        'id',
        sql<string | null>`content ->> '$.timeLimit'`.as('limit'),
        sql<string | null>`content ->> '$.timeLimitText'`.as('text'),
      ])
      .where('id', 'in', unknown)
      .execute()
    for (const row of rows) {
      limits.set(row.id, {
        timeLimit: row.limit === null ? null : timeLimit.parse(JSON.parse(row.limit)),
        timeLimitText: row.text,
      })
    }
  }
  return limits
}
const limits = new Map<string, Limits>()

/** Places a hit: the whole short code, its beginning, the national code, the beginning of the name, then words anywhere. */
function rankOf(row: ProcedureTable, shortCode: string, folded: string): number {
  if (row.short_code === shortCode) return 0
  if (row.short_code.startsWith(shortCode)) return 1
  if (row.national_code?.startsWith(folded)) return 2
  return row.folded.startsWith(folded) || withoutOpening(row.folded).startsWith(folded) ? 3 : 4
}

/**
 * Procedures in use whose codes begin with the query or whose name and field hold its words, without marks; all for an empty query.
 * A catalogue has hundreds of entries, so this reads them all: it stays exact and needs no index of its own.
 */
export async function listProcedures(db: Db, query: string, field: string | null, limit: number) {
  const rows = await db
    .selectFrom('procedure')
    .selectAll()
    .where('withdrawn_on', 'is', null)
    .$if(field !== null, (q) => q.where('field', '=', field as string))
    .orderBy('sort_key')
    .execute()
  const folded = fold(query)
  const shortCode = foldShortCode(query)
  const words = folded.split(' ').filter(Boolean)
  const hits = rows
    .map((row) => ({ row, rank: rankOf(row, shortCode, folded) }))
    .filter(({ row, rank }) => words.length === 0 || rank < 4 || words.every((word) => row.folded.includes(word)))
  if (words.length > 0) hits.sort((a, b) => a.rank - b.rank || a.row.tier - b.row.tier || a.row.name.length - b.row.name.length)
  const fields = await db.selectFrom('procedure').select('field').where('withdrawn_on', 'is', null).distinct().execute()
  const shown = hits.slice(0, limit).map(({ row }) => row)
  const known = await limitsOf(
    db,
    shown.map((row) => row.current_version_id),
  )
  return {
    rows: shown.map((row) => summaryOf(row, known.get(row.current_version_id))),
    fields: fields.map((row) => row.field),
    total: hits.length,
  }
}

/** Fields (lĩnh vực) of the procedures in use, in the order of the alphabet. */
export async function listProcedureFields(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('procedure').select('field').where('withdrawn_on', 'is', null).distinct().execute()
  const order = new Intl.Collator('vi')
  return rows
    .map(({ field }) => field)
    .filter((field) => field !== '')
    .toSorted(order.compare)
}
