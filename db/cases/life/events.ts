// What an act does to the rows of a case: one payload and one projector for all of them, an event type for each, so that the log tells
// them apart. The payload holds everything that was decided; the projector adds only who and when.
import { z } from 'zod'
import { defineEvent, type EventDefinition, type Tx } from '../../event.ts'
import { caseStatuses } from '../../model/case-status.ts'
import type { StoredEvent } from '../../model/events.ts'
import { stepActs } from '../../processes/content.ts'
import { keepSelect, keepWrite } from '../../store/kept-query.ts'
import { type PinnedDeadline, pinnedDeadline } from '../pinned-deadline.ts'
import { actClashes } from './clash.ts'
import {
  clockPolicies,
  clockRule,
  exclusionKinds,
  finishResults,
  lateCauses,
  paperContent,
  runKinds,
  runOutcomes,
} from './rules.ts'
import type { StepRunTable } from './schema.ts'
import { type Act, acts } from './table.ts'

const status = z.enum(caseStatuses)

export const openedRun = z.object({
  id: z.string(),
  kind: z.enum(runKinds),
  position: z.number().int().nullable(),
  label: z.string(),
  work: z.string(),
  unit: z.string(),
  role: z.string(),
  act: z.enum(stepActs).nullable(),
  content: z.string(),
  status,
  plannedMinutes: z.number().int().nullable(),
  groupKey: z.string(),
  dueAt: z.string().nullable(),
  staffId: z.string().nullable(),
  handedAt: z.string().nullable(),
  takenAt: z.string().nullable(),
})
export type OpenedRun = z.infer<typeof openedRun>

export const actPayload = z.object({
  from: status,
  to: status,
  /** What the person said: reason, note, answer. */
  text: z.string(),
  /** To whom or what, as it was called then; for the history. */
  target: z.string(),
  onBehalfOf: z.string().nullable(),
  opens: z.array(openedRun),
  closes: z.array(z.object({ runId: z.string(), outcome: z.enum(runOutcomes), result: z.string() })),
  takes: z.object({ runId: z.string(), staffId: z.string().nullable() }).nullable(),
  assigns: z.object({ runId: z.string(), staffId: z.string() }).nullable(),
  /** A task of a sequence whose turn has come. */
  hands: z.string().nullable(),
  heldStatus: status.nullable(),
  /** An extension that waits for its signature; local time. */
  proposal: z.object({ reason: z.string(), newDueAt: z.string(), legalGround: z.string() }).nullable(),
  resumePosition: z.number().int().nullable(),
  clock: z.enum(['running', 'paused', 'ended']).nullable(),
  /** A new promise: its cause is the act. `startedAt`: the limit counts anew from there. */
  due: z
    .object({
      dueAt: z.string().nullable(),
      startedAt: z.string().nullable(),
      deadline: pinnedDeadline,
      isExtension: z.boolean(),
    })
    .nullable(),
  missedDueAt: z.string().nullable(),
  exclusion: z
    .object({ id: z.string(), kind: z.enum(exclusionKinds), policy: z.enum(clockPolicies), legalGround: z.string() })
    .nullable(),
  endsExclusion: z.string().nullable(),
  paper: z.object({ id: z.string(), year: z.number().int(), number: z.number().int(), content: paperContent }).nullable(),
  finish: z.object({ result: z.enum(finishResults), cause: z.enum(lateCauses).nullable(), note: z.string() }).nullable(),
  /** What holds from the acceptance on. Since version 2 of that event. */
  pins: z
    .object({
      officeId: z.string(),
      procedureVersionId: z.string(),
      processVersionId: z.string().nullable(),
      processVariant: z.string(),
      calendarId: z.string(),
    })
    .nullable()
    .default(null),
})
export type ActPayload = z.infer<typeof actPayload>

/** An act that moves nothing but the state. */
export const emptyPayload: Omit<ActPayload, 'from' | 'to'> = {
  text: '',
  target: '',
  onBehalfOf: null,
  opens: [],
  closes: [],
  takes: null,
  assigns: null,
  hands: null,
  heldStatus: null,
  proposal: null,
  resumePosition: null,
  clock: null,
  due: null,
  missedDueAt: null,
  exclusion: null,
  endsExclusion: null,
  paper: null,
  finish: null,
  pins: null,
}

const lastRunOf = keepSelect((db, { caseId }: { caseId: string }) =>
  db
    .selectFrom('step_run')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('case_id', '=', caseId),
)
const insertRun = keepWrite((db, row: StepRunTable) => db.insertInto('step_run').values(row))

async function openRuns(tx: Tx, opens: readonly OpenedRun[], event: StoredEvent): Promise<void> {
  if (opens.length === 0) return
  const [before] = await lastRunOf(tx, { caseId: event.entity_id })
  for (const [index, run] of opens.entries())
    await insertRun(tx, {
      id: run.id,
      case_id: event.entity_id,
      number: Number(before?.last ?? 0) + index + 1,
      kind: run.kind,
      position: run.position,
      label: run.label,
      work: run.work,
      unit: run.unit,
      role: run.role,
      act: run.act,
      content: run.content,
      status: run.status,
      planned_minutes: run.plannedMinutes,
      group_key: run.groupKey,
      due_at: run.dueAt,
      staff_id: run.staffId,
      handed_by: run.handedAt === null ? null : event.actor,
      handed_at: run.handedAt,
      taken_by: run.takenAt === null ? null : (run.staffId ?? event.actor),
      taken_at: run.takenAt,
      taken_for: null,
      finished_by: null,
      finished_at: null,
      on_behalf_of: null,
      outcome: null,
      result: '',
    })
}

async function changeRuns(tx: Tx, payload: ActPayload, event: StoredEvent): Promise<void> {
  for (const { runId, outcome, result } of payload.closes)
    await tx
      .updateTable('step_run')
      .set({ outcome, result, finished_at: event.at, finished_by: event.actor, on_behalf_of: payload.onBehalfOf })
      .where('id', '=', runId)
      .execute()
  if (payload.takes)
    await tx
      .updateTable('step_run')
      .set({ taken_at: event.at, taken_by: event.actor, taken_for: payload.onBehalfOf, staff_id: payload.takes.staffId })
      .where('id', '=', payload.takes.runId)
      .execute()
  if (payload.assigns)
    await tx.updateTable('step_run').set({ staff_id: payload.assigns.staffId }).where('id', '=', payload.assigns.runId).execute()
  if (payload.hands !== null)
    await tx
      .updateTable('step_run')
      .set({ handed_at: event.at, handed_by: event.actor })
      .where('id', '=', payload.hands)
      .execute()
}

/** A promise after the first, with what brought it about. */
export async function addDue(
  tx: Tx,
  event: StoredEvent,
  cause: string,
  { dueAt, deadline }: { readonly dueAt: string | null; readonly deadline: PinnedDeadline },
  reason: string,
): Promise<void> {
  const row = { id: event.id, case_id: event.entity_id, cause, recorded_at: event.at, due_at: dueAt, reason }
  await tx
    .insertInto('case_due')
    .values({ ...row, deadline: JSON.stringify(deadline) })
    .execute()
}

const projectAct =
  (act: Act) =>
  async (tx: Tx, payload: ActPayload, event: StoredEvent): Promise<void> => {
    const caseId = event.entity_id
    await openRuns(tx, payload.opens, event)
    await changeRuns(tx, payload, event)
    const { due, exclusion, paper, finish, pins } = payload
    if (payload.endsExclusion !== null)
      await tx.updateTable('case_exclusion').set({ ended_at: event.at }).where('id', '=', payload.endsExclusion).execute()
    if (exclusion)
      await tx
        .insertInto('case_exclusion')
        .values({
          id: exclusion.id,
          case_id: caseId,
          kind: exclusion.kind,
          policy: exclusion.policy,
          legal_ground: exclusion.legalGround,
          started_at: event.at,
          ended_at: null,
        })
        .execute()
    if (due) await addDue(tx, event, act, due, payload.text)
    if (paper)
      await tx
        .insertInto('case_paper')
        .values({
          id: paper.id,
          case_id: caseId,
          kind: paper.content.kind,
          year: paper.year,
          number: paper.number,
          issued_at: event.at,
          issued_by: event.actor,
          content: JSON.stringify(paper.content),
        })
        .execute()
    await tx
      .updateTable('case_file')
      .set((eb) => ({
        status: payload.to,
        ...(act === 'proposeExtension' && {
          held_status: payload.heldStatus,
          proposal: JSON.stringify(payload.proposal),
        }),
        ...((act === 'signExtension' || act === 'dropExtension') && { held_status: null, proposal: null }),
        ...(act === 'archive' && { closed_as: payload.from }),
        ...(payload.resumePosition !== null && { resume_position: payload.resumePosition }),
        // Here the work goes on; whatever comes later goes by the plan.
        ...((act === 'handOver' || act === 'confirmPayment') && { resume_position: null }),
        ...(payload.clock !== null && { clock: payload.clock }),
        ...(due && {
          due_at: due.dueAt,
          deadline: JSON.stringify(due.deadline),
          ...(due.startedAt !== null && { clock_started_at: due.startedAt }),
          ...(due.isExtension && { extensions: eb('extensions', '+', 1) }),
        }),
        // What was accepted after a first look gets its first promise here.
        ...(act === 'accept' && due && { original_due_at: due.dueAt, received_at: event.at, clock_started_at: null }),
        ...(pins && {
          office_id: pins.officeId,
          procedure_version_id: pins.procedureVersionId,
          process_version_id: pins.processVersionId,
          process_variant: pins.processVariant,
          calendar_id: pins.calendarId,
        }),
        ...(payload.missedDueAt !== null && { missed_due_at: eb.fn.coalesce('missed_due_at', eb.val(payload.missedDueAt)) }),
        ...(finish && {
          finished_at: eb.fn.coalesce('finished_at', eb.val(event.at)),
          finish_result: eb.fn.coalesce('finish_result', eb.val(finish.result)),
          late_cause: eb.fn.coalesce('late_cause', eb.val(finish.cause)),
          late_note: finish.note,
        }),
      }))
      .where('id', '=', caseId)
      .execute()
  }

/** The event of an act; receiving and presenting a case have events of their own. */
export type LifeAct = Exclude<Act, 'receive' | 'present'>
const lifeActs = acts.filter((act): act is LifeAct => act !== 'receive' && act !== 'present')
/** What the log calls each act. */
export const eventNames = {
  askBefore: 'case.askedBeforeAcceptance',
  bringBack: 'case.broughtBack',
  refuse: 'case.refused',
  accept: 'case.accepted',
  handOver: 'case.handedOver',
  takeOver: 'case.takenOver',
  assign: 'case.assigned',
  passOn: 'case.passedOn',
  submit: 'case.submitted',
  approve: 'case.approved',
  findIneligible: 'case.foundIneligible',
  sendBack: 'case.sentBack',
  recall: 'case.recalled',
  consult: 'case.consulted',
  refer: 'case.referred',
  answerTask: 'case.taskAnswered',
  callOffTask: 'case.taskCalledOff',
  askAfter: 'case.supplementAsked',
  resubmit: 'case.resubmitted',
  askPayment: 'case.paymentAsked',
  confirmPayment: 'case.paymentConfirmed',
  proposeExtension: 'case.extensionProposed',
  signExtension: 'case.extended',
  dropExtension: 'case.extensionDropped',
  withdraw: 'case.withdrawn',
  stop: 'case.stopped',
  receiveResult: 'case.resultReceived',
  returnResult: 'case.returned',
  archive: 'case.archived',
  reopen: 'case.reopened',
  strike: 'case.struck',
} as const satisfies Readonly<Record<LifeAct, string>>

export const lifeEvents: Readonly<Record<string, EventDefinition>> = {
  ...Object.fromEntries(
    lifeActs.map((act) => [
      eventNames[act],
      defineEvent({
        version: act === 'accept' ? 2 : 1,
        payload: actPayload,
        project: projectAct(act),
        clashes: actClashes,
      }) as EventDefinition,
    ]),
  ),
}

export const clockRuleEvents = {
  'procedure.clockRuleSet': defineEvent({
    version: 1,
    payload: clockRule,
    project: async (tx, rule, event) => {
      await tx
        .insertInto('clock_rule')
        .values({
          id: event.id,
          procedure_id: event.entity_id,
          valid_from: rule.validFrom,
          supplement: rule.supplement,
          supplement_ground: rule.supplementGround,
          payment: rule.payment,
          payment_ground: rule.paymentGround,
          recorded_at: event.at,
          recorded_by: event.actor,
        })
        .execute()
    },
  }),
}
