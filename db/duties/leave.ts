// Leave: who is away from when to when, and who does the work meanwhile. The work stays with the one who is away; what the substitute does
// is recorded as done in their place (thay mặt), and when the leave is over nothing has to be given back.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { getStaff } from '../people/queries.ts'
import { permissionsOf } from '../people/rules.ts'
import { recordInTx } from '../record.ts'
import { todayOf } from './absence.ts'
import { dutyPermissions } from './rules.ts'

export interface Leave {
  /** Null for a new one. */
  readonly leaveId: string | null
  readonly staffId: string
  readonly substituteId: string | null
  /** First and last day. */
  readonly from: IsoDate
  readonly to: IsoDate
  readonly note: string
}

/** Everybody enters their own leave; that of others, whoever manages duties. */
function authoriseLeave(actor: Actor, staffId: string): void {
  if (staffId !== actor.staffId) authorise(actor, 'duty.manage')
}

/** Other leaves that hold on a day between these. */
const leavesWithin = (db: Db, { leaveId, from, to }: Pick<Leave, 'leaveId' | 'from' | 'to'>) =>
  db
    .selectFrom('staff_leave as l')
    .innerJoin('staff as s', 's.id', 'l.staff_id')
    .select(['l.staff_id', 'l.substitute_id', 's.full_name', 'l.from_on', 'l.to_on'])
    .where('l.cancelled_reason', 'is', null)
    .where('l.from_on', '<=', to)
    .where('l.to_on', '>=', from)
    .$if(leaveId !== null, (query) => query.where('l.id', '<>', leaveId))
    .execute()

/**
 * Enters a leave or changes one, also to end it early. Returns its id. Throws input.invalid: one is away once at a time, and a
 * substitute is there, does not stand in for themselves, and may do what the other does.
 */
export async function saveLeave(db: Db, actor: Actor, leave: Leave): Promise<string> {
  authoriseLeave(actor, leave.staffId)
  return db.transaction().execute(async (tx) => {
    const { leaveId, staffId, substituteId, from, to, note } = leave
    if (leaveId !== null) {
      const known = await getLeaveInTx(tx, leaveId)
      if (known.staff_id !== staffId) throw new AppError('entity.notFound', { entity: 'leave' })
    }
    const issues: FieldIssue[] = []
    const absent = await getStaff(tx, staffId)
    const substitute = await tx
      .selectFrom('staff')
      .selectAll()
      .where('id', '=', substituteId ?? '')
      .executeTakeFirst()
    if (!absent.isActive) issues.push({ path: 'staffId', code: 'notFound' })
    if (!isRealDate(from)) issues.push({ path: 'from', code: 'notADate' })
    if (!isRealDate(to)) issues.push({ path: 'to', code: 'notADate' })
    else if (to < from) issues.push({ path: 'to', code: 'endBeforeBegin' })
    else if (leaveId === null && to < todayOf(actor)) issues.push({ path: 'to', code: 'inPast' })
    if (substituteId === null) issues.push({ path: 'substituteId', code: 'required' })
    else if (substitute?.is_active !== 1 || substituteId === staffId) issues.push({ path: 'substituteId', code: 'notFound' })
    else {
      const may = permissionsOf(JSON.parse(substitute.roles))
      const lacking = permissionsOf(absent.roles).some((one) => dutyPermissions.includes(one) && !may.includes(one))
      if (lacking) issues.push({ path: 'substituteId', code: 'substituteMayNot', params: { name: substitute.full_name } })
    }
    refuseFields(issues)
    for (const other of await leavesWithin(tx, leave)) {
      const params = { name: other.full_name, from: other.from_on, to: other.to_on }
      if (other.staff_id === staffId) issues.push({ path: 'from', code: 'alreadyAway', params })
      if (other.staff_id === substituteId) issues.push({ path: 'substituteId', code: 'substituteAway', params })
      if (other.substitute_id === staffId) issues.push({ path: 'staffId', code: 'standsIn', params })
    }
    refuseFields(issues)
    const entityId = staffId
    const payload = { leaveId: leaveId ?? newId(actor.clock.nowMs()), substituteId, from, to, note }
    const type = leaveId === null ? 'staff.leaveEntered' : 'staff.leaveChanged'
    await recordInTx(tx, actor, [{ entity: 'staff', entityId, type, payload }])
    return payload.leaveId
  })
}

async function getLeaveInTx(tx: Tx, leaveId: string) {
  const row = await tx.selectFrom('staff_leave').selectAll().where('id', '=', leaveId).executeTakeFirst()
  if (!row || row.cancelled_reason !== null) throw new AppError('entity.notFound', { entity: 'leave' })
  return row
}

/** Takes back a leave that was not taken. One that has begun is ended early instead, by changing it. */
export async function cancelLeave(db: Db, actor: Actor, { leaveId, reason }: { leaveId: string; reason: string }): Promise<void> {
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const { staff_id } = await getLeaveInTx(tx, leaveId)
    authoriseLeave(actor, staff_id)
    const payload = { leaveId, reason }
    await recordInTx(tx, actor, [{ entity: 'staff', entityId: staff_id, type: 'staff.leaveCancelled', payload }])
  })
}

/** Leaves that are not over for longer than a year, the latest first; at most 500. */
export async function listLeaves(db: Db, actor: Pick<Actor, 'staffId' | 'clock' | 'permissions'>) {
  const today = todayOf(actor)
  const rows = await db
    .selectFrom('staff_leave as l')
    .innerJoin('staff as s', 's.id', 'l.staff_id')
    .innerJoin('staff as r', 'r.id', 'l.substitute_id')
    .selectAll('l')
    .select(['s.full_name', 'r.full_name as substitute_name'])
    .where('l.to_on', '>=', `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
    .orderBy('l.from_on', 'desc')
    .orderBy('l.id', 'desc')
    .limit(500)
    .execute()
  const managesAll = actor.permissions.includes('duty.manage')
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    fullName: row.full_name,
    substituteId: row.substitute_id,
    substituteName: row.substitute_name,
    from: row.from_on,
    to: row.to_on,
    note: row.note,
    cancelledReason: row.cancelled_reason,
    state: stateOf(row, today),
    mayChange: row.cancelled_reason === null && row.to_on >= today && (managesAll || row.staff_id === actor.staffId),
  }))
}

function stateOf(row: { from_on: string; to_on: string; cancelled_reason: string | null }, today: IsoDate) {
  if (row.cancelled_reason !== null) return 'cancelled' as const
  if (row.to_on < today) return 'over' as const
  return row.from_on > today ? ('toCome' as const) : ('now' as const)
}
