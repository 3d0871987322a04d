// Acts on the steps: forward, take, assign, send back, recall, consult, refer.
import { isSubstituteOf } from '../../duties/absence.ts'
import type { Actor, Tx } from '../../event.ts'
import { AppError, refuseFields } from '../../model/errors.ts'
import { newId } from '../../model/ids.ts'
import { localToInstant } from '../../model/local-time.ts'
import { currentRun, type LifeContext } from './context.ts'
import type { LifeAct, OpenedRun } from './events.ts'
import { isSettledAtDesk, lastDecision, placeIn, statusAt } from './plan.ts'
import type { InputOf } from './rules.ts'
import {
  activeStaffName,
  type Delta,
  getCurrentRun,
  lastHolder,
  openStep,
  receiptRun,
  refuseOpenTasks,
  refuseOther,
  resumingHolder,
  standsInFor,
} from './runs.ts'
import type { StepRunTable } from './schema.ts'

/** Where the next step lies: after a supplement at the step that asked for it, else one further. */
export function nextPosition(context: LifeContext): number {
  const { file, plan } = context
  if (file.status === 'received' && file.resumePosition !== null)
    return Math.max(2, placeIn(plan, file.resumePosition, file.status))
  const run = currentRun(context)
  if (file.status === 'approved' && run?.act !== 'return') return Math.min(placeOf(context, run) + 1, plan.length)
  return placeOf(context, run) + 1
}

const placeOf = ({ file, plan }: LifeContext, run: StepRunTable | null): number => placeIn(plan, run?.position ?? 1, file.status)

/** What going forward means here; null where the plan has no next step or the state allows none. */
export function forwardAct(context: LifeContext): Extract<LifeAct, 'handOver' | 'passOn' | 'submit' | 'approve'> | null {
  const { file, plan } = context
  const run = currentRun(context)
  const next = plan[nextPosition(context) - 1]
  if (!next) return null
  if (file.status === 'received') return isSettledAtDesk(plan) ? null : 'handOver'
  if (!run) return null
  if (file.status === 'appraising') return next.act === 'decide' ? 'submit' : 'passOn'
  if (file.status === 'submitted') {
    if (placeOf(context, run) === lastDecision(plan)) return 'approve'
    return next.act === 'decide' ? 'submit' : 'passOn'
  }
  return file.status === 'approved' && run.act !== 'return' ? 'passOn' : null
}

const describe = (run: Pick<OpenedRun, 'unit' | 'role'>, name: string): string =>
  [name, run.unit || run.role].filter(Boolean).join(', ')

/** Ends the step under way and hands the case to the next one. A decision needs the one who may decide. */
export async function forward(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'forward'>): Promise<Delta> {
  const act = forwardAct(context)
  if (act === null) throw new AppError('case.wrongState')
  refuseOpenTasks(context)
  const run = currentRun(context)
  const onBehalfOf = run ? await standsInFor(tx, actor, run, input.onBehalf) : null
  if (run?.act === 'decide' && !actor.permissions.includes('case.decide'))
    throw new AppError('access.denied', { permission: 'case.decide' })
  const name = await activeStaffName(tx, input.staffId, 'staffId')
  const position = nextPosition(context)
  const staffId = input.staffId ?? (context.file.resumePosition === null ? null : await resumingHolder(tx, context))
  const next = await openStep(tx, actor, context, position, { staffId, unit: input.unit, content: input.note })
  const receipt = run ? null : await receiptRun(tx, actor, context)
  return {
    to: act === 'handOver' ? 'handedOver' : act === 'approve' ? 'approved' : statusAt(context.plan, position),
    text: input.note,
    target: describe(next, name),
    onBehalfOf,
    opens: receipt ? [receipt, next] : [next],
    closes: [{ runId: run?.id ?? receipt?.id ?? '', outcome: 'done', result: input.note }],
  }
}

/** Receives a hand-over: by the one it was given to, or anybody of the unit when it was given to none by name. */
export async function takeOver(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'takeOver'>): Promise<Delta> {
  const { file, plan } = context
  const run = getCurrentRun(context)
  if (run.taken_at !== null) throw new AppError('case.alreadyTaken')
  // What comes to the desk is taken there: a file that was sent back by takeOver, a result by receiveResult.
  if (run.act === 'return') throw new AppError('case.wrongState')
  const permission = run.act === 'receive' ? 'case.receive' : 'case.work'
  if (!actor.permissions.includes(permission)) throw new AppError('access.denied', { permission })
  const isHead = actor.permissions.includes('case.decide')
  const isOthers = run.staff_id !== null && run.staff_id !== actor.staffId
  const isSubstitute = isOthers && (await isSubstituteOf(tx, actor, run.staff_id))
  if (isOthers && !isHead && !isSubstitute) await refuseOther(tx, run.staff_id ?? '')
  if (input.forAssignment) {
    if (!isHead) throw new AppError('access.denied', { permission: 'case.decide' })
    if (file.status !== 'handedOver') throw new AppError('case.wrongState')
    return { to: 'assigning', takes: { runId: run.id, staffId: null } }
  }
  const to = file.status === 'handedOver' ? statusAt(plan, placeOf(context, run)) : file.status
  // The work stays with the one who is away.
  if (isSubstitute) return { to, onBehalfOf: run.staff_id, takes: { runId: run.id, staffId: run.staff_id } }
  return { to, takes: { runId: run.id, staffId: actor.staffId } }
}

/** Gives the step to a member of the staff, also when somebody has it already. */
export async function assign(tx: Tx, _actor: Actor, context: LifeContext, input: InputOf<'assign'>): Promise<Delta> {
  const run = getCurrentRun(context)
  const name = await activeStaffName(tx, input.staffId, 'staffId')
  if (run.staff_id === input.staffId) throw new AppError('case.sameHolder', { name })
  const { status } = context.file
  return {
    to: status === 'assigning' ? 'appraising' : status,
    text: input.note,
    target: name,
    assigns: { runId: run.id, staffId: input.staffId },
  }
}

/** Back to an earlier step, with the reason; to the one who had it. A hand-over that is not accepted goes back to the desk. */
export async function sendBack(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'sendBack'>): Promise<Delta> {
  const run = getCurrentRun(context)
  const step = context.plan[input.toPosition - 1]
  if (!step || input.toPosition >= placeOf(context, run)) refuseFields([{ path: 'toPosition', code: 'notEarlierStep' }])
  const isRefused = context.file.status === 'handedOver' && run.taken_at === null
  if (isRefused && input.toPosition !== 1) refuseFields([{ path: 'toPosition', code: 'notEarlierStep' }])
  refuseOpenTasks(context)
  const onBehalfOf = isRefused ? null : await standsInFor(tx, actor, run, input.onBehalf)
  if (run.act === 'decide' && !actor.permissions.includes('case.decide'))
    throw new AppError('access.denied', { permission: 'case.decide' })
  const holder = lastHolder(context, input.toPosition) ?? (input.toPosition === 1 ? context.file.receivedBy : null)
  const name = await activeStaffName(tx, holder, 'toPosition').catch(() => '')
  const opened = await openStep(tx, actor, context, input.toPosition, {
    staffId: name === '' ? null : holder,
    content: input.reason,
  })
  return {
    to: statusAt(context.plan, input.toPosition),
    text: input.reason,
    target: describe(opened, name),
    onBehalfOf,
    // The work goes on from there by the plan, also where a supplement had put it at a later step.
    opens: [opened],
    closes: [{ runId: run.id, outcome: 'sentBack', result: input.reason }],
  }
}

/** Takes back what was handed over and not yet received; by the one who handed it over, or the head. */
export async function recall(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'recall'>): Promise<Delta> {
  const run = getCurrentRun(context)
  if (run.taken_at !== null) throw new AppError('case.alreadyTaken')
  const before = context.runs.findLast((other) => other.kind === 'step' && other.finished_at !== null)
  const isOthers = run.handed_by !== null && run.handed_by !== actor.staffId
  // What was handed over in somebody's place comes back to them.
  const owner = isOthers ? run.handed_by : (before?.on_behalf_of ?? null)
  const onBehalfOf = (await isSubstituteOf(tx, actor, owner)) ? owner : null
  const isRefused = isOthers && onBehalfOf === null && !actor.permissions.includes('case.decide')
  if (isRefused) await refuseOther(tx, run.handed_by ?? '')
  const position = placeIn(context.plan, before?.position ?? 1, 'handedOver')
  const opened = await openStep(tx, actor, context, position, { staffId: onBehalfOf ?? actor.staffId, isTaken: true })
  return {
    to: statusAt(context.plan, position),
    text: input.note,
    onBehalfOf,
    opens: [opened],
    closes: [{ runId: run.id, outcome: 'recalled', result: input.note }],
    // A file that was to go on at the step that had asked for a supplement still goes there.
    ...(context.file.status === 'handedOver' && run.position !== 2 && { resumePosition: run.position }),
  }
}

type Task = InputOf<'refer'>['tasks'][number]

async function openTask(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  kind: 'consultation' | 'task',
  task: Task,
  index: number,
  isHanded: boolean,
): Promise<OpenedRun> {
  if (task.dueAt <= context.now) refuseFields([{ path: `tasks.${index}.dueAt`, code: 'inPast' }])
  await activeStaffName(tx, task.staffId, `tasks.${index}.staffId`)
  const now = localToInstant(context.now)
  return {
    id: newId(actor.clock.nowMs()),
    kind,
    position: null,
    label: '',
    work: '',
    unit: task.unit,
    role: '',
    act: null,
    content: task.content,
    status: context.file.status,
    plannedMinutes: null,
    groupKey: '',
    dueAt: localToInstant(task.dueAt),
    staffId: task.staffId,
    handedAt: isHanded ? now : null,
    takenAt: isHanded ? now : null,
  }
}

/** Asks others for their opinion by a day of their own; the case's own time goes on (Decree 61/2018/ND-CP, Article 19(5)). */
export async function consult(tx: Tx, actor: Actor, context: LifeContext, { tasks }: InputOf<'consult'>): Promise<Delta> {
  const opens = await Promise.all(tasks.map((task, index) => openTask(tx, actor, context, 'consultation', task, index, true)))
  return { to: context.file.status, target: tasks.map(({ unit }) => unit).join('; '), opens }
}

/**
 * Gives parts of the work to other units (Decree 61/2018/ND-CP, Article 19(6)): on paper one after the other in the order that the desk
 * fixes, electronically all at once.
 */
export async function refer(tx: Tx, actor: Actor, context: LifeContext, { order, tasks }: InputOf<'refer'>): Promise<Delta> {
  const opens = await Promise.all(
    tasks.map((task, index) => openTask(tx, actor, context, 'task', task, index, order === 'parallel' || index === 0)),
  )
  return { to: context.file.status, target: tasks.map(({ unit }) => unit).join('; '), opens }
}

async function endTask(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  { runId, outcome, text }: { runId: string; outcome: 'answered' | 'calledOff'; text: string },
): Promise<Delta> {
  const run = context.runs.find(({ id }) => id === runId)
  if (!run || run.kind === 'step') throw new AppError('entity.notFound', { entity: 'task' })
  if (run.finished_at !== null) throw new AppError('case.taskEnded')
  if (outcome === 'answered' && run.handed_at === null) throw new AppError('case.taskNotYet')
  const isWaiting = context.runs.some(
    (other) => other.id !== runId && other.kind === 'task' && other.handed_at !== null && other.finished_at === null,
  )
  const next = context.runs.find(
    (other) => other.id !== runId && other.kind === 'task' && other.handed_at === null && other.finished_at === null,
  )
  const isOthers = run.staff_id !== null && run.staff_id !== actor.staffId
  return {
    to: context.file.status,
    text,
    target: run.unit,
    onBehalfOf: isOthers && (await isSubstituteOf(tx, actor, run.staff_id)) ? run.staff_id : null,
    closes: [{ runId, outcome, result: text }],
    ...(run.kind === 'task' && next && !isWaiting && { hands: next.id }),
  }
}

export const answerTask = (
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  { runId, result }: InputOf<'answerTask'>,
): Promise<Delta> => endTask(tx, actor, context, { runId, outcome: 'answered', text: result })
export const callOffTask = (
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  { runId, reason }: InputOf<'callOffTask'>,
): Promise<Delta> => endTask(tx, actor, context, { runId, outcome: 'calledOff', text: reason })
