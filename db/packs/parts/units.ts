// Administrative units of a pack: codes and names as the state publishes them, so that an office calls its neighbours and itself by what
// they are called now. A unit that ceased stays in the list with its last day.
import type { Db } from '../../event.ts'
import { newId } from '../../model/ids.ts'
import type { OfficeKind } from '../../people/rules.ts'
import type { PackContent } from '../content.ts'
import {
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
  readonly name: string
  readonly kind: OfficeKind
  readonly validFrom: string
  readonly source: string
  readonly validTo: string | null
}

const findOwn = (db: Db, code: string) => db.selectFrom('office').selectAll().where('code', '=', code).executeTakeFirst()
type Own = NonNullable<Awaited<ReturnType<typeof findOwn>>>
const beforeOf = ({ name, kind, valid_from: validFrom, source, valid_to: validTo }: Own): Before => ({
  ...{ name, kind, validFrom, source, validTo },
})

export async function planUnits(
  db: Db,
  part: NonNullable<PackContent['units']>,
  { manifest, today }: PlanContext,
): Promise<Planned[]> {
  const parent = await findOwn(db, manifest.issuer.code)
  const planned: Planned[] = []
  for (const unit of part.entries) {
    const own = await findOwn(db, unit.code)
    const about = { part: 'units', key: unit.code, code: unit.code, name: unit.name, entityId: own?.id ?? null } as const
    const fields = own ? compareFields({ ...beforeOf(own), code: own.code }, unit) : []
    const isSame = own?.valid_to === null && fields.length === 0
    if (isSame) {
      planned.push({ ...newEntry, ...about, kind: 'same', apply: nothing })
      continue
    }
    planned.push({
      ...newEntry,
      ...about,
      kind: own ? 'changed' : 'new',
      // An office that an administrator named here by a code of the same letters.
      conflict: own?.kind === 'own' ? 'otherKind' : null,
      canTake: own?.kind !== 'own',
      fields,
      apply: async (tx, actor) => {
        const entityId = own?.id ?? newId(actor.clock.nowMs())
        const { code: _, ...rest } = unit
        const payload = own ? { ...rest, validTo: null } : { ...unit, parentId: parent?.id ?? null }
        await recordOne(tx, actor, { entity: 'office', entityId, type: own ? 'office.changed' : 'office.registered', payload })
        return { entityId, versionId: null, before: own ? beforeOf(own) : null }
      },
    })
  }
  for (const { code, name } of part.withdrawn) {
    const own = await findOwn(db, code)
    const about = { part: 'units', key: code, code, name, entityId: own?.id ?? null } as const
    if (!own || own.valid_to !== null) {
      planned.push({ ...newEntry, ...about, kind: 'absent', apply: nothing })
      continue
    }
    const from = manifest.validFrom > today ? manifest.validFrom : today
    planned.push({
      ...newEntry,
      ...about,
      kind: 'withdrawn',
      from,
      apply: async (tx, actor) => {
        const before = beforeOf(own)
        const payload = { ...before, validTo: from }
        await recordOne(tx, actor, { entity: 'office', entityId: own.id, type: 'office.changed', payload })
        return { entityId: own.id, versionId: null, before }
      },
    })
  }
  return planned
}

export const unitsUndo: PartUndo = {
  findObstacles: laterObstacle,
  undo: async (tx, actor, { entity_id, before }, reason) => {
    if (entity_id === null) return
    const was = JSON.parse(before) as Before | null
    const event = was ? { type: 'office.changed', payload: was } : { type: 'office.struck', payload: { reason } }
    await recordOne(tx, actor, { entity: 'office', entityId: entity_id, ...event })
  },
}
