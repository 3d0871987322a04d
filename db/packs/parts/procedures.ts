// Procedures of a pack: published the way a catalogue is (db/procedures/commands.ts), so people keep the short codes they know.
import { today } from '../../documents/paper-issues.ts'
import type { Db } from '../../event.ts'
import { openStatuses } from '../../model/case-status.ts'
import { newId } from '../../model/ids.ts'
import { compareProcedures } from '../../procedures/commands.ts'
import { parseContent } from '../../procedures/queries.ts'
import type { PackContent } from '../content.ts'
import {
  caseObstacle,
  compareFields,
  lastGiven,
  laterObstacle,
  newEntry,
  nothing,
  type PartUndo,
  type PlanContext,
  type Planned,
  recordOne,
} from '../planned.ts'

interface Before {
  /** The version that was current; null for a procedure that the pack brought. */
  readonly versionId: string | null
  readonly withdrawnOn: string | null
}

const openCasesOf = async (db: Db, procedureId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('procedure_id', '=', procedureId)
    .where('status', 'in', [...openStatuses])
    .executeTakeFirstOrThrow()
  return count
}

const findRow = (db: Db, localKey: string) =>
  db
    .selectFrom('procedure')
    .select(['id', 'local_key', 'name', 'short_code', 'current_version_id', 'withdrawn_on'])
    .where('local_key', '=', localKey)
    .executeTakeFirst()

/** Published anew by somebody else since a pack brought it. */
async function conflictOf(db: Db, localKey: string, versionId: string): Promise<Planned['conflict']> {
  const given = await lastGiven(db, 'procedures', localKey)
  return given && given.version_id !== versionId ? 'laterEdit' : null
}

export async function planProcedures(
  db: Db,
  part: NonNullable<PackContent['procedures']>,
  { today: on, reason }: PlanContext,
  nowMs: number,
): Promise<Planned[]> {
  const compared = await compareProcedures(
    db,
    nowMs,
    part.entries.map(({ localKey, content }) => ({
      localKey,
      name: content.name,
      shortCode: content.shortCode,
      contentWith: (shortCode) => ({ ...content, shortCode }),
    })),
  )
  const planned: Planned[] = []
  for (const { localKey, before, content, event } of compared) {
    const about = { part: 'procedures', key: localKey, code: content.nationalCode ?? localKey, name: content.name } as const
    const row = await findRow(db, localKey)
    if (!event && row?.withdrawn_on === null) {
      planned.push({ ...newEntry, ...about, kind: 'same', entityId: row.id, apply: nothing })
      continue
    }
    const wasWithdrawn = row !== undefined && row.withdrawn_on !== null
    planned.push({
      ...newEntry,
      ...about,
      kind: before ? 'changed' : 'new',
      conflict: before && row ? await conflictOf(db, localKey, before.versionId) : null,
      fields: before ? compareFields(parseContent(before.content), content) : [],
      openCases: before ? await openCasesOf(db, before.id) : 0,
      entityId: before?.id ?? null,
      apply: async (tx, actor) => {
        const kept: Before = { versionId: before?.versionId ?? null, withdrawnOn: row?.withdrawn_on ?? null }
        if (event) {
          await recordOne(tx, actor, event)
          return { entityId: event.entityId, versionId: event.payload.versionId, before: kept }
        }
        if (before && wasWithdrawn) {
          await recordOne(tx, actor, {
            entity: 'procedure',
            entityId: before.id,
            type: 'procedure.restored',
            payload: { reason },
          })
        }
        return { entityId: before?.id ?? null, versionId: null, before: kept }
      },
    })
  }
  for (const { code, name } of part.withdrawn) {
    const row = await findRow(db, code)
    const about = { part: 'procedures', key: code, code, name } as const
    if (!row || row.withdrawn_on !== null) {
      planned.push({ ...newEntry, ...about, kind: 'absent', apply: nothing })
      continue
    }
    planned.push({
      ...newEntry,
      ...about,
      kind: 'withdrawn',
      conflict: await conflictOf(db, code, row.current_version_id),
      openCases: await openCasesOf(db, row.id),
      entityId: row.id,
      apply: async (tx, actor) => {
        const payload = { on, reason }
        await recordOne(tx, actor, { entity: 'procedure', entityId: row.id, type: 'procedure.withdrawn', payload })
        return { entityId: row.id, versionId: null, before: { versionId: row.current_version_id, withdrawnOn: null } }
      },
    })
  }
  return planned
}

export const proceduresUndo: PartUndo = {
  findObstacles: async (db, entry) => [
    ...(entry.version_id === null ? [] : await caseObstacle(db, entry, 'procedure_version_id', entry.version_id)),
    ...(await laterObstacle(db, entry)),
  ],
  undo: async (tx, actor, { entity_id, version_id, before, kind }, reason) => {
    if (entity_id === null) return
    const { versionId, withdrawnOn } = JSON.parse(before) as Before
    const event = (type: string, payload: object) =>
      recordOne(tx, actor, { entity: 'procedure', entityId: entity_id, type, payload })
    if (kind === 'withdrawn') return event('procedure.restored', { reason })
    // What the pack brought cannot be taken out of the catalogue, since versions stay; no case is received under it.
    if (versionId === null) return event('procedure.withdrawn', { on: today(actor), reason })
    if (version_id !== null) {
      const rows = await tx
        .selectFrom('procedure_version')
        .select(['id', 'number', 'content'])
        .where('procedure_id', '=', entity_id)
        .execute()
      const earlier = rows.find(({ id }) => id === versionId)
      if (!earlier) throw new Error('the version before is gone')
      const number = Math.max(...rows.map((row) => row.number)) + 1
      const content = parseContent(earlier.content)
      await event('procedure.revised', { versionId: newId(actor.clock.nowMs()), number, content })
    }
    if (withdrawnOn !== null) await event('procedure.withdrawn', { on: withdrawnOn, reason })
  },
}
