// Everything that can happen to a case after it has come to the desk. One way in: the act is checked against the table of its life,
// decided on what is known, and kept as one event with its rows, or not at all.
import { type Actor, authorise, type Db, type Tx } from '../../event.ts'
import { AppError, type ErrorCode, type ErrorParams, refuseFields } from '../../model/errors.ts'
import { instantToLocal } from '../../model/local-time.ts'
import { recordInTx } from '../../record.ts'
import { registerAcceptedInTx } from '../../register/numbering.ts'
import { judgeFinish } from './clock.ts'
import * as clockActs from './clock-acts.ts'
import { type LifeContext, readContext } from './context.ts'
import * as deskActs from './desk-acts.ts'
import { type ActPayload, emptyPayload, eventNames, type LifeAct } from './events.ts'
import type { ActInput, ClockRule, InputOf, LateCause } from './rules.ts'
import type { Delta } from './runs.ts'
import * as stepActs from './step-acts.ts'
import { isAllowedFrom, leadsTo, transitions } from './table.ts'

type Deciders = {
  readonly [A in ActInput['act']]: (tx: Tx, actor: Actor, context: LifeContext, input: InputOf<A>) => Delta | Promise<Delta>
}

const deciders: Deciders = {
  askBefore: deskActs.askBefore,
  bringBack: (_tx, _actor, _context, input) => deskActs.bringBack(input),
  refuse: deskActs.refuse,
  accept: deskActs.accept,
  takeOver: stepActs.takeOver,
  assign: stepActs.assign,
  forward: stepActs.forward,
  findIneligible: deskActs.findIneligible,
  sendBack: stepActs.sendBack,
  recall: stepActs.recall,
  consult: stepActs.consult,
  refer: stepActs.refer,
  answerTask: stepActs.answerTask,
  callOffTask: stepActs.callOffTask,
  askAfter: clockActs.askAfter,
  resubmit: clockActs.resubmit,
  askPayment: clockActs.askPayment,
  confirmPayment: clockActs.confirmPayment,
  proposeExtension: clockActs.proposeExtension,
  signExtension: clockActs.signExtension,
  dropExtension: (_tx, _actor, context, input) => clockActs.dropExtension(context, input),
  withdraw: deskActs.withdraw,
  stop: deskActs.stop,
  receiveResult: (_tx, actor, context, input) => deskActs.receiveResult(actor, context, input),
  returnResult: deskActs.returnResult,
  archive: (_tx, _actor, context, input) => deskActs.archive(context, input),
  reopen: (_tx, _actor, _context, input) => deskActs.reopen(input),
  strike: (tx, _actor, context, input) => deskActs.strike(tx, context, input),
}

/** The act of the table that an input is here; `forward` is one of four. Throws case.wrongState. */
function actOf(context: LifeContext, input: ActInput): LifeAct {
  const act = input.act === 'forward' ? stepActs.forwardAct(context) : input.act
  if (act === null || !isAllowedFrom(act, context.file.status)) throw new AppError('case.wrongState')
  return act
}

/** Does one thing to a case. Throws case.wrongState, access.denied, input.invalid and what the act itself refuses. */
export async function act(db: Db, actor: Actor, caseId: string, input: ActInput): Promise<void> {
  await db.transaction().execute((tx) => actInTx(tx, actor, caseId, input))
}

/** What became of each case; a refused one does not stop the others. */
export interface ActOutcome {
  readonly caseId: string
  readonly error: { readonly code: ErrorCode; readonly params: ErrorParams } | null
}

/** Does the same to several cases, each for itself. Anything but a refusal that a person can act on ends it. */
export async function actOnMany(db: Db, actor: Actor, caseIds: readonly string[], input: ActInput): Promise<ActOutcome[]> {
  const outcomes: ActOutcome[] = []
  for (const caseId of caseIds) {
    try {
      await act(db, actor, caseId, input)
      outcomes.push({ caseId, error: null })
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'app.unexpected') throw error
      outcomes.push({ caseId, error: { code: error.code, params: error.params } })
    }
  }
  return outcomes
}

export async function actInTx(tx: Tx, actor: Actor, caseId: string, input: ActInput): Promise<void> {
  // Whoever may do nothing at all to cases does not even learn whether there is one.
  const anyOf = ['case.receive', 'case.work', 'case.decide'] as const
  if (!anyOf.some((permission) => actor.permissions.includes(permission))) authorise(actor, 'case.work')
  const context = await readContext(tx, actor, caseId)
  if (context.file.isDestroyed) throw new AppError('case.isDestroyed')
  const name = actOf(context, input)
  const { permissions, clock } = transitions[name]
  const [first] = permissions
  if (first !== undefined && !permissions.some((permission) => actor.permissions.includes(permission))) authorise(actor, first)
  const decide = deciders[input.act] as (tx: Tx, actor: Actor, context: LifeContext, input: ActInput) => Delta | Promise<Delta>
  const delta = await decide(tx, actor, context, input)
  const { file } = context
  if (!leadsTo(name, file.status, delta.to, file.heldStatus))
    throw new Error(`${name} does not lead from ${file.status} to ${delta.to}`)
  const payload: ActPayload = {
    ...emptyPayload,
    ...delta,
    from: file.status,
    ...(clock === 'end' &&
      file.finishedAt === null && { clock: 'ended', finish: name === 'strike' ? null : finishOf(context, input) }),
    missedDueAt: clock === 'none' ? null : clockActs.missedNow(context),
  }
  await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: eventNames[name], payload }])
  if (name === 'accept') await registerAcceptedInTx(tx, actor, caseId)
}

/**
 * How the case stands to its promise at its end. What ends while the applicant is waited for is judged by the moment the waiting
 * began. A late one needs its cause; throws input.invalid {required} for `lateCause`.
 */
function finishOf(context: LifeContext, input: ActInput): NonNullable<ActPayload['finish']> {
  const { file, exclusions, timeLimit, now } = context
  const pause = file.clock === 'paused' ? exclusions.find(({ ended_at }) => ended_at === null) : undefined
  const at = pause ? instantToLocal(pause.started_at) : now
  const result = judgeFinish(at, file.dueAt, timeLimit?.unit ?? null, file.missedDueAt !== null)
  const { lateCause = null, lateNote = '' } = input as { lateCause?: LateCause | null; lateNote?: string }
  if (result !== 'overdue') return { result, cause: null, note: '' }
  const isOther = lateCause === 'other' && lateNote === ''
  if (lateCause === null) refuseFields([{ path: 'lateCause', code: 'required' }])
  if (isOther) refuseFields([{ path: 'lateNote', code: 'required' }])
  return { result, cause: lateCause, note: lateNote }
}

/** Records how a procedure treats waiting times from a day on; a pause other than the general rule names its article. */
export async function setClockRule(db: Db, actor: Actor, procedureId: string, rule: ClockRule): Promise<void> {
  authorise(actor, 'case.setClockRule')
  const missing = (
    [
      ['supplementGround', rule.supplementGround],
      ['paymentGround', rule.payment === 'continue' ? 'none needed' : rule.paymentGround],
    ] as const
  ).filter(([, ground]) => ground === '')
  refuseFields(missing.map(([path]) => ({ path, code: 'required' })))
  await db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('procedure').select('id').where('id', '=', procedureId).executeTakeFirst()
    if (!known) throw new AppError('entity.notFound', { entity: 'procedure' })
    await recordInTx(tx, actor, [{ entity: 'procedure', entityId: procedureId, type: 'procedure.clockRuleSet', payload: rule }])
  })
}
