// Reading who has what in hand, and the hand-overs that were recorded.
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { getStaff, listStaff } from '../people/queries.ts'
import { permissionsOf } from '../people/rules.ts'
import { countHeld, listHeld } from './held.ts'
import { type HandoverLine, permissionFor } from './rules.ts'
import type { HandoverTable } from './schema.ts'

/** Everybody who can sign in, and whoever cannot any more and still has something, with how much. */
export async function listDuties(db: Db) {
  const rows = []
  for (const { id, fullName, positionTitle, isActive } of await listStaff(db)) {
    const held = countHeld(await listHeld(db, id))
    const total = Object.values(held).reduce((sum, count) => sum + count, 0)
    if (isActive || total > 0) rows.push({ staffId: id, fullName, positionTitle, isActive, held, total })
  }
  return rows
}

/** What a person has in hand, and to whom each thing can go. Throws entity.notFound. */
export async function getDuties(db: Db, staffId: string) {
  const giver = await getStaff(db, staffId)
  const receivers = (await listStaff(db)).filter(({ id, isActive }) => isActive && id !== staffId)
  const items = await listHeld(db, staffId)
  return {
    staffId,
    fullName: giver.fullName,
    positionTitle: giver.positionTitle,
    isActive: giver.isActive,
    items: items.map(({ act, ...item }) => ({ ...item, needs: permissionFor(item.kind, act) })),
    receivers: receivers.map(({ id, fullName, positionTitle, roles }) => ({
      ...{ staffId: id, fullName, positionTitle },
      permissions: permissionsOf(roles),
    })),
  }
}

const recordOf = ({ lines, ...row }: HandoverTable) => ({
  id: row.id,
  staffId: row.staff_id,
  staffName: row.staff_name,
  positionTitle: row.position_title,
  on: row.handed_on,
  reason: row.reason,
  further: row.further,
  witness: row.witness,
  leftCount: row.left_count,
  lines: JSON.parse(lines) as HandoverLine[],
})

/** The records of hand-overs, the newest first; at most 200. */
export async function listHandovers(db: Db) {
  const rows = await db.selectFrom('handover').selectAll().orderBy('recorded_at', 'desc').limit(200).execute()
  return rows.map((row) => {
    const { lines, ...record } = recordOf(row)
    return { ...record, lineCount: lines.length, receivers: [...new Set(lines.map(({ toName }) => toName))] }
  })
}

/** One record with its lines. Throws entity.notFound. */
export async function getHandover(db: Db, handoverId: string) {
  const row = await db.selectFrom('handover').selectAll().where('id', '=', handoverId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'handover' })
  return recordOf(row)
}
