// Opening and closing the runs of steps, and who holds them.
import { sql } from 'kysely'
import { isSubstituteOf } from '../../duties/absence.ts'
import { resumesWith } from '../../duties/held.ts'
import type { Actor, Db, Tx } from '../../event.ts'
import { AppError, refuseFields } from '../../model/errors.ts'
import { newId } from '../../model/ids.ts'
import { instantToLocal, localToInstant } from '../../model/local-time.ts'
import { getStaffNames } from '../../people/queries.ts'
import { unitNameOn } from '../../units/queries.ts'
import { stepDue, usedMinutes } from './clock.ts'
import { clockFacts, currentRun, type LifeContext, openTasks } from './context.ts'
import type { ActPayload, OpenedRun } from './events.ts'
import { statusAt } from './plan.ts'
import type { StepRunTable } from './schema.ts'

export type Close = ActPayload['closes'][number]

/** What an act changes; the rest of its payload is empty. */
export type Delta = Partial<Omit<ActPayload, 'from'>> & Pick<ActPayload, 'to'>

interface Opening {
  readonly staffId?: string | null
  readonly unit?: string
  readonly content?: string
  /** Taken at once by the one it is for. */
  readonly isTaken?: boolean
}

/** A run of a planned step that begins now, with the moment by which it ought to be done. */
export async function openStep(
  db: Db,
  actor: Actor,
  context: LifeContext,
  position: number,
  { staffId = null, unit, content = '', isTaken = false }: Opening,
): Promise<OpenedRun> {
  const step = context.plan[position - 1]
  if (!step) throw new Error(`the plan has no step ${position}`)
  const facts = await clockFacts(db, context, 'current')
  const sharing = context.runs.filter((run) => step.groupKey !== '' && run.group_key === step.groupKey && run.handed_at !== null)
  const used = usedMinutes(
    facts,
    sharing.map((run) => ({
      from: instantToLocal(run.handed_at ?? ''),
      to: run.finished_at === null ? context.now : instantToLocal(run.finished_at),
    })),
  )
  const due = stepDue(facts, step, context.now, used)
  const now = localToInstant(context.now)
  return {
    id: newId(actor.clock.nowMs()),
    kind: 'step',
    position,
    label: step.label,
    work: step.work,
    unit: unit || (await unitNameOn(db, step.unit, context.today)),
    role: step.role,
    act: step.act,
    content,
    status: statusAt(context.plan, position),
    plannedMinutes: step.minutes,
    groupKey: step.groupKey,
    dueAt: due === null ? null : localToInstant(due),
    staffId,
    handedAt: now,
    takenAt: isTaken ? now : null,
  }
}

/** The desk's own step, which began with the receipt and needs no row until it ends. */
export async function receiptRun(db: Db, actor: Actor, context: LifeContext): Promise<OpenedRun> {
  const step = context.plan[0]
  const receivedAt = localToInstant(context.file.receivedAt)
  return {
    id: newId(actor.clock.nowMs()),
    kind: 'step',
    position: 1,
    label: step?.label ?? '',
    work: step?.work ?? '',
    unit: step ? await unitNameOn(db, step.unit, context.file.receivedAt.slice(0, 10)) : '',
    role: step?.role ?? '',
    act: 'receive',
    content: '',
    status: 'received',
    plannedMinutes: step?.minutes ?? null,
    groupKey: step?.groupKey ?? '',
    dueAt: null,
    staffId: context.file.receivedBy,
    handedAt: receivedAt,
    takenAt: receivedAt,
  }
}

/** The step under way. Throws case.wrongState when there is none. */
export function getCurrentRun(context: LifeContext): StepRunTable {
  const run = currentRun(context)
  if (!run) throw new AppError('case.wrongState')
  return run
}

/**
 * Whom the actor stands in for: null for work of one's own, or that was given to nobody by name. Throws case.notTaken while the
 * hand-over has not been received, case.heldByOther when it is somebody else's, whom the actor does not substitute, and the actor did
 * not say to do it for them.
 */
export async function standsInFor(db: Db, actor: Actor, run: StepRunTable, onBehalf: boolean): Promise<string | null> {
  if (run.taken_at === null) throw new AppError('case.notTaken')
  if (run.staff_id === null || run.staff_id === actor.staffId) return null
  if (!onBehalf && !(await isSubstituteOf(db, actor, run.staff_id))) await refuseOther(db, run.staff_id)
  return run.staff_id
}

/** Throws case.heldByOther with the name. */
export async function refuseOther(db: Db, staffId: string): Promise<never> {
  const names = await getStaffNames(db, [staffId])
  throw new AppError('case.heldByOther', { name: names[staffId] ?? '' })
}

/** The name of an active member of the staff; '' for nobody. Throws input.invalid {notFound} for `path`. */
export async function activeStaffName(tx: Tx, staffId: string | null, path: string): Promise<string> {
  if (staffId === null) return ''
  const row = await tx.selectFrom('staff').select(['full_name', 'is_active']).where('id', '=', staffId).executeTakeFirst()
  if (row?.is_active !== 1) refuseFields([{ path, code: 'notFound' }])
  return row?.full_name ?? ''
}

/** Referred tasks are part of the work: it goes on only when they are answered or called off. */
export function refuseOpenTasks(context: LifeContext): void {
  const tasks = openTasks(context).filter(({ kind }) => kind === 'task')
  if (tasks.length > 0) throw new AppError('case.tasksOpen', { count: tasks.length })
}

const cancelled = ({ id }: StepRunTable): Close => ({ runId: id, outcome: 'cancelled', result: '' })

/** Closes whatever is open. */
export const closeAll = (context: LifeContext): Close[] =>
  context.runs.filter(({ finished_at }) => finished_at === null).map(cancelled)

/** Opinions that have not come when the result is there: nobody waits for them any more. */
export const closeTasks = (context: LifeContext): Close[] => openTasks(context).map(cancelled)

/**
 * Who goes on with a case that waited for its applicant: the one who had the step, or took the duty over; null where that person can
 * not any more, so that anybody of the unit may take it.
 */
export async function resumingHolder(tx: Tx, { file }: LifeContext): Promise<string | null> {
  const row = await tx
    .selectFrom('case_file')
    .innerJoin('staff', (join) => join.on(sql<boolean>`staff.id = ${resumesWith('case_file')}`))
    .select('staff.id')
    .where('case_file.id', '=', file.id)
    .where('staff.is_active', '=', 1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Who had a step last. */
export const lastHolder = ({ runs }: LifeContext, position: number): string | null =>
  runs.findLast((run) => run.kind === 'step' && run.position === position)?.staff_id ?? null
