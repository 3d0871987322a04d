// What the page of a case shows of its life: where it stands, what may be done next and by whom, and everything that led there.
import { workingMinutesBetween } from '../../calendar/rules.ts'
import { officeClosing } from '../../calendar/working-time.ts'
import { readAbsences } from '../../duties/absence.ts'
import type { Actor, Db } from '../../event.ts'
import { instantToLocal, localOfMinutes } from '../../model/local-time.ts'
import { getStaffNames } from '../../people/queries.ts'
import { localNow } from '../intake-deadline.ts'
import type { PinnedDeadline } from '../pinned-deadline.ts'
import { isMissed } from './clock.ts'
import { clockFacts, clockRuleOn, currentRun, type LifeContext, openTasks, readContext } from './context.ts'
import { isSettledAtDesk } from './plan.ts'
import type { ActInput, PaperContent } from './rules.ts'
import { forwardAct, nextPosition } from './step-acts.ts'
import { isAllowedFrom, nationalCodeOf, transitions } from './table.ts'

type Act = ActInput['act']

const offered: readonly Act[] = [
  'takeOver',
  'forward',
  'receiveResult',
  'returnResult',
  'resubmit',
  'confirmPayment',
  'bringBack',
  'accept',
  'signExtension',
  'assign',
  'askBefore',
  'askAfter',
  'askPayment',
  'consult',
  'refer',
  'sendBack',
  'recall',
  'findIneligible',
  'proposeExtension',
  'dropExtension',
  'refuse',
  'withdraw',
  'stop',
  'reopen',
  'strike',
  'archive',
  'answerTask',
  'callOffTask',
]

/** Acts that the state, the step and the person allow now; what an act says of its own (dates, reasons) is checked when it is done. */
function actsFor(context: LifeContext, actor: Pick<Actor, 'permissions' | 'staffId'>): Act[] {
  const { file, plan, runs, timeLimit } = context
  const run = currentRun(context)
  const may = (permission: Actor['permissions'][number]) => actor.permissions.includes(permission)
  const isTaken = run?.taken_at !== null && run !== null
  const fits: Partial<Record<Act, boolean>> = {
    takeOver: run !== null && !isTaken && run.act !== 'return' && may(run.act === 'receive' ? 'case.receive' : 'case.work'),
    forward: (run === null || isTaken) && (run?.act !== 'decide' || may('case.decide')),
    receiveResult: run?.act === 'return',
    returnResult: file.status !== 'received' || isSettledAtDesk(plan) || timeLimit?.unit === 'same-day',
    assign: run !== null && run.act !== 'return',
    strike: runs.length === 0 && file.missedDueAt === null,
    askAfter: isTaken,
    askPayment: isTaken,
    findIneligible: isTaken,
    sendBack: run !== null && (isTaken || file.status === 'handedOver') && (run.act !== 'decide' || may('case.decide')),
    recall: run !== null && !isTaken && (run.handed_by === actor.staffId || may('case.decide')),
    proposeExtension: file.dueAt !== null && file.clock === 'running' && (file.extensions === 0 || may('case.decide')),
  }
  if (file.isDestroyed) return []
  return offered.filter((act) => {
    const named = act === 'forward' ? forwardAct(context) : act
    if (named === null || !isAllowedFrom(named, file.status) || fits[act] === false) return false
    return transitions[named].permissions.some(may)
  })
}

/** Throws entity.notFound. */
export async function getLife(db: Db, actor: Pick<Actor, 'clock' | 'permissions' | 'staffId'>, caseId: string) {
  const context = await readContext(db, actor, caseId)
  const { file, plan, runs, exclusions, timeLimit, now, today } = context
  const facts = await clockFacts(db, context, 'current')
  const { late_cause, late_note, finish_result, finished_at, original_due_at, due_at } = await db
    .selectFrom('case_file')
    .select(['late_cause', 'late_note', 'finish_result', 'finished_at', 'original_due_at', 'due_at'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const dues = await db.selectFrom('case_due').selectAll().where('case_id', '=', caseId).orderBy('recorded_at').execute()
  const papers = await db.selectFrom('case_paper').selectAll().where('case_id', '=', caseId).orderBy('issued_at').execute()
  const people = runs.flatMap((run) => [run.staff_id, run.handed_by, run.finished_by, run.on_behalf_of])
  const names = await getStaffNames(
    db,
    [...people, ...papers.map(({ issued_by }) => issued_by)].filter((staffId) => staffId !== null),
  )
  const nameOf = (staffId: string | null) => (staffId === null ? '' : (names[staffId] ?? ''))
  const minutes = (from: string | null, to: string | null) =>
    from === null
      ? null
      : (workingMinutesBetween(facts.calendar, facts.hours, instantToLocal(from), to === null ? now : instantToLocal(to)) ?? null)
  const position = nextPosition(context)
  const forward = forwardAct(context)
  const next = plan[position - 1]
  const { supplement, payment } = await clockRuleOn(db, file.procedureId, today)
  const pause = exclusions.find(({ ended_at }) => ended_at === null)
  const run = currentRun(context)
  return {
    status: file.status,
    heldStatus: file.heldStatus,
    nationalCode: nationalCodeOf(file.status, file.closedAs),
    clock: file.clock,
    dueAt: due_at,
    originalDueAt: original_due_at,
    missedDueAt: file.missedDueAt,
    finishedAt: finished_at,
    finishResult: finish_result,
    lateCause: late_cause,
    lateNote: late_note,
    extensions: file.extensions,
    proposal: file.proposal,
    /** Ending it now would be late, and asks for the cause. */
    isLate:
      file.finishedAt === null &&
      (file.missedDueAt !== null || (file.clock === 'running' && isMissed(now, file.dueAt, timeLimit?.unit ?? null))),
    /** Going on after the pause needs a date typed by hand: the limit starts anew and the catalogue has none. */
    needsManualDue: (pause?.policy === 'restart' && timeLimit === null) || (file.status === 'checking' && timeLimit === null),
    rule: { supplement, payment },
    /** When the office closes: what a date without an hour means. */
    closesAt: localOfMinutes(officeClosing(facts.hours)).slice(11),
    plan: plan.map(({ position, label, work, unit, role, act, minutes, time }) => ({
      position,
      label,
      work,
      unit,
      role,
      act,
      minutes,
      timeKind: time.kind,
    })),
    currentRunId: run?.id ?? null,
    openTaskCount: openTasks(context).filter(({ kind }) => kind === 'task').length,
    next:
      forward === null || !next
        ? null
        : { act: forward, position, label: next.label, work: next.work, unit: next.unit, stepAct: next.act },
    acts: actsFor(context, actor),
    runs: runs.map((row) => ({
      id: row.id,
      kind: row.kind,
      position: row.position,
      label: row.label,
      work: row.work,
      unit: row.unit,
      role: row.role,
      act: row.act,
      content: row.content,
      dueAt: row.due_at,
      plannedMinutes: row.planned_minutes,
      staffId: row.staff_id,
      staffName: nameOf(row.staff_id),
      handedByName: nameOf(row.handed_by),
      handedAt: row.handed_at,
      takenAt: row.taken_at,
      finishedAt: row.finished_at,
      finishedByName: nameOf(row.finished_by),
      onBehalfOfName: nameOf(row.on_behalf_of),
      outcome: row.outcome,
      result: row.result,
      /** Minutes of working time: from the hand-over to its receipt, and from there to the end or now. */
      waitingMinutes: minutes(row.handed_at, row.taken_at ?? row.finished_at),
      workingMinutes: row.taken_at === null ? null : minutes(row.taken_at, row.finished_at),
    })),
    exclusions: exclusions.map((row) => ({
      id: row.id,
      kind: row.kind,
      policy: row.policy,
      legalGround: row.legal_ground,
      startedAt: row.started_at,
      endedAt: row.ended_at,
    })),
    dues: dues.map((row) => ({
      id: row.id,
      cause: row.cause,
      recordedAt: row.recorded_at,
      dueAt: row.due_at,
      reason: row.reason,
      deadline: JSON.parse(row.deadline) as PinnedDeadline,
    })),
    papers: papers.map((row) => ({
      id: row.id,
      kind: row.kind,
      year: row.year,
      number: row.number,
      issuedAt: row.issued_at,
      issuedByName: nameOf(row.issued_by),
      content: JSON.parse(row.content) as PaperContent,
    })),
  }
}

/** Whom a case can be given to: the active staff who work on cases, by name. */
export async function listColleagues(db: Db, actor: Pick<Actor, 'clock'>) {
  const absences = await readAbsences(db, localNow(actor.clock).slice(0, 10))
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'full_name', 'position_title', 'roles'])
    .where('is_active', '=', 1)
    .orderBy('sort_key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    positionTitle: row.position_title,
    mayWork: /"(handler|head)"/.test(row.roles),
    absence: absences.get(row.id) ?? null,
  }))
}
