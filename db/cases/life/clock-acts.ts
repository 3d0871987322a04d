// Acts on the time limit: waiting for the applicant, going on, and the one extension with an apology.
import type { DeadlineCalendar } from '../../calendar/calendar-file.ts'
import { toReasons } from '../../calendar/reasons.ts'
import { computeDeadline, isWorkingDay, workingMinutesBetween } from '../../calendar/rules.ts'
import { officeClosing } from '../../calendar/working-time.ts'
import type { Actor, Tx } from '../../event.ts'
import { AppError, refuseFields } from '../../model/errors.ts'
import { newId } from '../../model/ids.ts'
import { addDays, instantToLocal, type LocalDateTime, localOfMinutes, localToInstant } from '../../model/local-time.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import { type ClockFacts, type ClockPolicy, isMissed, promise } from './clock.ts'
import { clockFacts, clockRuleOn, type LifeContext, pausesOf } from './context.ts'
import type { ActPayload } from './events.ts'
import { issuePaper } from './papers.ts'
import { placeIn } from './plan.ts'
import type { InputOf } from './rules.ts'
import { type Delta, getCurrentRun, openStep, refuseOpenTasks, resumingHolder, standsInFor } from './runs.ts'

type Due = NonNullable<ActPayload['due']>

const dueOf = (deadline: PinnedDeadline, startedAt: LocalDateTime | null, isExtension = false): Due => ({
  dueAt: deadline.dueAt === null ? null : localToInstant(deadline.dueAt),
  startedAt: startedAt === null ? null : localToInstant(startedAt),
  deadline,
  isExtension,
})

/** A date that a person set: at the end of the office hours of the day where only the day was said. */
const byHand = (dueAt: LocalDateTime, code: string): PinnedDeadline => ({
  dueDate: dueAt.slice(0, 10),
  dueAt,
  explanation: [{ code }],
  warnings: [],
  isManual: true,
})

/** Whole working days d with from <= d < to; 0 where a year on the way is not decided. */
function workingDaysBetween(calendar: DeadlineCalendar, from: string, to: string): number {
  let days = 0
  for (let date = from; date < to; date = addDays(date, 1)) {
    if (isWorkingDay(calendar, date)) days += 1
  }
  return days
}

/**
 * A promise that was not counted from the limit (typed, or put off by an extension) moves on by the working time of the pause: whole
 * days for a limit in days, minutes for one in hours.
 */
function shifted(context: LifeContext, facts: ClockFacts, pausedAt: LocalDateTime): PinnedDeadline | null {
  const { file, now, timeLimit } = context
  if (file.dueAt === null) return null
  const unit = timeLimit?.unit ?? null
  const pause = { code: 'excluded', from: pausedAt, to: now, reason: '' }
  // What had run out before the pause is not put off by it.
  if (isMissed(pausedAt, file.dueAt, unit)) return { ...byHand(file.dueAt, 'typedByHand'), explanation: [pause] }
  const isHours = unit === 'hours' || unit === 'working-hours'
  const { calendar, hours } = facts
  const limit = isHours
    ? (workingMinutesBetween(calendar, hours, pausedAt, now) ?? 0) / 60
    : workingDaysBetween(calendar, pausedAt.slice(0, 10), now.slice(0, 10))
  if (limit <= 0) return { ...byHand(file.dueAt, 'typedByHand'), explanation: [pause] }
  const countedIn = isHours ? 'working-hours' : 'working-days'
  const moved = computeDeadline({ limit, unit: countedIn, receivedAt: file.dueAt, hours, calendar })
  return {
    dueDate: moved.dueDate,
    dueAt: moved.dueAt,
    explanation: [pause, ...toReasons(moved.explanation)],
    warnings: toReasons(moved.warnings),
    isManual: true,
  }
}

/** The promise after a pause, by its policy. A limit that is not in the catalogue needs a date typed by hand when it starts anew. */
async function afterPause(
  tx: Tx,
  context: LifeContext,
  typed: LocalDateTime | null,
): Promise<Pick<Delta, 'due' | 'clock' | 'endsExclusion'>> {
  const pause = context.exclusions.find(({ ended_at }) => ended_at === null)
  if (!pause) throw new Error(`case ${context.file.id} waits without a pause`)
  const going = { clock: 'running', endsExclusion: pause.id } as const
  const { file, now } = context
  if (pause.policy === 'continue') return going
  if (pause.policy === 'restart') {
    const promised = promise(await clockFacts(tx, context, 'current'), now, [])
    if (promised?.dueAt) return { ...going, due: dueOf(promised, now) }
    if (typed === null) refuseFields([{ path: 'manualDueAt', code: 'required' }])
    if (typed !== null && typed <= now) refuseFields([{ path: 'manualDueAt', code: 'inPast' }])
    return { ...going, due: dueOf(byHand(typed ?? now, 'typedByHand'), now) }
  }
  const facts = await clockFacts(tx, context, 'pinned')
  const pausedAt = instantToLocal(pause.started_at)
  const counted = file.isManual ? null : promise(facts, file.clockStartedAt, pausesOf(context))
  const resumed = counted ?? shifted(context, facts, pausedAt)
  return resumed === null ? going : { ...going, due: dueOf(resumed, null) }
}

function pause(
  actor: Actor,
  kind: 'supplement' | 'payment',
  policy: ClockPolicy,
  legalGround: string,
): Pick<Delta, 'exclusion' | 'clock'> {
  return {
    exclusion: { id: newId(actor.clock.nowMs()), kind, policy, legalGround },
    ...(policy !== 'continue' && { clock: 'paused' }),
  }
}

/** Asks for what is missing after the appraisal began; complete, in one go (Decree 118/2025/ND-CP, Article 17(2)(a) as amended). */
export async function askAfter(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'askAfter'>): Promise<Delta> {
  const run = getCurrentRun(context)
  refuseOpenTasks(context)
  const onBehalfOf = await standsInFor(tx, actor, run, input.onBehalf)
  const rule = await clockRuleOn(tx, context.file.procedureId, context.today)
  const { items, reason, contact } = input
  return {
    to: 'supplementAfter',
    text: reason,
    onBehalfOf,
    closes: [{ runId: run.id, outcome: 'interrupted', result: reason }],
    resumePosition: run.position,
    paper: await issuePaper(tx, actor, { kind: 'supplementRequest', items, reason, contact }),
    ...pause(actor, 'supplement', rule.supplement, rule.supplementGround),
  }
}

/** The papers are brought: the file is with the desk again, under the same code. */
export async function resubmit(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'resubmit'>): Promise<Delta> {
  return {
    to: 'received',
    text: input.note,
    opens: [await openStep(tx, actor, context, 1, { staffId: actor.staffId, isTaken: true })],
    ...(await afterPause(tx, context, input.manualDueAt)),
  }
}

/** Waits for a tax or a fee. The time limit stands still only where a rule of the procedure or a ground that is named says so. */
export async function askPayment(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'askPayment'>): Promise<Delta> {
  const run = getCurrentRun(context)
  refuseOpenTasks(context)
  const onBehalfOf = await standsInFor(tx, actor, run, input.onBehalf)
  const rule = await clockRuleOn(tx, context.file.procedureId, context.today)
  const isNamed = input.legalGround !== ''
  const policy = rule.payment === 'continue' && isNamed ? 'resume' : rule.payment
  return {
    to: 'awaitingPayment',
    text: input.reason,
    onBehalfOf,
    closes: [{ runId: run.id, outcome: 'interrupted', result: input.reason }],
    resumePosition: run.position,
    ...pause(actor, 'payment', policy, isNamed ? input.legalGround : rule.paymentGround),
  }
}

/** The obligation is met: the one who waited goes on. */
export async function confirmPayment(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  input: InputOf<'confirmPayment'>,
): Promise<Delta> {
  const position = Math.max(2, placeIn(context.plan, context.file.resumePosition ?? 2, 'handedOver'))
  const staffId = await resumingHolder(tx, context)
  const opened = await openStep(tx, actor, context, position, { staffId, isTaken: staffId !== null })
  return { to: 'appraising', text: input.note, opens: [opened], ...(await afterPause(tx, context, input.manualDueAt)) }
}

/** Throws unless the promise can still be put off: at least one day before it expires (Decree 61/2018/ND-CP, Article 19(9)). */
function refuseLateExtension({ file, today }: LifeContext): LocalDateTime {
  if (file.clock !== 'running' || file.dueAt === null) throw new AppError('case.noDue')
  if (addDays(today, 1) > file.dueAt.slice(0, 10)) throw new AppError('case.extensionTooLate')
  return file.dueAt
}

/** Drafts the apology with the new date. Once only; a second time needs the head and a ground. */
export async function proposeExtension(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  input: InputOf<'proposeExtension'>,
): Promise<Delta> {
  const dueAt = refuseLateExtension(context)
  if (context.file.extensions > 0) {
    if (!actor.permissions.includes('case.decide')) throw new AppError('case.extensionUsed')
    if (input.legalGround === '') refuseFields([{ path: 'legalGround', code: 'required' }])
  }
  const { hours, calendar } = await clockFacts(tx, context, 'current')
  if (input.newDueDate <= dueAt.slice(0, 10)) refuseFields([{ path: 'newDueDate', code: 'notAfterDue' }])
  if (isWorkingDay(calendar, input.newDueDate) === false) refuseFields([{ path: 'newDueDate', code: 'notWorkingDay' }])
  const time = localOfMinutes(officeClosing(hours)).slice(11)
  return {
    to: 'extending',
    text: input.reason,
    heldStatus: context.file.status,
    proposal: { reason: input.reason, newDueAt: `${input.newDueDate}T${time}`, legalGround: input.legalGround },
  }
}

/** The head signs: the new date holds, the first one is kept. */
export async function signExtension(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'signExtension'>): Promise<Delta> {
  const { proposal, heldStatus } = context.file
  if (!proposal || !heldStatus) throw new AppError('case.wrongState')
  const promisedDueAt = refuseLateExtension(context)
  return {
    to: heldStatus,
    text: [proposal.reason, input.note].filter(Boolean).join('\n'),
    due: dueOf(byHand(proposal.newDueAt, 'extended'), null, true),
    paper: await issuePaper(tx, actor, { kind: 'extension', promisedDueAt, ...proposal }),
  }
}

export function dropExtension(context: LifeContext, input: InputOf<'dropExtension'>): Delta {
  if (!context.file.heldStatus) throw new AppError('case.wrongState')
  return { to: context.file.heldStatus, text: input.reason }
}

/** The promise that is broken at this moment while the time runs; kept for ever once an act would move it. */
export function missedNow({ file, now, timeLimit }: LifeContext): string | null {
  if (file.clock !== 'running' || file.dueAt === null) return null
  return isMissed(now, file.dueAt, timeLimit?.unit ?? null) ? localToInstant(file.dueAt) : null
}
