// Recording that units changed: a department, whose open cases go on with its successors as a person chooses, or the office itself.
import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { openStatuses } from '../model/case-status.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { type OfficeHeading, type UnitChange, unitChangeIssues } from './rules.ts'

export interface DepartmentChange extends UnitChange {
  /** Open steps that go on under a new name; the others keep the old one. */
  readonly moves: ReadonlyArray<{ readonly runId: string; readonly to: string }>
}

const recordChange = (tx: Tx, actor: Actor, changeId: string, level: 'department' | 'office', change: UnitChange) => {
  const { kind, on, ground, from, to } = change
  const payload = { level, kind, on, ground, from, to }
  return recordInTx(tx, actor, [{ entity: 'unit', entityId: changeId, type: 'unit.changed', payload }])
}

/** Records the change of a department. Throws input.invalid; unit.changedMeanwhile for a step that is not open at it any more. */
export async function changeDepartment(db: Db, actor: Actor, change: DepartmentChange): Promise<void> {
  authorise(actor, 'office.configure')
  refuseFields(unitChangeIssues(change, localNow(actor.clock).slice(0, 10)))
  await db.transaction().execute(async (tx) => {
    const changeId = newId(actor.clock.nowMs())
    await recordChange(tx, actor, changeId, 'department', change)
    for (const { runId, to } of change.moves) {
      const run = await tx
        .selectFrom('step_run')
        .select(['case_id', 'unit', 'finished_at'])
        .where('id', '=', runId)
        .executeTakeFirst()
      const isThere = run !== undefined && run.finished_at === null && change.from.includes(run.unit)
      if (!isThere || !change.to.includes(to)) throw new AppError('unit.changedMeanwhile')
      const payload = { changeId, runId, officeId: null, fromUnit: run.unit, toUnit: to, ground: change.ground }
      await recordInTx(tx, actor, [{ entity: 'case', entityId: run.case_id, type: 'case.unitChanged', payload }])
    }
  })
}

export interface OfficeChange extends Pick<UnitChange, 'kind' | 'on' | 'ground'> {
  readonly heading: OfficeHeading
  /** Of the office as which this one goes on; the same for another name only. */
  readonly code: string
  /** The other offices that are merged with this one, or that this one is split into. */
  readonly others: readonly string[]
  /** Open cases go on with the new office; else they stay with the one that received them. */
  readonly movesOpen: boolean
}

/**
 * Records that the office bears another name, is merged with others or is split, from a day on. Cases and papers of earlier days
 * keep what they bore. Throws input.invalid: a change does not lie before the one before.
 */
export async function changeOwnOffice(db: Db, actor: Actor, change: OfficeChange): Promise<void> {
  authorise(actor, 'office.configure')
  await db.transaction().execute(async (tx) => {
    const { kind, on, ground, heading, code, others, movesOpen } = change
    const profile = await getOfficeProfile(tx)
    const { governingBody, deskName, place, officeId } = profile.settings
    const before = { name: profile.name, governingBody, deskName, place }
    const names = {
      from: [profile.name, ...(kind === 'merged' ? others : [])],
      to: [heading.name, ...(kind === 'split' ? others : [])],
    }
    const issues = unitChangeIssues({ kind, on, ground, ...names }, localNow(actor.clock).slice(0, 10))
    for (const field of ['name', 'deskName', 'place'] as const)
      if (heading[field] === '') issues.push({ path: `heading.${field}`, code: 'required' })
    if (kind !== 'renamed' && code === '') issues.push({ path: 'code', code: 'required' })
    if (kind !== 'renamed' && code === profile.code) issues.push({ path: 'code', code: 'notUnique', params: { value: code } })
    const last = await tx.selectFrom('office_heading').select('until_on').orderBy('until_on', 'desc').limit(1).executeTakeFirst()
    if (last && on <= last.until_on) issues.push({ path: 'on', code: 'beforeLastChange', params: { date: last.until_on } })
    refuseFields(issues)
    const changeId = newId(actor.clock.nowMs())
    await recordChange(tx, actor, changeId, 'office', { kind, on, ground, ...names })
    const successorId = kind === 'renamed' ? null : await successorOf(tx, actor, change, profile.kind)
    const payload = { changeId, until: on, before, after: heading, successorId }
    await recordInTx(tx, actor, [{ entity: 'office', entityId: officeId, type: 'office.headingChanged', payload }])
    if (successorId === null || !movesOpen) return
    const open = await tx
      .selectFrom('case_file')
      .select('id')
      .where('office_id', '=', officeId)
      .where('status', 'in', [...openStatuses])
      .execute()
    const moved = { changeId, runId: null, officeId: successorId, fromUnit: before.name, toUnit: heading.name, ground }
    for (const { id } of open)
      await recordInTx(tx, actor, [{ entity: 'case', entityId: id, type: 'case.unitChanged', payload: moved }])
  })
}

/** The office that has the code already, or a new one from that day on. */
async function successorOf(
  tx: Tx,
  actor: Actor,
  { code, heading, on, ground }: OfficeChange,
  kind: Awaited<ReturnType<typeof getOfficeProfile>>['kind'],
): Promise<string> {
  const known = await tx.selectFrom('office').select('id').where('code', '=', code).executeTakeFirst()
  if (known) return known.id
  const entityId = newId(actor.clock.nowMs())
  const payload = { code, name: heading.name, kind, parentId: null, validFrom: on, source: ground }
  await recordInTx(tx, actor, [{ entity: 'office', entityId, type: 'office.registered', payload }])
  return entityId
}
