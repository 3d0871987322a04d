// Acts of the desk: before acceptance, when the result comes and goes, when the applicant withdraws; and how a case is closed.
import type { Actor, Tx } from '../../event.ts'
import { AppError, refuseFields } from '../../model/errors.ts'
import { localToInstant } from '../../model/local-time.ts'
import { promise } from './clock.ts'
import { clockFacts, currentRun, type LifeContext } from './context.ts'
import { issuePaper } from './papers.ts'
import { isSettledAtDesk } from './plan.ts'
import type { InputOf } from './rules.ts'
import { closeAll, closeTasks, type Delta, getCurrentRun, openStep, receiptRun, refuseOpenTasks, standsInFor } from './runs.ts'

export async function askBefore(tx: Tx, actor: Actor, _context: LifeContext, input: InputOf<'askBefore'>): Promise<Delta> {
  const { items, reason, contact } = input
  const paper = await issuePaper(tx, actor, { kind: 'supplementRequest', items, reason, contact })
  return { to: 'supplementBefore', text: reason, paper }
}

export const bringBack = (input: InputOf<'bringBack'>): Delta => ({ to: 'checking', text: input.note })

export async function refuse(tx: Tx, actor: Actor, _context: LifeContext, { reason }: InputOf<'refuse'>): Promise<Delta> {
  return { to: 'refused', text: reason, paper: await issuePaper(tx, actor, { kind: 'refusal', reason }) }
}

/**
 * The file is complete: the time limit starts now (Decree 118/2025/ND-CP, Article 17(3) as amended), and what is in effect today holds for
 * the case, whatever was in effect when the desk first looked at it.
 */
export async function accept(tx: Tx, _actor: Actor, context: LifeContext, { manualDueAt }: InputOf<'accept'>): Promise<Delta> {
  const promised = promise(await clockFacts(tx, context, 'current'), context.now, [])
  if (promised?.dueAt && manualDueAt !== null) refuseFields([{ path: 'manualDueAt', code: 'notAllowed' }])
  if (manualDueAt !== null && manualDueAt <= context.now) refuseFields([{ path: 'manualDueAt', code: 'inPast' }])
  const dueAt = promised?.dueAt ?? manualDueAt
  const deadline = {
    dueDate: dueAt?.slice(0, 10) ?? null,
    dueAt,
    explanation: promised?.dueAt ? promised.explanation : dueAt === null ? [] : [{ code: 'typedByHand' }],
    warnings: promised?.warnings ?? [{ code: 'noLimit' }],
    isManual: promised?.dueAt === undefined || promised.dueAt === null,
  }
  const due = { dueAt: dueAt === null ? null : localToInstant(dueAt), startedAt: null, deadline, isExtension: false }
  return { to: 'received', clock: 'running', due, pins: context.pins }
}

/** Not eligible: the written refusal goes to the desk as the result. */
export async function findIneligible(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  input: InputOf<'findIneligible'>,
): Promise<Delta> {
  const run = getCurrentRun(context)
  refuseOpenTasks(context)
  const onBehalfOf = await standsInFor(tx, actor, run, input.onBehalf)
  return {
    to: 'notEligible',
    text: input.reason,
    onBehalfOf,
    opens: [await openStep(tx, actor, context, context.plan.length, {})],
    closes: [{ runId: run.id, outcome: 'done', result: input.reason }, ...closeTasks(context)],
    paper: await issuePaper(tx, actor, { kind: 'resultRefusal', reason: input.reason }),
  }
}

/** The result is at the desk: here the time limit ends. */
export function receiveResult(actor: Actor, context: LifeContext, input: InputOf<'receiveResult'>): Delta {
  const run = getCurrentRun(context)
  if (run.act !== 'return') throw new AppError('case.resultNotIssued')
  const takes = { runId: run.id, staffId: actor.staffId }
  return { to: 'resultReady', text: input.note, takes, closes: closeTasks(context) }
}

/** Gives the result, and the originals that were kept, to the applicant; never refused for being late. */
export async function returnResult(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'returnResult'>): Promise<Delta> {
  const { file, plan, timeLimit } = context
  const said = { to: 'returned' as const, text: [input.note, input.papersReturned].filter(Boolean).join('\n'), target: input.to }
  const run = currentRun(context)
  if (file.status !== 'received') return { ...said, closes: run ? [{ runId: run.id, outcome: 'done', result: input.note }] : [] }
  // What is settled at once needs no way through the office (Decree 61/2018/ND-CP, Article 17(4)).
  if (!isSettledAtDesk(plan) && timeLimit?.unit !== 'same-day') throw new AppError('case.notSettledAtDesk')
  const receipt = run ? null : await receiptRun(tx, actor, context)
  const handed = await openStep(tx, actor, context, plan.length, { staffId: actor.staffId, isTaken: true })
  return {
    ...said,
    opens: receipt ? [receipt, handed] : [handed],
    closes: [
      ...[run?.id ?? receipt?.id ?? '', handed.id].map((runId) => ({ runId, outcome: 'done' as const, result: input.note })),
      ...closeTasks(context),
    ],
  }
}

/** At the applicant's wish, as long as nothing is decided (Circular 03/2025/TT-VPCP, Article 7(1)). */
export async function withdraw(tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'withdraw'>): Promise<Delta> {
  const { file, today } = context
  if (file.status === 'extending' && file.heldStatus === 'approved') throw new AppError('case.decided')
  if (input.requestedOn > today) refuseFields([{ path: 'requestedOn', code: 'inFuture' }])
  if (input.requestedOn < file.receivedAt.slice(0, 10)) refuseFields([{ path: 'requestedOn', code: 'beforeReceipt' }])
  return closed(tx, actor, context, 'withdrawn', { ...input, legalGround: '' })
}

/** By the office, on a ground of its own field of law. */
export const stop = (tx: Tx, actor: Actor, context: LifeContext, input: InputOf<'stop'>): Promise<Delta> =>
  closed(tx, actor, context, 'stopped', { ...input, requestedOn: null })

interface Stopped {
  readonly requestedOn: string | null
  readonly reason: string
  readonly legalGround: string
  readonly papersReturned: string
}

async function closed(
  tx: Tx,
  actor: Actor,
  context: LifeContext,
  to: 'withdrawn' | 'stopped',
  { requestedOn, reason, legalGround, papersReturned }: Stopped,
): Promise<Delta> {
  return {
    to,
    text: reason,
    closes: closeAll(context),
    endsExclusion: context.exclusions.find(({ ended_at }) => ended_at === null)?.id ?? null,
    paper: await issuePaper(tx, actor, { kind: 'stopNotice', requestedOn, reason, legalGround, papersReturned }),
  }
}

export const archive = (context: LifeContext, { place }: InputOf<'archive'>): Delta => ({
  to: 'archived',
  text: place,
  closes: closeAll(context),
})

/** The office made an error in the result and mends it at its own cost (Decree 61/2018/ND-CP, Article 21). */
export const reopen = ({ reason }: InputOf<'reopen'>): Delta => ({ to: 'correcting', text: reason })
